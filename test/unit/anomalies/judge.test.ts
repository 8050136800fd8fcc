import { expect, test } from 'vitest'
import { bucketEdges } from '../../../src/analytics/query/calendar.ts'
import { judge } from '../../../src/anomalies/judge.ts'
import { type Bucket, type Rules } from '../../../src/anomalies/rules.ts'

const calendar = { timeZone: 'Europe/Berlin', weekStart: 'MONDAY' } as const
const rules: Rules = {
  interval: 'HOUR',
  timeZone: 'Europe/Berlin',
  kind: 'COUNT',
  sensitivity: 4.2,
  from: new Date('2026-10-26T00:00:00+01:00'),
}

/** Hours of ten weeks, of which the last follows the change of the clock of October 2026. */
const hours = (valueIn: (hour: number, start: Date) => number | null): Bucket[] =>
  bucketEdges(new Date('2026-08-24T00:00:00+02:00'), new Date('2026-11-02T00:00:00+01:00'), 'HOUR', calendar)
    .slice(0, -1)
    .map(start => ({ start, value: valueIn(Number(hourIn.format(start)), start) }))

const hourIn = new Intl.DateTimeFormat('en', {
  timeZone: 'Europe/Berlin',
  hour: 'numeric',
  hourCycle: 'h23',
})

/** Weeks of these values, of which the last is judged. */
function weeks(values: (number | null)[], more: Partial<Rules> = {}, sample?: number) {
  const starts = bucketEdges(
    new Date('2026-01-05T00:00:00+01:00'),
    new Date('2026-06-01T00:00:00+02:00'),
    'WEEK',
    calendar,
  )
  const series = values.map((value, i) => ({ start: starts[i]!, value, ...(sample && { sample }) }))
  return judge(series, { ...rules, interval: 'WEEK', from: series.at(-1)!.start, ...more })
}

const none = { NO_VALUE: 0, SMALL_SAMPLE: 0, TOO_LITTLE_HISTORY: 0 }

test('an hour is compared with the same hour of the local clock, before and after the clock changed', () => {
  const { judgements, unjudged } = judge(
    hours(hour => (hour >= 9 && hour < 17 ? 100 : 10)),
    rules,
  )
  expect(judgements).toHaveLength(168)
  expect(judgements.filter(({ severity }) => severity)).toEqual([])
  expect(judgements.filter(({ value, expected }) => Math.abs(value - expected) > 1)).toEqual([])
  expect(unjudged).toEqual(none)
})

test('a score is 0.6745 times the deviation by the MAD, on roots', () => {
  // √(90 + 3/8) = 9.50657, √100.375 = 10.01873, √110.375 = 10.50595: the median without any of them is 100, so that the
  // errors are 0 four times, 0.48722 twice and -0.51216 twice. MAD = 0.24361, scale = 0.24361 / 0.6745 = 0.36117.
  // √150.375 = 12.26275: score = 2.24402 / 0.36117. Range: (10.01873 ± 4.2 · 0.36117)² - 0.375.
  const { judgements } = weeks([90, 100, 110, 100, 90, 110, 100, 100, 150])
  expect(judgements).toEqual([
    {
      ...{ start: expect.any(Date), value: 150, expected: 100, sampleSize: 8, buckets: 1 },
      ...{ direction: 'UP', severity: 'WARNING' },
      score: expect.closeTo(6.213, 3),
      low: expect.closeTo(71.906, 2),
      high: expect.closeTo(132.696, 2),
    },
  ])
})

test('from twice the sensitivity on, an anomaly is critical', () => {
  const before = [90, 100, 110, 100, 90, 110, 100, 100]
  expect(weeks([...before, 180]).judgements[0]!.severity).toBe('CRITICAL')
  expect(weeks([...before, 165]).judgements[0]).toMatchObject({
    severity: 'WARNING',
    score: expect.closeTo(7.87, 1),
  })
})

test('only the side that is asked for is an anomaly', () => {
  const values = [90, 100, 110, 100, 90, 110, 100, 100, 150]
  expect(weeks(values, { direction: 'DOWN' }).judgements[0]!.severity).toBeNull()
  expect(weeks(values, { direction: 'UP' }).judgements[0]!.severity).toBe('WARNING')
})

test('without any variation, 5 things and 20 % are an anomaly', () => {
  const flat = (value: number, last: number) => weeks([...Array(8).fill(value), last]).judgements[0]!
  expect(flat(10, 15)).toMatchObject({ low: 5, high: 15, score: null, severity: null })
  expect(flat(10, 16)).toMatchObject({ direction: 'UP', severity: 'WARNING' })
  expect(flat(100, 80)).toMatchObject({ low: 80, high: 120, severity: null })
  expect(flat(100, 79)).toMatchObject({ direction: 'DOWN', severity: 'WARNING' })
})

test('a series begins with its first number: quiet weeks before it are no history', () => {
  expect(weeks([0, 0, 0, 0, 0, 10, 10, 10, 90]).unjudged).toEqual({ ...none, TOO_LITTLE_HISTORY: 1 })
  expect(weeks([0, 0, 0, 0, 10, 10, 10, 10, 90]).judgements[0]).toMatchObject({ expected: 10, sampleSize: 4 })
})

test('a ratio needs 30 things behind it', () => {
  const rates = [0.1, 0.1, 0.1, 0.1, 0.1, 0.5]
  expect(weeks(rates, { kind: 'RATIO' }, 29).unjudged).toEqual({ ...none, SMALL_SAMPLE: 1 })
  expect(weeks(rates, { kind: 'RATIO' }).unjudged).toEqual({ ...none, SMALL_SAMPLE: 1 })
  // 5 of 30 more or fewer are within chance: 0.1 ± 5/30.
  expect(weeks(rates, { kind: 'RATIO' }, 30).judgements[0]).toMatchObject({
    expected: 0.1,
    low: 0,
    high: expect.closeTo(0.2667, 4),
    severity: 'WARNING',
  })
  expect(weeks([...rates.slice(1), null], { kind: 'RATIO' }, 30).unjudged).toEqual({ ...none, NO_VALUE: 1 })
})

test('a sum is judged where at most one earlier bucket is empty', () => {
  expect(weeks([1, 1, 0, 0, 1, 1, 1, 9], { kind: 'SUM' }).unjudged).toEqual({ ...none, SMALL_SAMPLE: 1 })
  expect(weeks([1, 1, 0, 1, 1, 1, 1, 9], { kind: 'SUM' }).judgements).toHaveLength(1)
})

test('a series that grows steadily is compared at its present level', () => {
  let week = 0
  const growing = hours((_, start) => {
    week = (start.getTime() - Date.parse('2026-08-24T00:00:00+02:00')) / 604_800_000
    return Math.round(1000 * 1.1 ** week)
  })
  const { judgements } = judge(growing, rules)
  expect(judgements.filter(({ severity }) => severity)).toEqual([])
  expect(judgements.every(({ value, expected }) => Math.abs(expected / value - 1) < 0.03)).toBe(true)
})

test('three buckets can be an anomaly together, and the bucket after a spike is none', () => {
  // The noise takes turns within eleven hours, so that three hours together vary less than each of them.
  const noise = (start: Date) =>
    [-10, 4, 8, -3, 10, -7, 2, -6, 5, -1, 0][Math.floor(start.getTime() / 3_600_000) % 11]!
  const stretch = [10, 11, 12].map(hour => Date.parse(`2026-10-28T${hour}:00:00+01:00`))
  const raised = (by: number, at: number[]) =>
    judge(
      hours((_, start) => 100 + noise(start) + (at.includes(start.getTime()) ? by : 0)),
      rules,
    ).judgements.filter(({ severity }) => severity)
  const together = raised(30, stretch)
  expect(together.map(({ buckets }) => buckets)).toEqual([3, 3, 3])
  expect(together.map(({ start }) => start.getTime())).toEqual(stretch)
  expect(raised(150, stretch.slice(0, 1)).map(({ start }) => start.getTime())).toEqual(stretch.slice(0, 1))
})
