import { DateTime } from 'luxon'
import { type SegmentValueOf } from '../../../schema/users/segment-value.ts'
import { invalidSegment } from './invalid-segment.ts'

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)$/
const largest = 1e15

/** @throws INVALID_SEGMENT unless the value is a number */
export function numberOf(value: SegmentValueOf | null | undefined, what: string): number {
  const isText = typeof value === 'string' && decimal.test(value)
  const number = typeof value === 'number' || isText ? Number(value) : Number.NaN
  if (Number.isFinite(number) && Math.abs(number) <= largest) return number
  throw invalidSegment(`${what} must be compared with a number such as 10.`)
}

const ago = /^-(\d{1,5})([hdwmy])$/
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/
const units = { h: 'hours', d: 'days', w: 'weeks', m: 'months', y: 'years' } as const

/**
 * The instant of an absolute or relative time in milliseconds. Months and years are calendar units in UTC, so that a
 * segment has the same users in every time zone.
 * @throws INVALID_SEGMENT unless the value is a time
 */
export function timeOf(value: SegmentValueOf | null | undefined, asOf: Date, what: string): number {
  const text = typeof value === 'string' ? value : ''
  const [, count, unit] = ago.exec(text) ?? []
  const at: DateTime | undefined = unit
    ? DateTime.fromJSDate(asOf, { zone: 'utc' }).minus({ [units[unit as keyof typeof units]]: Number(count) })
    : instant.test(text)
      ? DateTime.fromISO(text)
      : undefined
  if (at?.isValid && at.year > 0) return at.toMillis()
  throw invalidSegment(
    `${what} must be compared with a time: such as "-7d" for seven days ago (units h, d, w, m, y), or "2026-01-31T00:00:00Z".`,
  )
}
