import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventsOf } from '../../../src/clickhouse/scope.ts'
import { sql } from '../../../src/clickhouse/sql.ts'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

test('10,000 new property names leave the known ones unchanged', async () => {
  const { happened, answer } = story(app, 'names')
  await happened([{ name: 'signup', userId: 'ann', properties: { plan: 'pro' } }])
  const named = (event: number) =>
    Object.fromEntries(Array.from({ length: 250 }, (_, i) => [`p${event * 250 + i}`, i]))
  await happened(Array.from({ length: 40 }, (_, event) => ({ name: 'bomb', properties: named(event) })))
  await happened([{ name: 'signup', userId: 'bob', properties: { plan: 'free', p9999: 7 } }])

  const count = (filter: string) => `summary(filter: { ${filter} }) { totalEvents }`
  expect(
    await answer(`{
      all: summary { totalEvents }
      pro: ${count('property: "plan", values: ["pro"]')}
      set: ${count('property: "plan", operator: IS_SET')}
      first: ${count('property: "p0", values: ["0"]')}
      last: ${count('property: "p9999", operator: IS_SET')}
    }`),
  ).toEqual({
    all: { totalEvents: 42 },
    pro: { totalEvents: 1 },
    set: { totalEvents: 2 },
    first: { totalEvents: 1 },
    last: { totalEvents: 2 },
  })
})

test('keys that share a column, because others came first, are answered like keys with their own', async () => {
  const { happened, answer } = story(app, 'shared')
  const junk = Object.fromEntries(Array.from({ length: 250 }, (_, i) => [`junk ${i}`, i]))
  const events = [
    { userId: 'ann', properties: { plan: 'pro', seats: 3, language: 'de', address: { city: 'Bonn' } } },
    { userId: 'bob', properties: { plan: 'pro', seats: 7, language: 'en', 'a.b': true } },
    { userId: 'cem', properties: { plan: 'free', seats: 'many', language: 'de', tags: ['x', 'y'] } },
  ]
  const timestamp = '2024-03-01T00:00:00Z'
  await happened([
    { name: 'junk', timestamp, properties: junk },
    ...events.map(event => ({ name: 'seen', timestamp, ...event })),
  ])

  const range = 'range: { from: "2024-03-01T00:00:00Z", to: "2024-03-02T00:00:00Z" }'
  const count = (filter: string) => `stats(${range}, filter: { ${filter} }) { events }`
  const property = (search: string) =>
    `properties(event: "seen", search: "${search}") { types topValues { value count } }`
  expect(
    await answer(`{
      pro: ${count('property: "plan", values: ["pro"]')}
      part: ${count('property: "plan", values: ["RE"], operator: CONTAINS')}
      more: ${count('property: "seats", values: ["3"], operator: GREATER_THAN')}
      inside: ${count('property: "address.city", values: ["Bonn"]')}
      dotted: ${count('property: "a%2Eb", values: ["true"]')}
      german: ${count('dimension: LANGUAGE, values: ["de"]')}
      absent: ${count('property: "plan", operator: IS_NOT_SET')}
      audience(${range}, by: { property: "plan" }, filter: { dimension: EVENT, values: ["seen"] }) {
        groups { value users events }
      }
      catalog(${range}) { plan: ${property('plan')} tags: ${property('tags')} city: ${property('address')} }
    }`),
  ).toEqual({
    pro: { events: 2 },
    part: { events: 1 },
    more: { events: 1 },
    inside: { events: 1 },
    dotted: { events: 1 },
    german: { events: 2 },
    absent: { events: 1 },
    audience: {
      groups: [
        { value: 'pro', users: 2, events: 2 },
        { value: 'free', users: 1, events: 1 },
      ],
    },
    catalog: {
      plan: [
        {
          types: ['TEXT'],
          topValues: [
            { value: 'pro', count: 2 },
            { value: 'free', count: 1 },
          ],
        },
      ],
      tags: [{ types: ['LIST'], topValues: [{ value: '["x","y"]', count: 1 }] }],
      city: [{ types: ['TEXT'], topValues: [{ value: 'Bonn', count: 1 }] }],
    },
  })

  const [paths] = await app.services.clickhouse.query<{ own: number; shared: string[] }>(
    'where keys are kept',
    sql`select max(length(JSONDynamicPaths(properties))) as own,
      groupUniqArrayArray(JSONSharedDataPaths(properties)) as shared
      from ${eventsOf('shared')}`,
  )
  expect(paths!.own).toBeLessThanOrEqual(32)
  expect(paths!.shared).toEqual(
    expect.arrayContaining(['plan', 'seats', 'language', 'address.city', 'a%2Eb', 'tags']),
  )
})
