import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { eventsHappened } from '../../support/track-events.ts'
import { IdentifyDocument } from '../operations/operations.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
  await eventsHappened(
    app,
    'filtered',
    [
      { name: 'a', channel: 'web', properties: { plan: 'pro', seats: 3, address: { city: 'Bonn' } } },
      { name: 'b', channel: 'web', properties: { plan: 'free', 'a.b': 'dotted', trial: true } },
      { name: 'c', channel: 'slack', properties: { plan: 'Professional' } },
      { name: 'd', botId: 'guide' },
    ].map(event => ({ event: { ...event, timestamp: '2024-03-01T10:00:00Z' } })),
  )
  await eventsHappened(
    app,
    'users',
    ['ann', 'ann', 'bob', 'cem', null].map(userId => ({
      event: { name: 'a', userId, timestamp: '2024-03-01T10:00:00Z' },
    })),
  )
  await identify('ann', { plan: 'pro', seats: 3, address: { city: 'Bonn' } })
  await identify('bob', { plan: 'free', seats: 'many' })
})
afterAll(() => app.close())

const identify = (userId: string, traits: Record<string, unknown>) =>
  story(app, 'users').answer(IdentifyDocument, { input: { userId, traits } })

const range = { from: '2024-03-01T00:00:00Z', to: '2024-03-02T00:00:00Z' }
const ask = `query ($filter: FilterInput, $range: DateRangeInput!) { stats(range: $range, filter: $filter) { events } }`

const channel = (...values: string[]) => ({ dimension: 'CHANNEL', values })
const property = (key: string, ...values: string[]) => ({ property: key, values })

describe('a filter', () => {
  test.each<[string, number, object]>([
    ['a dimension that is one of the values', 2, channel('web')],
    ['one of several values', 3, channel('web', 'slack')],
    ['none of the values, or no value', 2, { ...channel('web'), operator: 'IS_NOT' }],
    ['a dimension with a value', 3, { dimension: 'CHANNEL', operator: 'IS_SET' }],
    ['a dimension without a value', 1, { dimension: 'CHANNEL', operator: 'IS_NOT_SET' }],
    ['the name of an event', 1, { dimension: 'EVENT', values: ['a'] }],
    ['a property', 1, property('plan', 'pro')],
    ['a part of a property, in upper or lower case', 2, { ...property('plan', 'PRO'), operator: 'CONTAINS' }],
    ['a property without that part', 2, { ...property('plan', 'pro'), operator: 'NOT_CONTAINS' }],
    ['a number, as text', 1, property('seats', '3')],
    ['a boolean, as text', 1, property('trial', 'true')],
    ['a property inside another', 1, property('address.city', 'Bonn')],
    ['a property that no event has', 0, property('nothing', 'x')],
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
    ['a number above a value', 1, { ...property('seats', '2.5'), operator: 'GREATER_THAN' }],
    ['a number, the value or above', 1, { ...property('seats', '3'), operator: 'GREATER_OR_EQUAL' }],
    ['a number below a value: texts do not match', 0, { ...property('seats', '3'), operator: 'LESS_THAN' }],
    ['a number, the value or below', 1, { ...property('seats', '3e0'), operator: 'LESS_OR_EQUAL' }],
    ['a number, for a property with texts', 0, { ...property('plan', '-1'), operator: 'GREATER_THAN' }],
    ['a regular expression', 1, { ...property('plan', '^pro$'), operator: 'MATCHES' }],
    ['a regular expression that ignores case', 2, { ...property('plan', '(?i)^pro'), operator: 'MATCHES' }],
    [
      'a regular expression that matches the empty text',
      4,
      { ...property('plan', '.*'), operator: 'MATCHES' },
    ],
    [
      'a regular expression that backtracks exponentially elsewhere',
      0,
      { ...property('plan', '^(([a-z])+.)+x$'), operator: 'MATCHES' },
    ],
    ['no match, or no value', 3, { ...property('plan', '^pro'), operator: 'NOT_MATCHES' }],
  ])('may be %s', async (_, events, filter) => {
    const { stats } = await story(app, 'filtered').answer<{ stats: object }>(ask, { filter, range })
    expect(stats).toEqual({ events })
  })

  const trait = (key: string, ...values: string[]) => ({ trait: key, values })

  // ann has two events, bob one, cem, who has no traits, one, and one event has no user.
  test.each<[string, number, object]>([
    ['is one of the values', 3, trait('plan', 'pro', 'free')],
    [
      'is none of the values, or is missing, or there is no user',
      3,
      { ...trait('plan', 'pro'), operator: 'IS_NOT' },
    ],
    ['is set', 3, { trait: 'plan', operator: 'IS_SET' }],
    ['is not set', 2, { trait: 'plan', operator: 'IS_NOT_SET' }],
    ['contains a text', 2, { ...trait('address.city', 'BON'), operator: 'CONTAINS' }],
    ['does not contain a text', 3, { ...trait('address.city', 'BON'), operator: 'NOT_CONTAINS' }],
    ['is a number', 2, { ...trait('seats', '0'), operator: 'GREATER_THAN' }],
    ['matches what the empty text matches', 2, { ...trait('plan', '^$'), operator: 'MATCHES' }],
    ['does not match', 2, { not: trait('plan', 'free', 'pro') }],
    ['is a key of JavaScript', 0, trait('__proto__', 'x')],
    ['looks like SQL', 0, trait(`'; drop table users; --`, 'x')],
    [
      'holds beside what is true of the event',
      2,
      { and: [trait('plan', 'pro'), { dimension: 'EVENT', values: ['a'] }] },
    ],
  ])('may be that a trait of the user %s', async (_, events, filter) => {
    const { stats } = await story(app, 'users').answer<{ stats: object }>(ask, { filter, range })
    expect(stats).toEqual({ events })
  })

  test('sees a trait as soon as it is set, and no longer once it is removed', async () => {
    const events = async (...values: string[]) =>
      (
        await story(app, 'users').answer<{ stats: { events: number } }>(ask, {
          filter: trait('team', ...values),
          range,
        })
      ).stats.events
    for (const team of ['red', 'blue', 'red']) {
      await identify('cem', { team })
      expect(await events(team)).toBe(1)
    }
    await identify('cem', { team: null })
    expect(await events('red', 'blue')).toBe(0)
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
    ['above a text', { ...property('seats', 'three'), operator: 'GREATER_THAN' }],
    ['above infinity', { ...property('seats', '1e999'), operator: 'GREATER_THAN' }],
    ['below two numbers', { ...property('seats', '3', '4'), operator: 'LESS_THAN' }],
    ['with two regular expressions', { ...property('plan', 'a', 'b'), operator: 'MATCHES' }],
    [
      'with a regular expression of 201 characters',
      { ...property('plan', 'a'.repeat(201)), operator: 'MATCHES' },
    ],
    ['with an invalid regular expression', { ...property('plan', '(pro'), operator: 'MATCHES' }],
    [
      'with a regular expression that looks back',
      { ...property('plan', '(?<=a)b'), operator: 'NOT_MATCHES' },
    ],
    [
      'with a regular expression that is too large',
      { ...property('plan', '((a{100}){100}){100}'), operator: 'MATCHES' },
    ],
    ['with an invalid regular expression for a trait', { trait: 'plan', values: ['['], operator: 'MATCHES' }],
    ['by a trait without a key', { trait: '', values: ['x'] }],
    ['by a trait and a property', { ...property('plan', 'pro'), trait: 'plan' }],
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
