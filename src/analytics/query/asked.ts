import { type Sql } from '../../clickhouse/sql.ts'
import { type Calendar } from './calendar.ts'
import { type MeasureRows } from './measure/measure-rows.ts'

/** A question that is being asked: its calendar, what can be counted by now, and how to run its SQL. */
export interface Asked {
  project: string
  calendar: Calendar
  asOf: Date
  watermark: Date
  /** A condition on `user_no` that the users of the segment meet; without a segment none. */
  members?: Sql
  run<Row>(name: string, question: Sql): Promise<Row[]>
  measureRows: MeasureRows
}
