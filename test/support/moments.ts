import type { EventInput } from '../e2e/operations.ts'

/** Second 0 of the stories that are told in seconds. */
const dawn = Date.parse('2024-03-01T00:00:00Z')

/** The instant so many seconds after the dawn, as RFC 3339. */
export const second = (seconds: number) => new Date(dawn + Math.round(seconds * 1_000)).toISOString()

/**
 * Who did what, as `{ ann: 'A0 B5.25' }`: A at the dawn and B 5.25 seconds later. The log holds the events in
 * the order written, whatever their times.
 */
export function moments(stories: Record<string, string>): EventInput[] {
  return Object.entries(stories).flatMap(([userId, story]) =>
    story.split(' ').map(moment => {
      const [, name, seconds] = /^([A-Za-z]+)([\d.]+)$/.exec(moment)!
      return { userId, name, timestamp: second(Number(seconds)) }
    }),
  )
}
