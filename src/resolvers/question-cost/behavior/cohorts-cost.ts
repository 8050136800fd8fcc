import { asked } from '../../../analytics/query/asked.ts'
import { isAnyActivity } from '../../../analytics/query/event-match.ts'
import {
  CohortBuckets,
  CohortEntry,
  CohortInterval,
  CohortMeasure,
  type CohortsInput,
} from '../../../schema/behavior/cohorts-input.ts'
import { CountedUnit } from '../../../schema/behavior/counted-unit.ts'
import { CalendarUnit } from '../../../schema/date-range-input.ts'
import { type SharedArgsOverTime } from '../../../schema/question-args.ts'
import { filtersOf, matchWeight } from '../match-cost.ts'
import { type Question } from '../question.ts'
import { reading, type Scope, scopeOf, weighing } from '../reading.ts'
import { requestedBuckets } from '../requested-buckets.ts'
import { allDays, daysOfUnit, mayBePast } from '../requested-days.ts'
import { sumOf } from '../sum-of.ts'
import { weights } from '../weights.ts'
import { withPreviousCost } from '../with-previous-cost.ts'

/** The size of a usual table. The fields of every table are counted as if it had this size. */
const usualTable = { rows: 12, cells: 12 }

/** The service refuses more of any. A saved table counts as a usual one. */
const most = { columns: 366, cells: 50_000, groups: 26 }

/** The factors for a table that counts each return, that sums a value, that has groups, and of other units than users. */
const factors = { counted: 1.5, valued: 3, grouped: 1.5, units: 1.5 }

/** The number of columns that doubles the cost of counting, and of rows that doubles that of recurring entries. */
const doubling = { columns: 200, rows: 40 }

/** Up to so many buckets the returns of a user fit into the bits of one number, which is cheaper. */
const mostBits = 62

/** The cost of finding entries and returns, and of the fields of a usual table times the size of this one. */
export function cohortsCost(
  question: Question<SharedArgsOverTime & { input?: CohortsInput | null }>,
): number {
  const { args, selected, fieldsCost } = question
  const given = args.input ?? ({} as CohortsInput)
  const interval =
    args.interval && args.interval in unitOf ? (args.interval as CohortInterval) : given.interval
  const input = { ...asked(given, args), interval }
  const { rows, columns } = frameOf(input)
  const groups = selected.groups ? Math.min((input.breakdown?.first ?? 0) + 1, most.groups) : 1
  const size = Math.min(rows * columns, most.cells) / (usualTable.rows * usualTable.cells)
  return withPreviousCost(question, input, tableOfRange) + fieldsCost * Math.max(size, 1) * groups
}

function tableOfRange(_: Question, input: CohortsInput): number {
  const frame = frameOf(input)
  const filters = [...filtersOf(input.target), ...filtersOf(input.return)]
  const scope = { ...scopeOf(input, { filters }), days: frame.days }
  return entryCost(input, scope) + returnCost(input, scope, frame) + weights.row * frame.columns
}

const unitOf = {
  [CohortInterval.HOUR]: CalendarUnit.HOUR,
  [CohortInterval.DAY]: CalendarUnit.DAY,
  [CohortInterval.WEEK]: CalendarUnit.WEEK,
  [CohortInterval.MONTH]: CalendarUnit.MONTH,
} satisfies Record<CohortInterval, CalendarUnit>

interface Frame {
  rows: number
  columns: number
  days: number
}

/** The rows, the columns, and the days of events that they cover. No days follow a range that ends now. */
function frameOf(input: CohortsInput): Frame {
  const unit = unitOf[input.interval ?? CohortInterval.WEEK]
  const usualDays = usualTable.rows * daysOfUnit[unit]
  const rows = requestedBuckets(input.range, unit, usualDays)
  const widths = input.brackets ?? []
  const columns = Math.min(Math.max(input.periods ?? (widths.length || usualTable.cells), 1), most.columns)
  const wide = Math.max(
    columns,
    sumOf(widths, width => width),
  )
  const after = mayBePast(input.range) ? wide : 0
  return { rows, columns, days: Math.min((rows + after) * daysOfUnit[unit], allDays) }
}

const isOfUnits = (input: CohortsInput) => (input.unit ?? CountedUnit.USER) !== CountedUnit.USER

/** A first time takes all history, but the first activity of each user is stored. */
function entryCost(input: CohortsInput, scope: Scope): number {
  const entry = input.entry ?? CohortEntry.FIRST_TIME
  const isFirstEver = entry === CohortEntry.FIRST_TIME || entry === CohortEntry.FIRST_EVER
  if (isFirstEver && isAnyActivity(input.target) && !input.filter && !isOfUnits(input))
    return weights.knownUsers + scope.segment
  const read = weighing(matchWeight(input.target), isFirstEver ? { ...scope, days: allDays } : scope)
  return read * (isOfUnits(input) ? factors.units : 1)
}

function returnCost(input: CohortsInput, scope: Scope, { rows, columns }: Frame): number {
  const isValued = input.value != null && input.value.measure !== CohortMeasure.USERS
  const isCounted =
    isValued ||
    input.buckets === CohortBuckets.ROLLING ||
    (input.minimumOccurrences ?? 1) > 1 ||
    rows + columns > mostBits
  return (
    weighing(matchWeight(input.return), scope) *
    (isCounted ? factors.counted * (1 + columns / doubling.columns) : 1) *
    (isValued ? factors.valued : 1) *
    (input.entry === CohortEntry.RECURRING ? 1 + rows / doubling.rows : 1) *
    (input.breakdown ? factors.grouped : 1) *
    (isOfUnits(input) ? factors.units : 1)
  )
}

/** The cost of the table behind a list of users: a list reads a usual table of its own. */
export const tableCost = reading(
  'counted',
  scopeOf({}, { defaultDays: usualTable.rows * daysOfUnit[CalendarUnit.WEEK] }),
)

/** The cost of one column, or of those of a usual table. */
export const cellsCost = ({ args, fieldsCost }: Question<{ period?: number | null }>): number =>
  (args.period == null ? usualTable.cells : 1) * fieldsCost

/** The cost of one row, or of those of a usual table. */
export const tableRowsCost = ({ args, fieldsCost }: Question<{ start?: Date | null }>): number =>
  (args.start == null ? usualTable.rows : 1) * fieldsCost
