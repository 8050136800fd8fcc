import type { EventInput } from '../../ingest/kinds/event.ts'

/** A fact of the sample, as `trackEvents` takes it. */
export type SampleFact = EventInput & { eventId: string; name: string; timestamp: string }

/** A fact that does not know yet whose it is; `at` is in milliseconds since 1970. */
export type Happening = Omit<EventInput, 'eventId' | 'timestamp'> & { at: number; name: string }

export const toFact = ({ at, ...happening }: Happening, eventId: string): SampleFact => ({
  ...happening,
  eventId,
  timestamp: new Date(at).toISOString(),
})
