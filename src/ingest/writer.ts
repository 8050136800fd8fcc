import { GraphQLError } from 'graphql'
import { type Pool } from 'pg'
import { overloaded } from '../errors.ts'
import { withRetry } from '../postgres/with-retry.ts'
import { factKey, type Stored } from './insert-facts.ts'
import { type CheckedFact } from './kinds/every-kind.ts'
import { factWriter } from './write-facts.ts'

/** Writes facts; resolves, once they are committed, to which of them were new to the log, in their order. */
export type Write = (facts: CheckedFact[]) => Promise<boolean[]>

interface Waiting {
  facts: CheckedFact[]
  /** Of their properties: no other field may be large. */
  bytes: number
  resolve: (isNew: boolean[]) => void
  reject: (error: unknown) => void
}

const mostPerStatement = 5_000
/** More properties than this at once may take PostgreSQL longer than a statement may take. */
const mostBytesPerStatement = 4_194_304
const mostWaiting = 50_000
/** Statements at once: one more than PostgreSQL works on while the process prepares the next. */
const mostStatements = 3
/** How many facts must wait to be worth a commit of their own beside the one under way. */
const worthAnother = 500

/**
 * Coalesces: whatever arrives while one statement runs goes into the next, so that many small requests cost
 * as few commits as one large one.
 * @throws OVERLOADED, DB_UNAVAILABLE: nothing of that request was stored
 */
export function createWriter(log: Pool, onCommit: () => void): Write {
  const write = factWriter(log)
  const insert: Insert = facts => withRetry(() => write(facts))
  const queue: Waiting[] = []
  let waiting = 0
  let running = 0

  const run = async () => {
    running++
    // Requests that were read in the same turn of the event loop join the first statement.
    await new Promise(setImmediate)
    while (queue.length) {
      const requests = takeFrom(queue)
      waiting -= factsIn(requests)
      await settle(requests, insert)
      onCommit()
    }
    running--
  }

  return facts =>
    new Promise((resolve, reject) => {
      if (waiting + facts.length > mostWaiting) return reject(overloaded('facts'))
      waiting += facts.length
      queue.push({ facts, bytes: bytesOf(facts), resolve, reject })
      if (running === 0 || (running < mostStatements && waiting >= worthAnother)) void run()
    })
}

const factsIn = (requests: Waiting[]) => requests.reduce((sum, { facts }) => sum + facts.length, 0)

const bytesOf = (facts: CheckedFact[]) =>
  facts.reduce((sum, { properties }) => sum + String(properties ?? '').length, 0)

/** The oldest requests that fit into one statement, at least one. */
function takeFrom(queue: Waiting[]): Waiting[] {
  let taken = 0
  let facts = 0
  let bytes = 0
  for (const request of queue) {
    facts += request.facts.length
    bytes += request.bytes
    if (taken > 0 && (facts > mostPerStatement || bytes > mostBytesPerStatement)) break
    taken++
  }
  return queue.splice(0, taken)
}

type Insert = (facts: CheckedFact[]) => Promise<Stored>

/**
 * One statement for all; when PostgreSQL refuses it, one for each, so that no request fails for its neighbour.
 * In an outage all of them fail at once.
 */
async function settle(requests: Waiting[], insert: Insert): Promise<void> {
  try {
    const added = await insert(requests.flatMap(({ facts }) => facts))
    for (const { facts, resolve } of requests) resolve(facts.map(fact => added.delete(factKey(fact))))
  } catch (error) {
    if (requests.length === 1 || error instanceof GraphQLError) return rejectAll(requests, error)
    for (const request of requests) await settle([request], insert)
  }
}

function rejectAll(requests: Waiting[], error: unknown): void {
  for (const { reject } of requests) reject(error)
}
