import { exact, money, none, numberOf, rate, ratio } from '../../format/numbers.ts'
import { type MetricKey } from './metrics.ts'
import { type OverviewQuery } from './overview.graphql.ts'

type Stats = NonNullable<OverviewQuery['stats']>
type Conversations = NonNullable<OverviewQuery['conversationAnalytics']>

/** A second number that gives the first one its weight, such as the money behind it. */
export function noteOf(key: MetricKey, stats: Stats, conversations: Conversations): string {
  const cost = numberOf(stats.costUsd)
  const notes: Record<MetricKey, string> = {
    activeUsers: `${money(ratio(cost, stats.activeUsers))} of model cost each`,
    newUsers: `${rate(ratio(stats.newUsers, stats.activeUsers))} of the active ones`,
    conversations: `${rate(conversations.resolutionRate)} resolved`,
    messages: `${exact(ratio(stats.messages, stats.conversations))} a conversation`,
    costUsd: `${money(ratio(cost, stats.conversations))} a conversation`,
    aiErrorRate: stats.unpricedCalls
      ? `${exact(stats.unpricedCalls)} calls without a price`
      : satisfactionOf(conversations),
  }
  return notes[key]
}

const satisfactionOf = ({ satisfaction }: Conversations) =>
  satisfaction === null ? `satisfaction ${none}` : `satisfaction ${exact(satisfaction)}`
