import { type Span } from './span.ts'

const nanosPerMs = 1_000_000n

/** The moment of a span as RFC 3339: its start, or its end if the start is unknown; undefined without both. */
export function timestampOf({ start, end }: Span): string | undefined {
  const moment = start || end
  return moment ? new Date(Number(moment / nanosPerMs)).toISOString() : undefined
}

/** Milliseconds from the start of a span to a later moment; undefined if one is unknown, or before the start. */
export const msSince = (start: bigint, moment: bigint): number | undefined =>
  start && moment >= start ? Number(moment - start) / Number(nanosPerMs) : undefined

/** The moment of an instant as text, which Langfuse writes as JSON; 0 for anything else. */
export function nanosOf(text = ''): bigint {
  const ms = Date.parse(text.replaceAll('"', ''))
  return Number.isNaN(ms) ? 0n : BigInt(ms) * nanosPerMs
}
