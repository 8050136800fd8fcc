import { v7 as uuidv7 } from 'uuid'

export type SampleEvent = ReturnType<typeof sampleEvent>

/** The number of users of the sent events. */
export const sampleUsers = 20_000

/**
 * Events as a chat platform sends them, about 300 bytes each as JSON. The same number gives the same event, except for
 * its id.
 */
export const sampleEvents = (count: number) => Array.from({ length: count }, (_, i) => sampleEvent(i))

export function sampleEvent(i: number) {
  const user = (i * 7_919) % sampleUsers
  return {
    eventId: uuidv7(),
    name: `event ${(i * i) % 40}`,
    userId: `user-${user}`,
    sessionId: `session-${user}-${i % 3}`,
    channel: ['web', 'slack', 'whatsapp'][i % 3]!,
    properties: {
      plan: i % 5 === 0 ? 'pro' : 'free',
      country: ['de', 'fr', 'us', 'jp'][i % 4]!,
      length: i % 500,
    },
    timestamp: new Date(Date.now() - (i % 86_400) * 1_000).toISOString(),
  }
}

/** Splits into lists of at most `size`. */
export function batchesOf<T>(items: T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) =>
    items.slice(i * size, (i + 1) * size),
  )
}
