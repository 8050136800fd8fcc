import { hrefOf } from '../../address/location.ts'
import { type Question } from '../../address/question.ts'
import { Sparkline } from '../../charts/sparkline.tsx'
import { exact, type Format, milliseconds, money, numberOf, rate } from '../../format/numbers.ts'
import { Change } from '../../parts/change.tsx'
import { Link } from '../../parts/link.tsx'
import { type LiveNumbersSubscription } from './live.graphql.ts'

type Realtime = LiveNumbersSubscription['realtime']
type Minute = Realtime['minutes'][number]

interface LiveNumber {
  field: string
  name: string
  format: Format
  value: (now: Realtime) => number | null
  of: (minute: Minute) => number | null
}

const numbers: LiveNumber[] = [
  {
    field: 'activeUsers',
    name: 'Users',
    format: exact,
    value: now => now.activeUsers,
    of: minute => minute.activeUsers,
  },
  {
    field: 'activeConversations',
    name: 'Conversations',
    format: exact,
    value: now => now.activeConversations,
    of: minute => minute.activeConversations,
  },
  {
    field: 'messagesPerMinute',
    name: 'Messages a minute',
    format: exact,
    value: now => now.messagesPerMinute,
    of: minute => minute.messages,
  },
  {
    field: 'averageResponseTimeMs',
    name: 'Response time',
    format: milliseconds,
    value: now => now.averageResponseTimeMs,
    of: minute => minute.averageResponseTimeMs,
  },
  {
    field: 'errorRate',
    name: 'Failed calls',
    format: rate,
    value: now => now.errorRate,
    of: minute => minute.errorRate,
  },
  {
    field: 'costPerHourUsd',
    name: 'Cost an hour',
    format: money,
    value: now => numberOf(now.costPerHourUsd),
    of: minute => numberOf(minute.costUsd),
  },
]

/** The numbers of now, each with its half hour. */
export const Now = ({ now, question }: { now: Realtime; question: Question }) => (
  <>
    <ul className="number-cards">
      {numbers.map(({ field, name, format, value, of }) => {
        const change = now.changes.find(each => each.field === field)
        return (
          <li key={field} className="number-card still">
            <span className="number-name">{name}</span>
            <span className="number-value">{format(value(now))}</span>
            {change && <Change {...change} />}
            <Sparkline values={now.minutes.map(of)} />
          </li>
        )
      })}
    </ul>
    {now.minutes.every(({ messages, calls, activeUsers }) => messages + calls + activeUsers === 0) && (
      <p className="empty">Nobody was there in the last 30 minutes. What arrives is here within seconds.</p>
    )}
    {now.alerts.length > 0 && (
      <ul className="notes">
        {now.alerts.map(({ type, message, alertId }) => (
          <li key={type + message + alertId} className="note warning">
            {alertId ? (
              <Link href={hrefOf(`/alerts/${encodeURIComponent(alertId)}`, question)}>{message}</Link>
            ) : (
              message
            )}
          </li>
        ))}
      </ul>
    )}
  </>
)
