import { type Analytics, type EventNames } from './analytics.ts'
import { browserStore } from './browser/browser-store.ts'
import { onNavigation } from './browser/on-navigation.ts'
import { browserVisitor } from './browser/visitor.ts'
import { createClient } from './core/client.ts'
import { clock } from './core/clock.ts'
import { type Queue } from './core/queue.ts'
import { stackOfDefaults } from './core/stack-of-defaults.ts'
import { memoryStore } from './core/store.ts'
import { uuid7s } from './core/uuid7.ts'
import { type AnalyticsOptions } from './options.ts'

export * from './exports.ts'

const isPage = typeof document !== 'undefined'

/** Creates a client for a page or a web worker. Its queue outlives the page. */
export function createAnalytics<Events extends EventNames = EventNames>(
  options: AnalyticsOptions,
): Analytics<Events> {
  const name = `convograph:${options.project ?? options.url}`
  const newId = uuid7s(clock.now, bytes => crypto.getRandomValues(bytes))
  const { sessionIdleMs = 1_800_000 } = options
  const disabled = options.disabled || (options.respectDoNotTrack && isUnwanted())
  const { analytics, queue } = createClient<Events>(
    { ...options, disabled },
    {
      newId,
      store: disabled ? memoryStore() : browserStore(name, options.storage),
      // Not every page has locks, and not every page may use them.
      alone: work => navigator.locks?.request(name, work).catch(work) ?? work(),
      running: stackOfDefaults(),
      visitor: isPage ? browserVisitor({ entry: `${name}:visitor`, newId, clock, sessionIdleMs }) : undefined,
    },
  )
  if (!disabled) sendAtItsTimes(queue)
  if (options.autoPage) {
    analytics.page()
    onNavigation(() => analytics.page())
  }
  return analytics
}

const isUnwanted = () =>
  navigator.doNotTrack === '1' ||
  (navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl === true

/** Sends when the network is back, when the page ends, and now, because the last page may have left events behind. */
function sendAtItsTimes(queue: Queue): void {
  const send = () => queue.sendAtPageEnd()
  addEventListener('online', () => void queue.flush())
  addEventListener('pagehide', send)
  if (isPage)
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'hidden') send()
    })
  void queue.flush()
}
