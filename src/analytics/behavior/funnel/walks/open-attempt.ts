import { integer, type Sql, sql } from '../../../../clickhouse/sql.ts'
import { FunnelRangeMode } from '../../../../schema/behavior/funnel-input.ts'
import { type Query } from '../../../query/query.ts'
import { type FunnelQuestion } from '../funnel-question.ts'

/** Whether an attempt that starts at this time may reach further steps after `asOf`. */
export const hasTimeLeft = ({ asOf }: Query, question: FunnelQuestion, start: Sql): Sql =>
  sql`${lastMillisecond(question, start)} > ${integer(asOf.getTime())}`

/** With CLIP an attempt ends with the range. */
function lastMillisecond({ windowMs, rangeMode, range }: FunnelQuestion, start: Sql): Sql {
  const deadline = sql`${start} + ${integer(windowMs)}`
  if (rangeMode === FunnelRangeMode.ENTRY) return deadline
  return sql`least(${deadline}, ${integer(range.to.getTime() - 1)})`
}
