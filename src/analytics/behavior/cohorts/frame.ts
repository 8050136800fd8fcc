import { badInput } from '../../../errors.ts'
import { CohortBuckets, CohortInterval, type CohortsInput } from '../../../schema/behavior/cohorts-input.ts'
import { CalendarUnit } from '../../../schema/date-range-input.ts'
import { bucketEdges, local, shifted } from '../../query/calendar.ts'
import { type Query } from '../../query/query.ts'
import { lastUnits, type Range, toRange } from '../../query/range.ts'

/** A column in intervals, counted from that of the entry; half-open. */
interface Column {
  from: number
  to: number
}

/** The empty table: its rows, its columns, and the length of an interval. */
export interface Frame {
  /** The edges of the rows, then the edges that the columns of the last row need. */
  edges: Date[]
  rows: number
  columns: Column[]
  isRolling: boolean
  /** An interval of real time, for ROLLING. */
  intervalMs: number
}

const intervals = {
  [CohortInterval.HOUR]: { unit: CalendarUnit.HOUR, ms: 3_600_000 },
  [CohortInterval.DAY]: { unit: CalendarUnit.DAY, ms: 24 * 3_600_000 },
  [CohortInterval.WEEK]: { unit: CalendarUnit.WEEK, ms: 7 * 24 * 3_600_000 },
  [CohortInterval.MONTH]: { unit: CalendarUnit.MONTH, ms: 30 * 24 * 3_600_000 },
} satisfies Record<CohortInterval, { unit: CalendarUnit; ms: number }>

const usual = { rows: 12, periods: 12 }

/** @throws INVALID_RANGE, TOO_MANY_BUCKETS, TOO_MANY_CELLS */
export function frameOf({ calendar, asOf }: Pick<Query, 'calendar' | 'asOf'>, input: CohortsInput): Frame {
  const { unit, ms } = intervals[input.interval]
  const range = input.range
    ? toRange(input.range, calendar, asOf)
    : lastUnits({ count: usual.rows, unit }, calendar, asOf)
  const rows = bucketEdges(range.from, range.to, unit, calendar).length - 1
  const columns = columnsOf(input)
  checkCells(rows, columns.length, (input.breakdown?.first ?? 0) + 1)
  const isRolling = input.buckets === CohortBuckets.ROLLING
  // Where the clock changes by half an hour, or a zone skips a day, two intervals are one: a few more are enough.
  const last = shifted(local(range.to, calendar), unit, columns.at(-1)!.to + 3).toJSDate()
  const edges = bucketEdges(range.from, last, unit, calendar).slice(0, rows + columns.at(-1)!.to)
  return { edges, rows, columns, isRolling, intervalMs: ms }
}

function columnsOf({ periods, brackets }: CohortsInput): Column[] {
  const widths = [1, ...(brackets ?? Array<number>((periods ?? usual.periods) - 1).fill(1))]
  const ends = widths.map((_, k) => widths.slice(0, k + 1).reduce((sum, width) => sum + width, 0))
  return widths.map((width, k) => ({ from: ends[k]! - width, to: ends[k]! }))
}

/** When users may enter: the rows are whole buckets. */
export const entryRange = ({ edges, rows }: Frame): Range => ({ from: edges[0]!, to: edges[rows]! })

/** When the last column of the last row ends, for the latest possible entry. */
export function endOf({ edges, rows, columns, isRolling, intervalMs }: Frame): Date {
  if (!isRolling) return edges.at(-1)!
  return new Date(edges[rows]!.getTime() + columns.at(-1)!.to * intervalMs)
}

/** How many cells the tables of an answer may have. */
const mostCells = 50_000

/** @throws TOO_MANY_CELLS when nobody could read the table */
function checkCells(rows: number, columns: number, groups: number): void {
  if (rows * columns * groups > mostCells)
    throw badInput(
      'TOO_MANY_CELLS',
      'range',
      `The tables have at most ${mostCells.toLocaleString('en')} cells: take a shorter range, fewer columns or fewer groups.`,
    )
}
