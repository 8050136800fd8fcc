import { type Pool } from 'pg'

/** A larger number would cost more to count than it is worth. */
const mostCounted = 1_000_000

/** The number of events that the projection has not copied yet, up to a million, and the age of the oldest one. */
export async function readLag(pool: Pool): Promise<{ events: number; seconds: number }> {
  const { rows } = await pool.query(
    `select count(*)::integer as events,
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
