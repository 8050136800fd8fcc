import { type AnalyticsError } from '../../../packages/sdk/src/core/error.ts'
import { type Outcome } from '../../../packages/sdk/src/core/outcome.ts'
import { Queue, type QueueParts } from '../../../packages/sdk/src/core/queue.ts'
import { Report } from '../../../packages/sdk/src/core/report.ts'
import { type Item, memoryStore } from '../../../packages/sdk/src/core/store.ts'
import { fakeClock } from './fake-clock.ts'

/** The answer of a server to a batch; undefined stores everything. */
export type Reply = (batch: string[]) => Outcome | undefined

/** A queue before a server that follows a script, and a clock that a test moves. Pauses are as long as they can be. */
export function queueStory(reply: Reply = () => undefined, parts: Partial<QueueParts> = {}) {
  const clock = fakeClock()
  const start = clock.now()
  const errors: string[] = []
  const requests: { atMs: number; sent: string[] }[] = []
  const report = new Report(undefined, ({ code }: AnalyticsError) => errors.push(code))
  const queue = new Queue({
    store: memoryStore(),
    clock,
    random: () => 1,
    report,
    alone: work => work(),
    flushAt: 20,
    flushIntervalMs: 3_000,
    maxQueue: 10_000,
    send: async batch => {
      const sent = batch.map(({ key }) => key)
      requests.push({ atMs: clock.now() - start, sent })
      return reply(sent) ?? accepted(batch)
    },
    ...parts,
  })
  const add = (...keys: string[]) => {
    for (const key of keys) queue.add(itemOf(key))
  }
  return { queue, clock, requests, errors, add, stats: report.stats }
}

/** An item whose key begins with its kind if that is not `event`, such as `identify-1`. */
export function itemOf(key: string, bytes = 100): Item {
  const [word] = key.split('-')
  return { key, kind: word === 'identify' || word === 'alias' ? word : 'event', json: '{}', bytes }
}

const accepted = (batch: Item[]): Outcome => ({
  is: 'answered',
  receipts: batch[0]!.kind === 'event' ? batch.map(({ key }) => receiptOf(key)) : [],
})

const receiptOf = (eventId: string) =>
  ({ eventId, status: 'ACCEPTED', code: null, field: null, message: null }) as const
