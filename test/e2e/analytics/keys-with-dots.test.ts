import { afterAll, beforeAll, expect, test } from 'vitest'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { eventsHappened } from '../../support/track-events.ts'
import { IdentifyDocument } from '../operations/operations.ts'

const timestamp = '2024-03-01T10:00:00Z'
const range = { from: '2024-03-01T00:00:00Z', to: '2024-03-02T00:00:00Z' }

/** Keys that look alike, each with the path that names it. */
const objects: [string, string, Record<string, unknown>][] = [
  ['ann', 'a.b', { a: { b: 1 } }],
  ['bob', 'a%2Eb', { 'a.b': 1 }],
  ['cem', 'a%252Eb', { 'a%2Eb': 1 }],
  ['dan', 'a%25252Eb', { 'a%252Eb': 1 }],
  ['eve', 'a%2eb', { 'a%2eb': 1 }],
  ['fay', '50%', { '50%': 1 }],
  ['gus', '%252E.x%252E', { '%2E': { 'x%2E': 1 } }],
  ['hal', 'text', { text: 'a%2Eb' }],
]

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
  await eventsHappened(
    app,
    'dots',
    objects.map(([userId, , properties]) => ({ event: { name: 'e', userId, timestamp, properties } })),
  )
  for (const [userId, , traits] of objects)
    await story(app, 'dots').answer(IdentifyDocument, { input: { userId, traits } })
})
afterAll(() => app.close())

test.each(objects)('%s has the path %s', async (_, path, object) => {
  const { property, trait } = await story(app, 'dots').answer<Record<string, { events: number }>>(
    `query($property: FilterInput, $trait: FilterInput, $range: DateRangeInput!) {
      property: stats(range: $range, filter: $property) { events }
      trait: stats(range: $range, filter: $trait) { events }
    }`,
    {
      range,
      property: { property: path, operator: 'IS_SET' },
      trait: { trait: path, operator: 'IS_SET' },
    },
  )
  expect({ object, property, trait }).toEqual({ object, property: { events: 1 }, trait: { events: 1 } })
})

test('the catalog lists each of these paths, and values stay as they were sent', async () => {
  const { catalog } = await story(app, 'dots').answer<{
    catalog: { properties: { path: string; topValues: { value: string }[] }[] }
  }>(
    'query($range: DateRangeInput) { catalog(range: $range) { properties(first: 100) { path topValues { value } } } }',
    {
      range,
    },
  )
  const expected = objects.map(([, path]) => ({
    path,
    topValues: [{ value: path === 'text' ? 'a%2Eb' : '1' }],
  }))
  const byPath = (one: { path: string }, other: { path: string }) => (one.path < other.path ? -1 : 1)
  expect(catalog.properties.toSorted(byPath)).toEqual(expected.toSorted(byPath))
})
