import Anthropic from '@anthropic-ai/sdk'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { observeAnthropic } from '../../../packages/sdk/src/anthropic.ts'
import {
  anthropicErrors,
  messageAnswer,
  messageContents,
  messageEvents,
  messageUsages,
} from '../../support/providers/anthropic-answers.ts'
import { expectSame, expectSameResult, outcomeOf, partsOf } from '../../support/providers/compared.ts'
import { type ProviderServer, startProvider, typedEvents } from '../../support/providers/provider-server.ts'
import { recordedCalls } from '../../support/providers/recorded-calls.ts'

let provider: ProviderServer
let bare: Anthropic

beforeAll(async () => {
  provider = await startProvider()
  bare = new Anthropic({ baseURL: provider.url, apiKey: 'canary-key', maxRetries: 0 })
})

afterAll(() => provider[Symbol.asyncDispose]())

/** The client under test with what it has recorded. */
function observed() {
  const analytics = recordedCalls({ userId: 'ann' })
  return { analytics, anthropic: observeAnthropic(bare, analytics, { botId: 'support-bot' }) }
}

const question = {
  model: 'claude-opus-5',
  max_tokens: 100,
  messages: [{ role: 'user' as const, content: 'Is the canary well?' }],
}

const called = (fields: object) => ({
  userId: 'ann',
  botId: 'support-bot',
  provider: 'anthropic',
  callType: 'COMPLETION',
  timestamp: expect.stringMatching(/^\d{4}-.*Z$/),
  durationMs: expect.any(Number),
  success: true,
  ...fields,
})

/** Each kind of usage with each kind of content. */
const answers = messageUsages.flatMap(([usageName, start, usage, tokens], at) =>
  messageContents.map(([contentName, content, deltas, stopReason], index) => ({
    name: `${contentName}, ${usageName}`,
    id: `msg_4f9a2c7b1e6d8053_${at}_${index}`,
    ...{ start, usage, tokens, content, deltas, stopReason },
  })),
)

const answerCall = ({ id, tokens, stopReason, usage }: (typeof answers)[number]) =>
  called({
    ...tokens,
    eventId: `ai:${id}`,
    model: 'claude-opus-5-20260801',
    properties: {
      finishReason: stopReason,
      ...('service_tier' in usage && { service_tier: usage.service_tier }),
    },
  })

type MessageStream = ReturnType<Anthropic['messages']['stream']>

test('a message gives the same answer, and one call with its tokens', async () => {
  for (const answer of answers) {
    const { anthropic, analytics } = observed()
    provider.replies({ json: messageAnswer(answer) })
    await expectSameResult(
      answer.name,
      () => bare.messages.create(question),
      () => anthropic.messages.create(question),
    )
    expect(analytics.aiCalls, answer.name).toEqual([answerCall(answer)])
  }
})

test('a streamed message gives the same events, and one call with its tokens', async () => {
  for (const answer of answers) {
    const { anthropic, analytics } = observed()
    provider.replies({ events: typedEvents(messageEvents(answer)) })
    const ask = (client: Anthropic) => async () =>
      partsOf(await client.messages.create({ ...question, stream: true }))
    await expectSameResult(answer.name, ask(bare), ask(anthropic))
    const first = answer.content.length > 0 && { timeToFirstTokenMs: expect.any(Number) }
    expect(analytics.aiCalls, answer.name).toMatchObject([{ ...answerCall(answer), ...first }])
  }
})

test('the helper stream gives the same events and message, of messages and of their beta', async () => {
  for (const answer of answers) {
    const { anthropic, analytics } = observed()
    provider.replies({ events: typedEvents(messageEvents(answer)) })
    const events = async (helper: MessageStream) => {
      const heard: unknown[] = []
      for (const name of ['connect', 'text', 'thinking', 'contentBlock', 'message', 'end'] as const)
        helper.on(name, (...given: unknown[]) => heard.push([name, ...given]))
      const parts = await partsOf(helper)
      return { heard, parts, message: await helper.finalMessage(), id: helper.request_id }
    }
    const ask = (client: Anthropic) => () => events(client.messages.stream(question))
    const askBeta = (client: Anthropic) => () =>
      events(client.beta.messages.stream(question) as unknown as MessageStream)
    await expectSameResult(answer.name, ask(bare), ask(anthropic))
    await expectSameResult(answer.name, askBeta(bare), askBeta(anthropic))
    expect(analytics.aiCalls, answer.name).toMatchObject([answer.tokens, answer.tokens])
  }
})

test('a failure reaches the caller as it is, and its call has the class of the failure', async () => {
  for (const [status, type, errorClass] of anthropicErrors) {
    const { anthropic, analytics } = observed()
    provider.replies({ status, json: { type: 'error', error: { type, message: 'The canary fell' } } })
    const ask = (client: Anthropic) => () => client.messages.create(question)
    await expectSame(type, ask(bare), ask(anthropic))
    expect(analytics.aiCalls, type).toEqual([
      called({ model: 'claude-opus-5', success: false, errorClass, properties: {} }),
    ])
  }
})

test('a stream that is overloaded midway gives its events and its failure, and the input of the call', async () => {
  const answer = answers[0]!
  const overloaded = { type: 'error', error: { type: 'overloaded_error', message: 'The canary is busy' } }
  provider.replies({ events: typedEvents([...messageEvents(answer).slice(0, 4), overloaded]) })
  const { anthropic, analytics } = observed()
  const ask = (client: Anthropic) => async () => {
    const seen: unknown[] = []
    const stream = await client.messages.create({ ...question, stream: true })
    const failure = await outcomeOf(async () => {
      for await (const part of stream) seen.push(part)
    })
    return { seen, failure }
  }
  await expectSameResult('overloaded', ask(bare), ask(anthropic))
  expect(analytics.aiCalls).toMatchObject([{ success: false, errorClass: 'overloaded', inputTokens: 120 }])
  expect(analytics.aiCalls[0]).not.toHaveProperty('outputTokens')
})

test('leaving a stream, and aborting the helper, are aborted calls', async () => {
  provider.replies({ events: typedEvents(messageEvents(answers[0]!).slice(0, 4)), hangs: true })
  const { anthropic, analytics } = observed()
  for await (const _ of await anthropic.messages.create({ ...question, stream: true })) break
  const abort = (client: Anthropic) => async () => {
    const helper = client.messages.stream(question)
    helper.on('text', () => helper.abort())
    return helper.finalMessage()
  }
  await expectSame('abort', abort(bare), abort(anthropic))
  const aborted = { success: false, errorClass: 'aborted', inputTokens: 120 }
  expect(analytics.aiCalls).toMatchObject([aborted, aborted])
})

test('attempts of the client are one call, and withResponse and asResponse work as before', async () => {
  const { anthropic, analytics } = observed()
  const reply = { json: messageAnswer(answers[0]!) }
  provider.replies({ status: 529, headers: { 'retry-after-ms': '1' }, json: {} }, reply)
  await anthropic.withOptions({ maxRetries: 1 }).messages.create(question)
  expect(analytics.aiCalls.splice(0)).toEqual([answerCall(answers[0]!)])

  const withResponse = (client: Anthropic) => async () => {
    const { data, response, request_id } = await client.messages.create(question).withResponse()
    return { data, status: response.status, request_id }
  }
  await expectSameResult('withResponse', withResponse(bare), withResponse(anthropic))
  expect(analytics.aiCalls.splice(0)).toEqual([answerCall(answers[0]!)])

  const asResponse = (client: Anthropic) => async () =>
    (await client.messages.create(question).asResponse()).json()
  await expectSameResult('asResponse', asResponse(bare), asResponse(anthropic))
  expect(analytics.aiCalls).toEqual([called({ model: 'claude-opus-5', properties: {} })])
})

test('a tool runner makes one call for each request, with the same messages', async () => {
  const use = answers.find(({ stopReason }) => stopReason === 'tool_use')!
  const { anthropic, analytics } = observed()
  const run = (client: Anthropic) => async () => {
    provider.replies({ json: messageAnswer(use) }, { json: messageAnswer(answers[0]!) })
    return client.beta.messages.toolRunner({
      ...question,
      tools: [
        {
          name: 'weather',
          description: 'The weather',
          input_schema: { type: 'object' as const, properties: {} },
          run: () => 'sunny',
          parse: (input: unknown) => input,
        },
      ],
    })
  }
  await expectSameResult('toolRunner', run(bare), run(anthropic))
  expect(analytics.aiCalls.map(({ eventId }) => eventId)).toEqual([
    `ai:${use.id}`,
    'ai:msg_4f9a2c7b1e6d8053_0_0',
  ])
})
