const MUTATION = `mutation Import($input: TrackInput!) {
  track(input: $input) { accepted duplicates rejected receipts { index status code field message } }
}`
const START = `{"query":${JSON.stringify(MUTATION)},"variables":{"input":{"events":[`
const END = ']}}}'

/** The most a request may hold; the service refuses more. */
export const MAX_EVENTS = 1_000
const MAX_BODY_BYTES = 1_048_576

/** What is left of a request's bytes for its events and the commas between them. */
export const MAX_EVENTS_BYTES = MAX_BODY_BYTES - Buffer.byteLength(START + END)

/** The HTTP body that tracks events, each given as the JSON of an `AnyEventInput`: `{"event": {…}}`. */
export function trackBody(events: string[]): string {
  return START + events.join(',') + END
}

/** What the service answers: totals, and a receipt per event. */
export interface TrackAnswer {
  accepted: number
  duplicates: number
  rejected: number
  receipts: Receipt[]
}

interface Receipt {
  index: number
  status: 'ACCEPTED' | 'DUPLICATE' | 'REJECTED'
  code: string | null
  field: string | null
  message: string | null
}

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
  return { body: trackBody(events.map(({ json }) => json)), places: events.map(({ place }) => place) }
}
