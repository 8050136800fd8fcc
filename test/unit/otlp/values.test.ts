import { describe, expect, test } from 'vitest'
import { factsOf } from '../../../src/otlp/facts-of.ts'
import { TraceRequest } from '../../../src/otlp/messages.ts'
import { MalformedSpans, spansIn } from '../../../src/otlp/spans-in.ts'
import { jsonSpans, type Plain, type PlainSpan } from '../../support/otlp/json-spans.ts'
import { protobufOf } from '../../support/otlp/protobuf-spans.ts'

const chat = { 'gen_ai.operation.name': 'chat' }

/** The only event of a span with these attributes, from JSON; that from protobuf is the same. */
function factIn(attributes: Record<string, Plain>, span: PlainSpan = {}, resource = {}) {
  const body = jsonSpans([{ ...span, attributes: { ...chat, ...attributes } }], { resource })
  const [fact] = factsOf(spansIn(body)).facts
  expect(factsOf(spansIn(TraceRequest.decode(protobufOf(body)))).facts).toEqual([fact])
  return fact!.aiCall!
}

const propertiesIn = (attributes: Record<string, Plain>) => {
  const { traceId: _, instrumentation: __, ...own } = factIn(attributes).properties!
  return JSON.parse(JSON.stringify(own)) as object
}

describe('the time of a span', () => {
  const at = (startTimeUnixNano: unknown, endTimeUnixNano: unknown) => {
    const { timestamp, durationMs } = factIn({}, { startTimeUnixNano, endTimeUnixNano })
    return { timestamp, durationMs }
  }
  const second = '2025-11-29T08:00:01.000Z'

  test.each([
    ['has the milliseconds of the nanoseconds', '1764403201000999999', '1764403201001999999', second, 1],
    ['has no duration without an end', '1764403201000000000', '0', second, undefined],
    [
      'has none with an end before its start',
      '1764403201000000000',
      '1764403200000000000',
      second,
      undefined,
    ],
    ['is the end without a start', '0', '1764403201000000000', second, undefined],
    ['is not known without both', '0', undefined, undefined, undefined],
  ])('%s', (_, start, end, timestamp, durationMs) => {
    expect(at(start, end)).toEqual({ timestamp, durationMs })
  })

  test.each([-1, '-1', '1.5', 'now', '99999999999999999999', '184467440737095516160'])(
    'cannot be %s',
    time => {
      expect(() => spansIn(jsonSpans([{ startTimeUnixNano: time }]))).toThrow(MalformedSpans)
    },
  )
})

describe('the first token of a streamed answer', () => {
  const firstToken = (
    name: string,
    attributes: Record<string, Plain> = {},
    held: Record<string, Plain> = {},
  ) =>
    factIn(attributes, { events: [{ name, timeUnixNano: '1764403200210000000', attributes: held }] })
      .timeToFirstTokenMs

  test.each(['First Token Stream Event', 'gen_ai.content.completion.chunk', 'llm.content.completion.chunk'])(
    'is the event %s',
    name => expect(firstToken(name)).toBe(210),
  )
  test.each(['gen_ai.request.stream', 'gen_ai.request.is_stream', 'llm.is_streaming'])(
    'is a choice, if %s says that the answer was streamed',
    name => expect(firstToken('gen_ai.choice', { [name]: true })).toBe(210),
  )
  test('is no choice of an answer as a whole', () => expect(firstToken('gen_ai.choice')).toBeUndefined())
  test('may be an attribute of the event', () =>
    expect(firstToken('ai.stream.firstChunk', {}, { 'ai.response.msToFirstChunk': 180 })).toBe(180))
  test.each([-1, Number.NaN, 'soon'])('is not after %s ms', ms =>
    expect(factIn({ 'ai.response.msToFirstChunk': ms }).timeToFirstTokenMs).toBeUndefined(),
  )
})

describe('tokens', () => {
  const counts = (attributes: Record<string, Plain>) => {
    const { inputTokens: input, outputTokens: output, inputIncludesCached, properties } = factIn(attributes)
    return { input, output, inputIncludesCached, counting: properties!.tokenCounting }
  }
  const usage = (held: object) => ({ 'langfuse.observation.usage_details': JSON.stringify(held) })

  test.each(['{', 'null', '7', '["input"]', ''])('of a usage that is %j are none', text => {
    const { input, output } = counts({ 'langfuse.observation.usage_details': text })
    expect([input, output]).toEqual([undefined, undefined])
  })

  const input = 'gen_ai.usage.input_tokens'
  const cached = 'gen_ai.usage.cache_read.input_tokens'
  const written = 'gen_ai.usage.cache_creation.input_tokens'

  test.each<[string, Record<string, Plain>, object]>([
    [
      'include those of the cache',
      { [input]: 1200, [cached]: 1000 },
      { input: 1200, inputIncludesCached: true, counting: 'inclusive' },
    ],
    [
      'include all, if the cache had all',
      { [input]: 1000, [cached]: 1000 },
      { inputIncludesCached: true, counting: 'inclusive' },
    ],
    [
      'do not, if the cache had more',
      { [input]: 12, [cached]: 1000 },
      { input: 12, inputIncludesCached: false, counting: 'exclusive' },
    ],
    [
      'do not, if the cache had and got more',
      { [input]: 1200, [cached]: 1000, [written]: 201 },
      { inputIncludesCached: false },
    ],
    [
      'never do for Langfuse',
      usage({ input: 1200, input_cached_tokens: 1000 }),
      { input: 1200, inputIncludesCached: false },
    ],
    [
      'say nothing of the counting without a cache',
      { [input]: 1200 },
      { inputIncludesCached: true, counting: undefined },
    ],
    [
      'of the output include reasoning',
      { 'gen_ai.usage.output_tokens': 350, 'gen_ai.usage.reasoning.output_tokens': 128 },
      { output: 350 },
    ],
    [
      'of reasoning are added, if they are more than the output',
      { 'gen_ai.usage.output_tokens': 100, 'gen_ai.usage.reasoning.output_tokens': 128 },
      { output: 228 },
    ],
    [
      'of reasoning are added for Langfuse',
      usage({ output: 300, output_reasoning_tokens: 50 }),
      { output: 350 },
    ],
    ['may be text', { [input]: '1200' }, { input: 1200 }],
  ])('%s', (_, attributes, expected) => {
    expect(counts(attributes)).toMatchObject(expected)
  })
})

describe('an attribute', () => {
  test('of the application becomes a property, whatever its type', () => {
    const own = { text: 'a', whole: 3, half: 1.5, yes: true, list: ['a', 2], nested: { a: { b: [false] } } }
    const attributes = Object.fromEntries(
      Object.entries(own).map(([key, value]) => [`convograph.${key}`, value]),
    )
    expect(propertiesIn(attributes)).toEqual(own)
    expect(propertiesIn({ 'ai.telemetry.metadata.plan': 'pro' })).toEqual({ plan: 'pro' })
    expect(propertiesIn({ 'langfuse.trace.metadata.plan': 'pro' })).toEqual({ plan: 'pro' })
    expect(propertiesIn({ 'traceloop.association.properties.plan': 'pro' })).toEqual({ plan: 'pro' })
  })

  test('that is bytes, too long, too deep or no property is left out', () => {
    const deep = Array.from({ length: 9 }).reduce<Plain>(inner => [inner], 'deep')
    const attributes = {
      'convograph.bytes': Uint8Array.of(1, 2),
      'convograph.long': 'x'.repeat(2_000),
      'convograph.deep': deep,
      'convograph.nul': 'a\0b',
      'convograph.kept': 'yes',
    }
    expect(propertiesIn(attributes)).toEqual({ kept: 'yes' })
  })

  test('that is a list gives its first item where a text is meant', () => {
    expect(factIn({ 'user.id': ['ann', 'bob'] }).userId).toBe('ann')
  })

  test('that is empty, bytes or without a value is as if absent', () => {
    expect(factIn({ 'user.id': '', 'enduser.id': 'ann' }).userId).toBe('ann')
    expect(factIn({ 'user.id': Uint8Array.of(1), 'enduser.id': 'ann' }).userId).toBe('ann')
  })

  test('in more than one spelling of one name counts as it comes first', () => {
    const key = 'user.id'
    const attributes = ['ann', 'bob'].map(stringValue => ({ key, value: { stringValue } }))
    const body = jsonSpans([{ attributes: chat }])
    Object.assign(body.resourceSpans[0]!.scopeSpans[0]!.spans[0]!, {
      attributes: [{ key: 'gen_ai.operation.name', value: { stringValue: 'chat' } }, ...attributes],
    })
    expect(factsOf(spansIn(body)).facts[0]!.aiCall!.userId).toBe('ann')
  })

  test('that is no UTF-8 is no text that a field accepts', () => {
    const body = protobufOf(jsonSpans([{ attributes: { ...chat, 'user.id': 'ann~' } }]))
    const broken = Buffer.from(body)
    broken[broken.indexOf('ann~') + 3] = 0xff
    expect(factsOf(spansIn(TraceRequest.decode(broken))).facts[0]!.aiCall!.userId!.isWellFormed()).toBe(false)
  })
})

describe('the bot', () => {
  test.each([
    ['is the agent', { 'gen_ai.agent.name': 'sales' }, { 'service.name': 'api' }, 'sales'],
    ['or else the service', {}, { 'service.name': 'api' }, 'api'],
    ['but no service that the SDK makes up', {}, { 'service.name': 'unknown_service:node' }, undefined],
  ])('%s', (_, attributes, resource, botId) => {
    expect(factIn(attributes as Record<string, Plain>, {}, resource).botId).toBe(botId)
  })
})

test('the number of an answer occurs again, whatever server gave it, so that the span has the id', () => {
  const number = { 'gen_ai.response.id': 'chatcmpl-123', 'gen_ai.provider.name': 'openai' }
  expect(factIn(number).eventId).toBe('otel:0af7651916cd43dd8448eb211c80319c:0000000000000001')
  expect(factIn({ ...number, 'convograph.call_id': 'call:1' }).eventId).toBe('call:1')
})

test('a cost has no exponent and no dust of binary numbers', () => {
  expect(factIn({ 'gen_ai.usage.cost': 0.1 + 0.2 }).costUsd).toBe('0.3')
  expect(factIn({ 'gen_ai.usage.cost': 0.00000042 }).costUsd).toBe('0.00000042')
  expect(factIn({ 'gen_ai.usage.cost': 12 }).costUsd).toBe('12')
  expect(factIn({ 'gen_ai.usage.cost': 0 }).costUsd).toBeUndefined()
})

describe('the class of a failure', () => {
  test.each([
    ['429', 'rate_limit'],
    ['openai.RateLimitError', 'rate_limit'],
    ['ThrottlingException', 'rate_limit'],
    ['insufficient_quota', 'rate_limit'],
    ['timeout', 'timeout'],
    ['APITimeoutError', 'timeout'],
    ['content_filter', 'content_filter'],
    ['401', 'auth'],
    ['AuthenticationError', 'auth'],
    ['overloaded_error', 'overloaded'],
    ['503', 'overloaded'],
    ['AbortError', 'aborted'],
    ['APIConnectionError', 'connection'],
    ['404', 'invalid_request'],
    ['BadRequestError', 'invalid_request'],
    ['500', 'server_error'],
    ['InternalServerError', 'server_error'],
    ['RangeError', 'RangeError'],
  ])('%s is %s', (type, errorClass) => {
    const { success, properties, ...call } = factIn({ 'error.type': type })
    expect({ success, errorClass: call.errorClass, errorType: properties!.errorType }).toEqual({
      success: false,
      errorClass,
      errorType: type,
    })
  })

  test('is that of the exception, if the span names none, and only if it failed', () => {
    const events = [{ name: 'exception', attributes: { 'exception.type': 'RateLimitError' } }]
    expect(factIn({}, { status: { code: 2 }, events })).toMatchObject({
      success: false,
      errorClass: 'rate_limit',
    })
    expect(factIn({}, { status: { code: 2 } })).toMatchObject({ success: false, errorClass: undefined })
    expect(factIn({}, { status: { code: 1 }, events })).toMatchObject({
      success: true,
      errorClass: undefined,
    })
  })
})

test('JSON may have the names of enums', () => {
  const span = { kind: 'SPAN_KIND_SERVER', status: { code: 'STATUS_CODE_ERROR' } }
  expect(spansIn(jsonSpans([span]))).toMatchObject([{ kind: 2, statusCode: 2 }])
  expect(spansIn(jsonSpans([{ kind: 'SPAN_KIND_NEW' }]))).toMatchObject([{ kind: 0 }])
})

test('fields that are not read are skipped, known or not', () => {
  const span = {
    traceState: 'a=b',
    flags: 257,
    droppedAttributesCount: 3,
    links: [{ traceId: 'ab' }],
    later: [{}],
  }
  expect(factsOf(spansIn(jsonSpans([{ ...(span as PlainSpan), attributes: chat }]))).facts).toHaveLength(1)
  // Field 100 of the request, as two bytes.
  const unknown = Buffer.from([0xa2, 0x06, 0x02, 0x61, 0x62])
  const body = Buffer.concat([protobufOf(jsonSpans([{ attributes: chat }])), unknown])
  expect(factsOf(spansIn(TraceRequest.decode(body))).facts).toHaveLength(1)
})
