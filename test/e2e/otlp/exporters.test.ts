import { LegacyOpenTelemetry, OpenTelemetry } from '@ai-sdk/otel'
import { SpanKind, SpanStatusCode, type Tracer } from '@opentelemetry/api'
import { embed, generateText, isStepCount, streamText, tool } from 'ai'
import { convertArrayToReadableStream, MockEmbeddingModelV4, MockLanguageModelV4 } from 'ai/test'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { convographTelemetry } from '../../../packages/sdk/src/ai.ts'
import { postTraces } from '../../support/otlp/post-traces.ts'
import { type ExporterName, traced } from '../../support/otlp/traced.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { eventsHappened, inPostgres, trackEvents } from '../../support/track-events.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp({ MAX_TRACKING: '1', QUEUE_WAIT_MS: '0' })
})
afterAll(() => app.close())

const sent = (exporter: ExporterName, project: string, work: (tracer: Tracer) => Promise<void> | void) => {
  const url = new URL('/v1/traces', app.url).href
  return traced({ exporter, url, token: app.token('service', project) }, work)
}

const columns = `kind, event_id, provider, model, input_tokens::int as input, cached_tokens::int as cached,
  output_tokens::int as output, success`
const callsOf = (project: string) => inPostgres(app, project, columns)

const bothExporters = test.each<ExporterName>(['JSON', 'protobuf'])

bothExporters('the exporter for %s sends calls, tools and requests of an application', async exporter => {
  await sent(exporter, exporter, tracer => {
    const start = (name: string, kind: SpanKind, attributes: Record<string, string | number | string[]>) =>
      tracer.startSpan(name, { kind, attributes })
    const chat = start('chat gpt-4o', SpanKind.CLIENT, {
      'gen_ai.operation.name': 'chat',
      'gen_ai.response.id': 'chatcmpl-4f9a2c7b1e6d8053-A1',
      'gen_ai.response.model': 'gpt-4o',
      'gen_ai.response.finish_reasons': ['stop'],
      'gen_ai.usage.input_tokens': 1200,
      'gen_ai.usage.output_tokens': 350,
    })
    chat.end()
    const failed = start('embeddings', SpanKind.CLIENT, {
      'openinference.span.kind': 'EMBEDDING',
      'embedding.model_name': 'text-embedding-3-small',
      'llm.token_count.prompt': 12,
    })
    failed.recordException(new RangeError('a text that may quote the prompt'))
    failed.setStatus({ code: SpanStatusCode.ERROR })
    failed.end()
    start('search', SpanKind.INTERNAL, {
      'gen_ai.operation.name': 'execute_tool',
      'gen_ai.tool.name': 'search',
    }).end()
    start('GET', SpanKind.SERVER, {
      'http.request.method': 'GET',
      'http.route': '/chats/:id',
      'http.response.status_code': 404,
    }).end()
    start('SELECT', SpanKind.CLIENT, { 'db.system': 'postgresql' }).end()
  })
  const rows = await inPostgres(
    app,
    exporter,
    `kind, name, call_type, model, input_tokens::int as input, output_tokens::int as output, success, error_class as error,
     endpoint, method, status_code as status, properties ->> 'finishReason' as finish, properties ->> 'tool' as tool`,
  )
  const nothing = Object.fromEntries(Object.keys(rows[0]!).map(name => [name, null]))
  const some = (row: object) => ({ ...nothing, ...row })
  expect(rows).toEqual([
    some({
      ...{ kind: 'ai_call', name: 'ai_call', call_type: 'COMPLETION', model: 'gpt-4o' },
      ...{ input: 1200, output: 350, success: true, finish: 'stop' },
    }),
    some({
      ...{ kind: 'ai_call', name: 'ai_call', call_type: 'EMBEDDING', model: 'text-embedding-3-small' },
      ...{ input: 12, success: false, error: 'RangeError' },
    }),
    some({ kind: 'event', name: 'tool_call', tool: 'search' }),
    some({
      ...{ kind: 'api_call', name: 'api_call', endpoint: '/chats/:id', method: 'GET', status: 404 },
      success: false,
    }),
  ])
})

test('an exporter that gets 503 sends its spans again, and they count once', async () => {
  const release = await app.services.gate.concurrency.tracking.acquire()
  const exported = sent('protobuf', 'again', tracer =>
    tracer.startSpan('chat', { attributes: { 'gen_ai.operation.name': 'chat' } }).end(),
  )
  await expect.poll(() => refusals()).toBe(1)
  release()
  await exported
  expect(await callsOf('again')).toHaveLength(1)
})

test('a request that cannot be decoded gives its place back', async () => {
  for (const body of ['{', '{']) expect(await postTraces(app, body)).toMatchObject({ status: 400 })
})

async function refusals(): Promise<number> {
  const text = await (await fetch(new URL('/metrics', app.url))).text()
  return Number(/convograph_requests_total\{operation="otlp",status="503"\} (\d+)/.exec(text)?.[1] ?? 0)
}

describe.each([
  ['OpenTelemetry', OpenTelemetry],
  ['LegacyOpenTelemetry', LegacyOpenTelemetry],
])('the Vercel AI SDK with %s', (dialect, Integration) => {
  const usage = {
    inputTokens: { total: 1200, noCache: 200, cacheRead: 1000, cacheWrite: 0 },
    outputTokens: { total: 350, text: 300, reasoning: 50 },
  }
  const answered = (id: string) => ({ id, modelId: 'gpt-4o-2024-08-06', timestamp: new Date() })
  const once = (name: string) => `${dialect} ${name}`
  const telemetry = (tracer: Tracer) => ({ integrations: [new Integration({ tracer })] })

  test('reports each request to a model once, with its tools, and no span around them', async () => {
    const model = new MockLanguageModelV4({
      provider: 'openai.responses',
      modelId: 'gpt-4o',
      doGenerate: [
        {
          content: [{ type: 'tool-call', toolCallId: 't1', toolName: 'weather', input: '{"city":"Rome"}' }],
          finishReason: { unified: 'tool-calls', raw: 'tool_calls' },
          usage,
          response: answered('resp_4f9a2c7b1e6d8053_1'),
          warnings: [],
        },
        {
          content: [{ type: 'text', text: 'It is sunny.' }],
          finishReason: { unified: 'stop', raw: 'stop' },
          usage,
          response: answered('resp_4f9a2c7b1e6d8053_2'),
          warnings: [],
        },
      ],
    })
    await sent('JSON', once('steps'), async tracer => {
      await generateText({
        model,
        prompt: 'How is the weather in Rome?',
        tools: {
          weather: tool({ inputSchema: z.object({ city: z.string() }), execute: async () => 'sunny' }),
        },
        stopWhen: isStepCount(3),
        telemetry: telemetry(tracer),
      })
    })
    const call = {
      ...{ kind: 'ai_call', provider: 'openai', model: 'gpt-4o-2024-08-06' },
      ...{ input: 200, cached: 1000, output: 350, success: true },
    }
    const rows = (await callsOf(once('steps'))) as { kind: string; event_id: string }[]
    expect(rows.filter(({ kind }) => kind === 'ai_call')).toEqual([
      { ...call, event_id: 'ai:resp_4f9a2c7b1e6d8053_1' },
      { ...call, event_id: 'ai:resp_4f9a2c7b1e6d8053_2' },
    ])
    const names = await inPostgres(app, once('steps'), 'name')
    expect(names.filter(({ name }: { name?: string }) => name === 'tool_call')).toHaveLength(1)
  })

  test('reports the call that the wrapper reports, with the same figures, so that it counts once', async () => {
    const model = new MockLanguageModelV4({
      provider: 'openai.responses',
      modelId: 'gpt-4o',
      doGenerate: {
        content: [{ type: 'text', text: 'It is sunny.' }],
        finishReason: { unified: 'stop', raw: 'stop' },
        usage,
        response: answered('resp_4f9a2c7b1e6d8053_4'),
        warnings: [],
      },
    })
    const calls: object[] = []
    const wrapper = convographTelemetry({ aiCall: call => String(calls.push(call)), defaults: () => ({}) })
    await sent('protobuf', once('both'), async tracer => {
      const integrations = [new Integration({ tracer }), wrapper]
      await generateText({ model, prompt: 'How is the weather?', telemetry: { integrations } })
    })
    const figures = `event_id, call_type, provider, model, input_tokens, cached_tokens, output_tokens, success, error_class,
      properties ->> 'finishReason' as finish, cost_usd, cost_source`
    const ofSpan = (await inPostgres(app, once('both'), figures)).filter(
      row => Object.values(row)[0] === 'ai:resp_4f9a2c7b1e6d8053_4',
    )
    expect(ofSpan).toHaveLength(1)
    const aiCalls = calls.map(aiCall => ({ aiCall }))
    expect(await trackEvents(app, once('both'), aiCalls)).toMatchObject({ accepted: 0, duplicates: 1 })
    await eventsHappened(app, once('wrapper alone'), aiCalls)
    expect(await inPostgres(app, once('wrapper alone'), figures)).toEqual(ofSpan)
  })

  test('reports a streamed answer with the time to its first token', async () => {
    const model = new MockLanguageModelV4({
      modelId: 'gpt-4o',
      doStream: async () => ({
        stream: convertArrayToReadableStream([
          { type: 'stream-start', warnings: [] },
          { type: 'response-metadata', ...answered('resp_4f9a2c7b1e6d8053_3') },
          { type: 'text-start', id: '1' },
          { type: 'text-delta', id: '1', delta: 'Hello' },
          { type: 'text-end', id: '1' },
          { type: 'finish', finishReason: { unified: 'stop', raw: 'stop' }, usage },
        ]),
      }),
    })
    await sent('protobuf', once('stream'), async tracer => {
      await streamText({ model, prompt: 'Say hello.', telemetry: telemetry(tracer) }).consumeStream()
    })
    const rows = await inPostgres(
      app,
      once('stream'),
      `event_id, output_tokens::int as output, first_token_ms between 0 and duration_ms as is_streamed`,
    )
    expect(rows.filter(row => Object.values(row)[0] === 'ai:resp_4f9a2c7b1e6d8053_3')).toEqual([
      { event_id: 'ai:resp_4f9a2c7b1e6d8053_3', output: 350, is_streamed: true },
    ])
  })

  test('reports embeddings once', async () => {
    const model = new MockEmbeddingModelV4({
      modelId: 'text-embedding-3-small',
      doEmbed: async () => ({ embeddings: [[0.1, 0.2]], usage: { tokens: 12 }, warnings: [] }),
    })
    await sent('JSON', once('embed'), async tracer => {
      await embed({ model, value: 'a text', telemetry: telemetry(tracer) })
    })
    expect(await inPostgres(app, once('embed'), 'call_type, model, input_tokens::int as input')).toEqual([
      { call_type: 'EMBEDDING', model: 'text-embedding-3-small', input: 12 },
    ])
  })
})
