import { describe, expect, test } from 'vitest'
import { mixpanel } from '../../../src/forwarding/products/mixpanel.ts'
import { otlp } from '../../../src/forwarding/products/otlp.ts'
import { type EncodedRow, withFields } from '../../../src/forwarding/products/product.ts'
import { segment } from '../../../src/forwarding/products/segment.ts'
import { passes } from '../../../src/forwarding/rows/passes.ts'
import { isField, redacted } from '../../../src/forwarding/rows/redact.ts'
import { type Row, usableId, uuidOf } from '../../../src/forwarding/rows/row.ts'
import { verdictOf } from '../../../src/forwarding/sending/verdict.ts'

const row = (more: Partial<Row> = {}): Row => ({
  type: 'event',
  thing: 'EVENT',
  number: '1',
  position: { tx: '1', seq: '1' },
  messageId: 'event:1',
  uuid: uuidOf('a'),
  at: new Date('2026-03-01T10:00:00.125Z'),
  kind: 'event',
  name: 'buy',
  fields: { userId: 'ann', channel: 'web' },
  properties: {},
  ...more,
})
const user = row({ type: 'identify', thing: 'USER', kind: '', name: '', properties: { email: 'a@b.c' } })
const salt = Buffer.from('salt')

describe('an id', () => {
  test('is a UUID, the same for equal texts, another one for texts that only join equally', () => {
    expect(uuidOf('a', 'b')).toMatch(/^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)
    expect(uuidOf('a', 'b')).toBe(uuidOf('a', 'b'))
    expect(new Set([uuidOf('a', 'b'), uuidOf('ab'), uuidOf('ab', ''), uuidOf('a,b')]).size).toBe(4)
  })

  test('of more than 100 characters is a hash of it', () => {
    expect(usableId('x'.repeat(100))).toBe('x'.repeat(100))
    expect(usableId('x'.repeat(101))).toMatch(/^[\da-f]{64}$/)
  })
})

describe('a redaction', () => {
  test('of traits leaves properties alone, and the other way round', () => {
    const event = row({ properties: { email: 'a@b.c' } })
    const drop = { dropFields: ['traits.email'] }
    expect(redacted(event, drop, salt).properties).toEqual({ email: 'a@b.c' })
    expect(redacted(user, drop, salt).properties).toEqual({})
    expect(redacted(user, { dropFields: ['properties.email'] }, salt).properties).toEqual({ email: 'a@b.c' })
  })

  test('reaches a key with dots, and no prototype', () => {
    const event = row({ properties: JSON.parse('{ "a.b": 1, "__proto__": 2 }') })
    const { properties } = redacted(event, { dropFields: ['properties.a.b', 'properties.__proto__'] }, salt)
    expect(Object.keys(properties)).toEqual([])
    expect(redacted(row(), { dropFields: ['properties.constructor'] }, salt).properties).toEqual({})
  })

  test('hashes equal values of any type to equal texts, with another salt to others', () => {
    const hashed = (value: unknown, by = salt) =>
      redacted(row({ properties: { value } }), { hashFields: ['properties.value'] }, by).properties.value
    expect(hashed({ a: 1 })).toBe(hashed({ a: 1 }))
    expect(hashed('x')).not.toBe(hashed('x', Buffer.from('pepper')))
  })

  test.each([
    ['userId', true],
    ['timeToFirstTokenMs', true],
    ['properties.any key', true],
    ['traits.x', true],
    ['properties.', false],
    ['email', false],
    ['messageId', false],
    ['constructor', false],
  ])('of the field %s is possible: %s', (name, isPossible) => {
    expect(isField(name)).toBe(isPossible)
  })
})

test.each([
  [{}, true],
  [{ kinds: ['event'] }, true],
  [{ kinds: ['message'] }, false],
  [{ names: ['look', 'buy'] }, true],
  [{ botIds: ['b'] }, false],
  [{ channels: ['web'] }, true],
  [{ properties: [{ key: 'n', values: ['1.5'] }] }, true],
  [{ properties: [{ key: 'isPaid', values: ['true'] }] }, true],
  [{ properties: [{ key: 'tags', values: ['["a"]'] }] }, true],
  [{ properties: [{ key: 'none', values: [''] }] }, true],
  [{ properties: [{ key: 'toString', values: ['x'] }] }, false],
  [{ names: ['buy'], channels: ['slack'] }, false],
])('the filter %j lets an event pass: %s', (filter, isPassing) => {
  expect(passes(filter, row({ properties: { n: 1.5, isPaid: true, tags: ['a'] } }))).toBe(isPassing)
  expect(passes(filter, user)).toBe(true)
})

test('a field of an event replaces no property of the same name', () => {
  const event = row({ properties: { channel: 'mine', eventKind: 'mine too' } })
  expect(withFields(event)).toEqual({
    channel: 'mine',
    eventKind: 'mine too',
    convograph_channel: 'web',
    convograph_eventKind: 'event',
  })
})

test('Segment gets nobody as an anonymous id, and addresses in the context', () => {
  const fields = { sessionId: 's', ip: '203.0.113.7' }
  expect(segment.encode(row({ fields }), {} as never)).toMatchObject({
    anonymousId: 's',
    context: { ip: '203.0.113.7' },
    properties: { eventKind: 'event', sessionId: 's' },
  })
})

test('a span of a call whose duration and tokens are hashed has none of them', () => {
  const fields = { model: 'gpt-4o', inputTokens: 100, outputTokens: 7, durationMs: 12.5 }
  const hidden = { hashFields: ['durationMs', 'inputTokens'] }
  const span = otlp.encode(redacted(row({ kind: 'ai_call', fields }), hidden, salt), {} as never) as {
    endTimeUnixNano: string
    attributes: { key: string }[]
  }
  expect(span.endTimeUnixNano).toBe('1772359200125000000')
  expect(span.attributes.map(({ key }) => key)).not.toContain('gen_ai.usage.input_tokens')
})

describe('an answer that a server should not give', () => {
  const rows = [{}, {}, {}] as EncodedRow[]

  test.each([
    ['1e400', 3],
    ['7', 3],
    ['1.5', 1],
    ['"2"', 2],
    ['-1', undefined],
    ['"many"', undefined],
    ['null', undefined],
  ])('of %s rejected spans of 3 loses %s', (rejectedSpans, lost) => {
    const text = `{ "partialSuccess": { "rejectedSpans": ${rejectedSpans}, "errorMessage": "no" } }`
    expect(otlp.verdictOf!(200, text, rows)).toEqual(lost && { lost, message: 'no' })
  })

  test('names records of Mixpanel that are none', () => {
    const text = '{ "failed_records": [null, 1, { "index": 2, "field": "f", "message": "bad" }] }'
    const first = { lane: 'import' } as EncodedRow
    expect(mixpanel.verdictOf!(400, text, [first])).toEqual({ refused: new Map([[2, 'f bad']]) })
  })
})

test('a span has the tokens, the times and the trace of a call', () => {
  const fields = {
    model: 'gpt-4o',
    inputTokens: 100,
    cachedTokens: 20,
    outputTokens: 7,
    durationMs: 12.5,
    success: false,
  }
  const traceId = '0af7651916cd43dd8448eb211c80319c'
  const span = otlp.encode(row({ kind: 'ai_call', fields, properties: { traceId } }), {} as never)
  expect(span).toMatchObject({
    traceId,
    name: 'chat gpt-4o',
    startTimeUnixNano: '1772359200125000000',
    endTimeUnixNano: '1772359200137500000',
    status: { code: 2 },
  })
  expect((span as { attributes: object[] }).attributes).toEqual(
    expect.arrayContaining([
      { key: 'gen_ai.usage.input_tokens', value: { intValue: '120' } },
      { key: 'gen_ai.usage.cache_read.input_tokens', value: { intValue: '20' } },
      { key: 'gen_ai.usage.output_tokens', value: { intValue: '7' } },
    ]),
  )
  expect(otlp.encode(row(), {} as never)).toBeUndefined()
})

test.each([
  [200, 'taken', undefined],
  [204, 'taken', undefined],
  [301, 'never', 'WRONG_ADDRESS'],
  [400, 'refused', 'REFUSED'],
  [401, 'never', 'UNAUTHORIZED'],
  [402, 'never', 'WRONG_ADDRESS'],
  [405, 'never', 'WRONG_ADDRESS'],
  [413, 'refused', 'TOO_LARGE'],
  [422, 'refused', 'REFUSED'],
  [425, 'later', 'SERVER_ERROR'],
  [429, 'later', 'RATE_LIMITED'],
  [500, 'later', 'SERVER_ERROR'],
  [599, 'later', 'SERVER_ERROR'],
])('the status %i means %s, %s', (status, type, code) => {
  const verdict = verdictOf(status, { 'retry-after': '3' }, 'text')
  expect([verdict.type, verdict.because?.code]).toEqual([type, code])
  if (verdict.type === 'later') expect(verdict.retryAfterMs).toBe(3_000)
})
