import { randomOf } from './random.ts'

export interface SentEvent {
  eventId: string
  name: string
  userId: string | null
  conversationId: string | null
  timestamp: string
  properties: object
}

/** The events of one request: one project, several months, so that ClickHouse splits them into parts. */
export interface Batch {
  id: string
  project: string
  events: SentEvent[]
}

export const projects = ['default', 'north', 'south'] as const

const names = ['signup', 'login', 'message', 'upgrade', 'export'] as const
const from = Date.UTC(2026, 0, 1)
const to = Date.UTC(2026, 6, 1)
const users = 400

/** A client's batch with this number: always the same for the same seed and size. */
export function batchOf(seed: number, size: number, client: number, number: number): Batch {
  const random = randomOf(seed, client, number)
  const id = `c${client}-${number}`
  const eventOf = (_: unknown, index: number): SentEvent => ({
    eventId: `${id}-${index}`,
    name: random.oneOf(names),
    userId: random.chance(0.9) ? `user ${random.whole(1, users)}` : null,
    conversationId: random.chance(0.5) ? `talk ${random.whole(1, 10 * users)}` : null,
    timestamp: new Date(random.whole(from, to - 1)).toISOString(),
    properties: { client, plan: random.oneOf(['free', 'pro']), note: 'a tab\tand a line\nend' },
  })
  return { id, project: random.oneOf(projects), events: Array.from({ length: size }, eventOf) }
}
