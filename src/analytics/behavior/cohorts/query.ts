import { straysOfProject } from '../../../clickhouse/scope.ts'
import { array, int, integer, integers, perShard, type Sql, sql, text } from '../../../clickhouse/sql.ts'
import { isOfUsers, usersOfUnits } from '../../query/counted-unit.ts'
import { eventsIn } from '../../query/events.ts'
import { enteredOf } from './entered.ts'
import { hasValue, isOrAfter, isReturn, isTarget, type Question } from './question.ts'
import { columnsOfReturns, isByBreakdownValue, isByBucket, readRange, returnedOf } from './returned.ts'

/** A cohort in one group: a row of a table. */
export interface CohortQueryRow {
  /** The breakdown value of its users, empty for none; without meaning unless `isShown`. */
  breakdownValue: string
  isShown: boolean
  /** The number of the cohort, from 1. */
  cohort: number
  size: number
  /** When the last of its users entered, in milliseconds. */
  lastEntry: number
  /** The number of users who returned in the column of the entry, after the entry; then of users retained in each later column. */
  users: number[]
  /** Sums of the amounts of the returns in the column of the entry, after the entry; then in each column. */
  sums?: string[]
  counts?: number[]
}

/** Every row of every group with at least one user. */
export function cohortsQuery(question: Question): Sql {
  const { input, query } = question
  const numbers = numbersOf(question)
  // The groups of a breakdown are the largest ones of all users, and a segment may count sessions that users share.
  return isOfUsers(input) && !input.breakdown && !query.members
    ? perShard(numbers, rows => ofAllShards(question, rows), straysOfProject(query.project))
    : numbers
}

/** Each user is on one shard, so that the numbers of shards add up. */
function ofAllShards({ input }: Question, rows: Sql): Sql {
  const values = hasValue(input)
    ? sql`, arrayMap(amount -> toString(amount), sumForEach(arrayMap(amount -> toDecimal128(amount, 12), sums))) as sums,
  sumForEach(counts) as counts`
    : sql``
  return sql`
select isShown, breakdownValue, cohort, sum(size) as size, max(lastEntry) as lastEntry, sumForEach(users) as users${values}
from ${rows}
group by isShown, breakdownValue, cohort`
}

function numbersOf(question: Question): Sql {
  const { input } = question
  const values = hasValue(input)
    ? sql`, arrayMap(amount -> toString(amount), sumForEach(amounts)) as sums, sumForEach(counts) as counts`
    : sql``
  return sql`
with ${stages(question)}
select ${shownBreakdownValue(question)} as isShown, if(isShown, breakdown_value, '') as breakdownValue, toUInt32(cohort) as cohort, count() as size,
  max(entered_at) as lastEntry, sumForEach(arrayMap(returns -> returns >= ${integer(input.minimumOccurrences)}, times)) as users${values}
from stayed
group by isShown, breakdownValue, cohort`
}

/** A cell: the number of its cohort, and its column in `times`, undefined for the whole row. */
export interface Cell {
  cohort: number
  time?: number
  /** The group, undefined for all users. */
  group?: { isShown: boolean; breakdownValue: string }
}

/**
 * The users of a cell, each once, as rows with `user_no`: the units of the cell, or the known users behind them by
 * entries and returns. The units come from the same stages as their number.
 */
export function membersQuery(question: Question, cell: Cell): Sql {
  const { query, input } = question
  const events = sql`${eventsIn(query, readRange(question))}
  and (${isTarget(query.project, input)} or ${isReturn(query.project, input)})`
  return usersOfUnits(input, unitsOfCell(question, cell), events)
}

function unitsOfCell(question: Question, { cohort, time, group }: Cell): Sql {
  const retained =
    time === undefined
      ? sql``
      : sql` and times[${integer(time)}] >= ${integer(question.input.minimumOccurrences)}`
  return sql`
with ${stages(question)}
select unit
from stayed
where cohort = ${integer(cohort)}${retained}${group ? sql` and ${inGroup(question, group)}` : sql``}`
}

function inGroup(question: Question, { isShown, breakdownValue }: NonNullable<Cell['group']>): Sql {
  return isShown ? sql`breakdown_value = ${text(breakdownValue)}` : sql`not ${shownBreakdownValue(question)}`
}

const shownBreakdownValue = ({ input }: Question): Sql =>
  input.breakdown ? sql`breakdown_value in (select breakdown_value from shown)` : sql`true`

/** Each entry with the returns of its user. The numbers and the lists of users are both read from these stages. */
function stages(question: Question): Sql {
  return sql`entered as (${enteredOf(question)}
),
returned as (${returnedOf(question)}
),${question.input.breakdown ? shownStage(question) : sql``}
${isByBucket(question) ? stayedByBucket(question) : stayedByReturn(question)}`
}

const joinedOf = (question: Question): Sql =>
  sql`entered left join returned using (${isByBreakdownValue(question) ? sql`unit, breakdown_value` : sql`unit`})`

const stayedByBucket = (question: Question): Sql => sql`
stayed as (
  select unit, cohort, breakdown_value, entered_at, ${timesOfBuckets(question)}
  from ${joinedOf(question)}
)`

/** In several stages: ClickHouse repeats an expression for each use of its alias, and there may be many columns. */
function stayedByReturn(question: Question): Sql {
  const { input } = question
  return sql`
in_columns as (
  select unit, cohort, breakdown_value, entered_at, ${columnsOfReturns(question)} as columns_of${hasValue(input) ? sql`, returned_amounts, has_amount` : sql``}
  from ${joinedOf(question)}
),
timed as (
  select *, ${timesOfReturns(question)} as times
  from in_columns
),
stayed as (
  select unit, cohort, breakdown_value, entered_at, times${hasValue(input) ? amountsOfReturns(question) : sql``}
  from timed
)`
}

const shownStage = ({ input }: Question): Sql => sql`
shown as (
  select breakdown_value from entered group by breakdown_value order by count() desc, breakdown_value limit ${integer(input.breakdown!.first)}
),`

/** Whether there is a return in each column, or from the column on, by the bits of its buckets. */
function timesOfBuckets({ input, frame: { columns } }: Question): Sql {
  const moved = sql`bitShiftRight(buckets, cohort - 1 + column_from)`
  const returns = isOrAfter(input)
    ? sql`${moved} != 0`
    : sql`bitAnd(${moved}, bitShiftLeft(1::Int64, column_to - column_from) - 1) != 0`
  const later = columns.slice(1)
  return sql`arrayPushFront(arrayMap((column_from, column_to) -> toUInt64(${returns}),
    ${integers(later.map(({ from }) => from))}, ${integers(later.map(({ to }) => to))}), 0::UInt64) as times`
}

/** The number of returns in each column, or from the column on. */
const timesOfReturns = (question: Question): Sql =>
  array(inColumns(question).map(condition => sql`arrayCount(in_column -> ${condition}, columns_of)`))

/** The condition of each column of the table on `in_column`, the column of a return. */
const inColumns = ({ input, frame }: Question): Sql[] =>
  frame.columns.map((_, k) =>
    isOrAfter(input) && k > 0 ? sql`in_column > ${int(k)}` : sql`in_column = ${int(k + 1)}`,
  )

/** The sum and the number of the amounts of the returns in each column, for the users whom the column retains. */
function amountsOfReturns(question: Question): Sql {
  const { input } = question
  const [inFirst, ...inOthers] = inColumns(question)
  const isAtEntry = isOrAfter(input) ? sql`in_column >= 0` : sql`in_column between 0 and 1`
  const isValued = [inFirst!, isAtEntry, ...inOthers]
  const isRetained = isValued.map((_, i) =>
    i === 1 ? sql`true` : sql`times[${int(Math.max(i, 1))}] >= ${integer(input.minimumOccurrences)}`,
  )
  return sql`,
    ${array(isValued.map((condition, i) => sql`if(${isRetained[i]!}, ${amountSum(condition)}, 0::Decimal128(12))`))} as amounts,
    ${array(isValued.map((condition, i) => sql`if(${isRetained[i]!}, ${amountCount(condition)}, 0)`))} as counts`
}

const amountSum = (condition: Sql) =>
  sql`arraySum((amount, in_column) -> if(${condition}, amount, 0::Decimal128(12)), returned_amounts, columns_of)`

const amountCount = (condition: Sql) =>
  sql`arrayCount((has, in_column) -> has and ${condition}, has_amount, columns_of)`
