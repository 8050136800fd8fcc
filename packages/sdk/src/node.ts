import { AsyncLocalStorage } from 'node:async_hooks'
import { webcrypto } from 'node:crypto'
import { type Analytics, type CommonFields, type EventNames } from './analytics.ts'
import { createClient } from './core/client.ts'
import { clock } from './core/clock.ts'
import { memoryStore, whenOpen } from './core/store.ts'
import { uuid7s } from './core/uuid7.ts'
import { type AnalyticsOptions } from './options.ts'

export * from './exports.ts'

/** The longest time for which a process that has nothing else to do sends the rest of its queue. */
const mostAtExitMs = 5_000

/** Creates a client for Node.js, Deno, Bun and workers. A process that ends by itself sends its queue first. */
export function createAnalytics<Events extends EventNames = EventNames>(
  options: AnalyticsOptions,
): Analytics<Events> {
  const running = new AsyncLocalStorage<CommonFields>()
  const { analytics, queue } = createClient<Events>(options, {
    newId: uuid7s(clock.now, bytes => webcrypto.getRandomValues(bytes)),
    store: typeof options.storage === 'object' ? whenOpen(Promise.resolve(options.storage)) : memoryStore(),
    alone: work => work(),
    running: {
      run: (defaults, work) => running.run(defaults, work),
      current: () => running.getStore(),
    },
  })
  globalThis.process?.once?.('beforeExit', () => void queue.drain(mostAtExitMs))
  return analytics
}
