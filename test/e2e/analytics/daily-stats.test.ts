import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { logEvents, numberOf } from '../../support/log-events.ts'
import { daysAgo, middayZone } from '../../support/midday-zone.ts'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { eventsHappened } from '../../support/track-events.ts'
import { DailyStatsDocument, EveryDayDocument } from '../operations/operations.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

const { timeZone, dateThere, startOfDay } = middayZone()
const at = (days: number) => daysAgo(days).toISOString()
const none = { events: 0, activeUsers: 0, newUsers: 0, conversations: 0, messages: 0, tokens: 0, apiCalls: 0 }

describe('dailyStats', () => {
  test('shows each day, oldest first, including empty days, with the running day last and incomplete', async () => {
    const { answer, happened } = story(app, 'four-days')
    await happened([
      { name: 'open', userId: 'old', timestamp: at(200) },
      { name: 'open', userId: 'ann', conversationId: 'c1', timestamp: at(3) },
      { name: 'open', userId: 'bob', conversationId: 'c2', timestamp: at(3) },
      { name: 'ask', userId: 'ann', conversationId: 'c1', timestamp: at(3) },
      { name: 'open', userId: 'ann', timestamp: at(1) },
      { name: 'open', userId: 'old', conversationId: 'c1', timestamp: at(1) },
      { name: 'tick', timestamp: at(1) },
      { name: 'open', userId: 'cem', conversationId: 'c3' },
    ])
    const { dailyStats } = await answer(DailyStatsDocument, { days: 4, timeZone })
    const [first, second, third, today] = [3, 2, 1, 0].map(days => dateThere(daysAgo(days)))
    expect(dailyStats).toEqual([
      {
        ...none,
        date: first,
        totalUsers: 3,
        newUsers: 2,
        activeUsers: 2,
        events: 3,
        conversations: 2,
        isComplete: true,
      },
      { ...none, date: second, totalUsers: 3, isComplete: true },
      { ...none, date: third, totalUsers: 3, activeUsers: 2, events: 3, conversations: 1, isComplete: true },
      {
        ...none,
        date: today,
        totalUsers: 4,
        newUsers: 1,
        activeUsers: 1,
        events: 1,
        conversations: 1,
        isComplete: false,
      },
    ])
  })

  test('counts messages, tokens and API calls, and a system metric makes no user active or new', async () => {
    const { answer, happened } = story(app, 'kinds')
    await happened([
      { name: 'open', userId: 'ann' },
      { name: 'open', userId: 'eve', timestamp: at(1) },
    ])
    const ann = await numberOf(app, 'kinds', 'ann')
    const eve = await numberOf(app, 'kinds', 'eve')
    await logEvents(app, 'kinds', [
      { kind: 'message', user_no: ann, input_tokens: 30, output_tokens: 12 },
      { kind: 'ai_call', input_tokens: 3_000_000_000, output_tokens: 2_000_000_000 },
      { kind: 'ai_call', input_tokens: 5 },
      { kind: 'api_call', duration_ms: 10, status_code: 200 },
      { kind: 'api_call', duration_ms: 20, status_code: 200 },
      { kind: 'system_metric', user_no: eve, value: 0.5 },
    ])
    const { dailyStats } = await answer(DailyStatsDocument, { days: 1, timeZone })
    expect(dailyStats).toMatchObject([
      {
        events: 7,
        totalUsers: 2,
        newUsers: 1,
        activeUsers: 1,
        messages: 1,
        tokens: 5_000_000_047,
        apiCalls: 2,
      },
    ])
  })

  test('cuts days at midnight of the zone, even on the day of a clock change', async () => {
    const { answer, happened } = story(app, 'berlin')
    const { date, from, to } = lastClockChangeInBerlin()
    const instants = [from - 1, from, to - 1, to].map(ms => new Date(ms).toISOString())
    await happened(instants.map((timestamp, i) => ({ name: 'open', userId: `u${i}`, timestamp })))

    const { dailyStats } = await answer(DailyStatsDocument, { days: 365, timeZone: 'Europe/Berlin' })
    expect(dailyStats).toHaveLength(365)
    const index = dailyStats.findIndex(day => day.date === date)
    expect(
      dailyStats.slice(index - 1, index + 2).map(({ events, totalUsers }) => ({ events, totalUsers })),
    ).toEqual([
      { events: 1, totalUsers: 1 },
      { events: 2, totalUsers: 3 },
      { events: 1, totalUsers: 4 },
    ])
    expect(new Set(dailyStats.map(day => day.date)).size).toBe(365)
  })

  test('computes only the selected fields, under any alias', async () => {
    const { answer, happened } = story(app, 'selected')
    await happened([{ name: 'open', userId: 'ann' }])
    const days = await answer(
      '{ dailyStats(days: 1) { events: events ...rest } } fragment rest on DailyStats { newcomers: newUsers }',
    )
    expect(days).toEqual({ dailyStats: [{ events: 1, newcomers: 1 }] })
    expect(await answer('{ dailyStats(days: 2) { isComplete } }')).toEqual({
      dailyStats: [{ isComplete: true }, { isComplete: false }],
    })
  })

  test.each([0, 366, -1])('refuses %i days', async days => {
    expect(await story(app, 'refused').refusal(`{ dailyStats(days: ${days}) { date } }`)).toEqual({
      code: 'BAD_USER_INPUT',
      reason: 'INVALID_DAYS',
      field: 'days',
    })
  })

  test('takes a range instead: a day that the range cuts counts only the events in the range', async () => {
    const { answer, happened } = story(app, 'range')
    const minute = (minutes: number) =>
      new Date(startOfDay(daysAgo(2)).getTime() + minutes * 60_000).toISOString()
    await happened([
      { name: 'open', userId: 'ann', timestamp: minute(9) },
      { name: 'open', userId: 'bob', timestamp: minute(10) },
      { name: 'open', userId: 'cem', timestamp: minute(24 * 60 + 9) },
      { name: 'open', userId: 'dan', timestamp: minute(24 * 60 + 10) },
    ])
    const range = { between: { from: minute(10), to: minute(24 * 60 + 10) } }
    const { dailyStats } = await answer(EveryDayDocument, { range, timeZone })
    // Ann was first active before the range, Dan at its end.
    expect(
      dailyStats.map(({ date, events, newUsers, totalUsers }) => [date, events, newUsers, totalUsers]),
    ).toEqual([
      [dateThere(daysAgo(2)), 1, 1, 2],
      [dateThere(daysAgo(1)), 1, 1, 3],
    ])
  })

  test('counts errors, model calls and costs', async () => {
    const { answer } = story(app, 'costs')
    await eventsHappened(app, 'costs', [
      { apiCall: { endpoint: '/chat', method: 'POST', statusCode: 399 } },
      { apiCall: { endpoint: '/chat', method: 'POST', statusCode: 400 } },
      { aiCall: { costUsd: '0.1' } },
      { aiCall: { costUsd: '0.2', success: false } },
      { aiCall: { provider: 'ours', model: 'unheard-of', inputTokens: 10 } },
      { message: { conversationId: 'c', role: 'ASSISTANT', costUsd: '0.000000000001' } },
    ])
    const { dailyStats } = await answer(EveryDayDocument, { days: 1, timeZone })
    expect(dailyStats).toMatchObject([
      {
        apiCalls: 2,
        apiErrors: 1,
        aiCalls: 3,
        aiErrors: 1,
        costUsd: '0.300000000001',
        unpricedCalls: 1,
      },
    ])
  })

  test('refuses days together with a range, and a range of more than 5,000 days', async () => {
    const { refusal } = story(app, 'refused')
    expect(await refusal('{ dailyStats(days: 1, range: { preset: TODAY }) { date } }')).toMatchObject({
      reason: 'INVALID_RANGE',
      field: 'range',
    })
    expect(
      await refusal('{ dailyStats(range: { last: { count: 5001, unit: DAY } }) { date } }'),
    ).toMatchObject({ reason: 'TOO_MANY_BUCKETS' })
  })

  test('costs little for rolled-up days; with a filter, each day costs its events', async () => {
    const tenYears = (filter: string) =>
      `dailyStats(range: { last: { count: 10, unit: YEAR } } ${filter}) { date events messages tokens }`
    const twentyTimes = (field: string) =>
      `{ ${Array.from({ length: 20 }, (_, i) => `a${i}: ${field}`).join(' ')} }`
    expect((await app.ask(`{ ${tenYears('')} }`)).errors).toEqual([])
    const { errors } = await app.ask(twentyTimes(tenYears('filter: { dimension: CHANNEL, values: ["web"] }')))
    // 20 times two statements of 2, a year of events, 18 × 12.2 × 1.45, and 3,660 rows of 0.01 + 4 × 0.001.
    expect(errors[0]!.extensions).toMatchObject({ code: 'QUERY_TOO_COMPLEX', cost: 7_474 })
  })

  test('shows 30 days by default', async () => {
    const { dailyStats } = await story(app, 'default').answer<{ dailyStats: object[] }>(
      '{ dailyStats { date } }',
    )
    expect(dailyStats).toHaveLength(30)
  })
})

/**
 * The latest change of Berlin's clocks that ended a few days ago: the last Sunday of March starts at 23:00 UTC and has
 * 23 hours, the last Sunday of October starts at 22:00 UTC and has 25.
 */
function lastClockChangeInBerlin(): { date: string; from: number; to: number } {
  const year = new Date().getUTCFullYear()
  const changes = [year, year - 1].flatMap(y => [
    { sunday: lastSunday(y, 9), startsAt: -2, hours: 25 },
    { sunday: lastSunday(y, 2), startsAt: -1, hours: 23 },
  ])
  const { sunday, startsAt, hours } = changes.find(change => change.sunday < daysAgo(4).getTime())!
  const from = sunday + startsAt * 3_600_000
  return { date: new Date(sunday).toISOString().slice(0, 10), from, to: from + hours * 3_600_000 }
}

/** The last Sunday of a month with 31 days, counted from 0. */
function lastSunday(year: number, month: number): number {
  const last = new Date(Date.UTC(year, month, 31))
  return last.setUTCDate(31 - last.getUTCDay())
}
