import { expect, test } from 'vitest'
import { bucketEdges } from '../../../src/analytics/query/calendar.ts'
import { judge } from '../../../src/anomalies/judge.ts'
import { type Bucket, type Rules } from '../../../src/anomalies/rules.ts'

const calendar = { timeZone: 'Europe/Berlin', weekStart: 'MONDAY' } as const

/** Hours of ten weeks before the change of the clock of October 2026, with a value by the local hour. */
const hours = (valueAt: (hour: number, start: Date) => number | null): Bucket[] =>
  bucketEdges(new Date('2026-08-24T00:00:00+02:00'), new Date('2026-11-02T00:00:00+01:00'), 'HOUR', calendar)
    .slice(0, -1)
    .map(start => ({ start, value: valueAt(Number(hourIn.format(start)), start) }))

const hourIn = new Intl.DateTimeFormat('en', { timeZone: 'Europe/Berlin', hour: 'numeric', hourCycle: 'h23' })

const rules: Rules = {
  interval: 'HOUR',
  timeZone: 'Europe/Berlin',
  kind: 'COUNT',
  sensitivity: 3.5,
  from: new Date('2026-10-26T00:00:00+01:00'),
}

test('compares an hour with the same hour of the local clock, before and after the clock changed', () => {
  const series = hours(hour => (hour >= 9 && hour < 17 ? 100 : 10))
  const { judgements, unjudged } = judge(series, rules)
  expect(judgements).toHaveLength(168)
  expect(judgements.filter(({ severity }) => severity)).toEqual([])
  expect(judgements.every(({ value, expected }) => value === expected)).toBe(true)
  expect(unjudged).toEqual({ NO_VALUE: 0, SMALL_SAMPLE: 0, TOO_LITTLE_HISTORY: 0 })
})
