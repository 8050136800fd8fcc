import { bucketEdges } from '../../src/analytics/query/calendar.ts'
import { type Bucket, type NumberKind } from '../../src/anomalies/rules.ts'
import { type Random, wholeBetween } from '../../src/cli/demo/random.ts'
import { factor, poisson, successes } from './draw.ts'

/** The zone of the series: its clock changes within the history. */
export const timeZone = 'Europe/Berlin'

/** The judged week, and the nine weeks before it. */
export const judgedFrom = new Date('2026-11-09T00:00:00+01:00')
export const starts = bucketEdges(
  new Date('2026-09-07T00:00:00+02:00'),
  new Date('2026-11-16T00:00:00+01:00'),
  'HOUR',
  { timeZone, weekStart: 'MONDAY' },
).slice(0, -1)

export const judgedBuckets = starts.flatMap((start, bucket) => (start >= judgedFrom ? [bucket] : []))

/** Makes the values of hours from what is expected in each: the mean of a count, or of the things behind a ratio. */
export interface SeriesKind {
  kind: NumberKind
  values: (random: Random, means: number[], times: number[]) => Omit<Bucket, 'start'>[]
}

const clock = new Intl.DateTimeFormat('en', { timeZone, weekday: 'short', hour: 'numeric', hourCycle: 'h23' })
const parts = starts.map(start => {
  const of = Object.fromEntries(clock.formatToParts(start).map(({ type, value }) => [type, value]))
  return { hour: Number(of.hour), isWeekend: of.weekday!.startsWith('S') }
})

/**
 * A series with `level` things an hour on average: a day with a peak, another weekend, a trend of -3 to 4 % a week, days that
 * differ by 5 % and hours by 8 %, and things that come by chance. `times` multiplies the things or the ratio of each hour.
 */
export function series(
  random: Random,
  { values }: SeriesKind,
  level: number,
  change: number,
  at: number[],
): Bucket[] {
  const means = meansOf(random, level)
  const times = starts.map((_, bucket) => (at.includes(bucket) ? change : 1))
  const drawn = values(random, means, times)
  return starts.map((start, bucket) => ({ start, ...drawn[bucket]! }))
}

function meansOf(random: Random, level: number): number[] {
  const peak = wholeBetween(random, 10, 20)
  const depth = 0.3 + 0.6 * random()
  const weekend = 0.4 + 0.8 * random()
  const trend = 0.97 + 0.07 * random()
  let day = 1
  return parts.map(({ hour, isWeekend }, bucket) => {
    if (hour === 0) day = factor(random, 0.05)
    const season = 1 + depth * Math.cos(((hour - peak) / 24) * 2 * Math.PI)
    const grown = trend ** ((bucket - starts.length / 2) / 168)
    return level * season * (isWeekend ? weekend : 1) * grown * day * factor(random, 0.08)
  })
}

/** Things that are counted, such as messages. */
export const counts: SeriesKind = {
  kind: 'COUNT',
  values: (random, means, times) =>
    means.map((mean, bucket) => ({ value: poisson(random, mean * times[bucket]!) })),
}

/** The share of calls that fail, 2 to 10 %. */
export const errorRates: SeriesKind = {
  kind: 'RATIO',
  values: (random, means, times) => {
    const share = 0.02 + 0.08 * random()
    return means.map((mean, bucket) => {
      const sample = poisson(random, mean)
      const failed = successes(random, sample, share * times[bucket]!)
      return { sample, value: sample ? failed / sample : null }
    })
  },
}

/** Mean response times of calls, each of which varies by 60 %. */
export const responseTimes: SeriesKind = {
  kind: 'RATIO',
  values: (random, means, times) => {
    const typical = 500 + 2500 * random()
    return means.map((mean, bucket) => {
      const sample = poisson(random, mean)
      const all = Array.from({ length: sample }, () => typical * times[bucket]! * factor(random, 0.6))
      return { sample, value: sample ? all.reduce((sum, ms) => sum + ms, 0) / sample : null }
    })
  },
}

/** The cost of calls, each of which varies by 60 %. */
export const costs: SeriesKind = {
  kind: 'SUM',
  values: (random, means, times) =>
    means.map((mean, bucket) => {
      const calls = poisson(random, mean * times[bucket]!)
      const all = Array.from({ length: calls }, () => 0.01 * factor(random, 0.6))
      return { sample: calls, value: all.reduce((sum, usd) => sum + usd, 0) }
    }),
}
