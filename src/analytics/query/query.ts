import { type Sql } from '../../clickhouse/sql.ts'
import { type Calendar } from './calendar.ts'
import { type Missing } from './copy-state.ts'
import { type MeasureRows } from './measure/measure-rows.ts'
import { type PrecomputedDays } from './precomputed/precomputed-days.ts'
import { type Run } from './run-at.ts'

/** A question with resolved arguments: its calendar, its segment, its time, and a function that runs its SQL. */
export interface Query {
  project: string
  calendar: Calendar
  asOf: Date
  /** Every event received before is in ClickHouse. */
  watermark: Date
  /** The events received before the question that are not in ClickHouse; absent if nothing is missing. */
  missing?: Missing
  /** The instant before which events of the project have expired; absent if none has. */
  keptUntil?: Date
  /** A condition on `user_no`: the user is in the segment. Absent without a segment. */
  members?: Sql
  /** The precomputed days, for a question that counts sessions (`withPrecomputed`); absent if only events may be read. */
  precomputed?: PrecomputedDays
  /** Reads them with a statement; absent if only events may be read. */
  precomputedDays?(): Promise<PrecomputedDays | undefined>
  run: Run
  measureRows: MeasureRows
}
