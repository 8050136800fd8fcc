import { Rejection } from '../../checks/rejection.ts'
import { type Warning } from '../../checks/warning.ts'
import { dayMs } from '../../durations.ts'
import { instantOf } from '../../schema/instant.ts'
import { epochOf } from './epoch.ts'
import { type Received } from './received.ts'

/** A smaller difference may be the time that the request was under way. */
const mostIgnoredMs = 60_000
/** The start of the year 2200: both databases hold the times of a clock up to then. */
const latestClock = Date.UTC(2200, 0)

/**
 * How far the clock of a sender is behind, in milliseconds; negative for a clock that is ahead, 0 for up to a minute and
 * without `sentAt`.
 * @throws Rejection for a `sentAt` that is not an instant, or not one between 1970 and 2200
 */
export function skewOf(sentAt: string | null | undefined, receivedAt: number): number {
  if (sentAt === null || sentAt === undefined) return 0
  const clock = readInstant(sentAt, 'sentAt')
  if (clock < 0 || clock >= latestClock)
    throw new Rejection('TIMESTAMP_OUT_OF_RANGE', 'sentAt', 'sentAt must lie between 1970 and 2200.')
  const skew = receivedAt - clock
  return Math.abs(skew) > mostIgnoredMs ? skew : 0
}

/**
 * The instant of a time that the sender gave, by the clock of the service.
 * @throws Rejection for a text that is not an instant, or an instant before 1970 or over a day from now
 */
export function occurredAt(text: string, { at, skewMs }: Received, field: string): string {
  const instant = readInstant(text, field) + skewMs
  if (instant < 0 || instant > at + dayMs)
    throw new Rejection(
      'TIMESTAMP_OUT_OF_RANGE',
      field,
      `${field} must lie between 1970 and one day from now.`,
    )
  return new Date(instant).toISOString()
}

/** The instant as the clock of the sender had it. */
export const bySendersClock = (instant: string, { skewMs }: Received) =>
  new Date(Date.parse(instant) - skewMs).toISOString()

function readInstant(text: string, field: string): number {
  const instant = instantOf(text) ?? epochOf(text)
  if (instant !== undefined) return instant
  throw new Rejection(
    'INVALID_TIMESTAMP',
    field,
    `${field} must be a valid time in RFC 3339, such as 2026-01-31T09:30:00Z, or a number since 1970.`,
  )
}

export const clockCorrected: Warning = {
  code: 'CLOCK_CORRECTED',
  field: 'timestamp',
  message:
    'The event is stored with corrected times: by sentAt, the clock of the sender differs from that of the service by more ' +
    'than a minute.',
}
