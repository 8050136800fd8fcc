import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { countStatements } from '../../support/count-statements.ts'
import { daysAgo, middayZone } from '../../support/midday-zone.ts'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { eventsHappened } from '../../support/track-events.ts'
import { IdentifyDocument } from '../operations/operations.ts'

const at = (day: string) => `2024-${day}:00.000Z`

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
  const ann = { userId: 'ann' }
  await eventsHappened(app, 'spring', [
    {
      conversation: {
        ...ann,
        conversationId: 'c0',
        timestamp: at('02-20T12:00'),
        topics: ['old'],
        satisfaction: 1,
      },
    },
    { event: { ...ann, name: 'open', timestamp: at('03-01T10:00') } },
    { event: { ...ann, name: 'open', channel: 'web', timestamp: at('03-01T10:20') } },
    {
      message: {
        ...ann,
        conversationId: 'c1',
        role: 'USER',
        timestamp: at('03-02T12:00'),
        inputTokens: 10,
        outputTokens: 5,
        costUsd: '0.1',
      },
    },
    {
      conversation: {
        ...ann,
        conversationId: 'c1',
        timestamp: at('03-02T12:10'),
        topics: ['login', 'billing'],
        satisfaction: 4,
      },
    },
    { aiCall: { ...ann, timestamp: at('03-02T20:00'), inputTokens: 20, costUsd: '0.2' } },
    {
      conversation: {
        ...ann,
        conversationId: 'c2',
        timestamp: at('03-03T12:00'),
        topics: ['billing'],
        satisfaction: 5,
      },
    },
    { event: { ...ann, name: 'open', timestamp: at('04-05T12:00') } },
    { event: { userId: 'bob', name: 'open', timestamp: at('02-10T12:00') } },
  ])
  await story(app, 'spring').answer(IdentifyDocument, { input: { userId: 'cem' } })
  await eventsHappened(app, 'elsewhere', [{ event: { ...ann, name: 'open', timestamp: at('03-01T10:00') } }])
})
afterAll(() => app.close())

const march = { from: '2024-03-01T00:00:00Z', to: '2024-04-01T00:00:00Z' }
const everything = `events sessions averageSessionSeconds messages conversations tokens costUsd satisfaction lastActiveAt
  engagement { dailyActive retention30d churnRisk { level } } topics { topic count } meta { sampleSize isComplete warnings }`
const analyticsOf = async (id: string, fields = everything, more: object = {}, project = 'spring') => {
  const { user } = await story(app, project).answer<{ user: { analytics: object } | null }>(
    `query ($id: String!, $range: DateRangeInput!, $filter: FilterInput) {
      user(id: $id) { analytics(range: $range, filter: $filter) { ${fields} } }
    }`,
    { id, range: march, ...more },
  )
  return user?.analytics
}

describe('the engagement of a user', () => {
  const fields = `engagement { activeDays dailyActive retention30d churnRisk { level activeDays idleDays medianGapDays ratio } }`
  const event = (userId: string, day: string, more: object = {}) => ({
    event: { userId, name: 'open', timestamp: `2024-${day}:00Z`, ...more },
  })
  const engagementOf = async (id: string, more: object = {}, project = 'habits') => {
    const range = { from: '2024-05-01T00:00:00Z', to: '2024-05-11T00:00:00Z' }
    const { user } = await story(app, project).answer<{ user: { analytics: { engagement: object } } }>(
      `query ($id: String!, $range: DateRangeInput!, $filter: FilterInput, $timeZone: String) {
        user(id: $id) { analytics(range: $range, filter: $filter, timeZone: $timeZone) { ${fields} } }
      }`,
      { id, range, ...more },
    )
    return user.analytics.engagement
  }
  beforeAll(async () => {
    await eventsHappened(app, 'habits', [
      // ann is active every other day, and on May 5 twice.
      event('ann', '04-29T12:00'),
      event('ann', '05-01T12:00'),
      event('ann', '05-03T12:00', { channel: 'web' }),
      event('ann', '05-05T00:00'),
      event('ann', '05-05T23:59'),
      // bob was first active 30 days before May 10, and active again on that day.
      event('bob', '04-10T12:00'),
      event('bob', '05-10T23:59'),
      // cem was not, and dee's first activity is later, so no answer for May 10 includes her.
      event('cem', '04-09T12:00'),
      event('cem', '05-08T12:00'),
      event('dee', '06-01T12:00'),
      // eve has only system metrics and crawlers' events.
      { systemMetric: { userId: 'eve', name: 'load', value: 1, timestamp: '2024-05-02T12:00:00Z' } },
    ])
  })

  test('counts their active days, and compares their absence with their usual gaps', async () => {
    // The last day is May 10, five days after the last active one; the gaps are 2 days each.
    expect(await engagementOf('ann')).toEqual({
      activeDays: 3,
      dailyActive: 0.3,
      retention30d: null,
      churnRisk: { level: 'MEDIUM', activeDays: 4, idleDays: 5, medianGapDays: 2, ratio: 2.5 },
    })
  })

  test('reports whether they were active 30 days after their first day, or later', async () => {
    const few = { medianGapDays: null, ratio: null }
    expect(await engagementOf('bob')).toEqual({
      activeDays: 1,
      dailyActive: 0.1,
      retention30d: true,
      churnRisk: { level: 'LOW', activeDays: 2, idleDays: 0, ...few },
    })
    expect(await engagementOf('cem')).toEqual({
      activeDays: 1,
      dailyActive: 0.1,
      retention30d: false,
      churnRisk: { level: 'LOW', activeDays: 2, idleDays: 2, ...few },
    })
    // By the end of May 9 the 30th day is still running for cem, so the answer is unknown. bob has until tomorrow.
    const untilMay9 = { range: { from: '2024-05-01T00:00:00Z', to: '2024-05-10T00:00:00Z' } }
    expect(await engagementOf('cem', untilMay9)).toMatchObject({ retention30d: null })
    expect(await engagementOf('bob', untilMay9)).toMatchObject({ retention30d: null, activeDays: 0 })
  })

  test('of a user who was never active by then is unknown', async () => {
    const nothing = { activeDays: 0, dailyActive: 0, retention30d: null, churnRisk: null }
    expect(await engagementOf('dee')).toEqual(nothing)
    expect(await engagementOf('eve')).toEqual(nothing)
  })

  test('shows the retention of the users who started on the same day', async () => {
    await eventsHappened(app, 'cohorts', [
      // Three start on March 1: ann returns on the 30th day, bob later, cem a day too early.
      ...['ann', 'bob', 'cem'].map(user => event(user, '03-01T12:00')),
      event('ann', '03-31T00:00'),
      event('bob', '04-20T12:00'),
      event('cem', '03-30T23:59'),
      // dee starts a day later and returns. eve starts on April 10: her 30th day is May 10, the last one of the range.
      event('dee', '03-02T12:00', { channel: 'web' }),
      event('dee', '04-02T12:00'),
      event('eve', '04-10T12:00'),
      event('eve', '05-10T12:00'),
      // Returns at the end of the range and after it do not count.
      event('cem', '05-11T00:00'),
      event('ann', '03-20T12:00', { channel: 'web' }),
      // bob's events of the channel start together with those of ann, and go on for a month.
      event('bob', '03-20T13:00', { channel: 'web' }),
      event('bob', '04-19T13:00', { channel: 'web' }),
      { systemMetric: { userId: 'fay', name: 'load', value: 1, timestamp: '2024-03-01T12:00:00Z' } },
    ])
    const cohortOf = async (userId: string, more: object = {}) => {
      const range = { from: '2024-05-01T00:00:00Z', to: '2024-05-11T00:00:00Z' }
      const { user } = await story(app, 'cohorts').answer<{ user: { analytics: { engagement: object } } }>(
        `query ($id: String!, $range: DateRangeInput!, $filter: FilterInput, $timeZone: String) {
          user(id: $id) { analytics(range: $range, filter: $filter, timeZone: $timeZone) {
            engagement { cohortSize cohortRetention30d } } }
        }`,
        { id: userId, range, ...more },
      )
      return user.analytics.engagement
    }
    const first = { cohortSize: 3, cohortRetention30d: 2 / 3 }
    expect(await cohortOf('ann')).toEqual(first)
    expect(await cohortOf('cem')).toEqual(first)
    expect(await cohortOf('dee')).toEqual({ cohortSize: 1, cohortRetention30d: 1 })
    expect(await cohortOf('eve')).toEqual({ cohortSize: 1, cohortRetention30d: null })
    expect(await cohortOf('fay')).toEqual({ cohortSize: null, cohortRetention30d: null })
    // In Auckland they start on March 2, at one in the morning: the 30th day is April 1, and only bob is active after that.
    expect(await cohortOf('ann', { timeZone: 'Pacific/Auckland' })).toEqual({
      cohortSize: 3,
      cohortRetention30d: 1 / 3,
    })
    const web = { filter: { dimension: 'CHANNEL', values: ['web'] } }
    expect(await cohortOf('ann', web)).toEqual({ cohortSize: 2, cohortRetention30d: 0.5 })
    expect(await cohortOf('cem', web)).toEqual({ cohortSize: null, cohortRetention30d: null })
    // The range ends when the 30th day of March 1 has just begun.
    const march = { range: { from: '2024-03-01T00:00:00Z', to: '2024-03-31T12:00:00Z' } }
    expect(await cohortOf('ann', march)).toEqual({ cohortSize: 3, cohortRetention30d: null })
    expect(
      await story(app, 'cohorts').answer(
        `query ($range: DateRangeInput!) { users(first: 6) { nodes { userId analytics(range: $range) {
          engagement { cohortSize cohortRetention30d } } } } }`,
        { range: { from: '2024-05-01T00:00:00Z', to: '2024-05-11T00:00:00Z' } },
      ),
    ).toMatchObject({
      users: { nodes: expect.arrayContaining([{ userId: 'cem', analytics: { engagement: first } }]) },
    })
  })

  test('counts days by the zone', async () => {
    // In Auckland, 12 hours ahead, ann was active on April 30 and May 2, 4, 5 and 6: gaps of 2, 2, 1 and 1 days. The
    // range ends at noon of May 11.
    // range ends at noon of May 11.
    expect(await engagementOf('ann', { timeZone: 'Pacific/Auckland' })).toEqual({
      activeDays: 4,
      dailyActive: 4 / 11,
      retention30d: null,
      churnRisk: { level: 'HIGH', activeDays: 5, idleDays: 5, medianGapDays: 1.5, ratio: 5 / 1.5 },
    })
  })

  test('with a filter covers the events that pass it', async () => {
    expect(await engagementOf('ann', { filter: { dimension: 'CHANNEL', values: ['web'] } })).toEqual({
      activeDays: 1,
      dailyActive: 0.1,
      retention30d: null,
      churnRisk: { level: 'LOW', activeDays: 1, idleDays: 7, medianGapDays: null, ratio: null },
    })
  })

  test('is measured until now if the range has not ended, over the days that have started', async () => {
    const { timeZone } = middayZone()
    await eventsHappened(
      app,
      'running',
      [4, 3, 2, 0].map(days => ({
        event: { userId: 'ann', name: 'open', timestamp: daysAgo(days).toISOString() },
      })),
    )
    const range = { from: daysAgo(3.02).toISOString(), to: daysAgo(-20).toISOString() }
    expect(await engagementOf('ann', { range, timeZone }, 'running')).toEqual({
      activeDays: 3,
      dailyActive: 0.75,
      retention30d: null,
      churnRisk: { level: 'LOW', activeDays: 4, idleDays: 0, medianGapDays: 1, ratio: 0 },
    })
    const future = { from: daysAgo(-3).toISOString(), to: daysAgo(-20).toISOString() }
    expect(await engagementOf('ann', { range: future, timeZone }, 'running')).toMatchObject({
      activeDays: 0,
      dailyActive: null,
      churnRisk: { idleDays: 0 },
    })
  })

  test('looks back over 4,900 days, even to a first event in 1970', async () => {
    await eventsHappened(app, 'ancient', [
      { event: { userId: 'ann', name: 'open', timestamp: '1970-01-01T00:00:00Z' } },
      event('ann', '05-09T12:00'),
    ])
    expect(await engagementOf('ann', {}, 'ancient')).toMatchObject({
      activeDays: 1,
      retention30d: null,
      churnRisk: { activeDays: 1, idleDays: 1 },
    })
  })
})

describe('the analytics of a user', () => {
  test('count their events in the range, and give their last activity by its end', async () => {
    // Sessions: 20 minutes on March 1, 10 minutes on March 2, a moment on March 3. The model call starts none.
    expect(await analyticsOf('ann')).toEqual({
      events: 6,
      sessions: 3,
      averageSessionSeconds: 600,
      messages: 1,
      conversations: 2,
      tokens: 35,
      costUsd: '0.3',
      satisfaction: 4.5,
      // Active on March 1 to 3 and, before, in February; idle since March 3.
      engagement: { dailyActive: 3 / 31, retention30d: false, churnRisk: { level: 'CHURNED' } },
      lastActiveAt: at('03-03T12:00'),
      topics: [
        { topic: 'billing', count: 2 },
        { topic: 'login', count: 1 },
      ],
      meta: { sampleSize: 6, isComplete: true, warnings: [] },
    })
  })

  const nothing = {
    events: 0,
    sessions: 0,
    averageSessionSeconds: null,
    messages: 0,
    conversations: 0,
    tokens: 0,
    costUsd: '0',
    satisfaction: null,
    topics: [],
    meta: { sampleSize: 0, isComplete: true, warnings: [] },
  }
  test('of a user without events in the range are zeros, and still give their last activity', async () => {
    expect(await analyticsOf('bob')).toEqual({
      ...nothing,
      lastActiveAt: at('02-10T12:00'),
      engagement: { dailyActive: 0, retention30d: false, churnRisk: { level: 'CHURNED' } },
    })
    expect(await analyticsOf('cem')).toEqual({
      ...nothing,
      lastActiveAt: null,
      engagement: { dailyActive: 0, retention30d: null, churnRisk: null },
    })
  })

  test('count only the events that pass a filter', async () => {
    const filter = { dimension: 'CHANNEL', values: ['web'] }
    const fields = 'events sessions averageSessionSeconds messages lastActiveAt'
    expect(await analyticsOf('ann', fields, { filter })).toEqual({
      events: 1,
      sessions: 1,
      averageSessionSeconds: 0,
      messages: 0,
      lastActiveAt: at('03-01T10:20'),
    })
  })

  test('count the calls of the user, their errors and response time', async () => {
    const apiCall = (userId: string, statusCode: number, more: object = {}) => ({
      apiCall: { userId, endpoint: '/x', method: 'GET', statusCode, timestamp: at('03-05T12:00'), ...more },
    })
    await eventsHappened(app, 'calls', [
      apiCall('ann', 200, { durationMs: 10 }),
      apiCall('ann', 500, { durationMs: 50 }),
      apiCall('ann', 404),
      apiCall('bob', 500, { durationMs: 1_000 }),
      { aiCall: { userId: 'ann', model: 'm', success: false, timestamp: at('03-05T12:00') } },
    ])
    const fields = 'apiCalls apiErrors apiErrorRate averageResponseTimeMs aiCalls aiErrors'
    expect(await analyticsOf('ann', fields, {}, 'calls')).toEqual({
      apiCalls: 3,
      apiErrors: 2,
      apiErrorRate: 2 / 3,
      averageResponseTimeMs: 30,
      aiCalls: 1,
      aiErrors: 1,
    })
  })

  test('cover the project alone', async () => {
    expect(await analyticsOf('ann', 'events sessions topics { topic }', {}, 'elsewhere')).toEqual({
      events: 1,
      sessions: 1,
      topics: [],
    })
    expect(await analyticsOf('bob', 'events', {}, 'elsewhere')).toBeUndefined()
  })

  test('of all users on a page cost as many statements as those of one', async () => {
    const { answer } = story(app, 'spring')
    const page = async (first: number, fields: string) =>
      (
        await answer<{ users: { nodes: { userId: string; analytics: object }[] } }>(
          `query ($range: DateRangeInput!, $first: Int!) {
            users(first: $first) { nodes { userId analytics(range: $range) { ${fields} } } }
          }`,
          { range: march, first },
        )
      ).users.nodes
    const one = await countStatements(app, () => page(1, everything))
    const all = await countStatements(app, () => page(3, everything))
    expect(all).toEqual(one)
    const numbers = await page(3, 'events sessions')
    expect(numbers.toSorted((a, b) => a.userId.localeCompare(b.userId))).toEqual([
      { userId: 'ann', analytics: { events: 6, sessions: 3 } },
      { userId: 'bob', analytics: { events: 0, sessions: 0 } },
      { userId: 'cem', analytics: { events: 0, sessions: 0 } },
    ])
  })

  test('are hidden from the service that identifies the user', async () => {
    const identify = 'mutation { identify(input: { userId: "ann" }) { user { analytics { events } } } }'
    const { errors } = await app.ask(identify, {}, app.token('service', 'spring'))
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }])
  })

  test.each([
    ['a zone that does not exist', { timeZone: 'Mars/Olympus' }, 'INVALID_TIME_ZONE', 'timeZone'],
    [
      'a range that ends before it starts',
      { range: { dates: { from: '2024-01-02', to: '2024-01-01' } } },
      'INVALID_RANGE',
      'range',
    ],
    ['a filter without values', { filter: { dimension: 'EVENT' } }, 'INVALID_FILTER', 'filter'],
  ])('refuse %s', async (_, args, reason, field) => {
    const { data, errors } = await story(app, 'spring').ask(
      `query ($timeZone: String, $range: DateRangeInput, $filter: FilterInput) {
        user(id: "ann") { analytics(timeZone: $timeZone, range: $range, filter: $filter) { events } }
      }`,
      args,
    )
    expect(data).toEqual({ user: null })
    expect(errors[0]!.extensions).toMatchObject({ code: 'BAD_USER_INPUT', reason, field })
  })
})
