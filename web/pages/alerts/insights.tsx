import { counted, exact, money, numberOf } from '../../format/numbers.ts'
import { withMoments } from '../../format/times.ts'
import { useZone } from '../../session/viewer.tsx'
import { type NoticedQuery } from './alerts.graphql.ts'

/** What is unusual, has changed, could be saved or is wrong, the most important first. */
export function Insights({ insights, count }: NonNullable<NoticedQuery['insights']>) {
  const zone = useZone()
  if (!insights.length) return <p className="empty">Nothing stands out in the range. Try a longer one.</p>
  return (
    <>
      <ul className="notes">
        {insights.map(({ severity, text, usd, users }) => (
          <li key={text} className={`note ${severity.toLowerCase()}`}>
            {withMoments(text, zone)}
            {(usd !== null || users !== null) && (
              <small>
                {[
                  ...(usd === null ? [] : [money(numberOf(usd))]),
                  ...(users === null ? [] : [counted(users, 'user')]),
                ].join(' · ')}
              </small>
            )}
          </li>
        ))}
      </ul>
      {count > insights.length && (
        <p className="hint">
          The {insights.length} most important of {exact(count)}.
        </p>
      )}
    </>
  )
}
