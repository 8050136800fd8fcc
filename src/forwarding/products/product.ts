import { type DestinationRegion } from '../../schema/forwarding/destination-kind.ts'
import { type Row } from '../rows/row.ts'

/** Where and how the rows of a destination are sent. */
export interface Target {
  /** The id of the destination. */
  id: string
  url: string | undefined
  region: DestinationRegion
  secret: string | undefined
  /** Headers of the receiver's own. */
  headers: Record<string, string>
  mixpanelProject: string | undefined
}

/** A row in the words of a product. */
export interface EncodedRow {
  row: Row
  /** JSON text without line breaks. */
  json: string
  /** Rows of different lanes go to different places of the product. */
  lane: string
}

/** A request with rows; the service adds headers of its own. */
interface ProductRequest {
  url: string
  headers: Record<string, string>
  body: string
}

/** What an answer says about the rows of its request, where that is more than its status says. */
export type RowsVerdict =
  /** These are refused, by their places in the request; all others are taken. */
  | { refused: Map<number, string> }
  /** So many are refused, without saying which. */
  | { lost: number; message: string }
  /** All are refused, though the status is one of success. */
  | { refusedAll: string }

/** A product or protocol: its words, its limits and its answers. */
export interface Product {
  /** Absent where a destination needs a URL of its own. */
  host?: (region: DestinationRegion) => string | undefined
  needsSecret: boolean
  mostRows: number
  /** The bytes of the rows in one request. */
  mostBytes: number
  /** The row in the words of the product; undefined if the product has none for it. */
  encode(row: Row, target: Target): object | undefined
  /** Default: one lane. */
  laneOf?(row: Row): string
  request(rows: EncodedRow[], target: Target): ProductRequest
  /** What the text of an answer of 2xx or 400 says about single rows; undefined if nothing. */
  verdictOf?(status: number, text: string, rows: EncodedRow[]): RowsVerdict | undefined
}

export const jsonType = { 'content-type': 'application/json' }

/** The URL of a path below another one, whose query stays. */
export function below(base: string, path: string): string {
  const url = new URL(base)
  url.pathname = `${url.pathname.replace(/\/+$/, '')}/${path}`
  return url.href
}

/** HTTP Basic authentication: `secret` is `username:password`, or a username alone. */
export const basicAuth = (secret = '') => ({
  authorization: `Basic ${Buffer.from(secret.includes(':') ? secret : `${secret}:`).toString('base64')}`,
})

/** The JSON of several rows as one list. */
export const listOf = (rows: EncodedRow[]) => `[${rows.map(({ json }) => json).join(',')}]`

/** The id of nobody, for products that demand one: of the session, of the conversation, or of the row itself. */
export const anonymousId = ({ fields, uuid }: Row): string =>
  String(fields.sessionId ?? fields.conversationId ?? uuid)

/**
 * Properties with the fields of an event beside them. A field whose name a property has already is called
 * `convograph_…`, so that none replaces another.
 */
export function withFields(row: Row, except: string[] = []): Record<string, unknown> {
  const { properties, fields } = row
  const added = Object.entries({ eventKind: row.kind, ...fields })
    .filter(([name]) => !['userId', ...except].includes(name))
    .map(([name, value]) => [Object.hasOwn(properties, name) ? `convograph_${name}` : name, value])
  return { ...properties, ...Object.fromEntries(added) }
}

/** All input tokens of a model call. The log keeps those that were read from a cache or written into it apart. */
export function allInputTokens({ fields }: Row): number | undefined {
  const parts = [fields.inputTokens, fields.cachedTokens, fields.cacheWriteTokens]
  return parts.every(part => part == null)
    ? undefined
    : parts.reduce<number>((sum, part) => sum + Number(part ?? 0), 0)
}

/** A JSON object in a text; undefined for anything else. */
export function objectIn(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}
