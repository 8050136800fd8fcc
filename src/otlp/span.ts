/**
 * The value of an attribute: a whole number beyond 2^53 is text, bytes are undefined, and a text that is not UTF-8 holds half
 * a surrogate pair, so that the check of a field refuses it.
 */
export type Value = string | number | boolean | undefined | Value[] | { [key: string]: Value }

/** Attributes by name, only those that `isRead` names; those that `isJson` names are parsed. */
export type Attributes = ReadonlyMap<string, Value>

/** The values of `kind` that this folder asks for. */
export const spanKinds = { SERVER: 2, CLIENT: 3 } as const

/** The value of `status.code` of a span that failed. */
export const failedStatus = 2

/** A span of OTLP, from JSON or protobuf, with its resource and scope, without its prompts and answers. */
export interface Span {
  /** 32 and 16 hexadecimal digits in lower case; any other text if the sender sent one. */
  traceId: string
  spanId: string
  kind: number
  /** Nanoseconds since 1970; 0 for an unknown time. */
  start: bigint
  end: bigint
  attributes: Attributes
  events: SpanEvent[]
  statusCode: number
  /** The name of the instrumentation, such as `ai`. */
  scope: string
  /** The version of the conventions, such as `https://opentelemetry.io/schemas/1.37.0`; empty without one. */
  schemaUrl: string
  resource: Attributes
}

/** A moment within a span, such as its first token. */
export interface SpanEvent {
  name: string
  /** Nanoseconds since 1970; 0 for an unknown time. */
  time: bigint
  attributes: Attributes
}
