import { TraceRequest } from '../../../src/otlp/messages.ts'

/** A body in JSON as protobuf: ids and texts become bytes. */
export const protobufOf = (json: object): Uint8Array =>
  TraceRequest.encode(withBytes(json, '') as object).finish()

function withBytes(value: unknown, field: string): unknown {
  if (typeof value === 'string') return bytesOf(value, field)
  if (Array.isArray(value)) return value.map(item => withBytes(item, field))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, held]) => [name, withBytes(held, name)]))
}

function bytesOf(text: string, field: string): unknown {
  if (/Nano$|^intValue$/.test(field)) return text
  return Buffer.from(text, /Id$/.test(field) ? 'hex' : field === 'bytesValue' ? 'base64' : 'utf8')
}
