import { createClient } from 'graphql-ws'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pooledTransaction } from '../../../src/postgres/transaction.ts'
import { createChecks } from '../../support/alerts/checks.ts'
import { sessionsWaiting } from '../../support/sessions-waiting.ts'
import { type Story, story } from '../../support/story.ts'
import { eventStream } from '../../support/streams/event-stream.ts'
import { socketUrl } from '../../support/streams/socket-url.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'

let app: TestApp
let checks: ReturnType<typeof createChecks>
beforeAll(async () => {
  app = await startTestApp()
  await app.services.jobs.stop()
  checks = createChecks(app)
  checks.start()
})
afterAll(async () => {
  await checks.stop()
  await app.close()
})

/** Events with a name at minutes of 10 o'clock on a Monday. */
const atMinutes = (name: string, minutes: number[], more: object = {}) =>
  minutes.map((minute, i) => ({
    userId: `u${i}`,
    name,
    timestamp: new Date(Date.UTC(2026, 2, 2, 10, minute)).toISOString(),
    ...more,
  }))

const at = (time: string) => `2026-03-02T${time}:00Z`

interface Saved {
  payload: {
    alert: { id: string; version: number } | null
    userErrors: { code: string; field: string; message: string }[]
  }
}

const orders = `question: { measure: { metrics: [{ formula: "count(event(\\"order\\"))" }] } }, field: "metrics.count(event(\\"order\\"))"`
const rule = `${orders}, window: MINUTES_10, condition: { above: "2" }`

async function create({ answer }: Story, input: string): Promise<string> {
  const { payload } = await answer<Saved>(
    `mutation { payload: createAlert(input: { ${input} }) { alert { id version } userErrors { code field message } } }`,
  )
  expect(payload.userErrors).toEqual([])
  return payload.alert!.id
}

const stateOf = async ({ answer }: Story, id: string) =>
  (
    await answer<{ alert: object }>(
      `{ alert(id: "${id}") { state checkedTo snoozedUntil error { code } groups { labels state value compared sampleSize acknowledgedAt } } }`,
    )
  ).alert

interface Entry {
  kind: string
  state: string | null
  value: number | null
  isTold: boolean
  labels: (string | null)[]
  windowTo: string | null
}

/** The history, oldest first. */
const historyOf = async ({ answer }: Story, id: string): Promise<Entry[]> =>
  (
    await answer<{ alertEvents: { nodes: Entry[] } }>(
      `{ alertEvents(alertId: "${id}", first: 100) { nodes { kind state value isTold labels windowTo } } }`,
    )
  ).alertEvents.nodes.reverse()

const announced = async (project: string) =>
  (
    await app.services.database.pool.query<{ type: string; data: Record<string, unknown> }>(
      'select type, data from announcements where project = $1 order by id',
      [project],
    )
  ).rows

test('an alert fires once, resolves once, and its history has the numbers', async () => {
  const told = story(app, 'fires')
  const id = await create(told, `name: "Orders", ${rule}`)
  expect(await stateOf(told, id)).toMatchObject({ state: 'UNKNOWN', groups: [] })
  await told.happened(atMinutes('order', [1, 2, 3, 4]))
  // The windows are [09:50, 10:00), [09:54, 10:04), [09:55, 10:05), [10:06, 10:16).
  for (const time of ['10:00', '10:04', '10:05', '10:16']) await checks.checkAt('fires', at(time))
  expect(await historyOf(told, id)).toMatchObject([
    { kind: 'CHANGED', state: 'OK', value: 0, isTold: false, windowTo: '2026-03-02T10:00:00.000Z' },
    { kind: 'CHANGED', state: 'ALERT', value: 3, isTold: true, windowTo: '2026-03-02T10:04:00.000Z' },
    { kind: 'CHANGED', state: 'OK', value: 0, isTold: true, windowTo: '2026-03-02T10:16:00.000Z' },
  ])
  expect((await announced('fires')).map(({ type }) => type)).toEqual(['alert.firing', 'alert.resolved'])
  expect(await stateOf(told, id)).toMatchObject({
    state: 'OK',
    checkedTo: '2026-03-02T10:16:00.000Z',
    groups: [{ labels: [], state: 'OK', value: 0 }],
  })
})

const previewOf = ({ answer }: Story, args: string) =>
  answer<{ previewAlert: object }>(
    `{ previewAlert(${args}) { timesFired messages checks timestamps lines { labels values states }
       episodes { labels from to state lowest highest } caveats { code } } }`,
  )

test('a preview tells how often a rule would have fired, with the numbers', async () => {
  const told = story(app, 'preview')
  await told.happened([
    ...atMinutes('order', [1, 2, 3, 11, 12, 14, 15, 45, 46, 47]),
    ...atMinutes('other', [31]),
  ])
  const range = `range: { between: { from: "${at('10:00')}", to: "${at('11:00')}" } }`
  const { previewAlert } = await previewOf(told, `input: { ${rule} }, ${range}`)
  expect(previewAlert).toEqual({
    timesFired: 2,
    messages: 4,
    checks: 6,
    timestamps: ['10:10', '10:20', '10:30', '10:40', '10:50', '11:00'].map(time =>
      at(time).replace('Z', '.000Z'),
    ),
    lines: [
      { labels: [], values: [3, 4, 0, 0, 3, 0], states: ['ALERT', 'ALERT', 'OK', 'OK', 'ALERT', 'OK'] },
    ],
    episodes: [
      {
        labels: [],
        from: at('10:10').replace('Z', '.000Z'),
        to: at('10:30').replace('Z', '.000Z'),
        state: 'ALERT',
        lowest: 3,
        highest: 4,
      },
      {
        labels: [],
        from: at('10:50').replace('Z', '.000Z'),
        to: at('11:00').replace('Z', '.000Z'),
        state: 'ALERT',
        lowest: 3,
        highest: 3,
      },
    ],
    caveats: [{ code: 'WINDOWS_APPROXIMATED' }],
  })
})

test('quiet hours and a snooze hold the message, and an acknowledgement ends the reminders', async () => {
  const told = story(app, 'quiet')
  const quiet = 'quiet: [{ days: [MONDAY], from: "10:00", to: "10:30", timeZone: "UTC" }]'
  const id = await create(told, `name: "Orders", ${rule}, ${quiet}, renotifyMinutes: 10`)
  const minutes = Array.from({ length: 59 }, (_, i) => i)
  await told.happened(atMinutes('order', minutes))
  for (const time of ['10:10', '10:20', '10:31', '10:35', '10:42']) await checks.checkAt('quiet', at(time))
  expect((await historyOf(told, id)).map(({ kind, isTold }) => [kind, isTold])).toEqual([
    ['CHANGED', false],
    ['TOLD_LATER', true],
    ['REMINDED', true],
  ])
  await told.answer(
    `mutation { acknowledgeAlert(input: { id: "${id}" }) { alert { id } userErrors { code } } }`,
  )
  await checks.checkAt('quiet', at('10:53'))
  const until = new Date(Date.now() + 3_600_000).toISOString()
  await told.answer(
    `mutation { snoozeAlert(input: { id: "${id}", until: "${until}" }) { alert { id } userErrors { code } } }`,
  )
  await checks.checkAt('quiet', at('11:30'))
  const history = await historyOf(told, id)
  expect(history.slice(3).map(({ kind, state, isTold }) => [kind, state, isTold])).toEqual([
    ['CHANGED', 'OK', false],
    // What somebody does has the time at which it was done, after the past of this story.
    ['ACKNOWLEDGED', null, false],
    ['SNOOZED', null, false],
  ])
  expect(await stateOf(told, id)).toMatchObject({ state: 'OK', snoozedUntil: until })
  await told.answer(`mutation { snoozeAlert(input: { id: "${id}" }) { alert { id } userErrors { code } } }`)
  await checks.checkAt('quiet', at('11:40'))
  expect((await announced('quiet')).map(({ type, data }) => [type, data.isReminder])).toEqual([
    ['alert.firing', false],
    ['alert.firing', true],
    ['alert.resolved', false],
  ])
})

test('each group of a breakdown has a state of its own, and few events change none', async () => {
  const told = story(app, 'groups')
  const question =
    'question: { measure: { metrics: [{ formula: "count(event(\\"bad\\")) / events" }], by: [{ dimension: CHANNEL }] } }'
  const id = await create(
    told,
    `name: "Bad", ${question}, field: "metrics.count(event(\\"bad\\")) / events", window: MINUTES_10, condition: { above: "0.5" }, warning: "0.3", minSample: 3, noData: NOTIFY`,
  )
  await told.happened([
    ...atMinutes('bad', [1, 2, 3], { channel: 'web' }),
    ...atMinutes('good', [1, 2, 3, 4, 5, 6], { channel: 'mail' }),
    ...atMinutes('bad', [4, 5, 6], { channel: 'mail' }),
    ...atMinutes('bad', [1, 2], { channel: 'app' }),
    ...atMinutes('good', [11, 12, 13], { channel: 'web' }),
  ])
  await checks.checkAt('groups', at('10:10'))
  expect(await stateOf(told, id)).toMatchObject({
    state: 'ALERT',
    groups: [
      // Two events are too few.
      { labels: ['app'], state: 'UNKNOWN', value: 1, sampleSize: 2 },
      { labels: ['mail'], state: 'WARNING', value: 1 / 3, sampleSize: 9 },
      { labels: ['web'], state: 'ALERT', value: 1, sampleSize: 3 },
    ],
  })
  await checks.checkAt('groups', at('10:20'))
  expect(await stateOf(told, id)).toMatchObject({
    state: 'NO_DATA',
    groups: [
      { labels: ['app'], state: 'NO_DATA', value: null },
      { labels: ['mail'], state: 'NO_DATA', value: null },
      { labels: ['web'], state: 'OK', value: 0 },
    ],
  })
})

test('the alert of the old service: traffic 50 % above that of the same weekday', async () => {
  const told = story(app, 'traffic')
  const input =
    'question: { measure: { metrics: [{ name: messages }] } }, field: "metrics.messages", window: HOUR_1, condition: { changeRate: { above: 0.5, against: SAME_WEEKDAY } }'
  await create(told, `name: "high_traffic", ${input}`)
  const messages = (day: number, count: number) =>
    Array.from({ length: count }, (_, i) => ({
      message: {
        userId: 'ann',
        conversationId: 'c',
        role: 'USER',
        timestamp: new Date(Date.UTC(2026, 2, day, 10, i)).toISOString(),
      },
    }))
  await told.answer(
    'mutation ($events: [AnyEventInput!]!) { track(input: { events: $events }) { accepted } }',
    {
      events: [...messages(2, 4), ...messages(9, 7)],
    },
  )
  await checks.checkAt('traffic', '2026-03-09T11:00:00Z')
  expect(await announced('traffic')).toMatchObject([
    {
      type: 'alert.firing',
      data: {
        name: 'high_traffic',
        value: 7,
        compared: 4,
        changeRate: 0.75,
        text: 'messages is 7, 75 % above the same window a week before (4), in the window until 2026-03-09T11:00Z.',
      },
    },
  ])
})

test('an anomaly is a day unlike the same weekday before, live and in a preview', async () => {
  const told = story(app, 'anomaly')
  const usual = Array.from({ length: 42 }, (_, day) => ({ day, count: 12 }))
  // The 43rd day, a Monday, has 90 messages.
  const days = [...usual, { day: 42, count: 90 }]
  const events = days.flatMap(({ day, count }) =>
    Array.from({ length: count }, (_, i) => ({
      userId: 'ann',
      name: 'x',
      timestamp: new Date(Date.UTC(2026, 0, 19 + day, 10, i % 60, i)).toISOString(),
    })),
  )
  await told.happened(events)
  const input =
    'question: { measure: { metrics: [{ name: events }] } }, field: "metrics.events", window: DAY_1, condition: { anomaly: { direction: UP } }'
  await create(told, `name: "Unusual", ${input}`)
  await checks.checkAt('anomaly', '2026-03-02T06:00:00Z')
  await checks.checkAt('anomaly', '2026-03-03T06:00:00Z')
  expect((await announced('anomaly')).map(({ type, data }) => [type, data.value, data.compared])).toEqual([
    ['alert.firing', 90, 12],
    ['anomaly.detected', 90, 12],
  ])
  const range = 'range: { dates: { from: "2026-02-23", to: "2026-03-03" } }'
  const { previewAlert } = await previewOf(told, `input: { ${input} }, ${range}`)
  expect(previewAlert).toMatchObject({
    timesFired: 1,
    checks: 9,
    episodes: [{ from: '2026-03-03T00:00:00.000Z', to: '2026-03-04T00:00:00.000Z', highest: 90 }],
    caveats: [],
  })
})

test('a preview compares windows with earlier ones, and asks other kinds of questions window by window', async () => {
  const told = story(app, 'previews')
  await told.happened([...atMinutes('order', [1, 2, 11, 12, 13, 14, 21])])
  const range = `range: { between: { from: "${at('10:00')}", to: "${at('10:30')}" } }`
  const change = `${orders}, window: MINUTES_10, everyMinutes: 10, condition: { changeRate: { above: 0.5 } }`
  const { previewAlert } = await previewOf(told, `input: { ${change} }, ${range}`)
  // 2, then 4 which is 100 % more, then 1.
  expect(previewAlert).toMatchObject({
    timesFired: 1,
    lines: [{ states: ['NO_DATA', 'ALERT', 'OK'] }],
    caveats: [],
  })
  const list = `question: { list: { events: { filter: { name: "order" } } } }, field: "totalCount", window: MINUTES_10, condition: { above: "2" }`
  const long = `range: { between: { from: "${at('04:50')}", to: "${at('10:30')}" } }`
  const asked = (await previewOf(told, `input: { ${list} }, ${long}`)).previewAlert
  expect(asked).toMatchObject({
    checks: 17,
    caveats: [{ code: 'WINDOWS_APPROXIMATED' }, { code: 'WINDOWS_LEFT_OUT' }],
  })
})

test.each([
  ['5 minutes', `${orders}, window: MINUTES_5, condition: { above: "2" }`],
  [
    'a week with groups',
    'question: { measure: { metrics: [{ name: messages }], by: [{ dimension: BOT }], first: 20 } }, field: "metrics.messages", window: WEEK_1, condition: { above: "2" }',
  ],
])(
  'the preview of a saved alert costs what its rule costs, and its look-up: windows of %s',
  async (name, rule) => {
    const told = story(app, 'costs')
    const id = await create(told, `name: "${name}", ${rule}`)
    const costOf = async (args: string) => {
      const query = `{ previewAlert(${args}, range: { last: { count: 7, unit: DAY } }) { timesFired lines { values } } }`
      const response = await fetch(app.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${told.token}` },
        body: JSON.stringify({ query }),
      })
      return ((await response.json()) as { extensions: { cost: number } }).extensions.cost
    }
    expect(await costOf(`id: "${id}"`)).toBe((await costOf(`input: { ${rule} }`)) + 2)
  },
)

test('an alert that watches another number, is paused or is invalid resolves what was firing', async () => {
  const told = story(app, 'changed')
  const id = await create(told, `name: "Orders", ${rule}`)
  await told.happened(atMinutes('order', [1, 2, 3, 4, 11, 12, 13]))
  await checks.checkAt('changed', at('10:10'))
  const update = (version: number, changes: string) =>
    told.answer<Saved>(
      `mutation { payload: updateAlert(input: { id: "${id}", expectedVersion: ${version}, ${changes} }) { alert { id version } userErrors { code field message } } }`,
    )
  await update(1, 'name: "Many orders"')
  expect(await stateOf(told, id)).toMatchObject({ state: 'ALERT' })
  await update(2, 'condition: { above: "1" }')
  expect(await stateOf(told, id)).toMatchObject({ state: 'UNKNOWN', groups: [] })
  await checks.checkAt('changed', at('10:20'))
  await update(3, 'isPaused: true')
  expect(await stateOf(told, id)).toMatchObject({ state: 'PAUSED' })
  expect((await announced('changed')).map(({ type }) => type)).toEqual([
    'alert.firing',
    'alert.resolved',
    'alert.firing',
    'alert.resolved',
  ])
})

test('an anomaly watches up to 15 groups by hours, and 100 by days', async () => {
  const told = story(app, 'many groups')
  const anomaly = (name: string, first: number, window: string) =>
    create(
      told,
      `name: "${name}", question: { measure: { metrics: [{ name: messages }], by: [{ dimension: BOT }], first: ${first} } }, field: "metrics.messages", window: ${window}, condition: { anomaly: {} }`,
    )
  const ids = [await anomaly('hours', 15, 'HOUR_1'), await anomaly('days', 100, 'DAY_1')]
  await checks.checkAt('many groups', at('10:10'))
  for (const id of ids) expect(await stateOf(told, id)).toMatchObject({ state: 'UNKNOWN', error: null })
})

test('an alert that is deleted while it is firing tells that this is over', async () => {
  const told = story(app, 'deleted')
  const id = await create(told, `name: "Orders", ${rule}, notify: [{ email: "ann@example.com" }]`)
  await told.happened(atMinutes('order', [1, 2, 3, 4]))
  await checks.checkAt('deleted', at('10:10'))
  await told.answer(`mutation { deleteAlert(input: { id: "${id}" }) { userErrors { code } } }`)
  const [firing, resolved, ...others] = await announced('deleted')
  expect(others).toEqual([])
  expect(firing).toMatchObject({ type: 'alert.firing', data: { alertId: id } })
  expect(resolved).toMatchObject({
    type: 'alert.resolved',
    data: {
      alertId: id,
      text: 'Resolved: the alert "Orders" was deleted.',
      episodeId: firing!.data.episodeId,
    },
  })
  const { rows } = await app.services.database.pool.query(
    `select recipient from deliveries where project = 'deleted'`,
  )
  expect(rows).toEqual([{ recipient: 'ann@example.com' }, { recipient: 'ann@example.com' }])
})

test('alertChanged sends each state, over server-sent events and over WebSocket, until the alert is deleted', async () => {
  const told = story(app, 'streamed')
  const id = await create(told, `name: "Orders", ${rule}`)
  const query = 'subscription ($id: ID) { alertChanged(id: $id) { state groups { value } } }'
  const stream = await eventStream(app, told.token, query, { id })
  const connected = createClient({
    url: socketUrl(app),
    connectionParams: { Authorization: `Bearer ${told.token}` },
    retryAttempts: 0,
  })
  const socket = connected.iterate<object>({ query, variables: { id } })
  const both = async () => [(await stream.next())!.data.data, (await socket.next()).value!.data]
  const twice = (alertChanged: object | null) => [{ alertChanged }, { alertChanged }]
  expect(await both()).toEqual(twice({ state: 'UNKNOWN', groups: [] }))
  await told.happened(atMinutes('order', [1, 2, 3]))
  await checks.checkAt('streamed', at('10:10'))
  expect(await both()).toEqual(twice({ state: 'ALERT', groups: [{ value: 3 }] }))
  await checks.checkAt('streamed', at('10:30'))
  expect(await both()).toEqual(twice({ state: 'OK', groups: [{ value: 0 }] }))
  await told.answer(`mutation { deleteAlert(input: { id: "${id}" }) { userErrors { code } } }`)
  expect(await both()).toEqual(twice(null))
  stream.close()
  await connected.dispose()
})

test('an alert whose segment is gone is invalid, with a notice, until it is saved again', async () => {
  const told = story(app, 'gone')
  const { createSegment } = await told.answer<{ createSegment: { segment: { id: string } } }>(
    'mutation { createSegment(input: { name: "Pro", condition: { trait: { key: "plan", values: ["pro"] } } }) { segment { id } } }',
  )
  const { id: segment } = createSegment.segment
  const question = `question: { measure: { metrics: [{ name: messages }], segmentId: "${segment}" } }, field: "metrics.messages"`
  const id = await create(told, `name: "Pro", ${question}, window: HOUR_1, condition: { above: "2" }`)
  const { deleteSegment } = await told.answer<{ deleteSegment: { userErrors: { code: string }[] } }>(
    `mutation { deleteSegment(input: { id: "${segment}" }) { userErrors { code } } }`,
  )
  expect(deleteSegment.userErrors).toMatchObject([{ code: 'SEGMENT_IN_USE' }])
  await app.services.database.pool.query('delete from definitions where id = $1', [segment])
  await checks.checkAt('gone', at('11:00'))
  expect(await stateOf(told, id)).toMatchObject({ state: 'INVALID', error: { code: 'NOT_FOUND' } })
  expect(await historyOf(told, id)).toMatchObject([{ kind: 'INVALID', isTold: true }])
  expect(await announced('gone')).toMatchObject([{ type: 'alert.firing', data: { state: 'INVALID' } }])
})

test('a test message goes to the receivers and is marked', async () => {
  const told = story(app, 'tested')
  const id = await create(told, `name: "Orders", ${rule}, notify: [{ email: "ann@example.com" }]`)
  await told.answer(`mutation { testAlert(input: { id: "${id}" }) { alert { state } userErrors { code } } }`)
  expect(await announced('tested')).toMatchObject([{ type: 'alert.firing', data: { isTest: true } }])
  const { rows } = await app.services.database.pool.query(
    `select recipient from deliveries where project = 'tested'`,
  )
  expect(rows).toEqual([{ recipient: 'ann@example.com' }])
})

const measure = 'question: { measure: { metrics: [{ name: messages }] } }'
const messages = `${measure}, field: "metrics.messages"`

test.each([
  [
    'INVALID_QUESTION_FIELD',
    'field',
    `${measure}, field: "metrics.errorRate", window: HOUR_1, condition: { above: "1" }`,
  ],
  [
    'INVALID_QUESTION_FIELD',
    'field',
    'question: { funnel: { steps: [{ event: "a" }, { event: "b" }] } }, field: "steps.3.users", window: HOUR_1, condition: { above: "1" }',
  ],
  [
    'INVALID_QUESTION_FIELD',
    'field',
    'question: { list: { messages: {} } }, field: "nodes", window: HOUR_1, condition: { above: "1" }',
  ],
  [
    'NOT_FOUND',
    'funnelId',
    'question: { funnelId: "99" }, field: "totalUsers", window: HOUR_1, condition: { above: "1" }',
  ],
  [
    'NOT_FOUND',
    'webhookId',
    `${messages}, window: HOUR_1, condition: { above: "1" }, notify: [{ webhookId: "99" }]`,
  ],
  [
    'INVALID_FIRST',
    'first',
    'question: { measure: { metrics: [{ name: messages }], by: [{ dimension: BOT }], first: 101 } }, field: "metrics.messages", window: HOUR_1, condition: { above: "1" }',
  ],
  [
    'INVALID_FORMULA',
    'formula',
    'question: { measure: { metrics: [{ formula: "failedCalls / aiCalls" }] } }, field: "metrics.failedCalls / aiCalls", window: HOUR_1, condition: { above: "1" }',
  ],
  [
    'INVALID_FILTER',
    'filter',
    'question: { measure: { metrics: [{ name: messages }], filter: {} } }, field: "metrics.messages", window: HOUR_1, condition: { above: "1" }',
  ],
  [
    'TOO_MANY_CELLS',
    'first',
    'question: { measure: { metrics: [{ name: messages }], by: [{ dimension: BOT }], first: 16 } }, field: "metrics.messages", window: HOUR_1, condition: { anomaly: {} }',
  ],
  [
    'INVALID_WINDOW',
    'windowSeconds',
    'question: { funnel: { steps: [{ event: "a" }, { event: "b" }], windowSeconds: 0 } }, field: "totalUsers", window: HOUR_1, condition: { above: "1" }',
  ],
  [
    'INVALID_QUESTION',
    'minSample',
    'question: { list: { messages: {} } }, field: "totalCount", window: HOUR_1, condition: { above: "1" }, minSample: 2',
  ],
  ['INVALID_CONDITION', 'warning', `${messages}, window: HOUR_1, condition: { above: "5" }, warning: "6"`],
  ['INVALID_CONDITION', 'warning', `${messages}, window: HOUR_1, condition: { equal: "5" }, warning: "6"`],
  [
    'INVALID_CONDITION',
    'outside',
    `${messages}, window: HOUR_1, condition: { outside: { low: "2", high: "1" } }`,
  ],
  ['INVALID_CONDITION', 'changeRate', `${messages}, window: HOUR_1, condition: { changeRate: {} }`],
  ['INVALID_CONDITION', 'milestone', `${messages}, window: HOUR_1, condition: { milestone: { every: "0" } }`],
  ['INVALID_CONDITION', 'window', `${messages}, window: HOURS_2, condition: { anomaly: {} }`],
  [
    'OUT_OF_RANGE',
    'sensitivity',
    `${messages}, window: HOUR_1, condition: { anomaly: { sensitivity: 1.9 } }`,
  ],
  ['OUT_OF_RANGE', 'everyMinutes', `${messages}, window: HOUR_1, everyMinutes: 0, condition: { above: "1" }`],
  ['OUT_OF_RANGE', 'forChecks', `${messages}, window: HOUR_1, forChecks: 101, condition: { above: "1" }`],
  [
    'OUT_OF_RANGE',
    'renotifyMinutes',
    `${messages}, window: HOUR_1, renotifyMinutes: 4, condition: { above: "1" }`,
  ],
  [
    'INVALID_SCHEDULE',
    'from',
    `${messages}, window: HOUR_1, condition: { above: "1" }, quiet: [{ from: "25:00", to: "07:00" }]`,
  ],
  [
    'INVALID_TIME_ZONE',
    'timeZone',
    `${messages}, window: HOUR_1, condition: { above: "1" }, quiet: [{ from: "22:00", to: "07:00", timeZone: "Mars" }]`,
  ],
  [
    'INVALID_RECIPIENT',
    'email',
    `${messages}, window: HOUR_1, condition: { above: "1" }, notify: [{ email: "ann" }]`,
  ],
  [
    'TOO_LONG',
    'runbook',
    `${messages}, window: HOUR_1, condition: { above: "1" }, runbook: "${'a'.repeat(2_001)}"`,
  ],
  [
    'TOO_MANY',
    'notify',
    `${messages}, window: HOUR_1, condition: { above: "1" }, notify: [${'{ email: "a@b.c" }'.repeat(21)}]`,
  ],
])('an alert is refused with %s at %s: %s', async (code, field, input) => {
  const told = story(app, 'refused')
  const { payload } = await told.answer<Saved>(
    `mutation { payload: createAlert(input: { name: "x", ${input} }) { alert { id } userErrors { code field message } } }`,
  )
  expect(payload).toMatchObject({ alert: null, userErrors: [{ code, field }] })
})

test('a wrong path is refused with the possible ones', async () => {
  const told = story(app, 'refused')
  const { payload } = await told.answer<Saved>(
    `mutation { payload: createAlert(input: { name: "x", ${measure}, field: "errors", window: HOUR_1, condition: { above: "1" } }) { alert { id } userErrors { code field message } } }`,
  )
  expect(payload.userErrors[0]!.message).toContain('metrics.messages')
})

test.each([
  ['OUT_OF_ORDER', '2020-01-01T00:00:00Z'],
  ['TIMESTAMP_OUT_OF_RANGE', '2099-01-01T00:00:00Z'],
])('a snooze is refused with %s: %s', async (code, until) => {
  const told = story(app, 'refused')
  const id = await create(told, `name: "${code}", ${rule}`)
  const { snoozeAlert } = await told.answer<{ snoozeAlert: { userErrors: object[] } }>(
    `mutation { snoozeAlert(input: { id: "${id}", until: "${until}" }) { alert { id } userErrors { code field } } }`,
  )
  expect(snoozeAlert.userErrors).toEqual([{ code, field: 'until' }])
})

test.each([
  ['snoozeAlert', '{ alert { id } userErrors { code } }'],
  ['acknowledgeAlert', '{ alert { id } userErrors { code } }'],
  ['testAlert', '{ alert { id } userErrors { code } }'],
])('%s finds no alert that is being deleted', async (action, selection) => {
  const told = story(app, 'refused')
  const id = await create(told, `name: "${action}", ${rule}`)
  const { pool } = app.services.database
  let acted: Promise<object> | undefined
  await pooledTransaction(pool, async client => {
    await client.query('delete from definitions where id = $1', [id])
    acted = told.answer<object>(`mutation { ${action}(input: { id: "${id}" }) ${selection} }`)
    await expect.poll(() => sessionsWaiting(app)).toBe(1)
  })
  expect(await acted).toEqual({ [action]: { alert: null, userErrors: [{ code: 'NOT_FOUND' }] } })
})

test.each([
  ['INVALID_QUESTION', 'range: { last: { count: 1, unit: DAY } }'],
  ['NOT_FOUND', 'id: "99"'],
  ['INVALID_QUESTION_FIELD', `input: { ${measure}, field: "x", window: HOUR_1, condition: { above: "1" } }`],
  [
    'TOO_MANY_CELLS',
    `input: { ${messages}, window: MINUTES_5, condition: { above: "1" } }, range: { last: { count: 400, unit: DAY } }`,
  ],
])('a preview is refused with %s: %s', async (reason, args) => {
  const refusal = await story(app, 'refused').refusal(`{ previewAlert(${args}) { timesFired } }`)
  expect(refusal).toMatchObject({ reason })
})
