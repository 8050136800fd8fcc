import type { EventInput } from '../e2e/operations/operations.ts'

/** Second 0 of the stories whose times are seconds. */
const secondZero = Date.parse('2024-03-01T00:00:00Z')

/** The instant this many seconds after second 0, as RFC 3339. */
export const second = (seconds: number) => new Date(secondZero + Math.round(seconds * 1_000)).toISOString()

/**
 * The events of `{ ann: 'A0 B5.25' }`: ann does A at second 0 and B 5.25 seconds later. The log holds the events in the
 * order written, whatever their times.
 */
export function moments(stories: Record<string, string>): EventInput[] {
  return Object.entries(stories).flatMap(([userId, story]) =>
    story.split(' ').map(moment => {
      const [, name, seconds] = /^([A-Za-z]+)(-?[\d.]+)$/.exec(moment)!
      return { userId, name, timestamp: second(Number(seconds)) }
    }),
  )
}
