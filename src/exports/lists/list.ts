import { type Range } from '../../analytics/query/range.ts'
import { type Sql } from '../../clickhouse/sql.ts'

/** The rows that an export of a list has. */
export interface ListQuery {
  project: string
  range: Range
  /** A condition on `user_no`: the user is in the segment. */
  members?: Sql
  /** A condition on an event. */
  filter: Sql
  /** Whether the filter or the segment may leave something out. */
  isNarrowed: boolean
}
