import { type MetricRecords } from './metric.ts'
import { mean, total } from './total.ts'

/** Conversations by their events. */
export const conversationMetrics = {
  conversations: {
    unit: 'COUNT',
    isUpGood: true,
    description: 'Distinct conversations with at least one event.',
    source: 'events',
    sql: `uniqExactIf(cityHash64(conversation_id), conversation_id != '')`,
  },
  satisfaction: {
    unit: 'SCORE',
    isUpGood: true,
    description: 'Mean satisfaction score, 1 to 5; null without scores.',
    source: 'events',
    sql: total`${mean('satisfaction')}`,
  },
} as const satisfies MetricRecords
