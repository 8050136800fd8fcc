import { type Pool } from 'pg'
import { type Missing, mostCounted as mostMissing } from '../analytics/query/copy-state.ts'
import { type LogPosition } from './log-position.ts'

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

/** The events after one position of the log, up to and including another. */
export async function readMissing(pool: Pool, after: LogPosition, to: LogPosition): Promise<Missing> {
  const { rows } = await pool.query<Missing>(
    `select count(*)::integer as events,
       coalesce(extract(epoch from now() - min(e.received_at)), 0)::double precision as seconds
     from (
       select e.received_at
       from events e
       where (e.tx, e.seq) > ($1::xid8, $2::bigint) and (e.tx, e.seq) <= ($3::xid8, $4::bigint)
       order by e.tx, e.seq
       limit ${mostMissing}
     ) e`,
    [after.tx, after.seq, to.tx, to.seq],
  )
  return rows[0]!
}
