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

/** A bucket, and the number of things that were to be expected in it, such as failed calls. */
export interface DrawnBucket extends Bucket {
  things: number
}

/** Draws the buckets of a series from the number of things to be expected in each, and what multiplies them. */
export interface SeriesKind {
  name: string
  kind: NumberKind
  drawn: (random: Random, means: number[], times: number[]) => Omit<DrawnBucket, 'start'>[]
}

/**
 * A series with `level` things an hour on average: a day with a peak, another weekend, a trend of -3 to 4 % a week, days that
 * differ by 5 % and hours by 8 %, and things that come by chance. `change` multiplies the buckets `at`.
 */
export function series(
  random: Random,
  { drawn }: SeriesKind,
  level: number,
  change: number,
  at: number[],
): DrawnBucket[] {
  const times = starts.map((_, bucket) => (at.includes(bucket) ? change : 1))
  return drawn(random, meansOf(random, level), times).map((one, bucket) => ({
    ...one,
    start: starts[bucket]!,
  }))
}

const clock = new Intl.DateTimeFormat('en', { timeZone, weekday: 'short', hour: 'numeric', hourCycle: 'h23' })
const hours = starts.map(start => {
  const parts = Object.fromEntries(clock.formatToParts(start).map(({ type, value }) => [type, value]))
  return { hour: Number(parts.hour), isWeekend: parts.weekday!.startsWith('S') }
})

function meansOf(random: Random, level: number): number[] {
  const peak = wholeBetween(random, 10, 20)
  const depth = 0.3 + 0.6 * random()
  const weekend = 0.4 + 0.8 * random()
  const trend = 0.97 + 0.07 * random()
  let day = 1
  return hours.map(({ hour, isWeekend }, bucket) => {
    if (hour === 0) day = factor(random, 0.05)
    const season = 1 + depth * Math.cos(((hour - peak) / 24) * 2 * Math.PI)
    const grown = trend ** ((bucket - starts.length / 2) / 168)
    return level * season * (isWeekend ? weekend : 1) * grown * day * factor(random, 0.08)
  })
}

export const counts: SeriesKind = {
  name: 'counts, such as messages',
  kind: 'COUNT',
  drawn: (random, means, times) =>
    means.map((things, i) => ({ things, value: poisson(random, things * times[i]!) })),
}

/** The share of calls that fail, 2 to 10 %. */
export const errorRates: SeriesKind = {
  name: 'error rates',
  kind: 'RATIO',
  drawn: (random, means, times) => {
    const share = 0.02 + 0.08 * random()
    return means.map((mean, i) => {
      const sample = poisson(random, mean)
      const failed = successes(random, sample, share * times[i]!)
      return { things: mean * share, sample, value: sample ? failed / sample : null }
    })
  },
}

/** Mean response times of calls, each of which varies by 60 %. */
export const responseTimes: SeriesKind = {
  name: 'mean response times',
  kind: 'RATIO',
  drawn: (random, means, times) => {
    const typical = 500 + 2_500 * random()
    return means.map((things, i) => {
      const sample = poisson(random, things)
      return { things, sample, value: sample ? amounts(random, sample, typical * times[i]!) / sample : null }
    })
  },
}

/** The cost of calls, each of which varies by 60 %. */
export const costs: SeriesKind = {
  name: 'costs of calls',
  kind: 'SUM',
  drawn: (random, means, times) =>
    means.map((things, i) => ({ things, value: amounts(random, poisson(random, things * times[i]!), 0.01) })),
}

/** The sum of amounts around `typical`. */
function amounts(random: Random, count: number, typical: number): number {
  let sum = 0
  for (let i = 0; i < count; i++) sum += typical * factor(random, 0.6)
  return sum
}
