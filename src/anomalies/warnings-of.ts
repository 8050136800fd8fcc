import { warning } from '../analytics/query/meta.ts'
import { type WarningCode } from '../codes/warning-code.ts'
import { type Warning } from '../schema/warning.ts'
import { sum } from '../statistics.ts'
import { type JudgedSeries } from './judged-series.ts'
import { fewestPeriods, fewestThings, mostEmpty } from './rules.ts'

/** A warning of each metric for every reason why buckets of it were not judged, or not finely. */
export const warningsOf = (series: JudgedSeries[]): Warning[] =>
  [...Map.groupBy(series, ({ metric }) => metric).values()].flatMap(ofMetric)

function ofMetric(series: JudgedSeries[]): Warning[] {
  const count = (of: (one: JudgedSeries) => number) => sum(series.map(of))
  const { metric, kind, isUnknown } = series[0]!
  const buckets = count(({ judged }) => judged.judgements.length + sum(Object.values(judged.unjudged)))
  const about = (code: WarningCode, number: number, what: string) =>
    number
      ? [
          warning(
            code,
            `${metric}: ${number.toLocaleString('en')} of ${buckets.toLocaleString('en')} buckets ${what}`,
          ),
        ]
      : []
  return [
    ...about(
      'TOO_LITTLE_HISTORY',
      count(({ judged }) => judged.unjudged.TOO_LITTLE_HISTORY),
      `were not judged, because fewer than ${fewestPeriods} earlier buckets like them are known.`,
    ),
    ...about(
      'SMALL_SAMPLE',
      count(({ judged }) => judged.unjudged.SMALL_SAMPLE),
      reasonOf(kind, isUnknown),
    ),
    ...about(
      'WIDE_RANGE',
      count(({ judged }) => judged.coarse),
      'are too small, or vary too much, for a stretch of three with half of the expected value to be found.',
    ),
  ]
}

function reasonOf(kind: JudgedSeries['kind'], isUnknown: boolean): string {
  if (isUnknown) return 'were not judged, because the number of things behind the metric is not known.'
  return kind === 'RATIO'
    ? `were not judged, because fewer than ${fewestThings} things are behind their values.`
    : `were not judged, because more than ${mostEmpty} of the earlier buckets like them are empty.`
}
