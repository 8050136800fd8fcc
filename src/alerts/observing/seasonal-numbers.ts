import { local, shifted } from '../../analytics/query/calendar.ts'
import { type Range } from '../../analytics/query/range.ts'
import { judge } from '../../anomalies/judge.ts'
import { type Bucket, bucketsNeeded, type NumberKind, type Rules } from '../../anomalies/rules.ts'
import { WeekStart } from '../../schema/date-range-input.ts'
import { nothing, type Observation } from '../machine/level-of.ts'
import { seasonalUnitOf } from './anomaly-window.ts'
import { type Asker } from './asker.ts'
import { type Observed, type WatchedRule } from './observed.ts'
import { sampleField, watchedQuestion } from './watched-question.ts'

/** An answer with the values of each bucket. */
interface Series {
  timestamps: string[]
  metrics: { name: string; unit: string }[]
  groups: { labels: (string | null)[]; isOther: boolean; numbers: Values[] }[]
}

interface Values {
  metric: string
  values: (number | null)[]
  exactValues: string[]
}

/** The numbers of a calendar bucket, each judged by the buckets at the same time of the weeks before. */
export async function seasonalNumbers(asker: Asker, rule: WatchedRule, range: Range): Promise<Observed[]> {
  const series = await seasonalNumbersOver(asker, rule, range)
  return series.map(({ group, observations }) => ({
    group,
    observation: observations.get(range.from.getTime()) ?? nothing,
  }))
}

/** A group with what it showed in each bucket, by the starts of the buckets. */
interface SeasonalSeries {
  group: (string | null)[]
  observations: Map<number, Observation>
}

/** The numbers of all calendar buckets of a range, which begins and ends with one. */
export async function seasonalNumbersOver(
  asker: Asker,
  { content, timeZone }: WatchedRule,
  range: Range,
): Promise<SeasonalSeries[]> {
  const { window, field, condition } = content
  const interval = seasonalUnitOf(window)!
  const calendar = { timeZone, weekStart: WeekStart.MONDAY }
  const from = shifted(local(range.from, calendar), interval, -bucketsNeeded(interval)).toJSDate()
  const answer = await asker.series(watchedQuestion(content), { from, to: range.to }, interval)
  const { timestamps, metrics, groups } = answer as unknown as Series
  const kind = kindOf(metrics.find(({ name }) => `metrics.${name}` === field)?.unit)
  const rules = { interval, timeZone, kind, from: range.from, ...condition.anomaly! }
  return groups
    .filter(({ isOther }) => !isOther)
    .map(({ labels: group, numbers }) => ({
      group,
      observations: observationsOf(bucketsOf(timestamps, numbers, field), rules),
    }))
}

function bucketsOf(timestamps: string[], numbers: Values[], field: string): Bucket[] {
  const [values, samples] = [valuesOf(numbers, field), valuesOf(numbers, sampleField)]
  return timestamps.map((start, i) => ({
    start: new Date(start),
    value: values[i] ?? null,
    sample: samples[i] ?? null,
  }))
}

/** A bucket that cannot be judged has no `isAnomaly`. The number that it is compared with is the usual one. */
function observationsOf(buckets: Bucket[], rules: Rules): Map<number, Observation> {
  const { judgements } = judge(buckets, rules)
  const byStart = new Map(judgements.map(judgement => [judgement.start.getTime(), judgement]))
  return new Map(
    buckets.map(({ start, value, sample = null }) => {
      const judged = byStart.get(start.getTime())
      const isAnomaly = judged ? judged.severity !== null : null
      return [start.getTime(), { value, sample, previous: judged?.expected ?? null, isAnomaly }]
    }),
  )
}

const valuesOf = (numbers: Values[], field: string): (number | null)[] => {
  const found = numbers.find(({ metric }) => `metrics.${metric}` === field)
  if (!found?.exactValues.length) return found?.values ?? []
  return found.exactValues.map(value => (value === null ? null : Number(value)))
}

const kinds: Record<string, NumberKind> = { COUNT: 'COUNT', TOKENS: 'COUNT', USD: 'SUM' }

const kindOf = (unit: string | undefined): NumberKind => kinds[unit ?? ''] ?? 'RATIO'
