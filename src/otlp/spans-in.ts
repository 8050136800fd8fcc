import { isUtf8 } from 'node:buffer'
import { isJson, isRead } from './attribute-names.ts'
import { type Attributes, type Span, type SpanEvent, type Value } from './span.ts'

/** The body of a request is no `ExportTraceServiceRequest`. The message names the field. */
export class MalformedSpans extends Error {}

/**
 * The spans of an `ExportTraceServiceRequest`, as JSON or as protobufjs decodes it: ids are hexadecimal text or bytes, numbers
 * of 64 bits are numbers, text or `Long`, enums are numbers or names.
 * @throws MalformedSpans
 */
export function spansIn(request: unknown): Span[] {
  return listOf(objectOf(request, 'the request').resourceSpans, 'resourceSpans').flatMap(spansOfResource)
}

type Message = Record<string, unknown>

function spansOfResource(given: unknown): Span[] {
  const { resource, scopeSpans, schemaUrl } = objectOf(given, 'resourceSpans')
  const attributes = attributesOf(objectOf(resource, 'resource').attributes)
  return listOf(scopeSpans, 'scopeSpans').flatMap(each => spansOfScope(each, attributes, schemaUrl))
}

function spansOfScope(given: unknown, resource: Attributes, schemaOfResource: unknown): Span[] {
  const { scope, spans, schemaUrl } = objectOf(given, 'scopeSpans')
  const shared = {
    resource,
    scope: textOf(objectOf(scope, 'scope').name),
    schemaUrl: textOf(schemaUrl) || textOf(schemaOfResource),
  }
  return listOf(spans, 'spans').map(span => spanOf(objectOf(span, 'spans'), shared))
}

function spanOf(span: Message, shared: Pick<Span, 'resource' | 'scope' | 'schemaUrl'>): Span {
  return {
    ...shared,
    traceId: hexOf(span.traceId),
    spanId: hexOf(span.spanId),
    kind: enumOf(span.kind, kinds),
    start: nanosOf(span.startTimeUnixNano, 'startTimeUnixNano'),
    end: nanosOf(span.endTimeUnixNano, 'endTimeUnixNano'),
    attributes: attributesOf(span.attributes),
    events: listOf(span.events, 'events').map(eventOf),
    statusCode: enumOf(objectOf(span.status, 'status').code, statusCodes),
  }
}

function eventOf(given: unknown): SpanEvent {
  const { name, timeUnixNano, attributes } = objectOf(given, 'events')
  return {
    name: textOf(name),
    time: nanosOf(timeUnixNano, 'timeUnixNano'),
    attributes: attributesOf(attributes),
  }
}

const kinds = [
  'SPAN_KIND_UNSPECIFIED',
  'SPAN_KIND_INTERNAL',
  'SPAN_KIND_SERVER',
  'SPAN_KIND_CLIENT',
  'SPAN_KIND_PRODUCER',
  'SPAN_KIND_CONSUMER',
]
const statusCodes = ['STATUS_CODE_UNSET', 'STATUS_CODE_OK', 'STATUS_CODE_ERROR']

/** An unknown name is 0, the value for an unspecified one. */
const enumOf = (value: unknown, names: string[]): number =>
  typeof value === 'number' ? value : Math.max(0, names.indexOf(String(value)))

/** The attributes that anything is read from; of two with one name, the first. */
function attributesOf(given: unknown): Attributes {
  const attributes = new Map<string, Value>()
  for (const item of listOf(given, 'attributes')) {
    const { key, value } = objectOf(item, 'attributes')
    const name = textOf(key)
    if (!isRead(name) || attributes.has(name)) continue
    const read = isJson(name) ? parsed(readValue(value)) : readValue(value)
    if (read !== undefined) attributes.set(name, read)
  }
  return attributes
}

/** The value of a text of JSON, parsed once however many of its keys are read; undefined for a text that is none. */
function parsed(value: Value): Value {
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(value) ?? undefined
  } catch {
    return undefined
  }
}

/** The value of an `AnyValue`; undefined for bytes, and for one without a value. */
function readValue(given: unknown): Value {
  // protobufjs answers for an absent field with its default, which the message only inherits.
  const any = { ...objectOf(given, 'value') }
  if (isSet(any.stringValue)) return textOf(any.stringValue)
  if (isSet(any.boolValue)) return any.boolValue === true
  if (isSet(any.intValue)) return integerOf(any.intValue)
  if (isSet(any.doubleValue)) return Number(any.doubleValue)
  if (isSet(any.arrayValue))
    return listOf(objectOf(any.arrayValue, 'arrayValue').values, 'values').map(readValue)
  if (isSet(any.kvlistValue)) return objectIn(objectOf(any.kvlistValue, 'kvlistValue'))
  return undefined
}

const isSet = (value: unknown) => value !== undefined && value !== null

const objectIn = ({ values }: Message): Record<string, Value> =>
  Object.fromEntries(
    listOf(values, 'values').map(item => {
      const { key, value } = objectOf(item, 'values')
      return [textOf(key), readValue(value)]
    }),
  )

/** A number that JavaScript holds exactly, or else its text. */
function integerOf(value: unknown): Value {
  const number = Number(value)
  return Number.isInteger(number) && !Number.isSafeInteger(number) ? String(value) : number
}

/** Half a surrogate pair, which no field accepts. */
const notUtf8 = '\ud800'

/** A text, as text or bytes; empty for anything else. */
function textOf(value: unknown): string {
  if (!(value instanceof Uint8Array)) return typeof value === 'string' ? value : ''
  return isUtf8(value) ? bufferOf(value).toString() : notUtf8
}

const hexOf = (id: unknown): string =>
  id instanceof Uint8Array ? bufferOf(id).toString('hex') : textOf(id).toLowerCase()

const bufferOf = ({ buffer, byteOffset, byteLength }: Uint8Array) =>
  Buffer.from(buffer, byteOffset, byteLength)

const mostNanos = 2n ** 64n

/** @throws MalformedSpans for a time that is no unsigned whole number of 64 bits */
function nanosOf(value: unknown, field: string): bigint {
  if (!isSet(value)) return 0n
  const text = typeof value === 'number' ? String(BigInt(Math.trunc(value) || 0)) : String(value)
  const nanos = /^\d{1,20}$/.test(text) ? BigInt(text) : mostNanos
  if (nanos >= mostNanos) throw new MalformedSpans(`${field} must be the nanoseconds since 1970.`)
  return nanos
}

function objectOf(value: unknown, field: string): Message {
  if (!isSet(value)) return {}
  if (typeof value === 'object' && !Array.isArray(value)) return value as Message
  throw new MalformedSpans(`${field} must be an object.`)
}

function listOf(value: unknown, field: string): unknown[] {
  if (!isSet(value)) return []
  if (Array.isArray(value)) return value
  throw new MalformedSpans(`${field} must be a list.`)
}
