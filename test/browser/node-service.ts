import { setTimeout as pause } from 'node:timers/promises'
import { type Analytics, createAnalytics } from '../../packages/sdk/src/node.ts'
import { type Random } from '../fault/load/random.ts'
import { type Check } from './proof.ts'
import { type StoredEvent } from './stored.ts'

export interface NodeService {
  analytics: Analytics
  checks(stored: StoredEvent[]): Check[]
}

/** A service that has tracked 1,000 events and 100 model calls in bursts, of which some may not have been sent yet. */
export async function startNodeService(
  options: { url: string; key: string },
  random: Random,
): Promise<NodeService> {
  const analytics = createAnalytics({
    ...options,
    requestTimeoutMs: 1_000,
    flushIntervalMs: 200,
    flushAt: 50,
  })
  const ids: string[] = []
  for (let burst = 0; burst < 20; burst++) {
    const userId = `user-${burst % 5}`
    const chat = analytics.with({ conversationId: `chat-${burst}`, userId })
    for (let no = 0; no < 50; no++) ids.push(chat.track('served'))
    for (let no = 0; no < 5; no++)
      ids.push(chat.aiCall({ model: 'gpt-4o', inputTokens: 10, outputTokens: 5 }))
    analytics.identify(userId, { lastBurst: burst })
    await pause(random.whole(0, 300))
  }
  return { analytics, checks: stored => checks(analytics, ids, stored) }
}

function checks(analytics: Analytics, ids: string[], stored: StoredEvent[]): Check[] {
  const found = stored.filter(({ name, model }) => name === 'served' || model === 'gpt-4o')
  const { queued, accepted, duplicates, rejected, dropped } = analytics.stats()
  return [
    {
      name: `Node.js: ${ids.length} tracked, ${found.length} stored, each once`,
      isRight: sorted(ids) === sorted(found.map(({ eventId }) => eventId)),
    },
    {
      name: `Node.js: of ${queued} calls, ${accepted} accepted and ${duplicates} known from answers that were lost`,
      isRight: queued === accepted + duplicates && rejected + dropped === 0,
    },
  ]
}

const sorted = (ids: string[]) => ids.toSorted().join()
