import { integer, integers, type Sql, sql } from '../../../clickhouse/sql.ts'
import { CohortReturns } from '../../../schema/behavior/cohorts-input.ts'
import { unitOf } from '../../query/counted-unit.ts'
import { exactNumber, propertyOf } from '../../query/dimensions.ts'
import { bucketOf, eventsIn } from '../../query/events.ts'
import { type Range } from '../../query/range.ts'
import { cohortAt, milliseconds } from './entered.ts'
import { endOf, type Frame } from './frame.ts'
import { breakdownValueOf, hasValue, isOrAfter, isReturn, type Question } from './question.ts'

/** ClickHouse collects the buckets of a user as bits of one number, with far less work than for the instants. */
const mostBits = 62

/** Whether the buckets in which a user returned suffice, without the instants. */
export const isByBucket = ({ input, frame, needsEntryBucket }: Question) =>
  !frame.isRolling &&
  !needsEntryBucket &&
  !hasValue(input) &&
  input.minimumOccurrences === 1 &&
  frame.edges.length <= mostBits

/**
 * The returns of each unit: `unit`, `breakdown_value` if a return needs the value of the entry, and either the buckets
 * of the returns as the bits of `buckets`, or arrays with one element for each return: its instant in `returned_at`, its amount in
 * `returned_amounts`, and in `has_amount` whether it has an amount.
 */
export function returnedOf(question: Question): Sql {
  const { query, input } = question
  return sql`
  select ${unitOf(input).key} as unit${isByBreakdownValue(question) ? sql`, ${breakdownValueOf(input)!} as breakdown_value` : sql``}, ${returnsOf(question)}
  from ${eventsIn(query, readRange(question))} and ${isReturn(query.project, input)}
  group by unit${isByBreakdownValue(question) ? sql`, breakdown_value` : sql``}`
}

export const isByBreakdownValue = ({ input }: Question) =>
  input.breakdown?.returns === CohortReturns.SAME_VALUE && input.breakdown.trait == null

/** An instant after all events. */
const end = new Date(Date.UTC(2299, 0))

/** The range of the returns. Entries are in it too. */
export const readRange = ({ frame, input }: Question): Range => ({
  from: frame.edges[0]!,
  to: isOrAfter(input) ? end : endOf(frame),
})

function returnsOf(question: Question): Sql {
  const { input, frame } = question
  if (isByBucket(question)) return sql`groupBitOr(${bitIn(frame.edges)}) as buckets`
  const at = sql`toUnixTimestamp64Milli(occurred_at)`
  if (!hasValue(input)) return sql`groupArray(${at}) as returned_at`
  const amount = amountOf(input.value!.property)
  return sql`groupArray((${at}, ifNull(${amount}, 0), isNotNull(${amount}))) as returns,
    returns.1 as returned_at, returns.2 as returned_amounts, returns.3 as has_amount`
}

/** The first bucket is the lowest bit. */
const bitIn = (edges: Date[]): Sql =>
  sql`transform(${bucketOf(edges)}, ${milliseconds(edges)}, ${integers(edges.map((_, i) => 2 ** i))}, 0)`

const amountOf = (property: string | null | undefined): Sql =>
  property == null ? sql`cost_usd` : exactNumber(propertyOf(property))

/**
 * The columns of a user's returns, counted from the entry: -1 before the entry, 0 at its instant, 1 in the column of the
 * entry, 2 in the next column and so on; after the last column, the number of columns plus 1.
 */
export function columnsOfReturns({ frame }: Question): Sql {
  const offset = frame.isRolling
    ? sql`intDiv(at - entered_at, ${integer(frame.intervalMs)})`
    : sql`${cohortAt(frame.edges, sql`at`)} - cohort`
  return sql`arrayMap(at -> multiIf(at < entered_at, -1, at = entered_at, 0, ${columnAt(offset, frame)}), returned_at)`
}

function columnAt(offset: Sql, { columns }: Frame): Sql {
  const columnOf = columns.flatMap(({ from, to }, k) => Array<number>(to - from).fill(k + 1))
  const offsets = columnOf.map((_, i) => i)
  return sql`transform(${offset}, ${integers(offsets)}, ${integers(columnOf)}, ${integer(columns.length + 1)})`
}
