import { InMemoryCache } from '@langchain/core/caches'
import { type CallbackManagerForLLMRun } from '@langchain/core/callbacks/manager'
import { BaseChatModel } from '@langchain/core/language_models/chat_models'
import { AIMessage, AIMessageChunk } from '@langchain/core/messages'
import { ChatGenerationChunk, type ChatResult } from '@langchain/core/outputs'
import { ChatPromptTemplate } from '@langchain/core/prompts'
import { FakeLLM } from '@langchain/core/utils/testing'
import { expect, test } from 'vitest'
import { ConvographHandler } from '../../../packages/sdk/src/langchain.ts'
import { partsOf } from '../../support/providers/compared.ts'
import { recordedCalls } from '../../support/providers/recorded-calls.ts'

type Message = ConstructorParameters<typeof AIMessage>[0]

/** A chat model as integrations make them: it answers with a message, in parts if it is streamed. */
class Canary extends BaseChatModel {
  constructor(
    private readonly answers: (Message | Error)[],
    cache?: InMemoryCache,
  ) {
    super({ cache, maxRetries: 0 })
  }

  override _llmType() {
    return 'canary'
  }

  override invocationParams() {
    return { model: 'gpt-4o' }
  }

  override getLsParams() {
    return { ls_provider: 'openai', ls_model_name: 'gpt-4o', ls_model_type: 'chat' as const }
  }

  override async _generate(): Promise<ChatResult> {
    const message = new AIMessage(this.#next())
    return { generations: [{ text: String(message.content), message }] }
  }

  override async *_streamResponseChunks(
    _messages: unknown,
    _options: unknown,
    run?: CallbackManagerForLLMRun,
  ): AsyncGenerator<ChatGenerationChunk> {
    const { content, id, ...rest } = this.#next() as { content: string; id?: string }
    for (const text of content.split(' ')) {
      await run?.handleLLMNewToken(text)
      yield new ChatGenerationChunk({ text, message: new AIMessageChunk({ id, content: text }) })
    }
    yield new ChatGenerationChunk({ text: '', message: new AIMessageChunk({ ...rest, id, content: '' }) })
  }

  #next(): Message {
    const answer = this.answers.shift()
    if (answer instanceof Error) throw answer
    return answer!
  }
}

const answer = {
  id: 'chatcmpl-4f9a2c7b1e6d8053-1',
  content: 'The canary sings',
  usage_metadata: {
    input_tokens: 1200,
    output_tokens: 350,
    total_tokens: 1550,
    input_token_details: { cache_read: 1024, cache_creation: 100, audio: 30 },
    output_token_details: { reasoning: 128, audio: 40 },
  },
  response_metadata: { model_name: 'gpt-4o-2024-08-06', finish_reason: 'stop', service_tier: 'flex' },
}

const called = (fields: object) => ({
  userId: 'ann',
  botId: 'support-bot',
  provider: 'openai',
  callType: 'COMPLETION',
  timestamp: expect.stringMatching(/^\d{4}-.*Z$/),
  durationMs: expect.any(Number),
  success: true,
  ...fields,
})

const answered = called({
  eventId: 'ai:chatcmpl-4f9a2c7b1e6d8053-1',
  model: 'gpt-4o-2024-08-06',
  inputTokens: 1200,
  cachedTokens: 1024,
  cacheWriteTokens: 100,
  inputIncludesCached: true,
  audioInputTokens: 30,
  outputTokens: 350,
  reasoningTokens: 128,
  audioOutputTokens: 40,
  properties: { finishReason: 'stop', service_tier: 'flex' },
})

function handler() {
  const analytics = recordedCalls({ userId: 'ann' })
  return { analytics, callbacks: [new ConvographHandler(analytics, { botId: 'support-bot' })] }
}

const question = { question: 'Is the canary well?' }

const chainOf = (...answers: (Message | Error)[]) =>
  ChatPromptTemplate.fromTemplate('{question}').pipe(new Canary(answers))

test('a call in a chain is one call, and the answer is as without the handler', async () => {
  const { analytics, callbacks } = handler()
  const observed = await chainOf(answer).invoke(question, { callbacks })
  expect(observed).toEqual(await chainOf(answer).invoke(question))
  expect(analytics.aiCalls).toEqual([answered])
})

test('a streamed call has the time to its first token', async () => {
  const { analytics, callbacks } = handler()
  const observed = await partsOf(await chainOf(answer).stream(question, { callbacks }))
  const bare = await partsOf(await chainOf(answer).stream(question))
  expect(observed.map(({ content }) => content)).toEqual(bare.map(({ content }) => content))
  expect(analytics.aiCalls).toEqual([{ ...answered, timeToFirstTokenMs: expect.any(Number) }])
})

test('a failure reaches the caller as it is, and its call has the class of the failure', async () => {
  const failures: [object, string][] = [
    [{ status: 429 }, 'rate_limit'],
    [{ lc_error_code: 'MODEL_AUTHENTICATION' }, 'auth'],
    [{ name: 'TimeoutError' }, 'timeout'],
    [{ name: 'AbortError' }, 'aborted'],
    [{}, 'unknown'],
  ]
  for (const [fields, errorClass] of failures) {
    const { analytics, callbacks } = handler()
    const failure = Object.assign(new Error('The canary fell'), fields)
    await expect(chainOf(failure).invoke(question, { callbacks })).rejects.toBe(failure)
    expect(analytics.aiCalls).toEqual([
      called({ model: 'gpt-4o', success: false, errorClass, properties: {} }),
    ])
  }
})

test("an answer out of LangChain's cache is a call of its own that cost nothing", async () => {
  const { analytics, callbacks } = handler()
  const model = new Canary([answer], new InMemoryCache())
  await model.invoke('Is the canary well?', { callbacks })
  await model.invoke('Is the canary well?', { callbacks })
  expect(analytics.aiCalls).toMatchObject([
    { eventId: 'ai:chatcmpl-4f9a2c7b1e6d8053-1' },
    { cacheHit: true, success: true },
  ])
  expect(analytics.aiCalls[1]).not.toHaveProperty('eventId')
  expect(analytics.aiCalls[1]).not.toHaveProperty('inputTokens')
})

test('tokens of older integrations, and calls without an id of the provider', async () => {
  const { analytics, callbacks } = handler()
  const old = {
    content: 'The canary sings',
    response_metadata: { tokenUsage: { promptTokens: 12, completionTokens: 5, totalTokens: 17 } },
  }
  await chainOf(old).invoke(question, { callbacks })
  await new FakeLLM({ response: 'The canary sings' }).invoke('Is the canary well?', { callbacks })
  expect(analytics.aiCalls).toEqual([
    called({ model: 'gpt-4o', inputTokens: 12, outputTokens: 5, properties: {} }),
    called({ provider: undefined, model: 'FakeLLM', timeToFirstTokenMs: expect.any(Number), properties: {} }),
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
  const { content } = await chainOf(answer).invoke(question, { callbacks: [new ConvographHandler(broken)] })
  expect(content).toBe('The canary sings')
})
