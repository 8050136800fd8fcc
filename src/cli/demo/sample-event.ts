import type { EventInput } from '../../ingest/kinds/custom-event.ts'

/** An event of the sample, as `trackEvents` takes it. */
export type SampleEvent = EventInput & { eventId: string; name: string; timestamp: string }

/** An event that does not know yet whose it is; `at` is in milliseconds since 1970. */
export type Happening = Omit<EventInput, 'eventId' | 'timestamp'> & { at: number; name: string }

export const toEvent = ({ at, ...happening }: Happening, eventId: string): SampleEvent => ({
  ...happening,
  eventId,
  timestamp: new Date(at).toISOString(),
})
