import { largestGroups } from '../analytics/measures/largest-groups.ts'
import { measureMeta } from '../analytics/measures/measure-meta.ts'
import { type ResolvedMeasure, resolveMeasure } from '../analytics/measures/resolve-measure.ts'
import { local, shifted, startOf } from '../analytics/query/calendar.ts'
import { type Selection } from '../analytics/query/measure/selection.ts'
import { type QueryScope } from '../analytics/query/query-scope.ts'
import { defaultRange, type Range, rangeInputOf, toRange } from '../analytics/query/range.ts'
import { calendarOf } from '../analytics/query/resolve-query.ts'
import { namingPlace } from '../checks/naming-place.ts'
import { badInput } from '../errors.ts'
import { type Anomalies, type AnomaliesArgs, type Anomaly } from '../schema/anomalies/anomalies.ts'
import { CalendarUnit } from '../schema/date-range-input.ts'
import { MeasureOrder } from '../schema/questions/measure-input.ts'
import { sum } from '../statistics.ts'
import { type JudgedSeries, judgedSeries, rowsOf } from './judged-series.ts'
import { type Rules } from './rules.ts'
import { type SeasonalUnit } from './season.ts'
import { warningsOf } from './warnings-of.ts'

/**
 * The buckets of the range in which metrics were outside of their usual range. All metrics and groups over the same rows,
 * with their history and with what is behind ratios, are read in one statement.
 * @throws INVALID_SENSITIVITY, and as `measures` does
 */
export async function anomalies(
  scope: QueryScope,
  asked: AnomaliesArgs,
  selected: Selection,
): Promise<Anomalies> {
  checkSensitivity(asked)
  const { range, resolved } = await resolvedWithHistory(scope, asked)
  const groups = asked.by ? await largestGroups(...rankingOf(resolved)) : undefined
  const [series, meta] = await Promise.all([
    judgedSeries(resolved, groups, rulesOf(resolved, asked, range)),
    measureMeta(resolved, groups, selected.meta),
  ])
  return {
    anomalies: series.flatMap(anomaliesIn).sort((one, other) => other.start.getTime() - one.start.getTime()),
    judged: sum(series.map(({ judged }) => judged.judgements.length)),
    buckets: sum(series.map(bucketsOf)),
    range,
    meta: { ...meta, caveats: [...meta.caveats, ...warningsOf(series)] },
  }
}

function checkSensitivity({ sensitivity }: AnomaliesArgs): void {
  if (!(sensitivity >= 2 && sensitivity <= 20))
    throw badInput('INVALID_SENSITIVITY', 'sensitivity', 'sensitivity must be 2 to 20.')
}

/** The metrics over the range and the buckets before it that its first bucket is compared with. */
async function resolvedWithHistory(scope: QueryScope, asked: AnomaliesArgs) {
  const calendar = await calendarOf(scope, asked)
  const range = toRange(asked.range ?? defaultRange, calendar, scope.asOf)
  const { unit, count } = history[asked.interval]
  const first = startOf(asked.interval, local(range.from, calendar), calendar)
  const from = startOf(asked.interval, shifted(first, unit, -count), calendar).toJSDate()
  const input = {
    ...asked,
    range: rangeInputOf({ from, to: range.to }),
    by: asked.by ? [asked.by] : null,
  }
  const resolved = await namingPlace(() => resolveMeasure(scope, input))
  return { range, resolved }
}

/** Eight periods, and a week before the first of them for its level. */
const history: Record<SeasonalUnit, { unit: CalendarUnit; count: number }> = {
  HOUR: { unit: CalendarUnit.WEEK, count: 9 },
  DAY: { unit: CalendarUnit.WEEK, count: 9 },
  WEEK: { unit: CalendarUnit.WEEK, count: 8 },
  MONTH: { unit: CalendarUnit.MONTH, count: 8 },
}

function rankingOf(resolved: ResolvedMeasure): Parameters<typeof largestGroups> {
  const { expressions, input } = resolved
  return [
    rowsOf(resolved),
    { expressions, by: expressions[0]!, order: MeasureOrder.LARGEST, first: input.first },
  ]
}

function rulesOf(
  { query }: ResolvedMeasure,
  { interval, sensitivity, direction }: AnomaliesArgs,
  { from }: Range,
): Omit<Rules, 'kind'> {
  return { interval, timeZone: query.calendar.timeZone, sensitivity, direction: direction ?? null, from }
}

const bucketsOf = ({ judged }: JudgedSeries) => judged.judgements.length + sum(Object.values(judged.unjudged))

/** The anomalies of a series, with the ends of their buckets. */
const anomaliesIn = ({ metric, labels, endOf, judged }: JudgedSeries): Anomaly[] =>
  judged.judgements.flatMap(({ severity, ...judgement }) =>
    severity ? [{ ...judgement, severity, metric, labels, end: endOf(judgement.start) }] : [],
  )
