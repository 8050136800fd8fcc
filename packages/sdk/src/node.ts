import { AsyncLocalStorage } from 'node:async_hooks'
import { webcrypto } from 'node:crypto'
import { type Analytics, type CommonFields, type EventNames } from './analytics.ts'
import { createClient } from './core/client.ts'
import { memoryStore } from './core/store.ts'
import { type AnalyticsOptions } from './options.ts'

export * from './analytics.ts'
export { AnalyticsError, type ErrorCode } from './core/error.ts'
export type { Item, Store } from './core/store.ts'
export type * from './options.ts'

/** Creates a client for Node.js, Deno, Bun and workers, which sends its queue before the process ends by itself. */
export function createAnalytics<Events extends EventNames = EventNames>(
  options: AnalyticsOptions,
): Analytics<Events> {
  const running = new AsyncLocalStorage<CommonFields>()
  const { analytics, queue } = createClient<Events>(options, {
    fillRandom: bytes => webcrypto.getRandomValues(bytes),
    store: ({ storage }) => (typeof storage === 'object' ? storage : memoryStore()),
    alone: (_, work) => work(),
    defaults: {
      run: (defaults, work) => running.run(defaults, work),
      current: () => running.getStore(),
    },
  })
  globalThis.process?.once?.('beforeExit', () => void queue.drain(5_000))
  return analytics
}
