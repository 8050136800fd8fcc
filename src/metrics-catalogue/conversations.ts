import { type MetricRecords } from './metric.ts'
import { distinct, partsOfMean } from './metric-parts.ts'
import { madeOf, mean, total } from './total.ts'

const distinctConversations = `uniqExactIf(cityHash64(conversation_id), conversation_id != '')`

/** Conversations by their events. */
export const conversationMetrics = {
  conversations: {
    unit: 'COUNT',
    isUpGood: true,
    description: 'Distinct conversations with at least one event.',
    source: 'events',
    sql: distinctConversations,
    parts: { over: distinct(distinctConversations) },
  },
  satisfaction: {
    unit: 'SCORE',
    isUpGood: true,
    description: 'Mean satisfaction score, 1 to 5; null without scores.',
    source: 'events',
    sql: madeOf(partsOfMean('satisfaction'), total`${mean('satisfaction')}`),
  },
} as const satisfies MetricRecords
