import { badInput } from '../../errors.ts'
import { type Series, type TimeSeries, type TimeSeriesInput } from '../../schema/overview/time-series.ts'
import { type Asked } from '../query/asked.ts'
import { bucketEdges } from '../query/calendar.ts'
import { checkBreakdown } from '../query/check-breakdown.ts'
import { changeOf } from '../query/compare.ts'
import { checkFirst } from '../query/first.ts'
import { type Selection } from '../query/measure/selection.ts'
import { rangesOf } from '../query/measure/stats.ts'
import { isComplete, toMeta } from '../query/meta.ts'
import { type Query } from '../query/query.ts'
import { type QueryScope } from '../query/query-scope.ts'
import { type Range } from '../query/range.ts'
import { resolveQuery } from '../query/resolve-query.ts'
import { caveatsOf } from './time-series/caveats.ts'
import { largestGroups, linesOf, type Shown } from './time-series/groups.ts'
import { numbersIn } from './time-series/numbers-in.ts'
import { type Buckets, type NumbersOf } from './time-series/scan.ts'
import { type SeriesAsked, seriesAsked } from './time-series/series-asked.ts'

/**
 * Measures over time, in calendar buckets, with the empty ones: of several series, and of the groups of a breakdown.
 * @throws INVALID_SERIES, INVALID_EVENT, INVALID_BREAKDOWN, INVALID_FIRST, INVALID_RANGE, INVALID_COMPARE, INVALID_FILTER,
 * INVALID_TEXT, TOO_MANY_BUCKETS, TOO_MANY_CELLS
 */
export async function timeSeries(
  scope: QueryScope,
  input: Asked<TimeSeriesInput>,
  selected: Selection,
): Promise<TimeSeries> {
  const scanned = { ...input, series: seriesAsked(scope.project, input) }
  checkGroups(input)
  const query = await resolveQuery(scope, input)
  const { buckets, compared } = bucketsOf(query, input, selected)
  checkCells(input, scanned.series.length, buckets)
  const groups = input.breakdown && (await largestGroups(query, buckets.range, scanned, input.first))
  const [now, before] = await Promise.all([
    numbersIn(query, scanned, buckets, groups),
    compared && needsPrevious(selected) ? numbersIn(query, scanned, compared, groups) : undefined,
  ])
  const meta = toMeta(query, buckets.range)
  return {
    timestamps: startsOf(buckets),
    isComplete: buckets.edges.slice(1).map(end => isComplete(query, end)),
    previousTimestamps: compared ? startsOf(compared) : [],
    series: scanned.series.flatMap(of =>
      linesOf(groups).map(line => toSeries(of, line, now.numbersOf, before?.numbersOf)),
    ),
    groupCount: groups?.count ?? 0,
    meta: { ...meta, caveats: [...meta.caveats, ...caveatsOf(scanned.series, groups, now)] },
  }
}

function checkGroups({ breakdown, first }: TimeSeriesInput): void {
  if (breakdown) checkBreakdown(breakdown, 'breakdown')
  checkFirst(first)
}

/** The buckets of the range, and those of the range it is compared with. */
function bucketsOf(query: Query, input: Asked<TimeSeriesInput>, selected: Selection) {
  const { range, compared } = rangesOf(query, input)
  const { total, previousTotal, changeRate } = selected.series ?? {}
  const bucketsIn = (range: Range): Buckets => ({
    range,
    edges: bucketEdges(range.from, range.to, input.interval, query.calendar),
    hasTotal: Boolean(total ?? previousTotal ?? changeRate),
  })
  return { buckets: bucketsIn(range), compared: compared && bucketsIn(compared) }
}

/** Whether a number of the compared range is selected. */
export const needsPrevious = ({ series }: Selection): boolean =>
  Boolean(series?.previous ?? series?.previousTotal ?? series?.changeRate)

const mostCells = 50_000

/** @throws TOO_MANY_CELLS above 50,000 values */
function checkCells({ breakdown, first }: TimeSeriesInput, series: number, { edges }: Buckets): void {
  const lines = series * (breakdown ? first + 1 : 1)
  if (lines * (edges.length - 1) > mostCells)
    throw badInput(
      'TOO_MANY_CELLS',
      'first',
      `The answer may have at most ${mostCells.toLocaleString('en')} values. Use a longer interval, fewer series or fewer groups.`,
    )
}

const startsOf = ({ edges }: Buckets) => edges.slice(0, -1)

function toSeries(
  of: SeriesAsked,
  { line, group, isOther }: Shown,
  now: NumbersOf,
  before: NumbersOf | undefined,
): Series {
  const { values, total } = now(of, line)
  const previous = before?.(of, line)
  return {
    name: of.name,
    group,
    isOther,
    values,
    previous: previous?.values ?? [],
    total,
    previousTotal: previous?.total ?? null,
    changeRate: changeOf({ unit: 'COUNT', isUpGood: null }, total, previous?.total).changeRate,
  }
}
