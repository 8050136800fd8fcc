import { exact, money, numberOf, rate } from '../../../format/numbers.ts'
import { momentName } from '../../../format/times.ts'
import { useZone } from '../../../session/viewer.tsx'
import { type BudgetsQuery } from './budgets.graphql.ts'

type Budget = NonNullable<BudgetsQuery['budgets']>['nodes'][number]

/** How far a budget is used, and where it goes. */
export function BudgetState(budget: Budget) {
  const zone = useZone()
  const {
    name,
    spentUsd,
    amountUsd,
    usedRate,
    period,
    forecastUsd,
    exhaustsAt,
    unpricedCalls,
    users,
    warnings,
  } = budget
  const rows: [string, string][] = [
    ['Period', `${momentName(period.from, zone)} to ${momentName(period.to, zone)}`],
    ['Left', money(numberOf(budget.remainingUsd))],
    ...(forecastUsd ? [['At its end', forecastText(forecastUsd)] as [string, string]] : []),
    ...(exhaustsAt ? [['Used up', momentName(exhaustsAt, zone)] as [string, string]] : []),
    ['Calls', exact(budget.calls) + (unpricedCalls ? `, and ${exact(unpricedCalls)} without a price` : '')],
    ...(budget.thresholdsReached.length
      ? [
          ['Told at', budget.thresholdsReached.map(({ threshold }) => rate(threshold)).join(', ')] as [
            string,
            string,
          ],
        ]
      : []),
    ...(users.length
      ? [
          [
            'Most used by',
            users.map(user => `${user.userId} (${money(numberOf(user.spentUsd))})`).join(', '),
          ] as [string, string],
        ]
      : []),
  ]
  return (
    <>
      <p>
        <b>{money(numberOf(spentUsd))}</b> of {money(numberOf(amountUsd))}: {rate(usedRate)}
        {usedRate >= 1 && <b> – used up</b>}
      </p>
      <progress className="meter" max={1} value={Math.min(1, usedRate)} aria-label={`Used of ${name}`} />
      <dl className="facts">
        {rows.map(([key, value]) => (
          <div key={key}>
            <dt>{key}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {warnings.map(({ message }) => (
        <p key={message} className="hint">
          {message}
        </p>
      ))}
    </>
  )
}

/** With its range, where the forecast has one. */
function forecastText({ expected, low, high, method }: NonNullable<Budget['forecastUsd']>): string {
  const range = low !== null && high !== null ? `, ${money(numberOf(low))} to ${money(numberOf(high))}` : ''
  return `${money(numberOf(expected))}${range} (${method.toLowerCase()} forecast)`
}
