import {
  type GraphQLEnumType,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLScalarType,
  getNullableType,
  isEnumType,
  isListType,
  isScalarType,
} from 'graphql'
import { readable } from '../../checks/number.ts'
import { Rejection } from '../../checks/rejection.ts'
import { batchFieldOf, eventTypeOf } from './event-types.ts'

type Sent = Record<string, unknown>

/** Makes a value one that GraphQL accepts in a field. @throws Rejection for a value of another type */
type Reader = (value: unknown, field: string) => unknown

/**
 * An event that GraphQL accepts as its type. Values of another type that can be read without doubt are read; an event
 * with any other one becomes an event whose `properties` are the `Rejection`, so that only this event is rejected.
 * An event that needs no change is returned as it is.
 */
export function readableEvent(value: unknown, type: GraphQLInputObjectType, field: string): unknown {
  try {
    const event = withReadableFields(jsonObject(value, field), type)
    return type.isOneOf ? ofOneKind(event, type) : event
  } catch (error) {
    if (!(error instanceof Rejection)) throw error
    return rejectedEvent(type, value, error)
  }
}

/** An item of a mixed batch without the kinds that are null. @throws Rejection unless one kind is left */
function ofOneKind(item: Sent, type: GraphQLInputObjectType): Sent {
  const kinds = Object.keys(item)
  const [kind, ...others] = kinds.filter(kind => item[kind] != null)
  if (kind && !others.length) return kinds.length === 1 ? item : { [kind]: item[kind] }
  const found = kind ? `this has ${[kind, ...others].join(' and ')}` : 'this has none'
  throw new Rejection('EXACTLY_ONE', batchFieldOf(type), `An event must have exactly one kind; ${found}.`)
}

/** Ids of users, which may be numbers as in events. An input with a value that cannot be read is left to GraphQL. */
export function readableUser(value: unknown, type: GraphQLInputObjectType): unknown {
  try {
    return withReadableFields(jsonObject(value, type.name), type)
  } catch (error) {
    if (!(error instanceof Rejection)) throw error
    return value
  }
}

/**
 * A batch whose `sentAt` is text. A value that cannot be read becomes a text that is no time, so that the events without
 * a `sentAt` of their own are rejected with receipts.
 */
export function readableBatch(batch: Sent): Sent {
  if (batch.sentAt == null || typeof batch.sentAt === 'string') return batch
  return { ...batch, sentAt: typeof batch.sentAt === 'number' ? String(batch.sentAt) : '' }
}

function withReadableFields(event: Sent, type: GraphQLInputObjectType): Sent {
  let result = event
  for (const [name, value] of Object.entries(event)) {
    const read = readersOf(type).get(name)
    if (!read) throw unknownField(name)
    const readValue = value == null ? value : read(value, name)
    if (readValue === value) continue
    if (result === event) result = { ...event }
    result[name] = readValue
  }
  return result
}

/** In a mixed batch the rejection is inside the first kind. */
function rejectedEvent(type: GraphQLInputObjectType, value: unknown, rejection: Rejection): Sent {
  const [first] = Object.values(type.getFields())
  const kind = eventTypeOf(first!.type)
  if (kind) return { [first!.name]: rejectedEvent(kind, undefined, rejection) }
  return { eventId: sentId(value), properties: rejection }
}

const sentId = (value: unknown): string | null =>
  textIn((value as { eventId?: unknown } | null | undefined)?.eventId) ?? null

const longestName = 100

function unknownField(name: string): Rejection {
  const shown = name.slice(0, longestName).toWellFormed()
  return new Rejection('UNKNOWN_FIELD', shown, `The event has a field ${shown} that its kind does not have.`)
}

const readers = new WeakMap<GraphQLInputObjectType, Map<string, Reader>>()

function readersOf(type: GraphQLInputObjectType): Map<string, Reader> {
  const known = readers.get(type)
  if (known) return known
  const made = new Map(Object.values(type.getFields()).map(field => [field.name, readerOf(field.type)]))
  readers.set(type, made)
  return made
}

function readerOf(type: GraphQLInputType): Reader {
  const nullable = getNullableType(type)
  if (isListType(nullable)) return listOf(readerOf(nullable.ofType))
  if (isEnumType(nullable)) return choiceOf(nullable)
  if (isScalarType(nullable)) return leafReaders[nullable.name] ?? numberOf(nullable)
  return (value, field) => readableEvent(value, nullable as GraphQLInputObjectType, field)
}

const leafReaders: Record<string, Reader> = { String: text, ID: text, Boolean: flag, JSONObject: jsonObject }

function text(value: unknown, field: string): string {
  const text = textIn(value)
  if (text !== undefined) return text
  throw new Rejection('INVALID_TYPE', field, `${field} must be text, or a number of up to 2^53.`)
}

/** A text, or the digits of a number that JSON has not changed; undefined for any other value. */
function textIn(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  const digits = typeof value === 'number' && Math.abs(value) <= Number.MAX_SAFE_INTEGER ? String(value) : ''
  return /^-?\d+(\.\d+)?$/.test(digits) ? digits : undefined
}

function flag(value: unknown, field: string): boolean {
  if (typeof value === 'boolean') return value
  throw new Rejection('INVALID_TYPE', field, `${field} must be true or false.`)
}

function jsonObject(value: unknown, field: string): Sent {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Sent
  throw new Rejection('INVALID_TYPE', field, `${field} must be a JSON object.`)
}

/** GraphQL makes a single value a list of one. */
function listOf(read: Reader): Reader {
  return (value, field) => {
    const items = Array.isArray(value) ? value : [value]
    return items.map((item, i) => read(item, `${field}[${i}]`))
  }
}

function choiceOf(type: GraphQLEnumType): Reader {
  const names = type.getValues().map(({ name }) => name)
  return (value, field) => {
    if (typeof value === 'string' && names.includes(value)) return value
    throw new Rejection('INVALID_CHOICE', field, `${field} must be one of ${names.join(', ')}.`)
  }
}

/** The numbers of events: `Count`, `Quantity` and `Decimal`. */
function numberOf(scalar: GraphQLScalarType): Reader {
  return (value, field) => {
    readable(scalar.parseValue(value), field)
    return value
  }
}
