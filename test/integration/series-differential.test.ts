import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DailyStatsDocument, TimeSeriesDocument } from '../e2e/operations/operations.ts'
import { localDate } from '../support/evaluate/calendar.ts'
import type { Event } from '../support/evaluate/event.ts'
import { dailyStats, type SeriesQuestion, timeSeries } from '../support/evaluate/series.ts'
import { logStory } from '../support/log-story.ts'
import { rounds, seed } from '../support/rounds.ts'
import { type Story, story } from '../support/story.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

const hour = 3_600_000
const day = 24 * hour

/** Zones whose clocks never change, change by an hour, and change by half an hour. */
const zones = ['UTC', 'Europe/Berlin', 'Australia/Lord_Howe']
/** The two clock changes of each zone in 2024, and the turn of the year. */
const turns = [
  '2024-03-31T01:00:00Z',
  '2024-10-27T01:00:00Z',
  '2024-04-06T15:00:00Z',
  '2024-10-05T15:30:00Z',
  '2024-12-31T18:00:00Z',
].map(Date.parse)

const turn = fc.constantFrom(...turns)
const event = fc.record({
  user: fc.constantFrom('ann', 'bob', 'cem', 'dan', null),
  name: fc.constantFrom('open', 'open', 'ask'),
  at: fc
    .tuple(turn, fc.integer({ min: -40, max: 40 }), fc.constantFrom(-1, 0, 0, 1))
    .map(([at, halfHours, ms]) => at + halfHours * (hour / 2) + ms),
})
const positioned = (events: Omit<Event, 'position'>[]): Event[] =>
  events.map((event, position) => ({ ...event, position }))

let app: TestApp
let project: Story
const events = positioned(fc.sample(event, { numRuns: 400, seed }))
const recent = positioned(
  fc.sample(
    fc.record({
      ...{ user: fc.constantFrom('ann', 'bob', 'cem', null), name: fc.constant('open') },
      at: fc
        .integer({ min: -370 * 48, max: 20 })
        .map(halfHours => Math.floor(Date.now() / hour) * hour + halfHours * (hour / 2)),
    }),
    { numRuns: 400, seed },
  ),
)

beforeAll(async () => {
  app = await startTestApp()
  project = story(app, 'turns')
  await logStory(
    app,
    events.map(event => ({ ...event, project: 'turns' })),
  )
  await logStory(
    app,
    recent.map(event => ({ ...event, project: 'recent' })),
  )
})
afterAll(() => app.close())

describe.each(zones)('in %s', timeZone => {
  const question = fc.record({
    measure: fc.constantFrom('EVENTS' as const, 'UNIQUE_USERS' as const, 'EVENTS_PER_USER' as const),
    interval: fc.constantFrom(
      'HOUR' as const,
      'HOUR' as const,
      'DAY' as const,
      'WEEK' as const,
      'MONTH' as const,
      'QUARTER' as const,
      'YEAR' as const,
    ),
    weekStart: fc.constantFrom('MONDAY' as const, 'SUNDAY' as const),
    event: fc.constantFrom('ask', undefined),
    from: fc
      .tuple(turn, fc.integer({ min: -30, max: 10 }))
      .map(([at, halfHours]) => at + halfHours * (hour / 2)),
    length: fc.constantFrom(hour / 2, 5 * hour, day, 1.5 * day, 10 * day),
  })

  test.each(fc.sample(question, { numRuns: rounds(25, 10), seed }))(
    'a series %j equals the one counted by the wall clock',
    async ({ length, ...question }) => {
      const to = question.from + (question.interval === 'HOUR' ? length : 30 * length)
      const input = {
        ...question,
        timeZone,
        range: { between: { from: new Date(question.from).toISOString(), to: new Date(to).toISOString() } },
      }
      const { from: _, ...sent } = input
      const answer = (await project.answer(TimeSeriesDocument, { input: sent })).timeSeries
      const expected = timeSeries(events, { ...question, timeZone, to } satisfies SeriesQuestion)
      expect(answer.timestamps.map(Date.parse)).toEqual(expected.timestamps)
      expect(answer.series, `seed ${seed}`).toEqual([{ group: null, values: expected.values }])
    },
  )

  test('the days of a year are those of the calendar', async () => {
    const before = localDate(Date.now(), timeZone)
    const { dailyStats: days } = await story(app, 'recent').answer(DailyStatsDocument, {
      days: 365,
      timeZone,
    })
    expect([before, localDate(Date.now(), timeZone)]).toContain(days.at(-1)!.date)
    const dates = days.map(({ date }) => date)
    expect(dates).toEqual(datesUntil(dates.at(-1)!, 365))

    const answered = days.map(({ date, totalUsers, activeUsers, newUsers, events }) => ({
      date,
      totalUsers,
      activeUsers,
      newUsers,
      events,
    }))
    expect(answered, `seed ${seed}`).toEqual(dailyStats(recent, dates, timeZone))
  })
})

/** This many consecutive calendar dates, up to the given one. */
function datesUntil(last: string, count: number): string[] {
  const end = Date.parse(`${last}T00:00:00Z`)
  return Array.from({ length: count }, (_, i) =>
    new Date(end - (count - 1 - i) * day).toISOString().slice(0, 10),
  )
}
