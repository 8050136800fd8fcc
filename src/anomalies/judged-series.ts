import { setImmediate } from 'node:timers/promises'
import { type Frame } from '../analytics/measures/frame.ts'
import { type Groups } from '../analytics/measures/largest-groups.ts'
import { metricsOf } from '../analytics/measures/measures.ts'
import { type MetricExpression } from '../analytics/measures/metric-expression.ts'
import { type ResolvedMeasure } from '../analytics/measures/resolve-measure.ts'
import { type ValueAt, valuesIn } from '../analytics/measures/shared-values.ts'
import { isComplete } from '../analytics/query/meta.ts'
import { type Judged, judgeIn } from './judge.ts'
import { type Bucket, type NumberKind, type Rules } from './rules.ts'
import { numberKindOf, sampleOf } from './sample-of.ts'
import { seasonOf } from './season.ts'

/** A metric of a group, judged over time. */
export interface JudgedSeries extends Series {
  judged: Judged
}

interface Series {
  metric: string
  labels: (string | null)[]
  kind: NumberKind
  bucketAt: (start: Date) => Bucket
  endOf: (start: Date) => Date
  /** Whether it is a ratio of an unknown number of things, so that no bucket can be judged. */
  isUnknown: boolean
}

export const rowsOf = ({ query, labels, input, period }: ResolvedMeasure) => ({
  query,
  labels,
  measured: { range: period.range, filter: input.filter },
})

/** Each metric of each group. Other requests get their turn after every series. */
export async function judgedSeries(
  resolved: ResolvedMeasure,
  groups: Groups | undefined,
  rules: Omit<Rules, 'kind'>,
): Promise<JudgedSeries[]> {
  const starts = completeStarts(resolved)
  const season = seasonOf(starts, rules.interval, rules.timeZone)
  const judged: JudgedSeries[] = []
  for (const series of await seriesOf(resolved, groups)) {
    await setImmediate()
    const { bucketAt, kind } = series
    judged.push({ ...series, judged: judgeIn(season, starts.map(bucketAt), { ...rules, kind }) })
  }
  return judged
}

/** The starts of the buckets that are over, and wholly in the range. */
function completeStarts({ query, period }: ResolvedMeasure): Date[] {
  const edges = period.edges!
  return edges
    .slice(0, -1)
    .filter((_, i) => isComplete(query, edges[i + 1]!) && edges[i + 1]! <= period.range.to)
}

async function seriesOf(resolved: ResolvedMeasure, groups: Groups | undefined): Promise<Series[]> {
  const lines = groups
    ? groups.shown.map(({ labels }, i) => ({ line: i + 1, labels }))
    : [{ line: 0, labels: [] }]
  const frame: Frame = {
    ...rowsOf(resolved),
    keys: groups?.shown.map(({ key }) => key) ?? [],
    lines: lines.map(({ line }) => line),
    edges: resolved.period.edges,
    hasTotal: false,
  }
  const metrics = metricsOf(resolved)
  const ends = new Map(frame.edges!.slice(1).map((end, i) => [Number(frame.edges![i]), end]))
  const values = await Promise.all(resolved.expressions.map(expression => valuesOf(frame, expression)))
  return values.flatMap(({ value, sample, kind }, i) =>
    lines.map(({ line, labels }) => ({
      metric: metrics[i]!.name,
      ...{ labels, kind, isUnknown: kind === 'RATIO' && !sample },
      endOf: (start: Date) => ends.get(Number(start))!,
      bucketAt: (start: Date): Bucket => ({
        start,
        value: numberAt(value, line, start),
        sample: sample ? numberAt(sample, line, start) : null,
      }),
    })),
  )
}

/** The values of a metric, with the number of things behind them for a ratio. */
async function valuesOf(frame: Frame, expression: MetricExpression) {
  const kind = numberKindOf(expression)
  const behind = kind === 'RATIO' ? sampleOf(expression) : undefined
  const [value, sample] = await Promise.all([valuesIn(frame, expression), behind && valuesIn(frame, behind)])
  return { kind, value, sample }
}

function numberAt(valueAt: ValueAt, line: number, start: Date): number | null {
  const value = valueAt(line, start.getTime())?.value ?? null
  return value === null ? null : Number(value)
}
