import {
  type GraphQLInputObjectType,
  type GraphQLInputType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isScalarType,
} from 'graphql'
import { CarriedEvents } from '../../schema/tracking/carried-events.ts'
import { eventTypeOf } from './event-types.ts'
import { readableEvent } from './readable.ts'

type Event = Record<string, unknown>

/** The value of a field after GraphQL has coerced it. */
type Coercion = (value: unknown) => unknown

/**
 * A batch as a list that GraphQL coerces in one step: its only item carries the events, each of which is readable and coerced
 * as GraphQL would coerce it. An event that cannot be read is one that is rejected alone.
 */
export function carriedBatch(items: unknown[], type: GraphQLInputObjectType, field: string): Event[] {
  const events = items.map(item => coercedEvent(item, type, field))
  return [withProperties(type, new CarriedEvents(events))]
}

/** An event of a variable as GraphQL gives it to a mutation: with the values of its enums and scalars, and with defaults. */
export const coercedEvent = (value: unknown, type: GraphQLInputObjectType, field: string): Event =>
  coerced(readableEvent(value, type, field) as Event, type)

function withProperties(type: GraphQLInputObjectType, properties: CarriedEvents): Event {
  const [first] = Object.values(type.getFields())
  const kind = eventTypeOf(first!.type)
  return kind ? { [first!.name]: withProperties(kind, properties) } : { properties }
}

/** A null where there is a default means the default. An object that needs no change is returned as it is. */
function coerced(given: Event, type: GraphQLInputObjectType): Event {
  let result = given
  for (const { name, defaultValue, coerce } of changingFields(type)) {
    const value = given[name] ?? null
    const next = value === null ? (defaultValue ?? given[name]) : coerce(value)
    if (next === given[name]) continue
    if (result === given) result = { ...given }
    result[name] = next
  }
  return result
}

interface ChangingField {
  name: string
  defaultValue: unknown
  coerce: Coercion
}

const known = new WeakMap<GraphQLInputObjectType, ChangingField[]>()

/** The fields of a type that GraphQL may give another value than the readable one: those that are no text and no JSON. */
function changingFields(type: GraphQLInputObjectType): ChangingField[] {
  const found =
    known.get(type) ??
    Object.values(type.getFields()).flatMap(({ name, defaultValue, type }) => {
      const coerce = coercionOf(type)
      return coerce || defaultValue !== undefined
        ? [{ name, defaultValue, coerce: coerce ?? (value => value) }]
        : []
    })
  known.set(type, found)
  return found
}

const unchanged = ['String', 'ID', 'Boolean', 'JSONObject']

function coercionOf(type: GraphQLInputType): Coercion | undefined {
  const nullable = getNullableType(type)
  if (isInputObjectType(nullable)) return value => coerced(value as Event, nullable)
  if (isEnumType(nullable)) return value => nullable.parseValue(value)
  if (isScalarType(nullable))
    return unchanged.includes(nullable.name) ? undefined : value => nullable.parseValue(value)
  const ofItem = isListType(nullable) ? coercionOf(nullable.ofType) : undefined
  return ofItem && (value => (value as unknown[]).map(item => (item === null ? item : ofItem(item))))
}
