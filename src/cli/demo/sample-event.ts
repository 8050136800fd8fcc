import type { EventInput } from '../../ingest/kinds/custom-event.ts'

/** An event of the sample, as an input of `trackEvents`. */
export type SampleEvent = EventInput & { eventId: string; name: string; timestamp: string }

/** An event without its id; `at` is its time in milliseconds since 1970. */
export type DraftEvent = Omit<EventInput, 'eventId' | 'timestamp'> & { at: number; name: string }

export const toEvent = ({ at, ...event }: DraftEvent, eventId: string): SampleEvent => ({
  ...event,
  eventId,
  timestamp: new Date(at).toISOString(),
})
