import { expect, test } from 'vitest'
import type { LogEvent } from '../../support/evaluate/log-event.ts'
import {
  groupsIn,
  leftOutOf,
  linesIn,
  type OneSeries,
  type SeveralSeries,
} from '../../support/evaluate/several-series.ts'

const day = 86_400_000
const midnight = Date.parse('2024-03-03T00:00:00Z')

const bought = (user: string, days: number, channel: string | undefined, amount?: unknown) => ({
  ...{ kind: 'event', name: 'buy', user, channel },
  ...{ at: midnight + days * day, properties: amount === undefined ? undefined : { amount } },
})
const history = [
  bought('ann', 0, 'web', 10),
  bought('ann', 0, 'web', 20),
  bought('bob', 0.5, 'app', 5.5),
  bought('cem', 1, 'app', '12'),
  bought('dan', 1.999, undefined, 'free'),
  bought('ann', 2, 'web', 99),
].map((event, position) => ({ ...event, position }) as LogEvent)

const question = (series: OneSeries[], more: Partial<SeveralSeries> = {}): SeveralSeries => ({
  ...{ interval: 'DAY', timeZone: 'UTC', weekStart: 'MONDAY', from: midnight, to: midnight + 2 * day },
  ...{ series, first: 1 },
  ...more,
})
const lines = (asked: SeveralSeries) =>
  linesIn(history, asked, asked, asked.breakdown ? groupsIn(history, asked) : []).map(
    ({ group, isOther, values, total }) => [isOther ? 'others' : group, ...values, total],
  )
const ofAmount = (measure: OneSeries['measure']): OneSeries => ({ event: 'buy', measure, property: 'amount' })

test('a measure of a property is taken from its numbers in each bucket and in the range', () => {
  expect(
    lines(question([ofAmount('SUM'), ofAmount('AVERAGE'), ofAmount('P50'), ofAmount('UNIQUE')])),
  ).toEqual([
    [null, 35.5, 12, 47.5],
    [null, 35.5 / 3, 12, 47.5 / 4],
    [null, 10, 12, 11],
    [null, 3, 2, 5],
  ])
  expect(leftOutOf(history, question([]), ofAmount('MAX'))).toBe(1)
  expect(leftOutOf(history, question([]), ofAmount('UNIQUE'))).toBe(0)
})

test('users count once in the range, events each time', () => {
  const series: OneSeries[] = [
    { measure: 'EVENTS' },
    { measure: 'UNIQUE_USERS' },
    { measure: 'EVENTS_PER_USER' },
  ]
  expect(lines(question(series))).toEqual([
    [null, 3, 2, 5],
    [null, 2, 2, 4],
    [null, 1.5, 1, 1.25],
  ])
})

test('the largest group is shown, of two equal ones the first by its name, and all others in one line', () => {
  const byChannel = question([ofAmount('AVERAGE')], { breakdown: { dimension: 'CHANNEL' } })
  expect(groupsIn(history, byChannel)).toEqual(['app', 'web', ''])
  expect(lines(byChannel)).toEqual([
    ['app', 5.5, 12, 8.75],
    ['others', 15, null, 15],
  ])
})
