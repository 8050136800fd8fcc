import { type Sql } from '../../clickhouse/sql.ts'
import { type Calendar } from './calendar.ts'
import { type MeasureRows } from './measure/measure-rows.ts'

/** A question with resolved arguments: its calendar, its segment, its time, and a function that runs its SQL. */
export interface Query {
  project: string
  calendar: Calendar
  asOf: Date
  /** Every event received before is in ClickHouse. */
  watermark: Date
  /** A condition on `user_no`: the user is in the segment. Absent without a segment. */
  members?: Sql
  run<Row>(name: string, question: Sql): Promise<Row[]>
  measureRows: MeasureRows
}
