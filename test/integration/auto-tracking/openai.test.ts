import { once } from 'node:events'
import OpenAI from 'openai'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { observeOpenAI } from '../../../packages/sdk/src/openai.ts'
import { expectSame, expectSameResult, outcomeOf, partsOf } from '../../support/providers/compared.ts'
import {
  chatAnswer,
  chatMessages,
  chatParts,
  chatTiers,
  chatUsages,
  embeddingAnswer,
  openaiErrors,
  responseAnswer,
  responseEnds,
  responseEvents,
  responseUsages,
} from '../../support/providers/openai-answers.ts'
import {
  dataEvents,
  type ProviderServer,
  startProvider,
  typedEvents,
} from '../../support/providers/provider-server.ts'
import { recordedCalls } from '../../support/providers/recorded-calls.ts'

let provider: ProviderServer
let bare: OpenAI

beforeAll(async () => {
  provider = await startProvider()
  bare = new OpenAI({ baseURL: `${provider.url}/v1`, apiKey: 'canary-key', maxRetries: 0 })
})

afterAll(() => provider[Symbol.asyncDispose]())

beforeEach(() => {
  provider.requests.length = 0
})

/** The client under test with what it has recorded. */
function observed(options: Parameters<typeof observeOpenAI>[2] = {}, client = bare) {
  const analytics = recordedCalls({ userId: 'ann' })
  return { analytics, openai: observeOpenAI(client, analytics, { provider: 'openai', ...options }) }
}

const question = { model: 'gpt-4o', messages: [{ role: 'user' as const, content: 'Is the canary well?' }] }

const shared = { userId: 'ann', provider: 'openai', callType: 'COMPLETION' }
const times = { timestamp: expect.stringMatching(/^\d{4}-.*Z$/), durationMs: expect.any(Number) }

const called = (fields: object) => ({ ...shared, ...times, success: true, ...fields })

/** Each kind of usage with each kind of message, and each tier with one of them. */
const chats = chatUsages.flatMap(([usageName, usage, tokens], at) =>
  chatMessages.flatMap(([messageName, message, deltas, finishReason]) =>
    (at === 0 ? chatTiers : [undefined]).map((tier, index) => ({
      name: `${messageName}, ${usageName}, ${tier}`,
      id: `chatcmpl-4f9a2c7b1e6d8053-${at}-${index}`,
      ...{ usage, tokens, message, deltas, finishReason, tier },
    })),
  ),
)

const chatCall = ({ id, tokens, finishReason, tier }: (typeof chats)[number]) =>
  called({
    ...tokens,
    eventId: `ai:${id}`,
    model: 'gpt-4o-2024-08-06',
    properties: { finishReason, ...(tier && { service_tier: tier }) },
  })

test('a chat gives the same answer, and one call with its tokens', async () => {
  for (const chat of chats) {
    provider.replies({ json: chatAnswer(chat) })
    const { openai, analytics } = observed()
    const ask = (client: OpenAI) => () => client.chat.completions.create(question)
    await expectSame(chat.name, ask(bare), ask(openai))
    expect(analytics.aiCalls, chat.name).toEqual([chatCall(chat)])
  }
  expect(provider.requests.every(({ body }) => !('stream_options' in body))).toBe(true)
})

test('a chat of a server that numbers its answers is one call too', async () => {
  const [chat] = chats
  provider.replies({ json: { ...chatAnswer(chat!), id: 123 } })
  const { openai, analytics } = observed()
  const ask = (client: OpenAI) => () => client.chat.completions.create(question)
  await expectSame('numbered', ask(bare), ask(openai))
  expect(analytics.aiCalls).toMatchObject([chat!.tokens])
})

test('a streamed chat gives the same parts, without the tokens that the caller did not ask for', async () => {
  const streamed = { ...question, stream: true as const }
  for (const chat of chats) {
    const { openai, analytics } = observed()
    const ask = (client: OpenAI) => async () => partsOf(await client.chat.completions.create(streamed))
    provider.replies(
      { events: dataEvents(chatParts(chat, false)) },
      { events: dataEvents(chatParts(chat, true)) },
    )
    await expectSame(chat.name, ask(bare), ask(openai))
    expect(analytics.aiCalls, chat.name).toEqual([
      { ...chatCall(chat), timeToFirstTokenMs: expect.any(Number) },
    ])
  }
  expect(provider.requests.slice(0, 2).map(({ body }) => body)).toEqual([
    streamed,
    { ...streamed, stream_options: { include_usage: true } },
  ])
})

test('a streamed chat whose caller asks for the tokens gives them', async () => {
  const streamed = { ...question, stream: true as const, stream_options: { include_usage: true } }
  for (const chat of chats) {
    const { openai, analytics } = observed()
    const ask = (client: OpenAI) => async () => partsOf(await client.chat.completions.create(streamed))
    provider.replies({ events: dataEvents(chatParts(chat, true)) })
    await expectSame(chat.name, ask(bare), ask(openai))
    expect(analytics.aiCalls, chat.name).toEqual([
      { ...chatCall(chat), timeToFirstTokenMs: expect.any(Number) },
    ])
  }
})

test('a request stays as it is for a server that does not know stream_options', async () => {
  const { openai, analytics } = observed({ streamUsage: false })
  provider.replies({ events: dataEvents(chatParts(chats[0]!, false)) })
  await partsOf(await openai.chat.completions.create({ ...question, stream: true }))
  expect(provider.requests[0]!.body).toEqual({ ...question, stream: true })
  expect(analytics.aiCalls).toMatchObject([{ success: true, properties: { finishReason: 'stop' } }])
  expect(analytics.aiCalls[0]).not.toHaveProperty('inputTokens')
})

test('responses give the same answer or the same events, and one call each', async () => {
  const asked = { model: 'gpt-5', input: 'Is the canary well?' }
  for (const [usageName, usage, tokens] of responseUsages)
    for (const [status, more, finishReason, outcome] of responseEnds) {
      const name = `${status}, ${usageName}`
      const call = {
        ...called({
          ...tokens,
          eventId: 'ai:resp_4f9a2c7b1e6d8053_1',
          model: 'gpt-5-2025-08-07',
          ...outcome,
        }),
        properties: { finishReason, service_tier: 'default' },
      }
      const whole = observed()
      provider.replies({ json: responseAnswer('resp_4f9a2c7b1e6d8053_1', status, more, usage) })
      await expectSame(
        name,
        () => bare.responses.create(asked),
        () => whole.openai.responses.create(asked),
      )
      expect(whole.analytics.aiCalls, name).toEqual([call])

      const streamed = observed()
      provider.replies({
        events: typedEvents(responseEvents('resp_4f9a2c7b1e6d8053_1', status, more, usage)),
      })
      const ask = (client: OpenAI) => async () =>
        partsOf(await client.responses.create({ ...asked, stream: true }))
      await expectSame(name, ask(bare), ask(streamed.openai))
      expect(streamed.analytics.aiCalls, name).toEqual([{ ...call, timeToFirstTokenMs: expect.any(Number) }])
    }
})

test('a response in the background is no call yet', async () => {
  const { openai, analytics } = observed()
  provider.replies({ json: responseAnswer('resp_4f9a2c7b1e6d8053_1', 'queued', { output: [] }, null) })
  await openai.responses.create({ model: 'gpt-5', input: 'Is the canary well?', background: true })
  expect(analytics.aiCalls).toEqual([])
})

test('embeddings have input tokens, and no output that is missing', async () => {
  for (const encoding of [undefined, 'float', 'base64'] as const) {
    const { openai, analytics } = observed()
    provider.replies({ json: embeddingAnswer(encoding !== 'float') })
    const ask = (client: OpenAI) => () =>
      client.embeddings.create({
        model: 'text-embedding-3-small',
        input: 'canary',
        ...(encoding && { encoding_format: encoding }),
      })
    await expectSame(String(encoding), ask(bare), ask(openai))
    expect(analytics.aiCalls).toEqual([
      called({
        callType: 'EMBEDDING',
        model: 'text-embedding-3-small',
        inputTokens: 8,
        outputTokens: 0,
        properties: {},
      }),
    ])
  }
})

test('a failure reaches the caller as it is, and its call has the class of the failure', async () => {
  for (const [status, error, errorClass] of openaiErrors) {
    const name = `${status} ${JSON.stringify(error)}`
    for (const stream of [false, true]) {
      const { openai, analytics } = observed()
      provider.replies({ status, json: { error } })
      const ask = (client: OpenAI) => () => client.chat.completions.create({ ...question, stream })
      await expectSame(name, ask(bare), ask(openai))
      expect(analytics.aiCalls, name).toEqual([
        called({ model: 'gpt-4o', success: false, errorClass, properties: {} }),
      ])
    }
  }
})

test('a failure of the connection, a time-out and an abort have classes too', async () => {
  const cases: [string, Parameters<ProviderServer['replies']>[0], () => object][] = [
    ['connection', { breaks: true }, () => ({})],
    ['timeout', { hangs: true }, () => ({ timeout: 50 })],
    ['aborted', { hangs: true }, () => ({ signal: AbortSignal.timeout(50) })],
  ]
  for (const [errorClass, reply, options] of cases) {
    const { openai, analytics } = observed()
    provider.replies(reply)
    const ask = (client: OpenAI) => () => client.chat.completions.create(question, options())
    await expectSame(errorClass, ask(bare), ask(openai))
    expect(analytics.aiCalls, errorClass).toEqual([
      called({ model: 'gpt-4o', success: false, errorClass, properties: {} }),
    ])
  }
})

test('attempts of the client are one call', async () => {
  const { openai, analytics } = observed({}, bare.withOptions({ maxRetries: 2 }))
  provider.replies(
    { status: 500, headers: { 'retry-after-ms': '1' }, json: {} },
    { json: chatAnswer(chats[0]!) },
  )
  await openai.chat.completions.create(question)
  expect(provider.requests).toHaveLength(2)
  expect(analytics.aiCalls).toEqual([chatCall(chats[0]!)])
})

test('a stream that fails midway gives its parts and its failure, and one failed call', async () => {
  const parts = chatParts(chats[0]!, false).slice(0, 2)
  const failures: [string, string[], boolean][] = [
    ['server_error', [`data: {"error":{"message":"The canary fell","type":"server_error"}}\n\n`], false],
    ['connection', [], true],
  ]
  for (const [errorClass, last, breaks] of failures) {
    const { openai, analytics } = observed()
    provider.replies({ events: [...dataEvents(parts).slice(0, 2), ...last], breaks })
    const ask = (client: OpenAI) => async () => {
      const seen: unknown[] = []
      const stream = await client.chat.completions.create({ ...question, stream: true })
      const failure = await outcomeOf(async () => {
        for await (const part of stream) seen.push(part)
      })
      return { seen, failure }
    }
    await expectSame(errorClass, ask(bare), ask(openai))
    expect(analytics.aiCalls).toMatchObject([
      { success: false, errorClass, eventId: 'ai:chatcmpl-4f9a2c7b1e6d8053-0-0' },
    ])
  }
})

test('leaving a stream ends it at the provider, and the call is aborted unless its answer was complete', async () => {
  const events = dataEvents(chatParts(chats[0]!, true))
  for (const [read, outcome] of [
    [2, { success: false, errorClass: 'aborted' }],
    [4, { success: true, properties: { finishReason: 'stop', service_tier: undefined } }],
  ] as const) {
    const { openai, analytics } = observed()
    provider.replies({ events: events.slice(0, 4), hangs: true })
    const stream = await openai.chat.completions.create({ ...question, stream: true })
    let seen = 0
    for await (const _ of stream) if (++seen === read) break
    expect(stream.controller.signal.aborted).toBe(true)
    expect(analytics.aiCalls).toHaveLength(1)
    expect(JSON.parse(JSON.stringify(analytics.aiCalls[0]))).toMatchObject(
      JSON.parse(JSON.stringify(outcome)),
    )
  }
})

test('an abort of a stream ends the loop of its reader, as without the wrapper', async () => {
  const { openai, analytics } = observed()
  provider.replies({ events: dataEvents(chatParts(chats[0]!, false)).slice(0, 2), hangs: true })
  const ask = (client: OpenAI) => async () => {
    const stream = await client.chat.completions.create({ ...question, stream: true })
    const seen: unknown[] = []
    for await (const part of stream) {
      seen.push(part)
      if (seen.length === 2) stream.controller.abort()
    }
    return seen
  }
  await expectSame('abort', ask(bare), ask(openai))
  expect(analytics.aiCalls).toMatchObject([{ success: false, errorClass: 'aborted' }])
})

test('withResponse, asResponse, tee and toReadableStream work as before', async () => {
  const chat = chats[0]!
  const { openai, analytics } = observed()
  provider.replies({ json: chatAnswer(chat) })
  const withResponse = (client: OpenAI) => async () => {
    const { data, response, request_id } = await client.chat.completions.create(question).withResponse()
    return { data, status: response.status, request_id }
  }
  await expectSameResult('withResponse', withResponse(bare), withResponse(openai))
  expect(analytics.aiCalls.splice(0)).toEqual([chatCall(chat)])

  const asResponse = (client: OpenAI) => async () =>
    (await client.chat.completions.create(question).asResponse()).json()
  await expectSameResult('asResponse', asResponse(bare), asResponse(openai))
  expect(analytics.aiCalls.splice(0)).toEqual([called({ model: 'gpt-4o', properties: {} })])

  provider.replies({ events: dataEvents(chatParts(chat, false)) })
  const tee = (client: OpenAI) => async () => {
    const [left, right] = (await client.chat.completions.create({ ...question, stream: true })).tee()
    return Promise.all([partsOf(left), partsOf(right)])
  }
  await expectSameResult('tee', tee(bare), tee(openai))
  expect(analytics.aiCalls.splice(0)).toHaveLength(1)

  const readable = (client: OpenAI) => async () => {
    const stream = await client.chat.completions.create({ ...question, stream: true })
    return new Response(stream.toReadableStream() as ReadableStream).text()
  }
  await expectSameResult('toReadableStream', readable(bare), readable(openai))
  expect(analytics.aiCalls).toHaveLength(1)
})

test('the helpers parse, stream and runTools give the same, and one call for each request', async () => {
  const chat = { ...chats[0]!, message: { role: 'assistant', content: '{"well":true}' } }
  const { openai, analytics } = observed()
  provider.replies({ json: chatAnswer(chat) })
  const parse = (client: OpenAI) => () => client.chat.completions.parse(question)
  await expectSameResult('parse', parse(bare), parse(openai))
  expect(analytics.aiCalls.splice(0)).toEqual([chatCall(chat)])

  provider.replies(
    { events: dataEvents(chatParts(chats[0]!, false)) },
    { events: dataEvents(chatParts(chats[0]!, true)) },
  )
  const stream = (client: OpenAI) => async () => {
    const events: unknown[] = []
    const helper = client.chat.completions.stream(question)
    for (const name of ['connect', 'content', 'message', 'finalContent', 'end'] as const)
      helper.on(name, (...given: unknown[]) => events.push([name, ...given]))
    const chunks = await partsOf(helper)
    return { events, chunks, completion: await helper.finalChatCompletion() }
  }
  await expectSameResult('stream', stream(bare), stream(openai))
  expect(analytics.aiCalls.splice(0)).toMatchObject([
    { inputTokens: 1200, eventId: 'ai:chatcmpl-4f9a2c7b1e6d8053-0-0' },
  ])

  const toolCall = chats.find(({ finishReason }) => finishReason === 'tool_calls')!
  const runTools = (client: OpenAI) => async () => {
    provider.replies(
      { json: chatAnswer(toolCall) },
      { json: chatAnswer({ ...chat, id: 'chatcmpl-4f9a2c7b1e6d8053-2' }) },
    )
    const runner = client.chat.completions.runTools({
      ...question,
      tools: [
        {
          type: 'function',
          function: {
            name: 'weather',
            parameters: { type: 'object', properties: {} },
            description: 'The weather',
            function: () => 'sunny',
            parse: JSON.parse,
          },
        },
      ],
    })
    return { content: await runner.finalContent(), messages: runner.messages }
  }
  await expectSameResult('runTools', runTools(bare), runTools(openai))
  expect(analytics.aiCalls.map(({ eventId }) => eventId)).toEqual([
    'ai:chatcmpl-4f9a2c7b1e6d8053-0-0',
    'ai:chatcmpl-4f9a2c7b1e6d8053-2',
  ])
})

test('the helpers of responses give the same, and one call', async () => {
  const [, usage] = responseUsages[0]!
  const asked = { model: 'gpt-5', input: 'Is the canary well?' }
  const { openai, analytics } = observed()
  provider.replies({ json: responseAnswer('resp_4f9a2c7b1e6d8053_1', 'completed', {}, usage) })
  const parse = (client: OpenAI) => () => client.responses.parse(asked)
  await expectSameResult('parse', parse(bare), parse(openai))
  provider.replies({ events: typedEvents(responseEvents('resp_4f9a2c7b1e6d8053_1', 'completed', {}, usage)) })
  const stream = (client: OpenAI) => async () => {
    const helper = client.responses.stream(asked)
    const events = await partsOf(helper)
    return { events: JSON.stringify(events), response: await helper.finalResponse() }
  }
  await expectSameResult('stream', stream(bare), stream(openai))
  expect(analytics.aiCalls).toMatchObject([{ inputTokens: 300 }, { inputTokens: 300 }])
})

test('the client stays a client, and a copy of it is observed too', async () => {
  const { openai, analytics } = observed()
  expect(openai).toBeInstanceOf(OpenAI)
  expect(openai.chat.completions).toBe(openai.chat.completions)
  expect(openai.baseURL).toBe(bare.baseURL)
  provider.replies({ json: chatAnswer(chats[0]!) })
  await openai.withOptions({ timeout: 1_000 }).chat.completions.create(question)
  expect(analytics.aiCalls).toHaveLength(1)
  provider.replies({ json: { object: 'list', data: [] } })
  expect(await partsOf(openai.models.list())).toEqual([])
  expect(analytics.aiCalls).toHaveLength(1)
})

test.each(['chatcmpl-17', 'cmpl_17', '17', 'chatcmpl-A1', ''])(
  'answers of a server at an unknown address with the id %j, which occurs again, are calls of their own',
  async id => {
    const { openai, analytics } = observed({ provider: 'openai-compatible' })
    provider.replies({ json: chatAnswer({ ...chats[0]!, id }) })
    await openai.chat.completions.create(question)
    await openai.chat.completions.create(question)
    expect(analytics.aiCalls).toMatchObject([{ inputTokens: 1200 }, { inputTokens: 1200 }])
    for (const call of analytics.aiCalls) expect(call).not.toHaveProperty('eventId')
  },
)

test('defaults and the context of the call are in it; the context wins, and is that of the start', async () => {
  const context: { userId?: string } = { userId: 'ann' }
  const aiCalls: object[] = []
  const analytics = { aiCall: (call: object) => `${aiCalls.push(call)}`, defaults: () => ({ ...context }) }
  const openai = observeOpenAI(bare, analytics, {
    userId: 'nobody',
    botId: 'support-bot',
    properties: { plan: 'pro' },
  })
  provider.replies({ json: chatAnswer(chats[0]!) })
  const answer = openai.chat.completions.create(question)
  context.userId = 'bob'
  await answer
  expect(aiCalls).toMatchObject([
    {
      userId: 'ann',
      botId: 'support-bot',
      provider: 'openai-compatible',
      properties: { plan: 'pro', finishReason: 'stop' },
    },
  ])
})

test('analytics that fail are not noticed', async () => {
  const broken = {
    aiCall: () => {
      throw new Error('no analytics')
    },
    defaults: () => {
      throw new Error('no defaults')
    },
  }
  const openai = observeOpenAI(bare, broken)
  const ask = (client: OpenAI) => async () =>
    partsOf(await client.chat.completions.create({ ...question, stream: true }))
  provider.replies({ events: dataEvents(chatParts(chats[0]!, false)) })
  await expectSame('stream', ask(bare), ask(openai))
  provider.replies({ status: 400, json: {} })
  await expectSame('failure', ask(bare), ask(openai))
})

test('a failure that no one waits for stays unhandled, as without the wrapper', async () => {
  const { openai } = observed()
  const unhandled = once(process, 'unhandledRejection')
  provider.replies({ status: 400, json: {} })
  void openai.chat.completions.create(question)
  expect((await unhandled)[0]).toBeInstanceOf(OpenAI.BadRequestError)
})

test('answers of an unexpected shape are given to the caller, and are calls', async () => {
  for (const json of [
    null,
    'canary',
    [],
    { choices: null, usage: 7 },
    { choices: [null], usage: { prompt_tokens: -1 } },
  ]) {
    const { openai, analytics } = observed()
    provider.replies({ json })
    const ask = (client: OpenAI) => () => client.chat.completions.create(question)
    await expectSame(JSON.stringify(json), ask(bare), ask(openai))
    expect(analytics.aiCalls).toHaveLength(1)
    expect(analytics.aiCalls[0]).not.toHaveProperty('inputTokens')
  }
})
