import { compact, compactMoney, exact, money, numberOf, rate } from '../../format/numbers.ts'
import { type ShownNumbers } from '../../parts/number-cards.tsx'

interface Numbers {
  activeUsers: number
  newUsers: number
  conversations: number
  messages: number
  costUsd: string
  aiErrorRate: number | null
}

export type MetricKey = keyof Numbers

/** The numbers on the cards, in their order. */
export const metrics: ShownNumbers<MetricKey, Numbers> = {
  activeUsers: { name: 'Active users', short: compact, long: exact, of: numbers => numbers.activeUsers },
  newUsers: { name: 'New users', short: compact, long: exact, of: numbers => numbers.newUsers },
  conversations: { name: 'Conversations', short: compact, long: exact, of: numbers => numbers.conversations },
  messages: { name: 'Messages', short: compact, long: exact, of: numbers => numbers.messages },
  costUsd: {
    name: 'Cost of models',
    short: compactMoney,
    long: money,
    of: numbers => numberOf(numbers.costUsd),
  },
  aiErrorRate: { name: 'Failed model calls', short: rate, long: rate, of: numbers => numbers.aiErrorRate },
}

export const metricKeys = Object.keys(metrics) as MetricKey[]
