import { expect, test } from 'vitest'
import type { Event } from '../../support/evaluate/event.ts'
import { dailyStats, type SeriesQuestion, summary, timeSeries } from '../../support/evaluate/series.ts'

// Berlin is an hour ahead of UTC until 31 March 2024, 01:00 UTC, and two hours after.
const story = log(
  ['ann', 'chore', '2024-03-29T22:59:59.999Z'],
  ['ann', 'docs', '2024-03-29T23:00Z'],
  ['bob', 'chore', '2024-03-30T10:00Z'],
  ['bob', 'chore', '2024-03-30T11:00Z'],
  [null, 'chore', '2024-03-30T12:00Z'],
  ['eve', 'chore', '2024-03-31T21:59:59.999Z'],
  ['ann', 'chore', '2024-03-31T22:00Z'],
)

test('a daily series counts events, users and events per user by the local day', () => {
  expect(series({ measure: 'EVENTS' })).toEqual({
    timestamps: ['2024-03-28T23:00Z', '2024-03-29T23:00Z', '2024-03-30T23:00Z', '2024-03-31T22:00Z'].map(
      Date.parse,
    ),
    values: [1, 4, 1, 1],
  })
  expect(series({ measure: 'UNIQUE_USERS' }).values).toEqual([1, 2, 1, 1])
  expect(series({ measure: 'EVENTS_PER_USER' }).values).toEqual([1, 1.5, 1, 1])
})

test('an empty bucket is 0 for counts and null for the ratio', () => {
  expect(series({ measure: 'EVENTS', event: 'docs' }).values).toEqual([0, 1, 0, 0])
  expect(series({ measure: 'UNIQUE_USERS', event: 'docs' }).values).toEqual([0, 1, 0, 0])
  expect(series({ measure: 'EVENTS_PER_USER', event: 'docs' }).values).toEqual([null, 1, null, null])
})

test('the first and last bucket count only events in the half-open range', () => {
  const range = { from: Date.parse('2024-03-30T11:00Z'), to: Date.parse('2024-03-31T21:59:59.999Z') }
  expect(series({ measure: 'EVENTS', ...range })).toEqual({
    timestamps: ['2024-03-29T23:00Z', '2024-03-30T23:00Z'].map(Date.parse),
    values: [2, 0],
  })
})

test('a user with events on two days of a month is one user of the month', () => {
  expect(series({ measure: 'UNIQUE_USERS', interval: 'MONTH' }).values).toEqual([3, 1])
})

test('daily statistics: a user is new on the day of their first event ever, and known from then on', () => {
  const dates = ['2024-03-28', '2024-03-29', '2024-03-30', '2024-03-31', '2024-04-01']
  expect(dailyStats(story, dates, 'Europe/Berlin')).toEqual([
    { date: '2024-03-28', totalUsers: 0, activeUsers: 0, newUsers: 0, events: 0 },
    { date: '2024-03-29', totalUsers: 1, activeUsers: 1, newUsers: 1, events: 1 },
    { date: '2024-03-30', totalUsers: 2, activeUsers: 2, newUsers: 1, events: 4 },
    { date: '2024-03-31', totalUsers: 3, activeUsers: 1, newUsers: 1, events: 1 },
    { date: '2024-04-01', totalUsers: 3, activeUsers: 1, newUsers: 0, events: 1 },
  ])
})

test('daily statistics of one day count users who were first active on earlier days', () => {
  const backwards = story.toReversed()
  expect(dailyStats(backwards, ['2024-04-01'], 'Europe/Berlin')).toEqual([
    { date: '2024-04-01', totalUsers: 3, activeUsers: 1, newUsers: 0, events: 1 },
  ])
})

test('the same events fall on other days in UTC', () => {
  expect(dailyStats(story, ['2024-03-29', '2024-03-31'], 'UTC')).toEqual([
    { date: '2024-03-29', totalUsers: 1, activeUsers: 1, newUsers: 1, events: 2 },
    { date: '2024-03-31', totalUsers: 3, activeUsers: 2, newUsers: 1, events: 2 },
  ])
})

test('the summary counts events in the range, users known by its end, and the local day of now', () => {
  const range = { from: Date.parse('2024-03-30T11:00Z'), to: Date.parse('2024-03-31T00:00Z') }
  const now = Date.parse('2024-03-31T23:30Z')
  expect(summary(story, range, now, 'Europe/Berlin')).toEqual({
    totalEvents: 2,
    totalUsers: 2,
    activeUsers: 1,
    activeUsersToday: 1,
  })
  const untilEve = { from: 0, to: Date.parse('2024-03-31T21:59:59.999Z') }
  expect(summary(story, untilEve, now, 'UTC')).toMatchObject({
    totalEvents: 5,
    totalUsers: 2,
    activeUsers: 2,
  })
  expect(summary(story, { from: 0, to: now }, now, 'UTC')).toEqual({
    totalEvents: 7,
    totalUsers: 3,
    activeUsers: 3,
    activeUsersToday: 2,
  })
})

function log(...events: [user: string | null, name: string, at: string][]): Event[] {
  return events.map(([user, name, at], position) => ({ user, name, at: Date.parse(at), position }))
}

function series(question: Partial<SeriesQuestion> & Pick<SeriesQuestion, 'measure'>) {
  const range = { from: Date.parse('2024-03-28T23:00Z'), to: Date.parse('2024-04-01T12:00Z') }
  return timeSeries(story, {
    ...range,
    interval: 'DAY',
    timeZone: 'Europe/Berlin',
    weekStart: 'MONDAY',
    ...question,
  })
}
