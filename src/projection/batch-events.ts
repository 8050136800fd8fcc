import { type LogPosition } from './log-position.ts'

/** A batch: the events after one position of the log, up to and including another. */
export interface Bounds {
  after: LogPosition
  to: LogPosition
}

/**
 * SQL for the events of a batch. The bounds are written into the text (they are digits from PostgreSQL). If the
 * statement read them from `projection`, the planner would not know that the batch is small, and would scan the whole
 * log.
 */
export const batchEvents = ({ after, to }: Bounds) => `
  select e.*
  from events e
  where (e.tx, e.seq) > ('${after.tx}'::xid8, ${after.seq}) and (e.tx, e.seq) <= ('${to.tx}'::xid8, ${to.seq})`
