import { DateTime } from 'luxon'
import { asInstant, type FieldValue, millisecondsIn } from './values.ts'

const written =
  /^(\d{4}-\d{2}-\d{2})(?:[Tt ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?) ?(?:([Zz]|UTC)|([+-]\d{2}):?(\d{2})?)?)?$/

/**
 * The instant of a cell in milliseconds since 1970: a number counts from 1970, and a text without a zone is a time in
 * `zone`. Of an hour that the clock repeats, the first one. Undefined for what is no time.
 */
export function instantIn(cell: unknown, zone: string): number | undefined {
  const [match, date, time = '00:00', utc, hours, minutes = '00'] =
    (typeof cell === 'string' && written.exec(cell)) || []
  if (match === undefined) return millisecondsIn(cell)
  const offset = utc ? 'Z' : hours && `${hours}:${minutes}`
  const local = `${date}T${time}`
  const ms = offset || zone === 'UTC' ? Date.parse(local + (offset ?? 'Z')) : inZone(local, zone)
  return Number.isNaN(ms) ? undefined : ms
}

/** The reading of a field: if the field is a time, one without a zone is a time in `zone`. */
export const zonedValue = (toValue: FieldValue, zone: string): FieldValue =>
  toValue === asInstant && zone !== 'UTC' ? (cell, field) => instantText(cell, field, zone) : toValue

function instantText(cell: unknown, field: string, zone: string): string {
  const ms = instantIn(cell, zone)
  return ms === undefined ? asInstant(cell, field) : new Date(ms).toISOString()
}

/** The instant at which clocks in the zone show what clocks in UTC show at the given one. */
export const fromWallClock = (ms: number, zone: string): number =>
  zone === 'UTC' ? ms : inZone(new Date(ms).toISOString().slice(0, -1), zone)

const inZone = (local: string, zone: string): number =>
  Math.min(...DateTime.fromISO(local, { zone }).getPossibleOffsets().map(Number))
