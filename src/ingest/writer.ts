import { GraphQLError } from 'graphql'
import { type Pool } from 'pg'
import { overloaded } from '../errors.ts'
import { Batcher } from '../limits/batcher.ts'
import { withRetry } from '../postgres/with-retry.ts'
import { eventWriter, type OnWritten } from './event-writer.ts'
import { type WrittenEvent } from './insert-events.ts'
import { type CheckedEvent } from './kinds/every-kind.ts'

/** Writes events. Once they are committed, it resolves to one value for each of them, in their order. */
export interface Write {
  (events: CheckedEvent[]): Promise<WrittenEvent[]>
  /** Forgets what is remembered of users: some were erased. */
  forgetUsers(): void
}

interface WriteRequest {
  events: CheckedEvent[]
  /** The size of their properties; all other fields are small. */
  bytes: number
  resolve: (written: WrittenEvent[]) => void
  reject: (error: unknown) => void
}

const mostPerStatement = 5_000
/** With more properties than this, a statement may run into its time limit. */
const mostBytesPerStatement = 4_194_304
const mostWaiting = 50_000
/** Told of what a statement has written, once it is committed. */
interface Listeners {
  onCommit?: () => void
  onWritten?: OnWritten
}

/** The most statements at a time: PostgreSQL works on two of them while the process prepares the third. */
const mostStatements = 3
/** With at least so many events in the queue, another statement starts while one is running. */
const worthAnother = 500

/**
 * Writes the events of many requests in one statement: requests that arrive while a statement runs go into the next one,
 * so that many small requests cost as few commits as one large request.
 * @throws OVERLOADED, DB_UNAVAILABLE: nothing of that request was stored
 */
export function createWriter(pool: Pool, { onCommit, onWritten }: Listeners): Write {
  const { write, forgetUsers } = eventWriter(pool, onWritten)
  let waiting = 0
  const batcher = new Batcher<WriteRequest>({
    run: async requests => {
      waiting -= eventsIn(requests)
      await settle(requests, events => withRetry(() => write(events)))
      onCommit?.()
    },
    sizeOfNext: requestsPerStatement,
    startsAnother: running => running < mostStatements && waiting >= worthAnother,
  })
  const add = (events: CheckedEvent[]) =>
    new Promise<WrittenEvent[]>((resolve, reject) => {
      if (waiting + events.length > mostWaiting) return reject(overloaded('events'))
      waiting += events.length
      batcher.add({ events, bytes: bytesOf(events), resolve, reject })
    })
  return Object.assign(add, { forgetUsers })
}

const eventsIn = (requests: WriteRequest[]) => requests.reduce((sum, { events }) => sum + events.length, 0)

const bytesOf = (events: CheckedEvent[]) =>
  events.reduce((sum, { properties }) => sum + String(properties ?? '').length, 0)

/** How many requests, oldest first, fit into one statement; at least one. */
function requestsPerStatement(requests: readonly WriteRequest[]): number {
  let events = 0
  let bytes = 0
  const firstTooMany = requests.findIndex(request => {
    events += request.events.length
    bytes += request.bytes
    return events > mostPerStatement || bytes > mostBytesPerStatement
  })
  return firstTooMany < 0 ? requests.length : Math.max(1, firstTooMany)
}

type Insert = (events: CheckedEvent[]) => Promise<WrittenEvent[]>

/**
 * Writes all requests with one statement. If PostgreSQL refuses the statement, each request gets its own, so that no
 * request fails because of another one. In an outage all of them fail at once.
 */
async function settle(requests: WriteRequest[], insert: Insert): Promise<void> {
  try {
    const written = await insert(requests.flatMap(({ events }) => events))
    for (const { events, resolve } of requests) resolve(written.splice(0, events.length))
  } catch (error) {
    if (requests.length === 1 || error instanceof GraphQLError) return rejectAll(requests, error)
    for (const request of requests) await settle([request], insert)
  }
}

function rejectAll(requests: WriteRequest[], error: unknown): void {
  for (const { reject } of requests) reject(error)
}
