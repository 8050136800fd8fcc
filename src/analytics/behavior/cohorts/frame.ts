import { badInput } from '../../../errors.ts'
import { CohortBuckets, CohortInterval, type CohortsInput } from '../../../schema/behavior/cohorts-input.ts'
import { CalendarUnit, type DateRangeInput } from '../../../schema/date-range-input.ts'
import { bucketEdges, local, shifted } from '../../query/calendar.ts'
import { type Query } from '../../query/query.ts'
import { type Range, toRange } from '../../query/range.ts'

/** A column as a half-open range of intervals, counted from the interval of the entry. */
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
  const range = toRange(entriesIn(input), calendar, asOf)
  const rows = bucketEdges(range.from, range.to, unit, calendar).length - 1
  const columns = columnsOf(input)
  checkCells(rows, columns.length, (input.breakdown?.first ?? 0) + 1)
  const isRolling = input.buckets === CohortBuckets.ROLLING
  // Three intervals more: a change of the clock by half an hour, or a day that a zone skips, merges two intervals.
  const last = shifted(local(range.to, calendar), unit, columns.at(-1)!.to + 3).toJSDate()
  const edges = bucketEdges(range.from, last, unit, calendar).slice(0, rows + columns.at(-1)!.to)
  return { edges, rows, columns, isRolling, intervalMs: ms }
}

/** The range in which users enter, by default the last 12 intervals. */
export const entriesIn = ({ range, interval }: CohortsInput): DateRangeInput =>
  range ?? { last: { count: usual.rows, unit: intervals[interval].unit } }

function columnsOf({ periods, brackets }: CohortsInput): Column[] {
  const widths = [1, ...(brackets ?? Array<number>((periods ?? usual.periods) - 1).fill(1))]
  const ends = widths.map((_, k) => widths.slice(0, k + 1).reduce((sum, width) => sum + width, 0))
  return widths.map((width, k) => ({ from: ends[k]! - width, to: ends[k]! }))
}

/** The range of entries: the whole buckets of the rows. */
export const entryRange = ({ edges, rows }: Frame): Range => ({ from: edges[0]!, to: edges[rows]! })

/** When the last column of the last row ends, for the latest possible entry. */
export function endOf({ edges, rows, columns, isRolling, intervalMs }: Frame): Date {
  if (!isRolling) return edges.at(-1)!
  return new Date(edges[rows]!.getTime() + columns.at(-1)!.to * intervalMs)
}

/** The most cells of all tables of an answer. */
const mostCells = 50_000

/** @throws TOO_MANY_CELLS above 50,000 cells */
function checkCells(rows: number, columns: number, groups: number): void {
  if (rows * columns * groups > mostCells)
    throw badInput(
      'TOO_MANY_CELLS',
      'range',
      `The tables may have at most ${mostCells.toLocaleString('en')} cells. Use a shorter range, fewer columns or fewer groups.`,
    )
}
