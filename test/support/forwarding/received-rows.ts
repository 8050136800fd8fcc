import { Webhook } from 'standardwebhooks'
import type { ReceivedRequest } from '../delivery/webhook-receiver.ts'

/** A row as a receiver understood it: its id there, its words, and its number in the test (null for a user). */
export interface ReceivedRow {
  id: string
  type: string
  user: string | null
  n: number | null
  isBad: boolean
  row: Record<string, unknown>
}

type Json = Record<string, unknown>

/** Fails unless an object has exactly the allowed keys, and all required ones. */
function shape(value: unknown, required: string[], optional: string[] = []): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error('no object')
  const keys = Object.keys(value)
  const unknown = keys.filter(key => ![...required, ...optional].includes(key))
  const missing = required.filter(key => !keys.includes(key))
  if (unknown.length || missing.length) throw new Error(`unknown ${unknown}, missing ${missing}`)
  return value as Json
}

function matches(value: unknown, pattern: RegExp): string {
  if (typeof value !== 'string' || !pattern.test(value)) throw new Error(`${value} is not ${pattern}`)
  return value
}

function isIn(value: unknown, values: unknown[]): void {
  if (!values.includes(value)) throw new Error(`${value} is none of ${values}`)
}

const iso = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/
const uuid = /^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/
const json = /^application\/json$/

const numbered = (properties: unknown) => {
  const { n, bad } = (properties ?? {}) as { n?: number; bad?: boolean }
  return { n: n ?? null, isBad: bad === true }
}

const listIn = (value: unknown): unknown[] => {
  if (!Array.isArray(value) || !value.length) throw new Error('no list, or an empty one')
  return value
}

/** A row of the service's own layout. */
function plain(value: unknown): ReceivedRow {
  const row = value as Json
  const id = matches(row.messageId, /^(event|ai_call|identify|alias):\S+$/)
  matches(row.uuid, uuid)
  matches(row.timestamp, iso)
  isIn(row.type, ['event', 'identify', 'alias'])
  if (row.type === 'identify') shape(row.traits, [], Object.keys(row.traits as Json))
  if (row.type === 'alias') matches(row.previousId, /./)
  if (row.type === 'event') matches(row.name, /./)
  return {
    id,
    type: String(row.type),
    user: (row.userId as string) ?? null,
    ...numbered(row.properties),
    row,
  }
}

type Check = (request: ReceivedRequest, secret: string) => ReceivedRow[]

/**
 * Each product's documented requests, checked by hand: the rows of one, in its order. Written from the documents of the
 * products, not from the code. @throws Error for anything that the product would not understand
 */
export const receivedRows: Record<string, Check> = {
  HTTP_NDJSON: ({ url, headers, body }, secret) => {
    isIn(url, ['/HTTP_NDJSON'])
    isIn(headers['content-type'], ['application/x-ndjson'])
    isIn(headers.authorization, [`Bearer ${secret}`])
    matches(body, /\n$/)
    return body
      .trimEnd()
      .split('\n')
      .map(line => plain(JSON.parse(line)))
  },
  WEBHOOK: ({ url, headers, body }, secret) => {
    isIn(url, ['/WEBHOOK'])
    matches(headers['content-type'], json)
    const message = new Webhook(secret).verify(body, headers as Record<string, string>)
    const { type, timestamp, data } = shape(message, ['type', 'timestamp', 'data'])
    isIn(type, ['rows.forwarded'])
    matches(timestamp, iso)
    return listIn(shape(data, ['rows']).rows).map(plain)
  },
  SEGMENT: ({ url, headers, body }, secret) => {
    isIn(url, ['/SEGMENT/v1/batch'])
    matches(headers['content-type'], json)
    isIn(headers.authorization, [`Basic ${btoa(`${secret}:`)}`])
    if (body.length > 500_000) throw new Error('more than 500 kB')
    return listIn(shape(JSON.parse(body), ['batch']).batch).map(segmentCall)
  },
  POSTHOG: ({ url, headers, body }, secret) => {
    isIn(url, ['/POSTHOG/batch/'])
    matches(headers['content-type'], json)
    const batch = shape(JSON.parse(body), ['api_key', 'historical_migration', 'batch'])
    isIn(batch.api_key, [secret])
    isIn(batch.historical_migration, [true, false])
    return listIn(batch.batch).map(posthogEvent)
  },
  MIXPANEL: ({ url, headers, body }, secret) => {
    matches(headers['content-type'], json)
    if (url === '/MIXPANEL/engage?verbose=1')
      return listIn(JSON.parse(body)).map(value => mixpanelProfile(value, secret))
    isIn(url, ['/MIXPANEL/import?strict=1'])
    isIn(headers.authorization, [`Basic ${btoa(`${secret}:`)}`])
    return listIn(JSON.parse(body)).map(value => mixpanelEvent(value, secret))
  },
  OTLP: ({ url, headers, body }, secret) => {
    isIn(url, ['/OTLP'])
    matches(headers['content-type'], json)
    isIn(headers.authorization, [`Bearer ${secret}`])
    const resources = listIn(shape(JSON.parse(body), ['resourceSpans']).resourceSpans)
    const scopes = resources.flatMap(one => listIn(shape(one, ['resource', 'scopeSpans']).scopeSpans))
    return scopes.flatMap(one => listIn(shape(one, ['scope', 'spans']).spans)).map(otlpSpan)
  },
}

function segmentCall(value: unknown): ReceivedRow {
  const { type } = value as Json
  isIn(type, ['track', 'identify', 'alias'])
  const common = ['type', 'messageId', 'timestamp']
  const row =
    type === 'track'
      ? shape(value, [...common, 'event', 'properties', 'context'], ['userId', 'anonymousId'])
      : type === 'identify'
        ? shape(value, [...common, 'userId', 'traits'])
        : shape(value, [...common, 'userId', 'previousId'])
  if (row.userId === undefined) matches(row.anonymousId, /./)
  matches(row.timestamp, iso)
  const id = matches(row.messageId, /^.{1,100}$/)
  return { id, type: String(type), user: (row.userId as string) ?? null, ...numbered(row.properties), row }
}

function posthogEvent(value: unknown): ReceivedRow {
  const row = shape(value, ['event', 'distinct_id', 'properties', 'timestamp', 'uuid'])
  matches(row.timestamp, iso)
  const user = matches(row.distinct_id, /./)
  const properties = row.properties as Json
  if (row.event === '$identify') shape(properties, [], ['$set', '$anon_distinct_id'])
  const isNobody = properties.$process_person_profile === false
  return {
    id: matches(row.uuid, uuid),
    type: String(row.event),
    user: isNobody ? null : user,
    ...numbered(properties),
    row,
  }
}

function mixpanelEvent(value: unknown, token: string): ReceivedRow {
  const row = shape(value, ['event', 'properties'])
  const properties = row.properties as Json
  const time = properties.time as number
  if (!Number.isInteger(time) || time < 1e12) throw new Error(`${time} are no milliseconds`)
  if (typeof properties.distinct_id !== 'string') throw new Error('no distinct_id')
  if (row.event === '$identify') {
    shape(properties, ['$identified_id', '$anon_id', 'token', 'time', '$insert_id', 'distinct_id'])
    isIn(properties.token, [token])
  }
  const id = matches(properties.$insert_id, /^[a-zA-Z\d-]{1,36}$/)
  return { id, type: String(row.event), user: properties.distinct_id || null, ...numbered(properties), row }
}

function mixpanelProfile(value: unknown, token: string): ReceivedRow {
  const row = shape(value, ['$token', '$distinct_id', '$set'])
  isIn(row.$token, [token])
  const user = matches(row.$distinct_id, /./)
  return { id: `profile ${user}`, type: '$set', user, n: null, isBad: false, row }
}

function otlpSpan(value: unknown): ReceivedRow {
  const fields = [
    'traceId',
    'spanId',
    'name',
    'kind',
    'startTimeUnixNano',
    'endTimeUnixNano',
    'attributes',
    'status',
  ]
  const row = shape(value, fields)
  matches(row.traceId, /^(?!0+$)[\da-f]{32}$/)
  const id = matches(row.spanId, /^(?!0+$)[\da-f]{16}$/)
  isIn(row.kind, [3])
  const start = BigInt(matches(row.startTimeUnixNano, /^\d{19}$/))
  if (BigInt(matches(row.endTimeUnixNano, /^\d{19}$/)) < start) throw new Error('ends before it begins')
  const attributes = Object.fromEntries(listIn(row.attributes).map(attribute))
  const eventId = matches(attributes['convograph.event_id'], /^ai_call:/)
  const user = (attributes['user.id'] as string) ?? null
  const isBad = attributes['gen_ai.request.model'] === 'bad'
  return { id, type: 'span', user, n: Number(/\d*$/.exec(eventId)![0]), isBad, row: { ...row, attributes } }
}

function attribute(value: unknown): [string, unknown] {
  const { key, value: typed } = shape(value, ['key', 'value'])
  const [[type, inner]] = Object.entries(
    shape(typed, [], ['stringValue', 'intValue', 'doubleValue', 'boolValue']),
  ) as [[string, unknown]]
  if (type === 'intValue') matches(inner, /^-?\d+$/)
  return [String(key), inner]
}
