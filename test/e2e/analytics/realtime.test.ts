import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { realtime } from '../../../src/analytics/overview/realtime.ts'
import type { CheckedEvent } from '../../../src/ingest/kinds/every-kind.ts'
import { ComparedDay } from '../../../src/schema/overview/realtime.ts'
import { createChecks } from '../../support/alerts/checks.ts'
import { queryScope } from '../../support/query-scope.ts'
import { story } from '../../support/story.ts'
import { eventStream, type Message } from '../../support/streams/event-stream.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

/** A Monday, the day after Berlin's clocks went forward: the same time of the day before is 24 hours earlier. */
const now = Date.parse('2026-03-30T12:00:20Z')
const second = 1_000
const minute = 60 * second
const day = 1_440 * minute

type Row = Partial<CheckedEvent>
const ago = (ms: number, row: Row): Row => ({ occurred_at: new Date(now - ms).toISOString(), ...row })
const message = (ms: number, row: Row = {}) =>
  ago(ms, { kind: 'message', name: 'message', role: 'USER', ...row })
const aiCall = (ms: number, row: Row = {}) =>
  ago(ms, { kind: 'ai_call', name: 'ai_call', success: true, cost_usd: '0.5', ...row })
const apiCall = (ms: number, row: Row = {}) =>
  ago(ms, { kind: 'api_call', name: 'api_call', status_code: 200, ...row })

let rows = 0

/** Writes the rows into the log of a project, whatever their times are. */
const logged = (project: string, events: Row[]) =>
  app.services.write(
    events.map(event => ({
      project,
      event_id: `${rows++}`,
      user_id: null,
      name: 'event',
      kind: 'event',
      occurred_at: '',
      ...event,
    })),
  )
const times = (count: number, of: (i: number) => Row) => Array.from({ length: count }, (_, i) => of(i))

const fields = {
  activeUsers: {},
  activeConversations: {},
  messagesPerMinute: {},
  callsPerMinute: {},
  averageResponseTimeMs: {},
  errorRate: {},
  costPerHourUsd: {},
}

interface Asked {
  botId?: string
  channel?: string
  comparedWith?: ComparedDay
  timeZone?: string
}

/** The answer at the fixed time. */
function asked(project: string, selected: object, { timeZone, ...args }: Asked = {}) {
  const em = app.services.database.orm.em.fork()
  em.setFilterParams('project', { project })
  const scope = { ...queryScope(app, project, { asOf: now, timeZone }), em }
  return realtime(scope, { comparedWith: ComparedDay.YESTERDAY, ...args }, selected as typeof fields)
}

describe('realtime', () => {
  beforeAll(() =>
    logged('windows', [
      // Within the last minute.
      message(0 * second, { user_id: 'late', conversation_id: 'late' }), // at the time of the question: not counted
      message(1 * second, { user_id: 'ann', conversation_id: 'c1', bot_id: 'help', channel: 'web' }),
      message(60 * second, { user_id: 'ann', conversation_id: 'c1', role: 'ASSISTANT', duration_ms: 400 }),
      // Within the last five minutes.
      message(61 * second, { user_id: 'bob', conversation_id: 'c2', role: 'ASSISTANT', duration_ms: 200 }),
      aiCall(2 * minute, { user_id: 'bob', conversation_id: 'c2', bot_id: 'help' }),
      apiCall(3 * minute, { status_code: 503 }),
      apiCall(5 * minute, { user_id: 'cem', bot_id: 'help', channel: 'app' }),
      // Before.
      message(5 * minute + 1, { user_id: 'dan', conversation_id: 'c3' }),
      aiCall(59 * minute, { cost_usd: '0.25', success: false }),
      aiCall(60 * minute + 1, { cost_usd: '8' }),
      // The day before: one message in the minute, two users in five.
      message(day + 30 * second, { user_id: 'ann', conversation_id: 'c1' }),
      message(day + 2 * minute, { user_id: 'eva', conversation_id: 'c4' }),
      aiCall(day + 30 * minute, { cost_usd: '3' }),
      // The Monday before: three messages in the minute.
      ...times(3, () => message(7 * day + 10 * second, { user_id: 'ann' })),
    ]),
  )

  test('counts each number in its own window, which ends at the time of the question', async () => {
    expect(await asked('windows', { ...fields, asOf: {} })).toMatchObject({
      activeUsers: 3, // ann, bob, cem
      activeConversations: 2, // c1, c2
      messagesPerMinute: 2,
      callsPerMinute: 0,
      averageResponseTimeMs: 300, // (400 + 200) ÷ 2
      errorRate: 1 / 3, // of one model call and two API calls
      costPerHourUsd: '0.75', // 0.5 + 0.25
      asOf: new Date(now),
    })
  })

  test('counts only the events of a bot, of a channel, or of both', async () => {
    const numbers = { activeUsers: {}, callsPerMinute: {}, messagesPerMinute: {} }
    expect(await asked('windows', numbers, { botId: 'help' })).toMatchObject({
      activeUsers: 3, // ann, the model call of bob, the API call of cem
      messagesPerMinute: 2, // the second one has the bot of its conversation
    })
    expect(await asked('windows', numbers, { channel: 'app' })).toMatchObject({ activeUsers: 1 })
    const both = await asked('windows', numbers, { botId: 'help', channel: 'web' })
    expect(both).toMatchObject({ activeUsers: 1, messagesPerMinute: 2 })
  })

  test('compares with the same time of the day before, or of the same weekday', async () => {
    const selected = { messagesPerMinute: {}, costPerHourUsd: {}, previous: { activeUsers: {} }, changes: {} }
    expect(await asked('windows', selected)).toMatchObject({
      previous: { activeUsers: 2, messagesPerMinute: 1, costPerHourUsd: '3' },
      changes: [
        { field: 'messagesPerMinute', changeRate: 1, isUpGood: true }, // from 1 to 2
        { field: 'costPerHourUsd', changeRate: -0.75, isUpGood: false }, // from 3 to 0.75
      ],
    })
    const weekBefore = await asked('windows', selected, { comparedWith: ComparedDay.SAME_WEEKDAY })
    expect(weekBefore).toMatchObject({
      previous: { activeUsers: 1, messagesPerMinute: 3, costPerHourUsd: '0' },
      changes: [{ changeRate: (2 - 3) / 3 }, { field: 'costPerHourUsd', changeRate: null }],
    })
  })

  test('compares with the same local time across a change of the clock', async () => {
    // In Berlin it is 14:00 in summer time; a week before, 14:00 was in winter time, an hour later in UTC.
    await logged('berlin', [
      message(7 * day - 60 * minute + 10 * second, { user_id: 'ann' }),
      message(1 * second, { user_id: 'ann' }),
    ])
    const selected = { previous: { messagesPerMinute: {} } }
    const args = { comparedWith: ComparedDay.SAME_WEEKDAY, timeZone: 'Europe/Berlin' }
    expect(await asked('berlin', selected, args)).toMatchObject({ previous: { messagesPerMinute: 1 } })
  })

  test('shows the last 30 minutes of the clock, of which the last one is running', async () => {
    const { minutes } = await asked('windows', {
      minutes: {
        activeUsers: {},
        messages: {},
        calls: {},
        costUsd: {},
        errorRate: {},
        averageResponseTimeMs: {},
      },
    })
    expect(minutes).toHaveLength(30)
    expect(minutes![0]).toMatchObject({ start: new Date('2026-03-30T11:31:00Z'), isComplete: true })
    const nothing = { activeUsers: 0, messages: 0, calls: 0, costUsd: '0', errorRate: null }
    expect(minutes!.slice(-6)).toMatchObject([
      { ...nothing, calls: 1, activeUsers: 2, errorRate: 0, messages: 1 }, // 11:55: cem, and dan just before
      nothing,
      { ...nothing, calls: 1, errorRate: 1 }, // 11:57:20
      { ...nothing, calls: 1, activeUsers: 1, errorRate: 0, costUsd: '0.5' }, // 11:58:20
      { ...nothing, activeUsers: 2, messages: 2, averageResponseTimeMs: 300 }, // 11:59:19 and :20
      { ...nothing, activeUsers: 1, messages: 1, isComplete: false, end: new Date('2026-03-30T12:01:00Z') },
    ])
  })

  test('warns of costs that are not known', async () => {
    await logged('unpriced', [
      aiCall(1 * minute, { cost_usd: null, cost_source: 'UNKNOWN', input_tokens: '10' }),
    ])
    const { meta } = await asked('unpriced', { costPerHourUsd: {} })
    expect(meta).toMatchObject({ isComplete: true, caveats: [{ code: 'CALLS_WITHOUT_PRICE' }] })
  })

  test('has no numbers where nothing happens', async () => {
    expect(await asked('nothing', { ...fields, changes: {}, alerts: {} })).toMatchObject({
      activeUsers: 0,
      messagesPerMinute: 0,
      averageResponseTimeMs: null,
      errorRate: null,
      costPerHourUsd: '0',
      changes: [{ changeRate: null }, {}, {}, {}, {}, {}, {}],
      alerts: [],
    })
  })
})

describe('the alerts of realtime', () => {
  const alertsOf = async (project: string, messages: [number, number], calls: [number[], number[]]) => {
    const failing = (ms: number, [count, errors]: number[]) =>
      times(count!, i => apiCall(ms, { status_code: i < errors! ? 500 : 200 }))
    await logged(project, [
      ...times(messages[0], () => message(10 * second)),
      ...times(messages[1], () => message(day + 10 * second)),
      ...failing(2 * minute, calls[0]),
      ...failing(day + 2 * minute, calls[1]),
    ])
    return (await asked(project, { alerts: {} })).alerts
  }
  const none: [number[], number[]] = [
    [0, 0],
    [0, 0],
  ]

  test('say that traffic is 50 % above normal', async () => {
    // 150 − 100 = 50 is more than 3 × √250 = 47.4.
    expect(await alertsOf('high', [150, 100], none)).toEqual([
      {
        type: 'HIGH_TRAFFIC',
        message: 'Traffic 50% above normal',
        alertId: null,
        value: 150,
        normalValue: 100,
      },
    ])
  })

  test('say that traffic is far below normal', async () => {
    // 40 − 8 = 32 is more than 3 × √48 = 20.8.
    expect(await alertsOf('low', [8, 40], none)).toMatchObject([
      { type: 'LOW_TRAFFIC', message: 'Traffic 80% below normal' },
    ])
  })

  test.each<[string, [number, number]]>([
    ['a rise that may be chance', [9, 6]], // 3 is less than 3 × √15 = 11.6
    ['a rise of less than a half', [280, 200]], // 80 is more than 3 × √480 = 65.7
    ['messages where there were none', [30, 0]],
  ])('do not report %s', async (title, messages) => {
    expect(await alertsOf(title, messages, none)).toEqual([])
  })

  test('say that calls fail more often, if there are enough calls', async () => {
    // 15 % and 5 % of 200: the difference 0.1 is more than 3 × √(0.1 × 0.9 × (1/200 + 1/200)) = 0.09.
    const calls: [number[], number[]] = [
      [200, 30],
      [200, 10],
    ]
    expect(await alertsOf('errors', [0, 0], calls)).toEqual([
      {
        type: 'HIGH_ERROR_RATE',
        message: 'Error rate 15.0%, normally 5.0%',
        alertId: null,
        value: 0.15,
        normalValue: 0.05,
      },
    ])
    const few: [number[], number[]] = [
      [19, 19],
      [200, 0],
    ]
    expect(await alertsOf('few calls', [0, 0], few)).toEqual([])
  })
})

describe('a saved alert', () => {
  test('is among the alerts while it fires, and in its own project only', async () => {
    await app.services.jobs.stop()
    const checking = createChecks(app)
    checking.start()
    const { answer, happened } = story(app, 'fires')
    const { createAlert } = await answer<{ createAlert: { alert: { id: string } } }>(
      `mutation { createAlert(input: {
        name: "Orders", question: { measure: { metrics: [{ name: events }] } }, field: "metrics.events",
        window: MINUTES_10, condition: { above: "2" }
      }) { alert { id } userErrors { code } } }`,
    )
    await happened(['01', '02', '03'].map(at => ({ name: 'order', timestamp: `2026-03-02T10:${at}:00Z` })))
    await checking.checkAt('fires', '2026-03-02T10:06:00Z')
    const query = '{ realtime { alerts { type message alertId value normalValue } } }'
    const firing = {
      type: 'SAVED_ALERT',
      message: 'The alert "Orders" fires',
      alertId: createAlert.alert.id,
      value: 3,
      normalValue: null,
    }
    expect(await answer(query)).toEqual({ realtime: { alerts: [firing] } })
    expect(await story(app, 'other').answer(query)).toEqual({ realtime: { alerts: [] } })
    await checking.checkAt('fires', '2026-03-02T10:30:00Z')
    expect(await answer(query)).toEqual({ realtime: { alerts: [] } })
    await checking.stop()
  })
})

describe('realtime over GraphQL', () => {
  test('answers about now', async () => {
    const { answer, happened } = story(app, 'over http')
    await happened([{ name: 'open', userId: 'ann', conversationId: 'c1' }])
    const { realtime: found } = await answer<{ realtime: object }>(
      `{ realtime { activeUsers activeConversations minutes { activeUsers isComplete } asOf
         previous { activeUsers } changes { field changeRate } alerts { type message } meta { watermark isComplete } } }`,
    )
    expect(found).toMatchObject({
      activeUsers: 1,
      activeConversations: 1,
      previous: { activeUsers: 0 },
      changes: [
        { field: 'activeUsers', changeRate: null },
        { field: 'activeConversations', changeRate: null },
      ],
      alerts: [],
      meta: { isComplete: true },
    })
  })

  test.each([
    ['an empty bot', '(botId: "")', 'botId'],
    ['a channel with NUL', '(channel: "a\\u0000")', 'channel'],
    ['a bot that is too long', `(botId: "${'b'.repeat(1_001)}")`, 'botId'],
  ])('refuses %s', async (_, args, field) => {
    const refusal = await story(app, 'refusals').refusal(`{ realtime${args} { activeUsers } }`)
    expect(refusal).toEqual({ code: 'BAD_USER_INPUT', reason: 'INVALID_FILTER', field })
  })
})

describe('a subscription to realtime', () => {
  const query = `subscription Live($interval: Int) {
    realtime(intervalSeconds: $interval) { activeUsers messagesPerMinute asOf }
  }`
  const numbersIn = (message: Message | undefined) => message!.data.data!.realtime

  test('sends the numbers at once, and again when events have arrived', async () => {
    app.services.streams.clock.secondMs = 20
    const { happened, token } = story(app, 'live')
    await happened([{ name: 'open', userId: 'ann' }])
    const stream = await eventStream(app, token, query)
    expect(numbersIn(await stream.next())).toMatchObject({ activeUsers: 1 })
    await happened([{ name: 'open', userId: 'bob' }])
    const later = async () => (numbersIn(await stream.next()) as { activeUsers: number }).activeUsers
    await expect.poll(later).toBe(2)
    stream.close()
  })

  test.each([1, 61])('refuses an interval of %i seconds', async interval => {
    const stream = await eventStream(app, story(app, 'live').token, query, { interval })
    expect(stream.status).toBe(400)
    expect(await stream.refusal()).toMatchObject([
      { extensions: { reason: 'INVALID_INTERVAL', field: 'intervalSeconds' } },
    ])
  })
})
