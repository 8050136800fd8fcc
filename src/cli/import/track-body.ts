const MUTATION = `mutation Import($input: TrackInput!) {
  track(input: $input) { accepted duplicates rejected receipts { index status code field message } }
}`
const START = `{"query":${JSON.stringify(MUTATION)},"variables":{"input":{"facts":[`
const END = ']}}}'

/** The most a request may hold; the service refuses more. */
export const MAX_FACTS = 1_000
const MAX_BODY_BYTES = 1_048_576

/** What is left of a request's bytes for its facts and the commas between them. */
export const MAX_FACTS_BYTES = MAX_BODY_BYTES - Buffer.byteLength(START + END)

/** The HTTP body that tracks facts, each given as the JSON of an `AnyFactInput`: `{"event": {…}}`. */
export function trackBody(facts: string[]): string {
  return START + facts.join(',') + END
}

/** What the service answers: totals, and a receipt per fact. */
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
