import { type DestinationFilterInput } from '../../schema/forwarding/destination-input.ts'
import { type Row, sha256, textIn } from './row.ts'

/** Whether a filter lets a row pass; users always pass. */
export function passes(filter: DestinationFilterInput | null | undefined, row: Row): boolean {
  if (!filter || row.thing === 'USER') return true
  const { kinds, names, botIds, channels, properties } = filter
  return (
    isOneOf(kinds, row.kind) &&
    isOneOf(names, row.name) &&
    isOneOf(botIds, textIn(row, 'botId')) &&
    isOneOf(channels, textIn(row, 'channel')) &&
    (properties ?? []).every(({ key, values }) => values.includes(shown(row.properties, key)))
  )
}

const isOneOf = (values: string[] | null | undefined, value: string | undefined) =>
  !values || (value !== undefined && values.includes(value))

/** A value as the filter writes it. An absent one is the empty text. */
function shown(properties: Record<string, unknown>, key: string): string {
  const value = Object.hasOwn(properties, key) ? properties[key] : ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/**
 * Whether a row is in the sample: all rows of a user are, or none. Rows without a user go by their conversation, their
 * session, or themselves.
 */
export function isSampled(rate: number | null | undefined, row: Row): boolean {
  if (rate == null || rate >= 1) return true
  const key =
    textIn(row, 'userId') ?? textIn(row, 'conversationId') ?? textIn(row, 'sessionId') ?? row.messageId
  return sha256(key).readUIntBE(0, 6) / 2 ** 48 < rate
}
