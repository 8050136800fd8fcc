import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AnalyticsOptions, createAnalytics, type Receipt } from '../../../packages/sdk/src/node.ts'
import { type Fate, failingProxy } from '../../support/sdk/failing-proxy.ts'
import { type Story, story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { CreateApiKeyDocument } from '../operations/operations.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

/** A client of a new project, and what it was told. */
async function client(name: string, options: Partial<AnalyticsOptions> = {}) {
  const owner = story(app, name)
  const { createApiKey } = await owner.answer(CreateApiKeyDocument, { input: { name, scopes: ['TRACK'] } })
  const errors: string[] = []
  const receipts: Receipt[] = []
  const analytics = createAnalytics({
    url: new URL(app.url).origin,
    key: createApiKey.key!,
    onError: ({ code }) => errors.push(code),
    onReceipt: receipt => receipts.push(receipt),
    ...options,
  })
  return { owner, analytics, errors, receipts }
}

interface Stored {
  events: {
    nodes: {
      __typename: string
      eventId: string
      timestamp: string
      userId: string | null
      conversationId: string | null
      botId: string | null
      properties: Record<string, unknown> | null
      name?: string
    }[]
  }
}

/** All events of a project, the earliest first. */
async function storedBy({ answer }: Story) {
  const { events } = await answer<Stored>(`{
    events(first: 1000) {
      nodes { __typename eventId timestamp userId conversationId botId properties ... on CustomEvent { name } }
    }
  }`)
  return events!.nodes.toReversed()
}

test('every method stores what it says, with the id that it returned', async () => {
  const { owner, analytics, errors, receipts } = await client('methods')
  const chat = analytics.with({ conversationId: 'c-1', botId: 'support-bot' })
  const ids = [
    analytics.track('button_clicked', { button_name: 'subscribe', plan: 'premium', value: 99.99 }),
    analytics.page('Prices', { area: 'shop' }),
    analytics.group('acme', { seats: 5 }),
    chat.conversation({ userId: 'user123', startedAt: new Date().toISOString() }),
    chat.message({ role: 'USER' }),
    chat.aiCall({ eventId: 'ai:resp_1', model: 'gpt-4o', inputTokens: 10, outputTokens: 5 }),
    analytics.apiCall({ endpoint: '/v1/chats/:id', method: 'GET', statusCode: 200, durationMs: 12.5 }),
    analytics.activity({ type: 'login', userId: 'user123' }),
  ]
  analytics.identify('user123', { name: 'John Doe', email: 'john@example.com', plan: 'premium' })
  await analytics.shutdown()
  expect([errors, receipts.map(({ status }) => status)]).toEqual([[], Array(8).fill('ACCEPTED')])
  expect(receipts.map(({ eventId }) => eventId)).toEqual(ids)
  const events = await storedBy(owner)
  expect(events.map(({ eventId }) => eventId).toSorted()).toEqual(ids.toSorted())
  const byId = new Map(events.map(event => [event.eventId, event]))
  expect(ids.map(id => byId.get(id))).toMatchObject([
    { name: 'button_clicked', properties: { button_name: 'subscribe', plan: 'premium', value: 99.99 } },
    { name: 'page', properties: { name: 'Prices', area: 'shop' } },
    { name: 'group', properties: { groupId: 'acme', seats: 5 } },
    { __typename: 'ConversationChange', conversationId: 'c-1', botId: 'support-bot', userId: 'user123' },
    { __typename: 'Message', conversationId: 'c-1', botId: 'support-bot' },
    { __typename: 'AiCall', eventId: 'ai:resp_1', conversationId: 'c-1' },
    { __typename: 'ApiCall' },
    { __typename: 'UserActivity', userId: 'user123' },
  ])
  const { user } = await owner.answer<{ user: object }>('{ user(userId: "user123") { traits } }')
  expect(user).toEqual({ traits: { name: 'John Doe', email: 'john@example.com', plan: 'premium' } })
})

test('a visitor who signs in has the events from before', async () => {
  const { owner, analytics } = await client('alias')
  analytics.track('looked', {}, { anonymousId: 'anon-7f' })
  analytics.alias('ann', 'anon-7f')
  await analytics.flush()
  expect(await storedBy(owner)).toMatchObject([{ name: 'looked', userId: 'ann' }])
})

test('an event that the server refuses has a receipt, and the events beside it are stored', async () => {
  const { owner, analytics, receipts } = await client('refused')
  analytics.track('good')
  analytics.track('x'.repeat(201))
  await analytics.flush()
  expect(receipts).toMatchObject([
    { status: 'ACCEPTED' },
    { status: 'REJECTED', code: 'TOO_LONG', field: 'name' },
  ])
  expect(await storedBy(owner)).toMatchObject([{ name: 'good' }])
  expect(analytics.stats()).toEqual({ queued: 2, accepted: 1, duplicates: 0, rejected: 1, dropped: 0 })
})

test('an event is stored once, with the time of the call, although an answer is lost', async () => {
  const fates: Fate[] = ['answer lost', '500']
  const proxy = await failingProxy(new URL(app.url).origin, () => fates.shift() ?? 'passes')
  const { owner, analytics, receipts } = await client('lost', { url: proxy.url })
  const before = Date.now()
  analytics.track('paid')
  const after = Date.now()
  await analytics.shutdown({ timeoutMs: 10_000 })
  proxy.close()
  const [event, ...others] = await storedBy(owner)
  expect([others, receipts.map(({ status }) => status)]).toEqual([[], ['DUPLICATE']])
  expect(Date.parse(event!.timestamp)).toBeGreaterThanOrEqual(before)
  expect(Date.parse(event!.timestamp)).toBeLessThanOrEqual(after)
})

test('the defaults of `run` hold across `await`, and for that work alone', async () => {
  const { owner, analytics } = await client('run', { defaults: { channel: 'web' } })
  const serve = (userId: string) =>
    analytics.run({ userId, properties: { plan: 'pro' } }, async () => {
      await pause(1)
      analytics.track('served', { by: userId })
      return analytics.with({ botId: 'bot' }).defaults()
    })
  expect(await Promise.all([serve('ann'), serve('bob')])).toEqual(
    ['ann', 'bob'].map(userId => ({ channel: 'web', userId, botId: 'bot', properties: { plan: 'pro' } })),
  )
  await analytics.flush()
  const events = await storedBy(owner)
  expect(events.map(({ userId, properties }) => [userId, properties]).toSorted()).toEqual([
    ['ann', { plan: 'pro', by: 'ann' }],
    ['bob', { plan: 'pro', by: 'bob' }],
  ])
})

test('nothing is thrown into the calling code', async () => {
  const { owner, analytics, errors } = await client('mistakes', {
    onReceipt: () => {
      throw new Error('of the callback')
    },
    beforeSend: event => {
      if (event.fields.name === 'secret') return null
      if (event.fields.name === 'broken') throw new Error('of the callback')
      return event
    },
  })
  const itself: Record<string, unknown> = {}
  itself.itself = itself
  analytics.track('circular', itself)
  analytics.track('huge', { text: 'x'.repeat(33_000) })
  analytics.track('broken')
  analytics.track('secret')
  analytics.track('good')
  await analytics.shutdown()
  analytics.track('late')
  expect(errors).toEqual(['EVENT_INVALID', 'EVENT_TOO_LARGE', 'EVENT_INVALID', 'CLOSED'])
  expect(await storedBy(owner)).toMatchObject([{ name: 'good' }])
  expect(analytics.stats()).toEqual({ queued: 1, accepted: 1, duplicates: 0, rejected: 0, dropped: 4 })
})

test('a key with the scope READ alone cannot track, and the client says so once', async () => {
  const owner = story(app, 'read only')
  const { createApiKey } = await owner.answer(CreateApiKeyDocument, {
    input: { name: 'r', scopes: ['READ'] },
  })
  const { analytics, errors } = await client('read only', { key: createApiKey.key! })
  analytics.track('seen')
  await analytics.flush()
  await analytics.flush()
  expect(errors).toEqual(['NOT_ALLOWED'])
})

test('a client that is disabled, or a user out of the sample, sends nothing', async () => {
  const off = await client('off', { disabled: true })
  const sampled = await client('sampled', { sampleRate: 0 })
  for (const { analytics } of [off, sampled]) {
    analytics.track('seen', {}, { userId: 'ann' })
    await analytics.flush()
    expect(analytics.stats().queued).toBe(0)
  }
})

test('a worker is kept alive until its events are sent', async () => {
  const waited: Promise<void>[] = []
  const { owner, analytics } = await client('worker', { waitUntil: sending => waited.push(sending) })
  analytics.track('one')
  analytics.track('two')
  await Promise.all(waited)
  expect(await storedBy(owner)).toHaveLength(2)
})
