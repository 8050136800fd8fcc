import { type LogPosition } from './log-position.ts'

/** Where a batch begins, just behind a place, and the place it ends with. */
export interface Bounds {
  after: LogPosition
  to: LogPosition
}

/**
 * The facts of a batch. The bounds stand in the text, digits that PostgreSQL gave: read from `projection` by the
 * statement itself, the planner would not know how few facts they are and walk through the whole log.
 */
export const batchFacts = ({ after, to }: Bounds) => `
  select e.*
  from events e
  where (e.tx, e.seq) > ('${after.tx}'::xid8, ${after.seq}) and (e.tx, e.seq) <= ('${to.tx}'::xid8, ${to.seq})`
