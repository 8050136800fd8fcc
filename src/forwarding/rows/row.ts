import { createHash } from 'node:crypto'
import { type LogPosition } from '../../projection/log-position.ts'
import { type ForwardedThing } from '../../schema/forwarding/dead-letter.ts'

/** A row on its way to a destination, in the words of this API; each product turns it into its own. */
export interface Row {
  type: 'event' | 'identify' | 'alias'
  thing: ForwardedThing
  /** The position of an event in the log, or the number of a user. */
  number: string
  /** Where the destination stands once it has the row. */
  position: LogPosition
  /** The same whenever the row is sent. */
  messageId: string
  /** The same, as a UUID. */
  uuid: string
  at: Date
  /** The kind of an event as it is stored, such as `ai_call`; empty for a user. */
  kind: string
  /** The name of an event; empty for a user. */
  name: string
  /** All that the row has besides: `userId`, `sessionId`, `model`, … Without absent ones. */
  fields: Record<string, unknown>
  /** The properties of an event, or the traits of a user. */
  properties: Record<string, unknown>
}

/** The next rows of a destination. */
export interface Step {
  rows: Row[]
  /** Where the destination stands once it has them. */
  to: LogPosition
}

/** A text of a row's field; undefined if it is absent. */
export const textIn = ({ fields }: Row, name: string): string | undefined =>
  fields[name] == null ? undefined : String(fields[name])

/** The longest message id that every product takes. */
const longestId = 100

export const usableId = (id: string): string => (id.length <= longestId ? id : sha256(id).toString('hex'))

/** A UUID made of texts: equal texts give the same one. It has the form of version 8, whose bits are free. */
export function uuidOf(...texts: string[]): string {
  const bytes = sha256(JSON.stringify(texts)).subarray(0, 16)
  bytes[6] = (bytes[6]! & 0x0f) | 0x80
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

export const sha256 = (text: string) => createHash('sha256').update(text).digest()
