const MUTATION = `mutation Import($input: TrackEventsInput!) {
  trackEvents(input: $input) { accepted duplicates rejected receipts { index status code field message } }
}`
const START = `{"query":${JSON.stringify(MUTATION)},"variables":{"input":{"events":[`
const END = ']}}}'

/** The most a request may hold; the service refuses more. */
export const MAX_EVENTS = 1_000
const MAX_BODY_BYTES = 1_048_576

/** What is left of a request's bytes for its events and the commas between them. */
export const MAX_EVENTS_BYTES = MAX_BODY_BYTES - Buffer.byteLength(START + END)

/** The HTTP body that tracks events, each given as its JSON. */
export function trackEventsBody(events: string[]): string {
  return START + events.join(',') + END
}

/** What the service answers: totals, and a receipt per event. */
export interface TrackEventsAnswer {
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
