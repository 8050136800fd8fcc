import { afterAll, beforeAll, expect, test } from 'vitest'
import { sql, text } from '../../../src/clickhouse/sql.ts'
import { mostPaths } from '../../../src/exports/lists/object-text.ts'
import { randomOf } from '../../fault/load/random.ts'
import { csvRows, exported } from '../../support/exported.ts'
import { second } from '../../support/moments.ts'
import { rounds, seed } from '../../support/rounds.ts'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

const random = randomOf(seed)
const keys = ['a', 'a b', 'a-c', 'b', 'ü', 'zz_1']
const leaves = [
  'x',
  'say "no"',
  '=1',
  '',
  'a/b',
  'two\nlines',
  0,
  -1.5,
  1e-7,
  2 ** 53 - 1,
  true,
  false,
  null,
  [],
  {},
]

/** An object whose keys have values of several types, lists and objects, up to three levels deep. */
function randomObject(depth = 0): Record<string, unknown> {
  const chosen = keys.filter(() => random.chance(0.4))
  return Object.fromEntries(chosen.map(key => [key, randomValue(depth)]))
}

function randomValue(depth: number): unknown {
  if (depth < 2 && random.chance(0.3)) return randomObject(depth + 1)
  return random.chance(0.2)
    ? [random.oneOf(['x', 1, true]), { a: random.oneOf(['c', 1]) }]
    : random.oneOf(leaves)
}

const many = Object.fromEntries(Array.from({ length: mostPaths + 1 }, (_, i) => [`key ${i}`, i]))

test.each([
  ['of a few keys', () => randomObject()],
  ['of more keys than are read one by one', () => ({ ...many, more: randomObject() })],
  ['whose keys have characters with a meaning', () => ({ 'a.b': 1, 'say "no"': { '`': 2 }, 'a\\b': 3 })],
])('properties %s are exported as ClickHouse writes them', async (name, object) => {
  const own = story(app, name)
  const events = Array.from({ length: rounds(500, 200) }, (_, i) => ({
    eventId: String(i).padStart(4, '0'),
    name: 'saved',
    timestamp: second(i),
    properties: object(),
  }))
  await own.happened(events)
  const { file } = await exported(app, own, {
    list: 'EVENTS',
    format: 'CSV',
    range: { between: { from: '1970-01-01T00:00:00Z', to: '2100-01-01T00:00:00Z' } },
    columns: ['eventId', 'properties'],
  })
  const stored = await app.services.clickhouse.query<{ eventId: string; properties: string }>(
    'test',
    sql`select event_id as eventId, if(toJSONString(properties) = '{}', '', toJSONString(properties)) as properties
      from events where project = ${text(name)} order by eventId`,
  )
  expect(csvRows(file)).toEqual(stored)
})
