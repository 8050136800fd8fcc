const MUTATION = `mutation Import($input: TrackInput!) {
  track(input: $input) { accepted duplicates rejected receipts { index status code field message } }
}`
const START = `{"query":${JSON.stringify(MUTATION)},"variables":{"input":{"events":[`
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

/** Where a row stands: `file` is the position of its file among those given, `line` counts from 1. */
export interface Place {
  path: string
  file: number
  line: number
}

export interface PlacedFact {
  place: Place
  json: string
}

/** One request: its body, and the place of the fact at each index. */
export interface Batch {
  body: string
  places: Place[]
}

/** Cuts facts into requests of at most `maxFacts` facts and 1 MiB; no fact may exceed that alone. */
export async function* batches(facts: AsyncIterable<PlacedFact>, maxFacts: number): AsyncGenerator<Batch> {
  let batch: PlacedFact[] = []
  let batchBytes = 0
  for await (const fact of facts) {
    const bytes = Buffer.byteLength(fact.json) + 1
    if (batch.length === maxFacts || batchBytes + bytes > MAX_FACTS_BYTES) {
      yield toBatch(batch)
      batch = []
      batchBytes = 0
    }
    batch.push(fact)
    batchBytes += bytes
  }
  if (batch.length > 0) yield toBatch(batch)
}

function toBatch(facts: PlacedFact[]): Batch {
  return { body: trackBody(facts.map(({ json }) => json)), places: facts.map(({ place }) => place) }
}
