import { type KindName } from '../../ingest/kinds/index.ts'
import { type RowEvent } from './row-event.ts'

const MUTATION = `mutation Import($input: TrackInput!) {
  track(input: $input) {
    accepted duplicates rejected receipts(status: [DUPLICATE, REJECTED]) { index status code field message }
  }
}`
const START = `{"query":${JSON.stringify(MUTATION)},"variables":{"input":{"events":[`
const END = ']}}}'

/** The limits of the service for a request. */
export const MAX_EVENTS = 1_000
const MAX_BODY_BYTES = 1_048_576

/** The bytes of a request that remain for its events and the commas between them. */
export const MAX_EVENTS_BYTES = MAX_BODY_BYTES - Buffer.byteLength(START + END)

/** The body of a request that tracks events. Each event is the JSON of an item of `track`: `{"event": {…}}`. */
export function trackBody(events: string[]): string {
  return START + events.join(',') + END
}

/** The answer of the service: totals, and a receipt for each event that was not accepted. */
export interface TrackAnswer {
  accepted: number
  duplicates: number
  rejected: number
  receipts: Receipt[]
}

export type Status = 'ACCEPTED' | Receipt['status']

interface Receipt {
  index: number
  status: 'DUPLICATE' | 'REJECTED'
  code: string | null
  field: string | null
  message: string | null
}

/** The position of a row: `file` is the index of its file, `line` counts from 1. */
export interface RowPosition {
  path: string
  file: number
  line: number
}

/** An event to send, with the row that it is from. */
export interface PositionedEvent {
  position: RowPosition
  kind: KindName
  event: RowEvent
  json: string
  /** The length of `json` in UTF-8. */
  bytes: number
}

/** One request: its body, and its events by their index. */
export interface Batch {
  body: string
  events: PositionedEvent[]
}

/** The outcome of each event of a batch, in its order. */
export function statusesOf({ receipts }: TrackAnswer, events: number): Status[] {
  const statuses = new Array<Status>(events).fill('ACCEPTED')
  for (const { index, status } of receipts) statuses[index] = status
  return statuses
}

/** Groups events into requests of at most `maxEvents` events and 1 MiB. No single event may be larger. */
export async function* batches(
  groups: AsyncIterable<PositionedEvent[]>,
  maxEvents: number,
): AsyncGenerator<Batch> {
  let batch: PositionedEvent[] = []
  let batchBytes = 0
  for await (const events of groups)
    for (const event of events) {
      const bytes = event.bytes + 1
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

function toBatch(events: PositionedEvent[]): Batch {
  return { body: trackBody(events.map(({ json }) => json)), events }
}
