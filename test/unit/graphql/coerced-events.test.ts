import {
  coerceInputValue,
  type GraphQLInputObjectType,
  getOperationAST,
  isInputObjectType,
  parse,
} from 'graphql'
import { expect, test } from 'vitest'
import { coercedEvent } from '../../../src/graphql/sent-events/coerced.ts'
import { readableVariables } from '../../../src/graphql/sent-events/in-variables.ts'
import { readableEvent } from '../../../src/graphql/sent-events/readable.ts'
import { kinds } from '../../../src/ingest/kinds/index.ts'
import { serviceSchema } from '../../../src/resolvers/build-schema.ts'
import { eventsIn } from '../../../src/schema/tracking/carried-events.ts'

const schema = serviceSchema()
const typeOf = (name: string): GraphQLInputObjectType => {
  const type = schema.getType(name)
  if (!isInputObjectType(type)) throw new Error(`${name} is no input`)
  return type
}

/** What GraphQL itself makes of a readable event, with the defaults of nulls. */
function byGraphQL(event: unknown, type: GraphQLInputObjectType): unknown {
  const coerced = coerceInputValue(readableEvent(event, type, 'input'), type) as Record<string, unknown>
  const defaults = Object.values(type.getFields()).filter(({ defaultValue }) => defaultValue !== undefined)
  for (const { name, defaultValue } of defaults) coerced[name] ??= defaultValue
  return coerced
}

/** A value of each type of a field, and values that GraphQL changes or refuses. */
const values = [
  'text',
  '',
  'COMPLETION',
  'ACTIVE',
  'USER',
  'POSITIVE',
  'BATCH',
  0,
  12.5,
  7,
  -1,
  1e21,
  0.0000001,
  true,
  false,
  null,
]
const more = [['a', 'b'], [], ['a', null], { a: { b: [1] } }, {}, [1], '0.10', '2024-03-01T09:00:00Z']

test.each(Object.values(kinds).map(({ input }) => input.name))(
  'each field of %s has the value in a batch that GraphQL gives to it',
  name => {
    const type = typeOf(name)
    for (const field of Object.keys(type.getFields()))
      for (const value of [...values, ...more]) {
        const event = { eventId: 'e', [field]: value }
        expect([field, value, coercedEvent(event, type, 'input')]).toEqual([
          field,
          value,
          byGraphQL(event, type),
        ])
      }
  },
)

test('a batch passes GraphQL as one item that carries its events, whatever its variable is', () => {
  const item = { event: { eventId: 'a', name: 'login', userId: 7 } }
  const read = { event: { eventId: 'a', name: 'login', userId: '7' } }
  const carriedIn = (declared: string, value: unknown) =>
    readableVariables(schema, getOperationAST(parse(`mutation($v: ${declared}) { __typename }`))!, {
      v: value,
    }).v
  const batch = carriedIn('TrackInput!', { events: [item, item], sentAt: null }) as { events: object[] }
  expect(batch.events).toHaveLength(1)
  expect(eventsIn(batch.events)).toEqual([read, read])
  const coerced = coerceInputValue(batch, typeOf('TrackInput')) as typeof batch
  expect(eventsIn(coerced.events)).toEqual([read, read])
  expect(eventsIn(carriedIn('[AnyEventInput!]!', [item]) as object[])).toEqual([read])
  expect(eventsIn(carriedIn('[AnyEventInput!]!', item) as object[])).toEqual([read])
  expect(eventsIn(carriedIn('[AnyEventInput!]!', []) as object[])).toEqual([])
})

test('only the service can make a carrier: the same shape in JSON is an event', () => {
  const forged = [{ properties: { events: [{ name: 'x' }] } }]
  expect(eventsIn(forged)).toBe(forged)
  expect(eventsIn([])).toEqual([])
})
