import {
  APICallError,
  embed,
  embedMany,
  generateObject,
  generateText,
  isStepCount,
  jsonSchema,
  rerank,
  streamText,
  tool,
} from 'ai'
import { MockEmbeddingModelV4, MockLanguageModelV4, MockRerankingModelV4 } from 'ai/test'
import { expect, test } from 'vitest'
import { convographTelemetry } from '../../../packages/sdk/src/ai.ts'
import { partsOf } from '../../support/providers/compared.ts'
import { recordedCalls } from '../../support/providers/recorded-calls.ts'

/** A run of the package with and without telemetry, whose results must be the same, and the calls of the former. */
async function watched<Result>(run: (telemetry: Telemetry) => Promise<Result>) {
  const analytics = recordedCalls({ userId: 'ann' })
  const integrations = convographTelemetry(analytics, { botId: 'support-bot' })
  const bare = await settled(() => run({ isEnabled: false }))
  const observed = await settled(() => run({ integrations }))
  expect(observed).toEqual(bare)
  expect(JSON.stringify(analytics.aiCalls)).not.toMatch(/canary/i)
  return { result: observed, calls: analytics.aiCalls }
}

type Telemetry = NonNullable<Parameters<typeof generateText>[0]['telemetry']>

const settled = <Result>(work: () => Promise<Result>) =>
  work().then(
    result => ({ result }),
    (error: Error) => ({ failure: `${error.name}: ${error.message}` }),
  )

const usage = {
  inputTokens: { total: 1200, noCache: 76, cacheRead: 1024, cacheWrite: 100 },
  outputTokens: { total: 350, text: 222, reasoning: 128 },
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

const answered = (id: string, finishReason = 'stop') =>
  called({
    eventId: `ai:${id}`,
    model: 'gpt-5-2025-08-07',
    inputTokens: 1200,
    cachedTokens: 1024,
    cacheWriteTokens: 100,
    inputIncludesCached: true,
    outputTokens: 350,
    reasoningTokens: 128,
    properties: { finishReason },
  })

const failed = (errorClass: string) => called({ model: 'gpt-5', success: false, errorClass, properties: {} })

const response = (id: string) => ({ id, modelId: 'gpt-5-2025-08-07', timestamp: new Date(0) })

type Content = Awaited<ReturnType<MockLanguageModelV4['doGenerate']>>['content']

const generated = (id: string, content: Content, finish: 'stop' | 'tool-calls' = 'stop') => ({
  content,
  finishReason: { unified: finish, raw: finish },
  usage,
  warnings: [],
  response: response(id),
})

const modelOf = (...answers: ReturnType<typeof generated>[]) =>
  new MockLanguageModelV4({ provider: 'openai.responses', modelId: 'gpt-5', doGenerate: answers })

const canary = [{ type: 'text' as const, text: 'The canary sings' }]

test('a generated text is one call with the tokens of its provider', async () => {
  const { calls } = await watched(async telemetry => {
    const { text, usage } = await generateText({
      model: modelOf(generated('resp_4f9a2c7b1e6d8053_1', canary)),
      prompt: 'canary',
      telemetry,
    })
    return { text, usage }
  })
  expect(calls).toEqual([answered('resp_4f9a2c7b1e6d8053_1')])
})

test('each step of an agent is a call, and attempts of one step are one', async () => {
  const use = { type: 'tool-call' as const, toolCallId: 'call_1', toolName: 'weather', input: '{}' }
  const { calls } = await watched(async telemetry => {
    const answers = [
      generated('resp_4f9a2c7b1e6d8053_1', [use], 'tool-calls'),
      generated('resp_4f9a2c7b1e6d8053_2', canary),
    ]
    let attempts = 0
    const model = new MockLanguageModelV4({
      provider: 'openai.responses',
      modelId: 'gpt-5',
      doGenerate: async () => {
        if (++attempts === 1)
          throw Object.assign(new Error('busy'), { name: 'AI_APICallError', isRetryable: true })
        return answers.shift()!
      },
    })
    const tools = { weather: tool({ inputSchema: jsonSchema({ type: 'object' }), execute: () => 'sunny' }) }
    const run = () => generateText({ model, tools, prompt: 'canary', stopWhen: isStepCount(3), telemetry })
    const { text } = await run().catch(run)
    return { text }
  })
  expect(calls.map(({ eventId, errorClass }) => eventId ?? errorClass)).toEqual([
    'unknown',
    'ai:resp_4f9a2c7b1e6d8053_1',
    'ai:resp_4f9a2c7b1e6d8053_2',
  ])
})

type StreamPart =
  Awaited<ReturnType<MockLanguageModelV4['doStream']>>['stream'] extends ReadableStream<infer Part>
    ? Part
    : never

/** A model that streams these parts after a text has begun. It goes on for ever unless the last one is its finish. */
const streaming = (...parts: StreamPart[]) =>
  new MockLanguageModelV4({
    provider: 'openai.responses',
    modelId: 'gpt-5',
    doStream: async () => ({
      stream: new ReadableStream({
        start(controller) {
          controller.enqueue({ type: 'stream-start', warnings: [] })
          controller.enqueue({ type: 'response-metadata', ...response('resp_4f9a2c7b1e6d8053_1') })
          controller.enqueue({ type: 'text-start', id: 't' })
          controller.enqueue({ type: 'text-delta', id: 't', delta: 'The canary ' })
          for (const part of parts) controller.enqueue(part)
          if (parts.length > 0) controller.close()
        },
      }),
    }),
  })

const finish: StreamPart = { type: 'finish', finishReason: { unified: 'stop', raw: 'stop' }, usage }

test('a streamed text is one call with the time to its first token', async () => {
  const { calls } = await watched(async telemetry => {
    const model = streaming({ type: 'text-end', id: 't' }, finish)
    return partsOf(streamText({ model, prompt: 'canary', telemetry }).textStream)
  })
  expect(calls).toEqual([{ ...answered('resp_4f9a2c7b1e6d8053_1'), timeToFirstTokenMs: expect.any(Number) }])
})

test('a stream that fails or is aborted is a failed call', async () => {
  const broken = await watched(async telemetry => {
    const model = streaming({ type: 'error', error: new Error('The canary fell') })
    return partsOf(streamText({ model, prompt: 'canary', telemetry, onError: () => {} }).textStream)
  })
  expect(broken.calls).toMatchObject([{ success: false, errorClass: 'unknown' }])

  const aborted = await watched(async telemetry => {
    const controller = new AbortController()
    const model = streaming()
    const { textStream } = streamText({ model, prompt: 'canary', abortSignal: controller.signal, telemetry })
    const seen: string[] = []
    for await (const text of textStream) {
      seen.push(text)
      controller.abort()
    }
    return seen
  })
  expect(aborted.calls).toMatchObject([{ success: false, errorClass: 'aborted' }])
})

test('failures have their class', async () => {
  const failures: [object, string][] = [
    [{ statusCode: 429 }, 'rate_limit'],
    [{ statusCode: 401 }, 'auth'],
    [{ statusCode: 529 }, 'overloaded'],
    [{ name: 'TimeoutError' }, 'timeout'],
    [{}, 'unknown'],
  ]
  for (const [fields, errorClass] of failures) {
    const { result, calls } = await watched(telemetry => {
      const model = new MockLanguageModelV4({
        provider: 'openai.responses',
        modelId: 'gpt-5',
        doGenerate: async () => {
          throw Object.assign(new Error('The canary fell'), fields)
        },
      })
      return generateText({ model, prompt: 'canary', maxRetries: 0, telemetry })
    })
    expect(result).toHaveProperty('failure')
    expect(calls).toEqual([failed(errorClass)])
  }
})

test('an embedding that needs two attempts is one call, and so is one that fails', async () => {
  const embeddingOf = (...failures: Error[]) =>
    new MockEmbeddingModelV4({
      provider: 'openai.embedding',
      modelId: 'text-embedding-3-small',
      doEmbed: async () => {
        const failure = failures.shift()
        if (failure) throw failure
        return { embeddings: [[1, 2]], usage: { tokens: 8 }, warnings: [] }
      },
    })
  const busy = () =>
    new APICallError({
      message: 'The canary is busy',
      url: '',
      requestBodyValues: {},
      statusCode: 429,
      responseHeaders: { 'retry-after-ms': '1' },
    })
  const outcomes: [Error[], object][] = [
    [[busy()], { success: true, inputTokens: 8 }],
    [[busy(), busy(), busy()], { success: false, errorClass: 'rate_limit' }],
  ]
  for (const [failures, outcome] of outcomes) {
    const { calls } = await watched(async telemetry => {
      const { embedding } = await embed({ model: embeddingOf(...failures), value: 'canary', telemetry })
      return embedding
    })
    expect(calls).toMatchObject([outcome])
    expect(calls).toHaveLength(1)
  }
})

test('objects, embeddings and rankings are calls of their kind', async () => {
  const objects = await watched(async telemetry => {
    const model = modelOf(generated('resp_4f9a2c7b1e6d8053_1', [{ type: 'text', text: '{"well":true}' }]))
    const { object } = await generateObject({
      model,
      schema: jsonSchema({ type: 'object' }),
      prompt: 'canary',
      telemetry,
    })
    return object
  })
  expect(objects.calls).toEqual([answered('resp_4f9a2c7b1e6d8053_1')])

  const vectors = await watched(async telemetry => {
    const model = new MockEmbeddingModelV4({
      provider: 'openai.embedding',
      modelId: 'text-embedding-3-small',
      maxEmbeddingsPerCall: 1,
      doEmbed: async () => ({ embeddings: [[1, 2]], usage: { tokens: 8 }, warnings: [] }),
    })
    await embed({ model, value: 'canary', telemetry })
    return (await embedMany({ model, values: ['canary', 'bird'], telemetry })).embeddings
  })
  const embedding = called({
    callType: 'EMBEDDING',
    model: 'text-embedding-3-small',
    inputTokens: 8,
    outputTokens: 0,
    properties: {},
  })
  expect(vectors.calls).toEqual([embedding, embedding, embedding])

  const ranking = await watched(async telemetry => {
    const model = new MockRerankingModelV4({
      provider: 'cohere.reranking',
      modelId: 'rerank-v3.5',
      doRerank: async () => ({ ranking: [{ index: 0, relevanceScore: 1 }] }),
    })
    return (await rerank({ model, query: 'canary', documents: ['a canary'], telemetry })).ranking
  })
  expect(ranking.calls).toEqual([
    called({ callType: 'RERANK', provider: 'cohere', model: 'rerank-v3.5', properties: {} }),
  ])
})
