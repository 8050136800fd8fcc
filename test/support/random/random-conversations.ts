import { type Random } from '../../fault/load/random.ts'

/** The events about a conversation, as the input types have them; times in RFC 3339. */
export interface SentChange {
  eventId: string
  conversationId: string
  timestamp?: string
  startedAt?: string
  endedAt?: string
  status?: Status
  resolved?: boolean
  satisfaction?: number
  topics?: string[]
  userId?: string
  botId?: string
  channel?: string
}

export type Status = 'ACTIVE' | 'COMPLETED' | 'ABANDONED' | 'ESCALATED'

export interface SentMessage {
  eventId: string
  conversationId: string
  timestamp: string
  role: 'USER' | 'ASSISTANT'
  userId?: string
  botId?: string
  channel?: string
  inputTokens?: number
  costUsd?: string
}

interface SentCall {
  eventId: string
  conversationId: string
  timestamp: string
  durationMs: number
}

export type SentEvent = { conversation: SentChange } | { message: SentMessage } | { aiCall: SentCall }

/** All events about one conversation. Times are whole minutes, so that several share an instant. */
export function randomConversation(id: string, random: Random): SentEvent[] {
  const start = random.whole(0, 20 * 24 * 60)
  const minute = (after: number) => new Date(Date.UTC(2024, 2, 1, 0, start + after)).toISOString()
  const soon = () => minute(random.whole(-5, 30))
  const said = {
    ...(random.chance(0.7) && { userId: `user ${random.whole(1, 40)}` }),
    ...(random.chance(0.7) && { botId: random.oneOf(['support', 'sales']) }),
    ...(random.chance(0.7) && { channel: random.oneOf(['web', 'slack']) }),
  }
  const times = <Item>(least: number, most: number, make: () => Item) =>
    Array.from({ length: random.whole(least, most) }, make)
  const changes = random.chance(0.1)
    ? []
    : [
        ...times(0, 1, () => ({ startedAt: minute(0), ...(random.chance(0.5) && said), ...words(random) })),
        ...times(0, 4, () => ({ timestamp: soon(), ...words(random) })),
        ...times(0, 2, () => ended(soon(), minute(60), random)),
      ]
  const named = (what: string, i: number) => ({ eventId: `${id} ${what} ${i}`, conversationId: id })
  return [
    ...changes.map((change, i) => ({ conversation: { ...change, ...named('change', i) } })),
    ...times(1, 6, () => message(soon(), random)).map((one, i) => ({
      message: {
        ...one,
        ...(random.chance(0.5) && said),
        ...(random.chance(0.1) && { userId: `user ${random.whole(1, 40)}` }),
        ...(random.chance(0.1) && { botId: random.oneOf(['support', 'sales']) }),
        ...named('message', i),
      },
    })),
    ...times(0, 2, soon).map((timestamp, i) => ({
      aiCall: { timestamp, durationMs: 9, ...named('call', i) },
    })),
  ]
}

/** The fields that a change can have; often few, sometimes none. */
const words = (random: Random) => ({
  ...(random.chance(0.2) && {
    status: random.oneOf<Status>(['ACTIVE', 'ACTIVE', 'COMPLETED', 'ABANDONED', 'ESCALATED']),
  }),
  ...(random.chance(0.3) && { resolved: random.chance(0.5) }),
  ...(random.chance(0.3) && { satisfaction: random.whole(1, 5) }),
  ...(random.chance(0.3) && { topics: topics.filter(() => random.chance(0.3)) }),
  ...(random.chance(0.2) && { userId: `user ${random.whole(1, 40)}` }),
  ...(random.chance(0.2) && { botId: random.oneOf(['support', 'sales']) }),
  ...(random.chance(0.2) && { channel: random.oneOf(['web', 'slack']) }),
})

const topics = ['billing', 'refund', 'login', 'delivery']

/** An end, which some services report long afterwards. */
const ended = (endedAt: string, later: string, random: Random) => ({
  endedAt,
  ...(random.chance(0.3) && { timestamp: later }),
  ...words(random),
})

const message = (timestamp: string, random: Random) => ({
  timestamp,
  role: random.oneOf(['USER', 'ASSISTANT'] as const),
  ...(random.chance(0.5) && { inputTokens: random.whole(1, 500) }),
  ...(random.chance(0.3) && { costUsd: `0.0${random.whole(1, 9)}` }),
})
