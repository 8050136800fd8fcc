/** A value as a test writes it; `Uint8Array` is bytes. */
export type Plain = string | number | boolean | Uint8Array | Plain[] | { [key: string]: Plain }

export interface PlainSpan {
  traceId?: string
  spanId?: string
  parentSpanId?: string
  name?: string
  kind?: number | string
  startTimeUnixNano?: unknown
  endTimeUnixNano?: unknown
  attributes?: Record<string, Plain>
  events?: { name: string; timeUnixNano?: string; attributes?: Record<string, Plain> }[]
  status?: { code?: number | string; message?: string }
}

/** The body of a request in JSON with spans of one scope. A span without ids has those of its place. */
export const jsonSpans = (
  spans: PlainSpan[],
  {
    scope = 'test',
    resource = {},
    schemaUrl,
  }: { scope?: string; resource?: Record<string, Plain>; schemaUrl?: string } = {},
) => ({
  resourceSpans: [
    {
      resource: { attributes: keyValues(resource) },
      scopeSpans: [{ scope: { name: scope }, schemaUrl, spans: spans.map(jsonSpan) }],
    },
  ],
})

const jsonSpan = ({ attributes = {}, events = [], ...span }: PlainSpan, place: number) => ({
  traceId: '0af7651916cd43dd8448eb211c80319c',
  spanId: (place + 1).toString(16).padStart(16, '0'),
  name: 'a span',
  kind: 3,
  startTimeUnixNano: '1764403200000000000',
  endTimeUnixNano: '1764403201500000000',
  ...span,
  attributes: keyValues(attributes),
  events: events.map(({ attributes: held = {}, ...event }) => ({ ...event, attributes: keyValues(held) })),
})

const keyValues = (object: Record<string, Plain>): object[] =>
  Object.entries(object).map(([key, value]) => ({ key, value: anyValue(value) }))

function anyValue(value: Plain): object {
  if (typeof value === 'string') return { stringValue: value }
  if (typeof value === 'boolean') return { boolValue: value }
  if (typeof value === 'number')
    return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value }
  if (value instanceof Uint8Array) return { bytesValue: Buffer.from(value).toString('base64') }
  if (Array.isArray(value)) return { arrayValue: { values: value.map(anyValue) } }
  return { kvlistValue: { values: keyValues(value) } }
}
