import { sql } from '../../../clickhouse/sql.ts'
import { bucketOf } from '../../query/events.ts'
import { type Query } from '../../query/query.ts'
import { type Range } from '../../query/range.ts'
import { emptyOf, leftOutOf, measuresOf } from './aggregates.ts'
import { type Groups, lineOf } from './groups.ts'
import { matched, type Scanned } from './matched.ts'
import { type SeriesAsked } from './series-asked.ts'

/** A range, the edges of its buckets, and whether a number of the whole range is selected. */
export interface Buckets {
  range: Range
  edges: Date[]
  hasTotal: boolean
}

/** The values of a line, and the measure over the whole range, if it is selected. */
interface Measured {
  values: (number | null)[]
  total: number | null
}

/** The numbers of a line of a series. */
export type NumbersOf = (series: SeriesAsked, line: number) => Measured

interface Row {
  line: number
  bucket: number
  is_total: number
  measures: (string | null)[]
  left_out: number[]
}

/** The numbers that were read for several series. */
export interface Scan {
  numbersOf: NumbersOf
  /** The number of values that a series leaves out. */
  leftOutOf(series: SeriesAsked): number
}

/** The numbers of all series, in one statement. */
export async function scan(
  query: Query,
  scanned: Scanned,
  { range, edges, hasTotal }: Buckets,
  groups: Groups | null | undefined,
): Promise<Scan> {
  const { series } = scanned
  const rows = await query.run<Row>(
    'timeSeries',
    sql`
select ${lineOf(groups)} as line, ${bucketOf(edges)} as bucket, ${hasTotal ? sql`grouping(bucket) = 1` : sql`0`} as is_total,
  ${measuresOf(series)} as measures, ${leftOutOf(series)} as left_out
from (${matched(query, range, scanned)})
group by ${hasTotal ? sql`grouping sets ((line, bucket), (line))` : sql`line, bucket`}`,
  )
  const byLine = Map.groupBy(rows, ({ line }) => Number(line))
  return {
    numbersOf: (of, line) =>
      measuredIn(byLine.get(line) ?? [], series.indexOf(of), emptyOf(of.measure), edges),
    leftOutOf: of => leftOutIn(rows, series.indexOf(of)),
  }
}

function measuredIn(rows: Row[], series: number, empty: number | null, edges: Date[]): Measured {
  const measured = (row: Row | undefined) => (row ? toNumber(row.measures[series]!) : empty)
  const byBucket = new Map(rows.filter(row => !isTotal(row)).map(row => [Number(row.bucket), row]))
  return {
    values: edges.slice(0, -1).map(start => measured(byBucket.get(start.getTime()))),
    total: measured(rows.find(isTotal)),
  }
}

const leftOutIn = (rows: Row[], series: number): number =>
  rows.filter(row => !isTotal(row)).reduce((sum, { left_out }) => sum + Number(left_out[series]), 0)

const isTotal = (row: Row) => Boolean(Number(row.is_total))

const toNumber = (measure: string | null) => (measure === null ? null : Number(measure))
