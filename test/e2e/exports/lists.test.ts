import { afterAll, beforeAll, expect, test } from 'vitest'
import { randomOf } from '../../fault/load/random.ts'
import { exported } from '../../support/exported.ts'
import { second } from '../../support/moments.ts'
import { randomConversation } from '../../support/random/random-conversations.ts'
import { rounds, seed } from '../../support/rounds.ts'
import { type Story, story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { eventsHappened } from '../../support/track-events.ts'
import { type ExportList, IdentifyDocument, type StartExportInput } from '../operations/operations.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp({ STORE_IP: 'true', MAX_COMPLEXITY: '100000' })
  await eventsHappened(app, 'kinds', ofEveryKind)
})
afterAll(() => app.close())

const allTime = { between: { from: '1970-01-01T00:00:00Z', to: '2100-01-01T00:00:00Z' } }

/** Two events of each kind: one with everything that can be sent, and one with nothing but what must be. */
const ofEveryKind = [
  {
    event: {
      eventId: 'event 1',
      name: 'signup',
      timestamp: second(1),
      userId: 'ann',
      sessionId: 's 1',
      channel: 'web',
      botId: 'support',
      properties: { plan: 'pro', list: [1, { a: true }], deep: { er: 'x' } },
    },
  },
  { event: { eventId: 'event 2', name: 'open', timestamp: second(2) } },
  {
    message: {
      eventId: 'message 1',
      conversationId: 'c 1',
      timestamp: second(3),
      role: 'ASSISTANT',
      userId: 'ann',
      provider: 'openai',
      model: 'gpt-4o',
      inputTokens: 10,
      cachedTokens: 2,
      outputTokens: 5,
      reasoningTokens: 1,
      costUsd: '0.25',
      responseTimeMs: 120.5,
      isFallback: true,
      feedback: 'POSITIVE',
      properties: { language: 'de' },
    },
  },
  { message: { eventId: 'message 2', conversationId: 'c 1', timestamp: second(4), role: 'USER' } },
  {
    aiCall: {
      eventId: 'call 1',
      timestamp: second(5),
      userId: 'ann',
      callType: 'EMBEDDING',
      provider: 'openai',
      model: 'gpt-4o',
      inputTokens: 1_000,
      outputTokens: 50,
      serviceTier: 'BATCH',
      durationMs: 12.5,
      timeToFirstTokenMs: 3,
      cacheHit: false,
      success: false,
      errorClass: 'rate_limit',
      errorMessage: 'slow down',
    },
  },
  { aiCall: { eventId: 'call 2', timestamp: second(6), model: 'm' } },
  {
    apiCall: {
      eventId: 'api 1',
      timestamp: second(7),
      userId: 'ann',
      endpoint: '/v1/chats/:id',
      method: 'GET',
      statusCode: 500,
      durationMs: 20,
      errorMessage: 'broken',
    },
  },
  { apiCall: { eventId: 'api 2', timestamp: second(8), endpoint: '/', method: 'POST', statusCode: 201 } },
  {
    activity: {
      eventId: 'activity 1',
      timestamp: second(9),
      type: 'login',
      userId: 'ann',
      username: 'Ann',
      ipAddress: '203.0.113.7',
      userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0',
    },
  },
  { activity: { eventId: 'activity 2', timestamp: second(10), type: 'logout', userId: 'bob' } },
  { systemMetric: { eventId: 'metric 1', timestamp: second(11), name: 'cpu', value: 0.5, unit: 'share' } },
]

type Row = Record<string, unknown>

async function rowsOf(story: Story, list: ExportList, more: Partial<StartExportInput> = {}): Promise<Row[]> {
  const { file } = await exported(app, story, { list, format: 'JSON', range: allTime, ...more })
  return JSON.parse(file.toString())
}

/** The same list as a page of the API, earliest first. Properties that were not sent are an empty object in an export. */
async function listed(story: Story, field: string, columns: string): Promise<Row[]> {
  const answer = await story.answer<Record<string, { nodes: Row[] }>>(
    `{ ${field}(first: 1000) { nodes { ${columns} } } }`,
  )
  return answer[field]!.nodes.toReversed().map(node =>
    'properties' in node ? { ...node, properties: node.properties ?? {} } : node,
  )
}

const circumstances =
  'eventId timestamp userId sessionId conversationId botId channel properties originalTimestamp receivedAt'
const usage = `provider model inputTokens cachedTokens cacheWriteTokens outputTokens reasoningTokens audioInputTokens
  audioOutputTokens serviceTier costUsd costSource`

const ofKinds: [ExportList, string, string][] = [
  ['EVENTS', 'events', `kind: eventKind name ${circumstances}`],
  ['MESSAGES', 'messages', `${circumstances} role ${usage} responseTimeMs isFallback feedback`],
  [
    'AI_CALLS',
    'aiCalls',
    `${circumstances} callType ${usage} savedCostUsd durationMs timeToFirstTokenMs cacheHit success errorClass errorMessage`,
  ],
  ['API_CALLS', 'apiCalls', `${circumstances} method endpoint statusCode success durationMs errorMessage`],
  ['ACTIVITIES', 'userActivities', `type ${circumstances} ipAddress userAgent isBot browser os device`],
  [
    'SYSTEM_METRICS',
    'systemMetricValues',
    'eventId name timestamp value unit properties originalTimestamp receivedAt',
  ],
]

test.each(ofKinds)('%s has the values of the list in the API', async (list, field, columns) => {
  const whole = story(app, 'kinds')
  expect(await rowsOf(whole, list)).toEqual(await listed(whole, field, columns))
})

test('CONVERSATIONS has the state of each conversation as the API has it, whatever happened to it', async () => {
  const random = randomOf('exported conversations', seed)
  const events = Array.from({ length: rounds(300, 60) }, (_, i) =>
    randomConversation(`c ${i}`, random),
  ).flat()
  for (let from = 0; from < events.length; from += 500)
    await eventsHappened(app, 'conversations', events.slice(from, from + 500))
  const whole = story(app, 'conversations')
  const conversations = await listed(
    whole,
    'conversations',
    `conversationId status startedAt endedAt lastEventAt durationSeconds userId botId channel resolved satisfaction topics
     isImplied messageCount totalTokens costUsd`,
  )
  const byId = (one: Row, other: Row) =>
    String(one.conversationId).localeCompare(String(other.conversationId))
  expect((await rowsOf(whole, 'CONVERSATIONS')).toSorted(byId)).toEqual(conversations.toSorted(byId))
})

test('USERS has the users with an event in the range, and their traits', async () => {
  const whole = story(app, 'users')
  await eventsHappened(app, 'users', [
    { event: { name: 'open', userId: 'ann', timestamp: second(0) } },
    { event: { name: 'open', userId: 'ann', timestamp: second(60) } },
    { event: { name: 'open', userId: 'bob', timestamp: second(120) } },
  ])
  const { answer } = whole
  await answer(IdentifyDocument, { input: { userId: 'ann', username: 'Ann', traits: { plan: 'pro' } } })
  const range = { between: { from: second(0), to: second(90) } }
  expect(await rowsOf(whole, 'USERS', { range })).toEqual([
    {
      userId: 'ann',
      username: 'Ann',
      traits: { plan: 'pro' },
      createdAt: expect.any(String),
      firstSeenAt: second(0),
      lastSeenAt: second(60),
      events: 2,
    },
  ])
})

test('a visitor who signed in later is the user, in every list', async () => {
  const whole = story(app, 'visitor')
  await eventsHappened(app, 'visitor', [
    { event: { name: 'open', userId: 'visitor', timestamp: second(0) } },
    { event: { name: 'pay', userId: 'ann', timestamp: second(1) } },
  ])
  await whole.answer('mutation { alias(input: { alias: "visitor", userId: "ann" }) { userErrors { code } } }')
  const users = async () =>
    (await rowsOf(whole, 'EVENTS', { columns: ['userId'] })).map(({ userId }) => userId)
  await expect.poll(users, { timeout: 30_000 }).toEqual(['ann', 'ann'])
})

test('a filter, a segment and a range leave events out, and users and conversations without such an event', async () => {
  const whole = story(app, 'narrowed')
  await eventsHappened(app, 'narrowed', [
    {
      event: { eventId: '1', name: 'pay', userId: 'ann', timestamp: second(0), properties: { plan: 'pro' } },
    },
    {
      event: { eventId: '2', name: 'pay', userId: 'bob', timestamp: second(1), properties: { plan: 'free' } },
    },
    {
      event: {
        eventId: '3',
        name: 'pay',
        userId: 'ann',
        timestamp: second(100),
        properties: { plan: 'pro' },
      },
    },
    {
      message: {
        eventId: '4',
        conversationId: 'c 1',
        role: 'USER',
        userId: 'ann',
        channel: 'web',
        timestamp: second(2),
      },
    },
    {
      message: {
        eventId: '5',
        conversationId: 'c 2',
        role: 'USER',
        userId: 'bob',
        channel: 'slack',
        timestamp: second(3),
      },
    },
  ])
  const range = { between: { from: second(0), to: second(100) } }
  const pro = { property: 'plan', values: ['pro'] }
  const web = { dimension: 'CHANNEL' as const, values: ['web'] }
  const ids = async (list: ExportList, column: string, more: Partial<StartExportInput>) =>
    (await rowsOf(whole, list, { columns: [column], range, ...more })).map(row => row[column])

  expect(await ids('EVENTS', 'eventId', { filter: pro })).toEqual(['1'])
  expect(await ids('USERS', 'userId', { filter: pro })).toEqual(['ann'])
  expect(await ids('CONVERSATIONS', 'conversationId', { filter: web })).toEqual(['c 1'])
  const segment = { behavior: { did: { event: 'pay', filter: pro } } }
  expect(await ids('EVENTS', 'eventId', { segment })).toEqual(['1', '4'])
})

test('rows that arrive while an export is written are not in it', async () => {
  const whole = story(app, 'snapshot')
  const some = (first: number) =>
    Array.from({ length: 500 }, (_, i) => ({
      event: { eventId: `${first + i}`, name: 'open', timestamp: second(first + i) },
    }))
  for (let first = 0; first < 2_000; first += 500) await eventsHappened(app, 'snapshot', some(first))
  const [{ file, done }] = await Promise.all([
    exported(app, whole, { list: 'EVENTS', format: 'NDJSON', range: allTime, columns: ['eventId'] }),
    ...[2_000, 2_500, 3_000].map(first => eventsHappened(app, 'snapshot', some(first))),
  ])
  const ids = new Set(file.toString().trimEnd().split('\n'))
  expect(ids.size).toBe(done.rows)
  expect(done.rows).toBeGreaterThanOrEqual(2_000)
})
