import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { eventsHappened } from '../../support/track-events.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

const range = { from: '2024-03-04T00:00:00Z', to: '2024-03-06T00:00:00Z' }
const activity = (type: string, userId: string, timestamp: string, more = {}) => ({
  activity: { type, userId, timestamp, ...more },
})
const event = (userId: string, timestamp: string, more = {}) => ({
  event: { name: 'open', userId, timestamp, ...more },
})

describe('userStats', () => {
  test('counts users, logins and registrations, together and by day', async () => {
    await eventsHappened(app, 'users', [
      event('old', '2024-01-01T00:00:00Z'),
      activity('registration', 'ann', '2024-03-04T09:00:00Z'),
      activity('login', 'ann', '2024-03-04T09:01:00Z'),
      activity('login', 'ann', '2024-03-05T09:00:00Z'),
      activity('login', 'old', '2024-03-05T09:00:00Z'),
      activity('logout', 'old', '2024-03-05T10:00:00Z'),
      event('bob', '2024-03-05T09:00:00Z'),
      event('late', '2024-03-06T00:00:00Z'),
    ])
    const { userStats } = await story(app, 'users').answer<{ userStats: object }>(
      `query ($range: DateRangeInput!) { userStats(range: $range, compare: { period: PREVIOUS_PERIOD }) {
        activeUsers newUsers totalUsers logins registrations activities eventsPerUser
        previous { activeUsers totalUsers }
        buckets { activeUsers newUsers totalUsers logins registrations }
      } }`,
      { range },
    )
    expect(userStats).toEqual({
      activeUsers: 3,
      newUsers: 2,
      totalUsers: 3,
      logins: 3,
      registrations: 1,
      activities: 5,
      eventsPerUser: 2,
      previous: { activeUsers: 0, totalUsers: 1 },
      buckets: [
        { activeUsers: 1, newUsers: 1, totalUsers: 2, logins: 1, registrations: 1 },
        { activeUsers: 3, newUsers: 1, totalUsers: 3, logins: 2, registrations: 0 },
      ],
    })
  })

  test('a session ends after a gap of more than 30 minutes, keeps a given id, and counts where it starts', async () => {
    await eventsHappened(app, 'sessions', [
      // Two sessions: exactly 30 minutes are the same one, a millisecond more is the next.
      event('ann', '2024-03-04T10:00:00Z'),
      event('ann', '2024-03-04T10:30:00Z'),
      event('ann', '2024-03-04T11:00:00.001Z'),
      // One session over midnight, in the bucket of its start.
      event('bob', '2024-03-04T23:50:00Z'),
      event('bob', '2024-03-05T00:10:00Z'),
      // One session by its id, however long the gap.
      event('cem', '2024-03-05T01:00:00Z', { sessionId: 's1' }),
      event('cem', '2024-03-05T05:00:00Z', { sessionId: 's1' }),
      // One session that started before the range belongs to none of its buckets.
      event('dan', '2024-03-03T23:45:00Z'),
      event('dan', '2024-03-04T00:05:00Z'),
      // One session that continues after the range is counted whole.
      event('eve', '2024-03-05T23:59:00Z'),
      event('eve', '2024-03-06T00:09:00Z'),
      // System metrics and model calls start none.
      {
        apiCall: {
          endpoint: '/x',
          method: 'GET',
          statusCode: 200,
          userId: 'fay',
          timestamp: '2024-03-04T10:00:00Z',
        },
      },
      { aiCall: { userId: 'fay', timestamp: '2024-03-04T10:00:00Z' } },
    ])
    const { userStats } = await story(app, 'sessions').answer<{ userStats: object }>(
      `query ($range: DateRangeInput!) { userStats(range: $range) {
        sessions averageSessionSeconds medianSessionSeconds bounceRate
        buckets { sessions averageSessionSeconds bounceRate }
      } }`,
      { range },
    )
    // Lengths: 1,800 and 0 of ann, 1,200 of bob; 14,400 of cem, 600 of eve. The one of length 0 has a single event.
    expect(userStats).toEqual({
      sessions: 5,
      averageSessionSeconds: 3_600,
      medianSessionSeconds: 1_200,
      bounceRate: 1 / 5,
      buckets: [
        { sessions: 3, averageSessionSeconds: 1_000, bounceRate: 1 / 3 },
        { sessions: 2, averageSessionSeconds: 7_500, bounceRate: 0 },
      ],
    })
  })

  test('a session that lasts for days is one session, of the bucket of its start, whatever the range is', async () => {
    const halfHours = Array.from({ length: 97 }, (_, i) =>
      new Date(Date.parse('2024-03-03T00:00:00Z') + i * 1_800_000).toISOString(),
    )
    await eventsHappened(app, 'long-sessions', [
      // One session of ann from 1 to 8 March, 6 days and 23 hours: 601,200 s.
      event('ann', '2024-03-01T10:00:00Z', { sessionId: 'tab' }),
      event('ann', '2024-03-04T12:00:00Z', { sessionId: 'tab' }),
      event('ann', '2024-03-08T09:00:00Z', { sessionId: 'tab' }),
      // One session of bob without an id, from 3 to 5 March without a gap: 172,800 s.
      ...halfHours.map(time => event('bob', time)),
      // One session of cem, 0 s.
      event('cem', '2024-03-05T09:00:00Z'),
    ])
    const numbers = 'sessions averageSessionSeconds medianSessionSeconds'
    const { short, long } = await story(app, 'long-sessions').answer<Record<string, object>>(
      `query ($short: DateRangeInput!, $long: DateRangeInput!) {
        short: userStats(range: $short) { ${numbers} }
        long: userStats(range: $long) { ${numbers} buckets { sessions } }
      }`,
      { short: range, long: { from: '2024-03-01T00:00:00Z', to: '2024-03-06T00:00:00Z' } },
    )
    expect({ short, long }).toEqual({
      short: { sessions: 1, averageSessionSeconds: 0, medianSessionSeconds: 0 },
      long: {
        sessions: 3,
        averageSessionSeconds: 258_000,
        medianSessionSeconds: 172_800,
        buckets: [1, 0, 1, 0, 1].map(sessions => ({ sessions })),
      },
    })
  })

  test('a session id belongs to one user: events of nobody join the only user with the id, and -1 is no id', async () => {
    const at = (time: string) => `2024-03-04T${time}:00Z`
    const ofNobody = (time: string, sessionId: string) => ({
      event: { name: 'open', sessionId, timestamp: at(time) },
    })
    await eventsHappened(app, 'shared-sessions', [
      // Two users with one id are two sessions, of 1 and 2 hours. The event of nobody may be of either: a third, of 0.
      event('ann', at('08:00'), { sessionId: 'shared' }),
      event('ann', at('09:00'), { sessionId: 'shared' }),
      event('bob', at('08:00'), { sessionId: 'shared' }),
      event('bob', at('10:00'), { sessionId: 'shared' }),
      ofNobody('23:00', 'shared'),
      // One session of cem, of 3 hours: only cem has the id.
      ofNobody('11:00', 'own'),
      event('cem', at('12:00'), { sessionId: 'own' }),
      ofNobody('14:00', 'own'),
      // One session of nobody, of 1 hour.
      ofNobody('11:00', 'unknown-visitor'),
      ofNobody('12:00', 'unknown-visitor'),
      // No session id: dan has two sessions of 0 and eve one.
      event('dan', at('08:00'), { sessionId: '-1' }),
      event('dan', at('12:00'), { sessionId: '-1' }),
      event('eve', at('12:00'), { sessionId: '-1' }),
    ])
    const { userStats, segment, top } = await story(app, 'shared-sessions').answer<Record<string, object>>(
      `query ($range: DateRangeInput!) {
        userStats(range: $range) { sessions averageSessionSeconds }
        top: user(id: "cem") { analytics(range: $range) { sessions } }
        segment: previewSegment(input: {
          condition: { metric: { metric: TOTAL_SESSIONS, operator: GREATER_THAN, value: 1 } }
        }) { members { userId } }
      }`,
      { range },
    )
    expect(userStats).toEqual({ sessions: 8, averageSessionSeconds: (7 * 3_600) / 8 })
    expect(top).toEqual({ analytics: { sessions: 1 } })
    expect(segment).toEqual({ members: [{ userId: 'dan' }] })
  })

  test('a filter keeps the events that pass it; new users have such a first event, known users are all users', async () => {
    await eventsHappened(app, 'filtered', [
      event('ann', '2024-03-04T10:00:00Z', { channel: 'web' }),
      event('ann', '2024-03-05T10:00:00Z', { channel: 'slack' }),
      event('bob', '2024-03-04T10:00:00Z', { channel: 'slack' }),
    ])
    const { userStats } = await story(app, 'filtered').answer<{ userStats: object }>(
      `query ($range: DateRangeInput!) { userStats(range: $range, filter: { dimension: CHANNEL, values: ["web"] }) {
        activeUsers newUsers totalUsers sessions buckets { activeUsers newUsers }
      } }`,
      { range },
    )
    expect(userStats).toEqual({
      activeUsers: 1,
      newUsers: 1,
      totalUsers: 2,
      sessions: 1,
      buckets: [
        { activeUsers: 1, newUsers: 1 },
        { activeUsers: 0, newUsers: 0 },
      ],
    })
  })
})

describe('activeUsers and totalUsers', () => {
  test('count today and now by default, or a range and its end, compared with another', async () => {
    await eventsHappened(app, 'counted', [
      event('ann', '2024-03-01T10:00:00Z'),
      event('ann', '2024-03-04T10:00:00Z'),
      event('bob', '2024-03-05T10:00:00Z'),
      { event: { name: 'open', userId: 'cem' } },
    ])
    const { answer } = story(app, 'counted')
    expect(
      await answer(
        `query ($range: DateRangeInput!) {
          now: totalUsers { users previous changeRate changes { field } }
          today: activeUsers { users meta { isComplete } }
          atTheEnd: totalUsers(range: $range, compare: { period: PREVIOUS_PERIOD }) {
            users previous changeRate changes { field changeRate isUpGood } }
          active: activeUsers(range: $range, compare: { period: PREVIOUS_PERIOD }) { users previous changeRate changes { changeRate } }
        }`,
        { range },
      ),
    ).toEqual({
      now: { users: 3, previous: null, changeRate: null, changes: [] },
      today: { users: 1, meta: { isComplete: false } },
      atTheEnd: {
        users: 2,
        previous: 1,
        changeRate: 1,
        changes: [{ field: 'users', changeRate: 1, isUpGood: true }],
      },
      active: { users: 2, previous: 0, changeRate: null, changes: [{ changeRate: null }] },
    })
  })
})

describe('stats', () => {
  test('reports by week, from Monday or Sunday', async () => {
    await eventsHappened(app, 'weeks', [
      event('ann', '2024-03-03T12:00:00Z'),
      event('bob', '2024-03-04T12:00:00Z'),
      { aiCall: { timestamp: '2024-03-09T12:00:00Z', success: false, costUsd: '0.5', outputTokens: 4 } },
      {
        apiCall: {
          timestamp: '2024-03-10T12:00:00Z',
          endpoint: '/x',
          method: 'GET',
          statusCode: 500,
          durationMs: 8,
        },
      },
    ])
    const weeks = async (weekStart: string) =>
      (
        await story(app, 'weeks').answer<{ stats: { buckets: object[] } }>(
          `query ($range: DateRangeInput!) { stats(range: $range, interval: WEEK, weekStart: ${weekStart}) {
            events buckets { start events activeUsers totalUsers aiErrors costUsd tokens apiErrorRate averageResponseTimeMs }
          } }`,
          { range: { from: '2024-03-03T00:00:00Z', to: '2024-03-11T00:00:00Z' } },
        )
      ).stats
    const none = { aiErrors: 0, costUsd: '0', tokens: 0, apiErrorRate: null, averageResponseTimeMs: null }
    const ai = { aiErrors: 1, costUsd: '0.5', tokens: 4 }
    const api = { apiErrorRate: 1, averageResponseTimeMs: 8 }
    expect(await weeks('MONDAY')).toEqual({
      events: 4,
      buckets: [
        { start: '2024-02-26T00:00:00.000Z', events: 1, activeUsers: 1, totalUsers: 1, ...none },
        { start: '2024-03-04T00:00:00.000Z', events: 3, activeUsers: 1, totalUsers: 2, ...ai, ...api },
      ],
    })
    expect(await weeks('SUNDAY')).toEqual({
      events: 4,
      buckets: [
        { start: '2024-03-03T00:00:00.000Z', events: 3, activeUsers: 2, totalUsers: 2, ...none, ...ai },
        { start: '2024-03-10T00:00:00.000Z', events: 1, activeUsers: 0, totalUsers: 2, ...none, ...api },
      ],
    })
  })
})
