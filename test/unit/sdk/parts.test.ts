import { describe, expect, test } from 'vitest'
import { pauseAfter, retryAfterMs } from '../../../packages/sdk/src/core/back-off.ts'
import { bodyOf, nextBatch } from '../../../packages/sdk/src/core/batch.ts'
import { isInSample } from '../../../packages/sdk/src/core/is-in-sample.ts'
import { merged } from '../../../packages/sdk/src/core/merged.ts'
import { outcomeOf } from '../../../packages/sdk/src/core/outcome.ts'
import { uuid7s } from '../../../packages/sdk/src/core/uuid7.ts'
import { itemOf } from '../../support/sdk/queue-story.ts'

describe('pauses', () => {
  test('are a random part of twice as much each time, up to 5 minutes', () => {
    const longest = [1, 2, 3, 9, 10, 1_000].map(failures => pauseAfter(failures, undefined, () => 1))
    expect(longest).toEqual([1_000, 2_000, 4_000, 256_000, 300_000, 300_000])
    expect(pauseAfter(3, undefined, () => 0.25)).toBe(1_000)
  })

  test.each([
    ['120', 120_000],
    ['Sat, 31 Jan 2026 09:31:00 GMT', 60_000],
    ['Sat, 31 Jan 2026 09:29:00 GMT', 0],
    ['999999', 300_000],
    ['soon', undefined],
    [null, undefined],
  ])('Retry-After: %s', (header, ms) => {
    expect(retryAfterMs(header, Date.parse('2026-01-31T09:30:00Z'))).toBe(ms)
  })
})

describe('batches', () => {
  test('end at the limit of events or of bytes', () => {
    const items = ['1', '2', '3', '4'].map(key => itemOf(key, 100))
    const keys = (limits: { items: number; bytes: number }) => nextBatch(items, limits).map(({ key }) => key)
    expect([
      keys({ items: 3, bytes: 1_000 }),
      keys({ items: 9, bytes: 200 }),
      keys({ items: 9, bytes: 50 }),
    ]).toEqual([
      ['1', '2', '3'],
      ['1', '2'],
      // An event that is larger than a batch goes alone.
      ['1'],
    ])
  })

  test('are one document with the time by the clock of the sender', () => {
    const body = bodyOf(
      [{ ...itemOf('1'), kind: 'aiCall', json: '{"model":"gpt-4o"}' }],
      '2026-01-31T09:30:00.000Z',
    )
    expect(JSON.parse(body).variables).toEqual({
      input: { sentAt: '2026-01-31T09:30:00.000Z', events: [{ aiCall: { model: 'gpt-4o' } }] },
    })
  })
})

describe('answers', () => {
  const outcome = (status: number, body = '') =>
    outcomeOf([itemOf('1')], { status, body, retryAfter: null }, 0).is

  test.each([408, 425, 429, 500, 502, 503, 504, 599])('%i: sent again', status => {
    expect(outcome(status)).toBe('failed')
  })

  test.each([400, 413, 422])('%i: the batch is refused', status => expect(outcome(status)).toBe('refused'))

  test.each([401, 403, 404, 405, 415, 421])('%i: the client is barred', status => {
    expect(outcome(status)).toBe('barred')
  })

  test.each([
    '<html>Welcome to the hotel</html>',
    '{"data":null,"errors":[{"message":"later"}]}',
    '{"data":{"track":{"receipts":[]}}}',
    'null',
    '',
  ])('200 with %j: sent again, because nobody knows whether the event is stored', body => {
    expect(outcome(200, body)).toBe('failed')
  })

  test('an objection to a user is told with its field', () => {
    const body = '{"data":{"identify":{"userErrors":[{"field":"userId","message":"Send one."}]}}}'
    expect(outcomeOf([itemOf('identify-1')], { status: 200, body, retryAfter: null }, 0)).toEqual({
      is: 'answered',
      receipts: [],
      objection: 'userId: Send one.',
    })
  })
})

describe('ids', () => {
  test('are UUIDv7s that ascend, also within a millisecond and with a clock that is set back', () => {
    const times = [1_000, 1_000, 1_000, 999]
    const newId = uuid7s(
      () => times.shift() ?? 1_001,
      bytes => bytes.fill(255),
    )
    expect([newId(), newId(), newId()]).toEqual([
      '00000000-03e8-7000-bfff-ffffffffffff',
      '00000000-03e8-7001-bfff-ffffffffffff',
      '00000000-03e8-7002-bfff-ffffffffffff',
    ])
  })

  test('10,000 ids of a millisecond are different and in order', () => {
    const newId = uuid7s(
      () => 1_000,
      bytes => bytes.fill(0),
    )
    const ids = Array.from({ length: 10_000 }, newId)
    expect([new Set(ids).size, [...ids].sort()]).toEqual([10_000, ids])
  })
})

test('a sample has its share of the users, and always the same ones', () => {
  const users = Array.from({ length: 10_000 }, (_, no) => `user-${no}`)
  const tenth = users.filter(user => isInSample(user, 0.1))
  expect(tenth.length).toBeGreaterThan(900)
  expect(tenth.length).toBeLessThan(1_100)
  expect(users.filter(user => isInSample(user, 0.2))).toEqual(expect.arrayContaining(tenth))
  expect([0, 1].map(rate => users.filter(user => isInSample(user, rate)).length)).toEqual([0, 10_000])
})

test('defaults give way to what an event says, and properties are merged', () => {
  const defaults = { botId: 'bot', channel: 'web', properties: { plan: 'free', area: 'help' } }
  expect(
    merged(defaults, undefined, { botId: undefined, channel: 'app', properties: { plan: 'pro' } }),
  ).toEqual({
    botId: 'bot',
    channel: 'app',
    properties: { plan: 'pro', area: 'help' },
  })
})
