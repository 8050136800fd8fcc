import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { metrics } from '../../../src/metrics-catalogue/catalogue.ts'
import { logEvents } from '../../support/log-events.ts'
import { daysAgo } from '../../support/midday-zone.ts'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { eventsHappened } from '../../support/track-events.ts'
import { IdentifyDocument } from '../operations/operations.ts'

const at = (day: string) => `2024-03-${day}T12:00:00.000Z`

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
  await eventsHappened(app, 'shop', [
    { event: { name: 'Sign up', userId: 'ann', timestamp: at('01'), properties: { plan: 'pro', seats: 3 } } },
    { event: { name: 'Sign up', userId: 'bob', timestamp: at('03'), properties: { plan: 'free' } } },
    {
      event: {
        name: 'Sign up',
        userId: 'bob',
        timestamp: at('02'),
        properties: { plan: 'free', seats: 'many' },
      },
    },
    {
      event: {
        name: 'Sign up',
        timestamp: at('02'),
        properties: { trial: true, 'a.b': 1, tags: ['x', 'y'] },
      },
    },
    {
      event: {
        name: 'search',
        userId: 'ann',
        channel: 'web',
        timestamp: at('02'),
        properties: { Pages: 1.5 },
      },
    },
    { activity: { type: 'search', userId: 'ann', timestamp: at('02') } },
    {
      message: {
        timestamp: at('02'),
        conversationId: 'c',
        role: 'ASSISTANT',
        feedback: 'POSITIVE',
        properties: { address: { city: 'Rome' } },
      },
    },
    { conversation: { conversationId: 'c', timestamp: at('02'), status: 'ESCALATED' } },
    { aiCall: { timestamp: at('02'), success: false, errorClass: 'rate_limit', costUsd: '1' } },
    { event: { name: 'before', timestamp: '2024-02-29T23:59:59.999Z', properties: { old: 1 } } },
  ])
  for (const [userId, traits] of [
    ['ann', { plan: 'pro', seats: 3, address: { city: 'Rome' } }],
    ['bob', { plan: 'free', seats: 'many', isAdmin: true }],
    ['cem', { Plan: 'pro', plan: 'pro' }],
  ] as const)
    await story(app, 'shop').answer(IdentifyDocument, { input: { userId, traits } })
})
afterAll(() => app.close())

const march = { from: '2024-03-01T00:00:00Z', to: '2024-04-01T00:00:00Z' }
const catalogOf = async (fields: string, more: object = {}, project = 'shop') => {
  const { catalog } = await story(app, project).answer<{
    catalog: Record<string, Record<string, unknown>[]>
  }>(
    `query ($range: DateRangeInput, $filter: FilterInput) {
      catalog(range: $range, filter: $filter) { ${fields} }
    }`,
    { range: march, ...more },
  )
  return catalog
}

const sum = (events: { count: number }[]) => events.reduce((total, { count }) => total + count, 0)

describe('the catalog', () => {
  test('lists the names of events, the most frequent first, with their first and last time', async () => {
    const fields = 'events { kind name count users firstSeenAt lastSeenAt } meta { isComplete sampleSize }'
    const once = { count: 1, firstSeenAt: at('02'), lastSeenAt: at('02') }
    expect(await catalogOf(fields)).toEqual({
      events: [
        { kind: 'event', name: 'Sign up', count: 4, users: 2, firstSeenAt: at('01'), lastSeenAt: at('03') },
        { kind: 'ai_call', name: 'ai_call', users: 0, ...once },
        { kind: 'conversation', name: 'conversation_ended', users: 0, ...once },
        { kind: 'message', name: 'message', users: 0, ...once },
        { kind: 'activity', name: 'search', users: 1, ...once },
        { kind: 'event', name: 'search', users: 1, ...once },
      ],
      meta: { isComplete: true, sampleSize: null },
    })
  })

  test('finds names by their beginning, and shows a limited number', async () => {
    expect(await catalogOf('events(search: "S") { name }')).toEqual({
      events: [{ name: 'Sign up' }, { name: 'search' }, { name: 'search' }],
    })
    expect(await catalogOf('events(search: "SIGN", first: 1) { name count }')).toEqual({
      events: [{ name: 'Sign up', count: 4 }],
    })
    expect(await catalogOf('events(first: 1) { name }')).toEqual({ events: [{ name: 'Sign up' }] })
    expect(await catalogOf('events(search: "%") { name }')).toEqual({ events: [] })
    const filter = { dimension: 'CHANNEL', values: ['web'] }
    expect(await catalogOf('events { name }', { filter })).toEqual({ events: [{ name: 'search' }] })
  })

  test('lists the properties of an event with their types, their share and their values', async () => {
    const fields = 'properties(event: "Sign up") { path types share sampleSize topValues { value count } }'
    const quarter = { share: 0.25, sampleSize: 4 }
    expect(await catalogOf(fields)).toEqual({
      properties: [
        {
          path: 'plan',
          types: ['TEXT'],
          share: 0.75,
          sampleSize: 4,
          topValues: [
            { value: 'free', count: 2 },
            { value: 'pro', count: 1 },
          ],
        },
        {
          path: 'seats',
          types: expect.toSatisfy(types => types.toSorted().join() === 'NUMBER,TEXT'),
          share: 0.5,
          sampleSize: 4,
          topValues: [
            { value: '3', count: 1 },
            { value: 'many', count: 1 },
          ],
        },
        { path: 'a%2Eb', types: ['NUMBER'], ...quarter, topValues: [{ value: '1', count: 1 }] },
        { path: 'tags', types: ['LIST'], ...quarter, topValues: [{ value: '["x","y"]', count: 1 }] },
        { path: 'trial', types: ['BOOLEAN'], ...quarter, topValues: [{ value: 'true', count: 1 }] },
      ],
    })
  })

  test('lists the properties of all events in the range, or those with a given beginning', async () => {
    const { properties } = await catalogOf('properties { path }')
    expect(properties!.map(({ path }) => path)).toEqual([
      'plan',
      'seats',
      'Pages',
      'a%2Eb',
      'address.city',
      'tags',
      'trial',
    ])
    // Nine events in the range; the earlier one has the property `old`.
    expect(await catalogOf('properties(search: "p", first: 2) { path types share sampleSize }')).toEqual({
      properties: [
        { path: 'plan', types: ['TEXT'], share: 3 / 9, sampleSize: 9 },
        { path: 'Pages', types: ['NUMBER'], share: 1 / 9, sampleSize: 9 },
      ],
    })
    expect(await catalogOf('properties(event: "nothing") { path topValues { value } }')).toEqual({
      properties: [],
    })
  })

  test('writes values as a filter takes them', async () => {
    const { properties } = await catalogOf('properties { path topValues { value count } }')
    for (const { path, topValues } of properties!)
      for (const { value, count } of topValues as { value: string; count: number }[]) {
        const filter = { property: path, values: [value] }
        expect(await catalogOf('events { count }', { filter })).toEqual({
          events: expect.toSatisfy((found: { count: number }[]) => sum(found) === count),
        })
      }
  })

  test('lists the traits of users', async () => {
    const fields = 'traits { key types share sampleSize topValues { value count } }'
    const third = { share: 1 / 3, sampleSize: 3 }
    expect(await catalogOf(fields)).toEqual({
      traits: [
        {
          key: 'plan',
          types: ['TEXT'],
          share: 1,
          sampleSize: 3,
          topValues: [
            { value: 'pro', count: 2 },
            { value: 'free', count: 1 },
          ],
        },
        {
          key: 'seats',
          types: ['NUMBER', 'TEXT'],
          share: 2 / 3,
          sampleSize: 3,
          topValues: [
            { value: '3', count: 1 },
            { value: 'many', count: 1 },
          ],
        },
        { key: 'Plan', types: ['TEXT'], ...third, topValues: [{ value: 'pro', count: 1 }] },
        { key: 'address', types: ['OBJECT'], ...third, topValues: [{ value: '{"city": "Rome"}', count: 1 }] },
        { key: 'isAdmin', types: ['BOOLEAN'], ...third, topValues: [{ value: 'true', count: 1 }] },
      ],
    })
    expect(await catalogOf('traits(search: "PLAN", first: 1) { key }')).toEqual({ traits: [{ key: 'plan' }] })
  })

  test('lists the dimensions with the values in events', async () => {
    const { dimensions } = await catalogOf('dimensions { dimension description topValues { value count } }')
    const valuesOf = (dimension: string) =>
      dimensions!.find(entry => entry.dimension === dimension)!.topValues
    expect(valuesOf('EVENT')).toEqual([
      { value: 'Sign up', count: 4 },
      { value: 'search', count: 2 },
      { value: 'ai_call', count: 1 },
      { value: 'conversation_ended', count: 1 },
      { value: 'message', count: 1 },
    ])
    expect(valuesOf('CHANNEL')).toEqual([{ value: 'web', count: 1 }])
    expect(valuesOf('ERROR_CLASS')).toEqual([{ value: 'rate_limit', count: 1 }])
    expect(valuesOf('COST_SOURCE')).toEqual([{ value: 'PROVIDED', count: 1 }])
    expect(valuesOf('FEEDBACK')).toEqual([{ value: 'POSITIVE', count: 1 }])
    expect(valuesOf('CONVERSATION_STATUS')).toEqual([{ value: 'ESCALATED', count: 1 }])
    expect(valuesOf('PROVIDER')).toEqual([])
    expect(dimensions!.map(({ description }) => description)).not.toContain('')
  })

  test('lists every metric with its description', async () => {
    const { metrics: listed } = await catalogOf('metrics { name description unit isUpGood }')
    expect(listed).toHaveLength(Object.keys(metrics).length)
    expect(listed).toContainEqual({
      name: 'costUsd',
      unit: 'USD',
      isUpGood: false,
      description: expect.any(String),
    })
  })

  test('covers the last 30 days without a range', async () => {
    await eventsHappened(
      app,
      'recent',
      [29, 31].map(days => ({ event: { name: `${days} days ago`, timestamp: daysAgo(days).toISOString() } })),
    )
    expect(await catalogOf('events { name }', { range: null }, 'recent')).toEqual({
      events: [{ name: '29 days ago' }],
    })
  })

  test('reads the properties of the latest 10,000 events', async () => {
    const logged = (day: string, properties: object) => ({
      name: 'a',
      occurred_at: at(day),
      properties: JSON.stringify(properties),
    })
    await logEvents(app, 'many', [logged('01', { old: 1 }), ...Array(10_000).fill(logged('02', { new: 1 }))])
    const fields = 'properties { path share sampleSize topValues { value count } } events { count }'
    expect(await catalogOf(fields, {}, 'many')).toEqual({
      properties: [{ path: 'new', share: 1, sampleSize: 10_000, topValues: [{ value: '1', count: 10_000 }] }],
      events: [{ count: 10_001 }],
    })
  })

  test('is empty for a project without events or users, and contains nothing of another project', async () => {
    const fields =
      'events { name } properties { path topValues { value } } traits { key } dimensions { topValues { value } }'
    const { dimensions, ...lists } = await catalogOf(fields, {}, 'empty')
    expect(lists).toEqual({ events: [], properties: [], traits: [] })
    expect(dimensions!.every(({ topValues }) => (topValues as object[]).length === 0)).toBe(true)
  })

  test.each([
    ['no names', '', 'events(first: 0) { name }', 'INVALID_FIRST', 'first'],
    ['1,001 properties', '', 'properties(first: 1001) { path }', 'INVALID_FIRST', 'first'],
    ['1,001 traits', '', 'traits(first: 1001) { key }', 'INVALID_FIRST', 'first'],
    ['a search with a NUL', '', 'traits(search: "\\u0000") { key }', 'INVALID_TEXT', 'search'],
    [
      'a zone that does not exist',
      '(timeZone: "Mars/Olympus")',
      'events { name }',
      'INVALID_TIME_ZONE',
      'timeZone',
    ],
    [
      'a range that ends before it starts',
      '(range: { dates: { from: "2024-01-02", to: "2024-01-01" } })',
      'events { name }',
      'INVALID_RANGE',
      'range',
    ],
    [
      'a filter without values',
      '(filter: { dimension: EVENT })',
      'events { name }',
      'INVALID_FILTER',
      'filter',
    ],
  ])('refuses %s', async (_, args, fields, reason, field) => {
    const refusal = await story(app, 'refused').refusal(`{ catalog${args} { ${fields} } }`)
    expect(refusal).toEqual({ code: 'BAD_USER_INPUT', reason, field })
  })
})
