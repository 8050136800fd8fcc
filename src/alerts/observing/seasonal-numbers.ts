import { local, shifted } from '../../analytics/query/calendar.ts'
import { type Range } from '../../analytics/query/range.ts'
import { judge } from '../../anomalies/judge.ts'
import { bucketsNeeded, type NumberKind } from '../../anomalies/rules.ts'
import { WeekStart } from '../../schema/date-range-input.ts'
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
export async function seasonalNumbers(
  asker: Asker,
  { content, timeZone }: WatchedRule,
  range: Range,
): Promise<Observed[]> {
  const { window, field, condition } = content
  const interval = seasonalUnitOf(window)!
  const calendar = { timeZone, weekStart: WeekStart.MONDAY }
  const from = shifted(local(range.from, calendar), interval, -bucketsNeeded(interval)).toJSDate()
  const answer = (await asker.series(watchedQuestion(content), { from, to: range.to }, interval)) as never
  const { timestamps, metrics, groups } = answer as Series
  const kind = kindOf(metrics.find(({ name }) => `metrics.${name}` === field)?.unit)
  const rules = { interval, timeZone, kind, from: range.from, ...condition.anomaly! }
  return groups
    .filter(({ isOther }) => !isOther)
    .map(({ labels: group, numbers }) => {
      const [values, samples] = [valuesOf(numbers, field), valuesOf(numbers, sampleField)]
      const buckets = timestamps.map((start, i) => ({
        start: new Date(start),
        value: values[i] ?? null,
        sample: samples[i] ?? null,
      }))
      const last = judge(buckets, rules).judgements.at(-1)
      const { value = null, sample = null } = buckets.at(-1) ?? {}
      return {
        group,
        observation: {
          value,
          sample,
          previous: last?.expected ?? null,
          isAnomaly: last ? last.severity !== null : null,
        },
      }
    })
}

const valuesOf = (numbers: Values[], field: string): (number | null)[] => {
  const found = numbers.find(({ metric }) => `metrics.${metric}` === field)
  if (!found?.exactValues.length) return found?.values ?? []
  return found.exactValues.map(value => (value === null ? null : Number(value)))
}

const kinds: Record<string, NumberKind> = { COUNT: 'COUNT', TOKENS: 'COUNT', USD: 'SUM' }

const kindOf = (unit: string | undefined): NumberKind => kinds[unit ?? ''] ?? 'RATIO'
