import Anthropic from '@anthropic-ai/sdk'
import express from 'express'
import fastify from 'fastify'
import OpenAI from 'openai'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { observeAnthropic } from '../../../packages/sdk/src/anthropic.ts'
import { createBudgetStatus } from '../../../packages/sdk/src/budget-status.ts'
import { convograph as expressCalls } from '../../../packages/sdk/src/express.ts'
import { convograph as fastifyCalls } from '../../../packages/sdk/src/fastify.ts'
import { createAnalytics } from '../../../packages/sdk/src/node.ts'
import { observeOpenAI } from '../../../packages/sdk/src/openai.ts'
import { messageContents, messageEvents, messageUsages } from '../../support/providers/anthropic-answers.ts'
import { partsOf } from '../../support/providers/compared.ts'
import {
  chatAnswer,
  chatMessages,
  chatParts,
  chatUsages,
  embeddingAnswer,
  responseAnswer,
  responseUsages,
} from '../../support/providers/openai-answers.ts'
import {
  dataEvents,
  type ProviderServer,
  startProvider,
  typedEvents,
} from '../../support/providers/provider-server.ts'
import { type Story, story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { CreateApiKeyDocument } from '../operations/operations.ts'

let app: TestApp
let provider: ProviderServer
let project: Story
let options: { url: string; key: string; flushIntervalMs: number }
/** The bodies of all requests to the service that were not made by the test itself. */
const sent: string[] = []

beforeAll(async () => {
  app = await startTestApp()
  provider = await startProvider()
  project = story(app, 'auto-tracking')
  const { createApiKey } = await project.answer(CreateApiKeyDocument, {
    input: { name: 'chat backend', scopes: ['TRACK'] },
  })
  options = { url: new URL(app.url).origin, key: createApiKey.key!, flushIntervalMs: 10 }
  const fetchBare = globalThis.fetch
  vi.spyOn(globalThis, 'fetch').mockImplementation((input, init) => {
    const headers = new Headers(init?.headers)
    if (headers.get('authorization')?.endsWith(options.key)) sent.push(String(init?.body))
    return fetchBare(input, init)
  })
})

afterAll(async () => {
  vi.restoreAllMocks()
  await provider[Symbol.asyncDispose]()
  await app.close()
})

const [, usage] = chatUsages[1]!
const [, message, deltas, finishReason] = chatMessages[0]!
const chat = {
  id: 'chatcmpl-4f9a2c7b1e6d8053-1',
  message,
  deltas,
  finishReason,
  usage: { ...usage, prompt_tokens_details: { cached_tokens: 1024 } },
}
const streamedChat = {
  ...chat,
  id: 'chatcmpl-4f9a2c7b1e6d8053-2',
  usage: { prompt_tokens: 1000, completion_tokens: 100 },
}
const [, , start, messageUsage] = [0, ...messageUsages[1]!] as const
const [, content, messageDeltas, stopReason] = messageContents[1]!
const streamedMessage = {
  id: 'msg_4f9a2c7b1e6d8053_1',
  start,
  usage: messageUsage,
  content,
  deltas: messageDeltas,
  stopReason,
}

const question = { model: 'gpt-4o', messages: [{ role: 'user' as const, content: 'Is the canary well?' }] }

/** Two users of a bot: ann asks OpenAI, bob Anthropic. */
async function chatting(): Promise<{ duplicates: number; accepted: number }> {
  const analytics = createAnalytics(options)
  const clientOptions = { apiKey: 'canary-key', maxRetries: 0 }
  const openai = observeOpenAI(new OpenAI({ ...clientOptions, baseURL: provider.url }), analytics, {
    botId: 'support-bot',
  })
  const anthropic = observeAnthropic(new Anthropic({ ...clientOptions, baseURL: provider.url }), analytics)
  await analytics.run({ userId: 'ann', conversationId: 'c-1' }, async () => {
    provider.replies({ json: chatAnswer(chat) })
    await openai.chat.completions.create(question)
    provider.replies({ events: dataEvents(chatParts(streamedChat, true)) })
    await partsOf(await openai.chat.completions.create({ ...question, stream: true }))
    provider.replies({
      json: responseAnswer('resp_4f9a2c7b1e6d8053_1', 'completed', {}, responseUsages[0]![1]),
    })
    await openai.responses.create({ model: 'gpt-5', input: 'Is the canary well?' })
    provider.replies({ json: embeddingAnswer(true) })
    await openai.embeddings.create({ model: 'text-embedding-3-small', input: 'canary' })
    provider.replies({ status: 429, json: { error: { message: 'The canary is fast' } } })
    await openai.chat.completions.create(question).catch(() => {})
    // The same answer is seen twice, as by a client that is wrapped twice.
    provider.replies({ json: chatAnswer(chat) })
    await observeOpenAI(openai, analytics).chat.completions.create(question)
  })
  await analytics.run({ userId: 'bob', conversationId: 'c-2' }, async () => {
    provider.replies({ events: typedEvents(messageEvents(streamedMessage)) })
    const helper = anthropic.messages.stream({ ...question, model: 'claude-opus-5', max_tokens: 100 })
    await helper.finalMessage()
  })
  await analytics.shutdown()
  return analytics.stats()
}

test('calls of models have the tokens, costs and users that the providers report, and no text', async () => {
  expect(await chatting()).toMatchObject({ accepted: 6, duplicates: 2, rejected: 0, dropped: 0 })
  const { performance, aiCalls } = await project.answer<{ performance: { ai: object }; aiCalls: object }>(`{
    performance(range: { last: { count: 1, unit: DAY } }) {
      ai {
        calls errors completions embeddings inputTokens cachedTokens cacheWriteTokens outputTokens reasoningTokens
        costUsd unpricedCalls
      }
    }
    aiCalls(orderBy: { direction: ASC }) {
      nodes { model eventId userId conversationId botId costUsd errorClass timeToFirstTokenMs properties }
    }
  }`)
  expect(performance.ai).toEqual({
    calls: 6,
    errors: 1,
    completions: 5,
    embeddings: 1,
    // 1200 - 1024, 1000, 300 - 256, 8 and 12
    inputTokens: 176 + 1000 + 44 + 8 + 12,
    cachedTokens: 1024 + 256 + 2048,
    cacheWriteTokens: 512,
    outputTokens: 350 + 100 + 90 + 90,
    reasoningTokens: 128 + 64,
    costUsd: '0.01624116',
    // The call that failed has no tokens.
    unpricedCalls: 1,
  })
  const ann = { userId: 'ann', conversationId: 'c-1', botId: 'support-bot' }
  const gpt4o = 'gpt-4o-2024-08-06'
  expect(aiCalls).toMatchObject({
    nodes: [
      // (176 × 2.5 + 1024 × 1.25 + 350 × 10) ÷ 1,000,000
      {
        ...ann,
        eventId: 'ai:chatcmpl-4f9a2c7b1e6d8053-1',
        model: gpt4o,
        costUsd: '0.00522',
        timeToFirstTokenMs: null,
      },
      // (1000 × 2.5 + 100 × 10) ÷ 1,000,000
      {
        ...ann,
        eventId: 'ai:chatcmpl-4f9a2c7b1e6d8053-2',
        model: gpt4o,
        costUsd: '0.0035',
        timeToFirstTokenMs: expect.any(Number),
      },
      // (44 × 1.25 + 256 × 0.125 + 90 × 10) ÷ 1,000,000
      { ...ann, eventId: 'ai:resp_4f9a2c7b1e6d8053_1', model: 'gpt-5-2025-08-07', costUsd: '0.000987' },
      // 8 × 0.02 ÷ 1,000,000
      { ...ann, model: 'text-embedding-3-small', costUsd: '0.00000016' },
      { ...ann, model: 'gpt-4o', costUsd: null, errorClass: 'rate_limit', properties: {} },
      // (12 × 5 + 2048 × 0.5 + 512 × 6.25 + 90 × 25) ÷ 1,000,000
      {
        userId: 'bob',
        conversationId: 'c-2',
        botId: null,
        eventId: 'ai:msg_4f9a2c7b1e6d8053_1',
        costUsd: '0.006534',
      },
    ],
  })
  expect(sent.length).toBeGreaterThan(0)
  expect(sent.filter(body => /canary|sings/i.test(body))).toEqual([])
})

test('requests of Fastify and Express are calls of their routes', async () => {
  const analytics = createAnalytics(options)
  const fastifyApp = fastify()
  fastifyApp.register(fastifyCalls, { analytics, userId: request => String(request.headers['x-user']) })
  fastifyApp.get('/users/:id', async () => 'canary')
  const fastifyUrl = await fastifyApp.listen({ port: 0, host: '127.0.0.1' })
  const expressApp = express()
  expressApp.use(expressCalls({ analytics }))
  expressApp.use(
    '/shops/:shop',
    express.Router().get('/orders', (_, response) => void response.status(503).send()),
  )
  const server = expressApp.listen(0, '127.0.0.1')
  const expressUrl = await vi.waitFor(() => `http://127.0.0.1:${(server.address() as { port: number }).port}`)

  const request = async (url: string) => (await fetch(url, { headers: { 'x-user': 'ann' } })).text()
  for (const url of [
    `${fastifyUrl}/users/1?canary`,
    `${fastifyUrl}/users/2`,
    `${expressUrl}/shops/canary/orders`,
  ])
    await request(url)
  await fastifyApp.close()
  server.closeAllConnections()
  server.close()
  await analytics.shutdown()

  const { performance } = await project.answer<{ performance: object }>(`{
    performance(range: { last: { count: 1, unit: DAY } }) { endpoints { endpoint method calls serverErrors } }
  }`)
  expect(performance).toEqual({
    endpoints: [
      { endpoint: '/users/:id', method: 'GET', calls: 2, serverErrors: 0 },
      { endpoint: '/shops/:shop/orders', method: 'GET', calls: 1, serverErrors: 1 },
    ],
  })
  expect(sent.filter(body => body.includes('canary'))).toEqual([])
})

test('budgetStatus says what the service says, and allows what it cannot ask about', async () => {
  const input = {
    name: 'all',
    amountUsd: '0.01',
    period: { every: 'MONTH' },
    scope: { users: 'EVERYBODY' },
    action: 'BLOCK_HINT',
  }
  const mutation =
    'mutation ($input: CreateBudgetInput!) { createBudget(input: $input) { userErrors { code field } } }'
  expect(await project.answer(mutation, { input })).toEqual({ createBudget: { userErrors: [] } })
  const call = { userId: 'ann', model: 'gpt-4o' }
  // The service knows a new budget within seconds.
  await expect.poll(() => createBudgetStatus(options)(call)).toMatchObject({ allowed: false })
  const budgetStatus = createBudgetStatus({ ...options, timeoutMs: 5_000 })
  const before = sent.length
  const [status] = await Promise.all([1, 2, 3].map(() => budgetStatus(call)))
  expect(status).toMatchObject({ allowed: false, isKnown: true, remainingUsd: '0', isStale: false })
  expect(status!.usedRate).toBeCloseTo(1.624116)
  expect(Date.parse(status!.resetsAt!)).toBeGreaterThan(Date.now())
  // Calls of the same kind share one answer.
  expect(sent).toHaveLength(before + 1)

  const open = {
    allowed: true,
    isKnown: false,
    remainingUsd: null,
    usedRate: null,
    resetsAt: null,
    isStale: false,
  }
  const errors: unknown[] = []
  const asking = (changed: object) =>
    createBudgetStatus({ ...options, timeoutMs: 50, onError: error => errors.push(error), ...changed })({})
  provider.replies({ hangs: true })
  expect(await asking({ url: provider.url })).toEqual(open)
  expect(await asking({ key: () => new Promise(() => {}) })).toEqual(open)
  expect(await asking({ key: 'cg_wrong', timeoutMs: 5_000 })).toEqual(open)
  expect(await asking({ url: 'http://127.0.0.1:1' })).toEqual(open)
  expect(errors).toHaveLength(4)
  const circular: Record<string, unknown> = {}
  circular.itself = circular
  const isAllowed = createBudgetStatus({ ...options, onError: error => errors.push(error) })
  expect(await isAllowed({ properties: circular })).toEqual(open)
  expect(errors).toHaveLength(5)
})
