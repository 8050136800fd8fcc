import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import pino from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { raw, sql } from '../../../src/clickhouse/sql.ts'
import { attributeNames } from '../../../src/otlp/attribute-names.ts'
import { ErrorInfo, RpcStatus, TraceResponse } from '../../../src/otlp/messages.ts'
import { jsonSpans, type Plain, type PlainSpan } from '../../support/otlp/json-spans.ts'
import { postTraces, protobuf, sendSpans } from '../../support/otlp/post-traces.ts'
import { protobufOf } from '../../support/otlp/protobuf-spans.ts'
import { rounds, seed } from '../../support/rounds.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { eventsHappened, inClickHouse, inPostgres, trackEvents } from '../../support/track-events.ts'

let app: TestApp
const lines: string[] = []
beforeAll(async () => {
  const log = pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) })
  app = await startTestApp({ MAX_OTLP_BYTES: '4194304' }, log)
})
afterAll(() => app.close())

const chat = {
  'gen_ai.operation.name': 'chat',
  'gen_ai.provider.name': 'openai',
  'gen_ai.request.model': 'gpt-4o-mini',
  'gen_ai.response.model': 'gpt-4o-mini-2024-07-18',
  'gen_ai.usage.input_tokens': 1200,
  'gen_ai.usage.output_tokens': 350,
}
const called = (more: Record<string, Plain> = {}, span: PlainSpan = {}): PlainSpan => ({
  ...span,
  attributes: { ...chat, ...more },
})

const columns = 'kind, event_id, input_tokens::int as input, output_tokens::int as output'
const rows = (project: string) => inPostgres(app, project, columns)

test('a call of a model with its user, conversation, bot and times is in both databases', async () => {
  const body = jsonSpans(
    [
      called({
        'gen_ai.response.id': 'chatcmpl-4f9a2c7b1e6d8053-A1',
        'gen_ai.usage.cache_read.input_tokens': 1000,
        'gen_ai.response.time_to_first_chunk': 0.25,
        'user.id': 'ann',
        'session.id': 'c-1',
      }),
    ],
    { resource: { 'service.name': 'support-bot' }, schemaUrl: 'https://opentelemetry.io/schemas/1.37.0' },
  )
  expect(await sendSpans(app, 'whole', body)).toEqual({ status: 200 })
  const stored = [
    {
      event_id: 'ai:chatcmpl-4f9a2c7b1e6d8053-A1',
      provider: 'openai',
      model: 'gpt-4o-mini-2024-07-18',
      // 1,200 tokens with the 1,000 from the cache.
      input_tokens: 200,
      cached_tokens: 1000,
      output_tokens: 350,
      duration_ms: 1500,
      first_token_ms: 250,
      conversation_id: 'c-1',
      bot_id: 'support-bot',
      success: true,
    },
  ]
  const names = Object.keys(stored[0]!)
  const inRows = names.map(name => (/tokens/.test(name) ? `${name}::int` : name)).join(', ')
  expect(await inPostgres(app, 'whole', inRows)).toEqual(stored)
  expect(
    await inClickHouse(
      app,
      'whole',
      names.map(name => (/tokens/.test(name) ? `toInt32(${name}) as ${name}` : name)).join(', '),
    ),
  ).toEqual(stored)
  const [event] = (await inPostgres(app, 'whole', 'occurred_at, properties')) as [Record<string, unknown>]
  expect(event).toEqual({
    occurred_at: new Date('2025-11-29T08:00:00Z'),
    properties: {
      traceId: '0af7651916cd43dd8448eb211c80319c',
      instrumentation: 'test',
      schemaUrl: 'https://opentelemetry.io/schemas/1.37.0',
      service: 'support-bot',
      tokenCounting: 'inclusive',
    },
  })
})

describe('the encodings', () => {
  const body = jsonSpans([called()])
  test.each([
    ['JSON', JSON.stringify(body), {}],
    ['JSON with gzip', gzipSync(JSON.stringify(body)), { 'content-encoding': 'gzip' }],
    ['JSON with a charset', JSON.stringify(body), { 'content-type': 'application/json; charset=utf-8' }],
    ['protobuf', protobufOf(body), protobuf],
    ['protobuf with gzip', gzipSync(protobufOf(body)), { ...protobuf, 'content-encoding': 'gzip' }],
  ])('%s is answered in its own encoding, at both paths', async (name, bytes, headers) => {
    const token = app.token('service', name)
    for (const path of ['/v1/traces', '/otlp/v1/traces']) {
      const answer = await postTraces(app, bytes, { path, headers, token })
      expect(answer.status).toBe(200)
      const type = name.startsWith('JSON') ? 'application/json' : 'application/x-protobuf'
      expect(answer.headers.get('content-type')).toMatch(type)
      expect(answer.bytes.toString()).toBe(name.startsWith('JSON') ? '{}' : '')
    }
    // The second request repeats the span of the first.
    expect(await rows(name)).toEqual([
      {
        kind: 'ai_call',
        event_id: 'otel:0af7651916cd43dd8448eb211c80319c:0000000000000001',
        input: 1200,
        output: 350,
      },
    ])
  })

  test('an empty request has no spans', async () => {
    expect(await postTraces(app, new Uint8Array(), { headers: protobuf })).toMatchObject({ status: 200 })
    expect((await postTraces(app, '{}')).bytes.toString()).toBe('{}')
  })
})

describe('spans that are rejected', () => {
  const late = called({}, { startTimeUnixNano: '9764403200000000000' })
  const many = called({ 'gen_ai.usage.input_tokens': -1 })
  const spans = jsonSpans([called(), late, many, { attributes: {} }])

  test('do not affect the others, and the answer says how many and why', async () => {
    const message =
      '2 spans were rejected, the first with TIMESTAMP_OUT_OF_RANGE: timestamp must lie between 1970 and one day from now. Ignored: 1 not_ai.'
    expect(await sendSpans(app, 'partial', spans)).toEqual({
      status: 200,
      partialSuccess: { rejectedSpans: '2', errorMessage: message },
    })
    expect(await rows('partial')).toHaveLength(1)
    const { bytes } = await postTraces(app, protobufOf(spans), { headers: protobuf })
    expect(TraceResponse.toObject(TraceResponse.decode(bytes), { longs: Number })).toEqual({
      partialSuccess: { rejectedSpans: 2, errorMessage: message },
    })
  })

  test.each([
    ['zeros', '0'.repeat(32), '0000000000000001'],
    ['too short', 'abcd', '0000000000000001'],
    ['no digits', 'z'.repeat(32), '0000000000000001'],
    ['no span id', '0af7651916cd43dd8448eb211c80319c', ''],
  ])('are those whose ids are %s', async (_, traceId, spanId) => {
    const answer = await sendSpans(app, 'ids', jsonSpans([called({}, { traceId, spanId })]))
    expect(answer).toMatchObject({ partialSuccess: { rejectedSpans: '1' } })
    expect(await rows('ids')).toEqual([])
  })
})

test('spans that become no event are counted by reason', async () => {
  const ignoredBefore = await ignoredSpans()
  const body = jsonSpans([
    { attributes: { 'ai.operationId': 'ai.generateText', 'ai.usage.inputTokens': 5 } },
    { attributes: { 'gen_ai.operation.name': 'create_agent' } },
    { attributes: { 'db.system': 'postgresql' } },
    { attributes: { 'http.request.method': 'GET' } },
  ])
  expect(await sendSpans(app, 'ignored', body)).toEqual({
    status: 200,
    partialSuccess: { rejectedSpans: '0', errorMessage: 'Ignored: 1 parent, 1 other_ai, 2 not_ai.' },
  })
  const ignored = await ignoredSpans()
  expect(ignored.map((count, i) => count - (ignoredBefore[i] ?? 0))).toEqual([1, 1, 2])
})

/** A span with an attribute of lists within lists, as no encoder would write it. */
function nestedLists(levels: number): Buffer {
  const span = { attributes: 0x4a, value: 0x12, arrayValue: 0x2a, values: 0x0a }
  const lists = Array.from({ length: levels }, () => [span.values, span.arrayValue]).flat()
  const [spans, scopeSpans, resourceSpans] = [0x12, 0x12, 0x0a]
  const tags = [...lists, span.value, span.attributes, spans, scopeSpans, resourceSpans]
  return tags.reduce(
    (inner, tag) => Buffer.concat([Buffer.of(tag), varint(inner.length), inner]),
    Buffer.of(),
  )
}

const varint = (number: number): Buffer =>
  number < 128 ? Buffer.of(number) : Buffer.concat([Buffer.of((number & 127) | 128), varint(number >> 7)])

async function ignoredSpans(): Promise<number[]> {
  const text = await (await fetch(new URL('/metrics', app.url))).text()
  const count = (reason: string) =>
    Number(
      new RegExp(`convograph_otlp_spans_ignored_total\\{reason="${reason}"\\} (\\d+)`).exec(text)?.[1] ?? 0,
    )
  return ['parent', 'other_ai', 'not_ai'].map(count)
}

describe('a call counts once', () => {
  const span = called({ 'gen_ai.response.id': 'msg_4f9a2c7b1e6d8053_7' })
  const tracked = {
    aiCall: {
      eventId: 'ai:msg_4f9a2c7b1e6d8053_7',
      model: 'gpt-4o-mini',
      inputTokens: 1200,
      outputTokens: 349,
    },
  }

  test('if a wrapper reports it before its span', async () => {
    await eventsHappened(app, 'wrapper first', [tracked])
    expect(await sendSpans(app, 'wrapper first', jsonSpans([span]))).toEqual({ status: 200 })
    expect(await rows('wrapper first')).toMatchObject([
      { event_id: 'ai:msg_4f9a2c7b1e6d8053_7', output: 349 },
    ])
  })

  test('if a wrapper reports it after its span', async () => {
    await sendSpans(app, 'span first', jsonSpans([span]))
    expect(await trackEvents(app, 'span first', [tracked])).toMatchObject({ accepted: 0, duplicates: 1 })
    expect(await rows('span first')).toMatchObject([{ event_id: 'ai:msg_4f9a2c7b1e6d8053_7', output: 350 }])
  })

  test('if the spans around it repeat its tokens, in any order and in requests of their own', async () => {
    const spans: PlainSpan[] = [
      { attributes: { 'ai.operationId': 'ai.streamText', 'ai.usage.inputTokens': 10 } },
      { attributes: { 'ai.operationId': 'ai.streamText.doStream', 'ai.usage.inputTokens': 10 } },
      { attributes: { 'gen_ai.operation.name': 'invoke_agent', 'gen_ai.usage.input_tokens': 10 } },
      { attributes: { 'openinference.span.kind': 'CHAIN', 'llm.token_count.prompt': 10 } },
      { attributes: { 'openinference.span.kind': 'LLM', 'llm.token_count.prompt': 10 } },
      { attributes: { 'traceloop.span.kind': 'workflow', 'llm.usage.prompt_tokens': 10 } },
      { attributes: { 'langfuse.observation.type': 'span', 'gen_ai.usage.input_tokens': 10 } },
    ]
    const inOrder = jsonSpans(spans)
    const each = inOrder.resourceSpans[0]!.scopeSpans[0]!.spans
    for (const only of each.toReversed())
      await sendSpans(app, 'apart', { resourceSpans: [{ scopeSpans: [{ spans: [only] }] }] })
    await sendSpans(app, 'together', inOrder)
    const calls = async (project: string) =>
      (await rows(project)).filter(row => Object.values(row)[0] === 'ai_call')
    expect((await calls('apart')).toReversed()).toEqual(await calls('together'))
    expect(await calls('together')).toHaveLength(2)
  })

  test('if it is sent twice in one request', async () => {
    const twice = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331' }
    await sendSpans(app, 'twice', jsonSpans([called({}, twice), called({}, twice)]))
    expect(await rows('twice')).toHaveLength(1)
  })
})

test('a prompt of three million characters does no harm', async () => {
  const body = protobufOf(jsonSpans([called({ 'gen_ai.input.messages': 'x'.repeat(3_000_000) })]))
  const token = app.token('service', 'long')
  expect(await postTraces(app, body, { headers: protobuf, token })).toMatchObject({ status: 200 })
  expect(await rows('long')).toHaveLength(1)
})

test('10,000 spans are stored in one request', async () => {
  const short = { 'gen_ai.operation.name': 'chat', 'gen_ai.usage.input_tokens': 7 }
  const body = jsonSpans(Array.from({ length: 10_000 }, () => ({ attributes: short })))
  const { status, bytes } = await postTraces(app, protobufOf(body), {
    headers: protobuf,
    token: app.token('service', 'many'),
  })
  expect({ status, bytes: bytes.length }).toEqual({ status: 200, bytes: 0 })
  expect(await inPostgres(app, 'many', 'input_tokens::int')).toHaveLength(10_000)
})

test('spans belong to the project of the token alone', async () => {
  await sendSpans(app, 'mine', jsonSpans([called({ 'gen_ai.response.id': 'msg_4f9a2c7b1e6d8053_8' })]))
  await sendSpans(app, 'yours', jsonSpans([called({ 'gen_ai.response.id': 'msg_4f9a2c7b1e6d8053_8' })]))
  expect(await rows('mine')).toHaveLength(1)
  expect(await rows('yours')).toHaveLength(1)
})

describe('prompts and answers', () => {
  const canary = 'canary-of-a-prompt'
  const messages = [{ role: 'user', parts: [{ type: 'text', content: canary }] }]
  const places: Record<string, Plain> = {
    'gen_ai.input.messages': JSON.stringify(messages),
    'gen_ai.output.messages': messages,
    'gen_ai.system_instructions': canary,
    'gen_ai.prompt': canary,
    'gen_ai.prompt.0.content': canary,
    'gen_ai.completion.0.content': canary,
    'gen_ai.tool.call.arguments': canary,
    'gen_ai.tool.call.result': { answer: canary },
    'gen_ai.tool.definitions': canary,
    'ai.prompt': canary,
    'ai.prompt.messages': canary,
    'ai.response.text': canary,
    'ai.response.object': canary,
    'ai.response.toolCalls': canary,
    'ai.toolCall.args': canary,
    'ai.toolCall.result': canary,
    'ai.values': [canary],
    'input.value': canary,
    'output.value': canary,
    'llm.input_messages.0.message.content': canary,
    'llm.output_messages.0.message.content': canary,
    'llm.prompts': canary,
    'llm.invocation_parameters': canary,
    'traceloop.entity.input': canary,
    'traceloop.entity.output': canary,
    'langfuse.observation.input': canary,
    'langfuse.observation.output': canary,
    'langfuse.trace.input': canary,
    'langfuse.observation.metadata.prompt': canary,
    'exception.message': canary,
    'url.full': canary,
    'http.target': canary,
  }

  test('are in neither database, nor in the log', async () => {
    const status = { code: 2, message: canary }
    const events = [{ name: 'gen_ai.content.prompt', attributes: { 'gen_ai.prompt': canary, ...places } }]
    const roles: Record<string, Plain>[] = [
      chat,
      { 'gen_ai.operation.name': 'execute_tool', 'gen_ai.tool.name': 'search' },
      { 'gen_ai.operation.name': 'invoke_agent' },
      { 'http.request.method': 'GET', 'gen_ai.operation.name': 'none' },
    ]
    const spans = roles.map(role => ({
      kind: 2,
      name: canary,
      status,
      events,
      attributes: { ...places, ...role },
    }))
    for (const [body, headers] of [
      [JSON.stringify(jsonSpans(spans)), {}],
      [protobufOf(jsonSpans(spans)), protobuf],
    ] as const)
      expect(await postTraces(app, body, { headers, token: app.token('service', 'canary') })).toMatchObject({
        status: 200,
      })
    expect(await rows('canary')).toHaveLength(4)
    expect(await inClickHouse(app, 'canary', 'kind')).toHaveLength(4)
    expect(await tablesWith(canary)).toEqual([])
    expect(lines.join('').includes(canary)).toBe(false)
  })

  test('would be found if they were stored', async () => {
    await eventsHappened(app, 'found', [{ event: { name: 'a', properties: { text: canary } } }])
    await inClickHouse(app, 'found', 'kind')
    expect(await tablesWith(canary)).toEqual(
      expect.arrayContaining(['postgresql events', 'clickhouse events']),
    )
  })

  /** The tables of both databases in which a text occurs anywhere. */
  async function tablesWith(text: string): Promise<string[]> {
    const { pool } = app.services.database
    const { rows: tables } = await pool.query<{ name: string }>(
      `select quote_ident(tablename) as name from pg_tables where schemaname = 'public'`,
    )
    const found: string[] = []
    for (const { name } of tables) {
      const { rowCount } = await pool.query(`select from ${name} t where t::text like $1 limit 1`, [
        `%${text}%`,
      ])
      if (rowCount) found.push(`postgresql ${name}`)
    }
    const { clickhouse } = app.services
    const copies = await clickhouse.query<{ name: string }>(
      'test',
      sql`select name from system.tables where database = currentDatabase() and not is_temporary and engine not like '%View'`,
    )
    for (const { name } of copies) {
      const all = await clickhouse.query('test', sql`select * from ${raw(`\`${name}\``)}`)
      if (JSON.stringify(all).includes(text)) found.push(`clickhouse ${name}`)
    }
    return found
  }
})

test('an API key with the scope TRACK may send spans', async () => {
  const key = 'mutation { createApiKey(input: { name: "traces", scopes: [TRACK] }) { key } }'
  const { data } = await app.ask<{ createApiKey: { key: string } }>(key)
  expect(
    await postTraces(app, JSON.stringify(jsonSpans([called()])), { token: data!.createApiKey.key }),
  ).toMatchObject({ status: 200 })
})

describe('a request is refused', () => {
  const body = JSON.stringify(jsonSpans([called()]))
  const bomb = gzipSync(Buffer.alloc(5_000_000, ' '))

  test.each([
    ['without a token', 401, 16, 'UNAUTHENTICATED', body, { token: null }],
    ['with a wrong token', 401, 16, 'UNAUTHENTICATED', body, { token: 'wrong' }],
    ['that is not JSON', 400, 3, 'BAD_REQUEST', '{"resourceSpans":[', {}],
    ['with a body that is no object', 400, 3, 'BAD_REQUEST', '[]', {}],
    ['with spans that are no list', 400, 3, 'BAD_REQUEST', '{"resourceSpans":{"a":1}}', {}],
    ['that is not UTF-8', 400, 3, 'BAD_REQUEST', Buffer.from([0x7b, 0xff, 0x7d]), {}],
    ['nested too deep', 400, 3, 'BAD_REQUEST', `{"a":${'['.repeat(200)}${']'.repeat(200)}}`, {}],
    ['that is not gzip', 400, 3, 'BAD_REQUEST', body, { headers: { 'content-encoding': 'gzip' } }],
    [
      'with another compression',
      415,
      3,
      'UNSUPPORTED_MEDIA_TYPE',
      body,
      { headers: { 'content-encoding': 'br' } },
    ],
    [
      'of another media type',
      415,
      3,
      'UNSUPPORTED_MEDIA_TYPE',
      body,
      { headers: { 'content-type': 'text/plain' } },
    ],
    ['that is too large', 413, 3, 'PAYLOAD_TOO_LARGE', ' '.repeat(5_000_000), {}],
    ['that unpacks to more', 413, 3, 'PAYLOAD_TOO_LARGE', bomb, { headers: { 'content-encoding': 'gzip' } }],
  ])('%s', async (_, status, code, reason, bytes, sending) => {
    const answer = await postTraces(app, bytes, sending)
    expect(answer.status).toBe(status)
    expect(JSON.parse(answer.bytes.toString())).toMatchObject({
      code,
      message: expect.stringMatching(/./),
      details: [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason, domain: 'convograph' }],
    })
  })

  test('of a token that may only ask, and the audit log says so', async () => {
    const reader = 'mutation { createApiKey(input: { name: "reader", scopes: [READ] }) { key } }'
    const { data } = await app.ask<{ createApiKey: { key: string } }>(
      reader,
      {},
      app.token('admin', 'readers'),
    )
    const answer = await postTraces(app, body, { token: data!.createApiKey.key })
    expect(answer.status).toBe(403)
    expect(JSON.parse(answer.bytes.toString())).toMatchObject({ code: 7, details: [{ reason: 'FORBIDDEN' }] })
    const { pool } = app.services.database
    await expect
      .poll(
        async () =>
          (await pool.query(`select fields, outcome from audit_log where outcome = 'FORBIDDEN'`)).rows,
      )
      .toEqual([{ fields: ['otlp'], outcome: 'FORBIDDEN' }])
  })

  test('as protobuf, if it is protobuf', async () => {
    const answer = await postTraces(app, Buffer.from([0x0a, 0xff]), { headers: protobuf })
    expect(answer.status).toBe(400)
    expect(answer.headers.get('content-type')).toBe('application/x-protobuf')
    const { code, message, details } = RpcStatus.toObject(RpcStatus.decode(answer.bytes))
    expect({ code, message }).toEqual({
      code: 3,
      message: 'The body is no protobuf of an ExportTraceServiceRequest.',
    })
    expect(details).toMatchObject([{ typeUrl: 'type.googleapis.com/google.rpc.ErrorInfo' }])
    expect(ErrorInfo.toObject(ErrorInfo.decode(details[0].value))).toEqual({
      reason: 'BAD_REQUEST',
      domain: 'convograph',
    })
  })

  test.each([
    ['values nested 200 deep', nestedLists(200)],
    ['groups nested 100,000 deep', new Uint8Array(100_000).fill(0x0b)],
    ['a length beyond the end', Buffer.from([0x0a, 0xff, 0xff, 0xff, 0xff, 0x0f])],
  ])('as protobuf with %s', async (_, bytes) => {
    expect(await postTraces(app, bytes, { headers: protobuf })).toMatchObject({ status: 400 })
  })

  test('not, for values nested 20 deep', async () => {
    expect(await postTraces(app, nestedLists(20), { headers: protobuf })).toMatchObject({ status: 200 })
  })

  test('by another method', async () => {
    const { status, headers } = await fetch(new URL('/v1/traces', app.url))
    expect({ status, allow: headers.get('allow') }).toEqual({ status: 405, allow: 'POST' })
  })
})

describe('random bytes are answered with 200 or 400, and the service goes on', () => {
  const body = jsonSpans(
    [
      called({ 'gen_ai.usage.cost': 0.1, 'convograph.nested': { a: [1, { b: true }] } }),
      { kind: 2, attributes: chat },
    ],
    { resource: { 'service.name': 'bot' } },
  )
  const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
  const changes = fc.array(fc.record({ place, byte: fc.integer({ min: 0, max: 255 }) }), {
    minLength: 1,
    maxLength: 8,
  })
  /** The body with some bytes changed, and its end cut off. */
  const broken = (bytes: Uint8Array) =>
    fc.record({ changes, end: fc.oneof(fc.constant(1), place) }).map(({ changes, end }) => {
      const copy = Buffer.from(bytes)
      for (const { place, byte } of changes) copy[Math.floor(place * copy.length)] = byte
      return copy.subarray(0, Math.ceil(end * copy.length))
    })

  test.each([
    ['protobuf', protobufOf(body), protobuf],
    ['JSON', Buffer.from(JSON.stringify(body)), {}],
    ['gzip', gzipSync(protobufOf(body)), { ...protobuf, 'content-encoding': 'gzip' }],
  ])('as %s', async (_, bytes, headers) => {
    const anything = fc.oneof({ weight: 5, arbitrary: broken(bytes) }, fc.uint8Array({ maxLength: 200 }))
    const token = app.token('service', 'random')
    await fc.assert(
      fc.asyncProperty(anything, async sent => {
        const { status } = await postTraces(app, sent, { headers, token })
        expect([200, 400]).toContain(status)
      }),
      { numRuns: rounds(500), seed },
    )
  })

  const value: fc.Arbitrary<unknown> = fc.oneof(
    ...[fc.double(), fc.string({ unit: 'binary' }), fc.constantFrom('', '9'.repeat(400), 1e308, [], {})],
    ...[fc.boolean(), fc.array(fc.string(), { maxLength: 3 }), fc.dictionary(fc.string(), fc.integer())],
  )

  test('as attributes of any value', async () => {
    const names = fc.constantFrom(...new Set(Object.values(attributeNames).flat()), 'convograph.a')
    await fc.assert(
      fc.asyncProperty(fc.array(fc.dictionary(names, value), { minLength: 1, maxLength: 30 }), async all => {
        const spans = all.map(attributes => ({
          kind: 2,
          attributes: { ...chat, ...attributes } as Record<string, Plain>,
        }))
        const answer = await sendSpans(app, 'any values', JSON.parse(JSON.stringify(jsonSpans(spans))))
        expect([200, 400]).toContain(answer.status)
      }),
      { numRuns: rounds(300), seed },
    )
    await inClickHouse(app, 'any values', 'kind')
  })
})
