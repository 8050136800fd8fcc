import { MAX_FACTS_BYTES, trackBody } from './track-body.ts'

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
