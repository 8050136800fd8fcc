import { MAX_EVENTS_BYTES, trackEventsBody } from './track-events.ts'

/** Where a row stands: `file` is the position of its file among those given, `line` counts from 1. */
export interface Place {
  path: string
  file: number
  line: number
}

export interface PlacedEvent {
  place: Place
  json: string
}

/** One request: its body, and the place of the event at each index. */
export interface Batch {
  body: string
  places: Place[]
}

/** Cuts events into requests of at most `maxEvents` events and 1 MiB; no event may exceed that alone. */
export async function* batches(events: AsyncIterable<PlacedEvent>, maxEvents: number): AsyncGenerator<Batch> {
  let batch: PlacedEvent[] = []
  let batchBytes = 0
  for await (const event of events) {
    const bytes = Buffer.byteLength(event.json) + 1
    if (batch.length === maxEvents || batchBytes + bytes > MAX_EVENTS_BYTES) {
      yield toBatch(batch)
      batch = []
      batchBytes = 0
    }
    batch.push(event)
    batchBytes += bytes
  }
  if (batch.length > 0) yield toBatch(batch)
}

function toBatch(events: PlacedEvent[]): Batch {
  return { body: trackEventsBody(events.map(({ json }) => json)), places: events.map(({ place }) => place) }
}
