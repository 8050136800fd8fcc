import { hrefOf, useAsked } from '../../address/location.ts'
import { wordsOf } from '../../format/names.ts'
import { momentName, withMoments } from '../../format/times.ts'
import { Link } from '../../parts/link.tsx'
import { useZone } from '../../session/viewer.tsx'
import { type OverviewQuery, type StandsOutQuery } from './overview.graphql.ts'

const loud = new Set(['ALERT', 'WARNING', 'NO_DATA', 'INVALID'])

/** The alerts that want to be looked at. */
export function Alerts({ nodes }: NonNullable<OverviewQuery['alerts']>) {
  const zone = useZone()
  const { question } = useAsked()
  const shown = nodes.filter(({ state }) => loud.has(state))
  if (!nodes.length)
    return <p className="empty">There are no alerts. An alert tells you when a number leaves its bounds.</p>
  if (!shown.length) return <p className="empty">All {nodes.length} alerts are quiet.</p>
  return (
    <ul className="notes">
      {shown.map(({ id, name, state, checkedAt }) => (
        <li key={id} className={`note ${state === 'WARNING' ? 'warning' : 'critical'}`}>
          <b>{wordsOf(state)}</b>{' '}
          <Link href={hrefOf(`/alerts/${encodeURIComponent(id)}`, question)}>{name}</Link>
          {checkedAt && <small>{momentName(checkedAt, zone)}</small>}
        </li>
      ))}
    </ul>
  )
}

/** Unusual numbers, changes, savings and problems, the most important first. */
export function Insights({ insights }: NonNullable<StandsOutQuery['insights']>) {
  const zone = useZone()
  if (!insights.length) return <p className="empty">Nothing stands out in the range.</p>
  return (
    <ul className="notes">
      {insights.map(({ severity, text }) => (
        <li key={text} className={`note ${severity.toLowerCase()}`}>
          {withMoments(text, zone)}
        </li>
      ))}
    </ul>
  )
}
