import { Sparkline } from '../../charts/sparkline.tsx'
import { exact, money, none, numberOf, rate, ratio } from '../../format/numbers.ts'
import { Change } from '../../parts/change.tsx'
import { type MetricKey, metricKeys, metrics } from './metrics.ts'
import { type OverviewQuery } from './overview.graphql.ts'

type Stats = NonNullable<OverviewQuery['stats']>
type Conversations = NonNullable<OverviewQuery['conversationAnalytics']>

interface NumberCardsProps {
  stats: Stats
  conversationAnalytics: Conversations
  chosen: MetricKey
  choose: (metric: MetricKey) => void
}

/** The six numbers; the chosen one is drawn below. */
export const NumberCards = ({ stats, conversationAnalytics, chosen, choose }: NumberCardsProps) => (
  <ul className="number-cards">
    {metricKeys.map(key => {
      const { name, short, long, of } = metrics[key]
      const change = stats.changes.find(({ field }) => field === key)
      return (
        <li key={key}>
          <button
            type="button"
            className="number-card"
            aria-pressed={key === chosen}
            onClick={() => choose(key)}
            data-metric={key}
          >
            <span className="number-name">{name}</span>
            <span className="number-value" title={long(of(stats))}>
              {short(of(stats))}
            </span>
            {stats.previous && change && <Change {...change} />}
            <Sparkline values={stats.buckets.map(of)} />
            <span className="number-note">{noteOf(key, stats, conversationAnalytics)}</span>
          </button>
        </li>
      )
    })}
  </ul>
)

/** A second number that gives the first one its weight, such as the money behind it. */
function noteOf(key: MetricKey, stats: Stats, conversations: Conversations): string {
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
