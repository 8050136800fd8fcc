import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { story } from '../support/story.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'
import { factsHappened } from '../support/track-facts.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
  await factsHappened(
    app,
    'filtered',
    [
      { name: 'a', channel: 'web', properties: { plan: 'pro', seats: 3, address: { city: 'Bonn' } } },
      { name: 'b', channel: 'web', properties: { plan: 'free', 'a.b': 'dotted', trial: true } },
      { name: 'c', channel: 'slack', properties: { plan: 'Professional' } },
      { name: 'd', botId: 'guide' },
    ].map(event => ({ event: { ...event, timestamp: '2024-03-01T10:00:00Z' } })),
  )
})
afterAll(() => app.close())

const range = { from: '2024-03-01T00:00:00Z', to: '2024-03-02T00:00:00Z' }
const ask = `query ($filter: FilterInput, $range: DateRangeInput!) { stats(range: $range, filter: $filter) { events } }`

const channel = (...values: string[]) => ({ dimension: 'CHANNEL', values })
const property = (key: string, ...values: string[]) => ({ property: key, values })

describe('a filter', () => {
  test.each<[string, number, object]>([
    ['a dimension that is one of the values', 2, channel('web')],
    ['one of several values', 3, channel('web', 'slack')],
    ['none of the values, also where none was given', 2, { ...channel('web'), operator: 'IS_NOT' }],
    ['a dimension that was given', 3, { dimension: 'CHANNEL', operator: 'IS_SET' }],
    ['a dimension that was not given', 1, { dimension: 'CHANNEL', operator: 'IS_NOT_SET' }],
    ['the name of an event', 1, { dimension: 'EVENT', values: ['a'] }],
    ['a property', 1, property('plan', 'pro')],
    ['a part of a property, in upper or lower case', 2, { ...property('plan', 'PRO'), operator: 'CONTAINS' }],
    ['a property without that part', 2, { ...property('plan', 'pro'), operator: 'NOT_CONTAINS' }],
    ['a number, as text', 1, property('seats', '3')],
    ['a truth value, as text', 1, property('trial', 'true')],
    ['a property inside another', 1, property('address.city', 'Bonn')],
    ['a property that nobody has', 0, property('nothing', 'x')],
    ['all of several', 1, { and: [channel('web'), property('plan', 'pro')] }],
    ['any of several', 3, { or: [channel('slack'), property('plan', 'pro', 'free')] }],
    ['not', 2, { not: channel('web') }],
    [
      'all of not any',
      1,
      { and: [{ not: { or: [channel('slack'), property('plan', 'pro')] } }, channel('web')] },
    ],
    ['a value that looks like SQL', 0, channel(`' or 1 = 1 --`)],
    ['a key that looks like SQL', 0, property(`plan') or 1 = 1 --`, 'pro')],
    ['a key of JavaScript', 0, property('__proto__', 'x')],
  ])('may be %s', async (_, events, filter) => {
    const { stats } = await story(app, 'filtered').answer<{ stats: object }>(ask, { filter, range })
    expect(stats).toEqual({ events })
  })

  const nested = (depth: number): object => (depth === 1 ? channel('web') : { not: nested(depth - 1) })

  test.each<[string, object]>([
    ['of no kind', {}],
    ['of two kinds', { ...channel('web'), property: 'plan' }],
    ['without values', { dimension: 'CHANNEL' }],
    ['with an empty list of values', channel()],
    ['with 101 values', channel(...Array.from({ length: 101 }, (__, i) => `v${i}`))],
    ['with an empty value', channel('')],
    ['with half a surrogate pair', channel('\ud800')],
    ['with a NUL character', channel('a\0b')],
    ['with a key of 501 characters', property('k'.repeat(501), 'x')],
    ['nine levels deep', nested(9)],
    ['with 101 conditions', { or: Array.from({ length: 101 }, () => channel('web')) }],
    ['with an empty list of conditions', { and: [] }],
  ])('is refused %s', async (_, filter) => {
    const refusal = await story(app, 'filtered').refusal(ask, { filter, range })
    expect(refusal).toEqual({ code: 'BAD_USER_INPUT', reason: 'INVALID_FILTER', field: 'filter' })
  })

  test('of eight levels and 100 conditions is answered', async () => {
    const filter = { and: [nested(7), { or: Array.from({ length: 99 }, () => channel('web')) }] }
    const { stats } = await story(app, 'filtered').answer<{ stats: object }>(ask, { filter, range })
    expect(stats).toEqual({ events: 2 })
  })

  test('an unknown operator or dimension is refused by the schema', async () => {
    const refusal = (filter: object) => story(app, 'filtered').ask(ask, { filter, range })
    for (const filter of [
      { ...channel('web'), operator: 'LIKE' },
      { dimension: 'SHOE_SIZE', values: ['44'] },
    ])
      expect((await refusal(filter)).errors[0]!.extensions.code).toBe('BAD_USER_INPUT')
  })
})
