import {
  CohortBuckets,
  CohortEntry,
  CohortInterval,
  CohortMeasure,
  type CohortsInput,
} from '../../../schema/behavior/cohorts-input.ts'
import { type EventMatchInput } from '../../../schema/behavior/event-match-input.ts'
import { CalendarUnit } from '../../../schema/date-range-input.ts'
import { bucketsAsked } from '../buckets-asked.ts'
import { daysOfUnit, ever } from '../days-asked.ts'
import { type Question } from '../question.ts'
import { reading, type Scope, scopeOf } from '../reading.ts'
import { sumOf } from '../sum-of.ts'
import { weights } from '../weights.ts'

/** What a usual table has of each, and what the fields below it count with. */
export const usualTable = { rows: 12, cells: 12 }

/** More of either is refused; a saved table counts as a usual one. */
const most = { columns: 366, cells: 50_000, groups: 26 }

/** By how much a table is dearer that counts each return, that adds up a value, and that has groups. */
const dearer = { counted: 1.5, valued: 3, grouped: 1.5 }

/** So many columns make counting, and so many rows make entering again and again, as dear again. */
const doubling = { columns: 200, rows: 40 }

/** In so many buckets whether a user returned is kept in the bits of a number. */
const mostBits = 62

/** Who enters, whether they return, and the table that comes of it. Its fields count on a usual one. */
export function cohortsCost({
  args: { input },
  selected,
  within,
}: Question<{ input?: CohortsInput | null }>): number {
  const frame = frameOf(input)
  const { rows, columns, days } = frame
  const groups = selected.groups ? Math.min((input?.breakdown?.first ?? 0) + 1, most.groups) : 1
  const size = Math.min(rows * columns, most.cells) / (usualTable.rows * usualTable.cells)
  const scope = { ...scopeOf(input ?? {}, { filters: [input?.target?.filter, input?.return?.filter] }), days }
  return (
    entryCost(input, scope) +
    returnCost(input, scope, frame) +
    weights.row * columns +
    within * Math.max(size, 1) * groups
  )
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

/** Rows, columns, and the days of facts that they cover: a range that ends now has none after it. */
function frameOf(input: CohortsInput | null | undefined): Frame {
  const unit = unitOf[input?.interval ?? CohortInterval.WEEK]
  const usualDays = usualTable.rows * daysOfUnit[unit]
  const rows = bucketsAsked(input?.range, unit, usualDays)
  const widths = input?.brackets ?? []
  const columns = Math.min(Math.max(input?.periods ?? (widths.length || usualTable.cells), 1), most.columns)
  const wide = Math.max(
    columns,
    sumOf(widths, width => width),
  )
  const after = input?.range?.to == null ? 0 : wide
  return { rows, columns, days: Math.min((rows + after) * daysOfUnit[unit], ever) }
}

/** A first time is looked for in all history; that of any activity is kept of each user. */
function entryCost(input: CohortsInput | null | undefined, scope: Scope): number {
  const entry = input?.entry ?? CohortEntry.FIRST_TIME
  const isFirstEver = entry === CohortEntry.FIRST_TIME || entry === CohortEntry.FIRST_EVER
  if (isFirstEver && isAnything(input?.target) && !input?.filter) return weights.knownUsers + scope.segment
  return reading(readsOf(input?.target), isFirstEver ? { ...scope, days: ever } : scope)
}

function returnCost(input: CohortsInput | null | undefined, scope: Scope, { rows, columns }: Frame): number {
  const isValued = input?.value != null && input.value.measure !== CohortMeasure.USERS
  const isCounted =
    isValued ||
    input?.buckets === CohortBuckets.ROLLING ||
    (input?.minimumOccurrences ?? 1) > 1 ||
    rows + columns > mostBits
  return (
    reading(readsOf(input?.return), scope) *
    (isCounted ? dearer.counted * (1 + columns / doubling.columns) : 1) *
    (isValued ? dearer.valued : 1) *
    (input?.entry === CohortEntry.RECURRING ? 1 + rows / doubling.rows : 1) *
    (input?.breakdown ? dearer.grouped : 1)
  )
}

const isAnything = (match: EventMatchInput | null | undefined) => match?.event == null && !match?.filter

const readsOf = (match: EventMatchInput | null | undefined) => (match?.event == null ? 'counted' : 'named')

/** What a list of users of a usual table takes: its own reading of that table. */
export const tableCost = reading(
  'counted',
  scopeOf({}, { otherwise: usualTable.rows * daysOfUnit[CalendarUnit.WEEK] }),
)
