import { type Pool } from 'pg'

/** Counting further would cost more than the number tells. */
const mostCounted = 1_000_000

/** How many facts the projection has still to copy, and how old the oldest of them is; counted up to a million. */
export async function readLag(pool: Pool): Promise<{ facts: number; seconds: number }> {
  const { rows } = await pool.query(
    `select count(*)::integer as facts,
       coalesce(extract(epoch from now() - min(e.received_at)), 0)::double precision as seconds
     from (
       select e.received_at
       from events e
       where (e.tx, e.seq) > ((select tx from projection), (select seq from projection))
       order by e.tx, e.seq
       limit ${mostCounted}
     ) e`,
  )
  return rows[0]
}
