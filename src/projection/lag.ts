import { type Pool } from 'pg'

/** How many facts the projection has still to copy, and how old the oldest of them is. */
export async function readLag(log: Pool): Promise<{ facts: number; seconds: number }> {
  const { rows } = await log.query(
    `select count(*)::integer as facts,
       coalesce(extract(epoch from now() - min(e.received_at)), 0)::double precision as seconds
     from events e, projection p
     where (e.tx, e.seq) > (p.tx, p.seq)`,
  )
  return rows[0]
}
