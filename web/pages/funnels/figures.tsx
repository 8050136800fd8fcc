import { type ReactNode } from 'react'
import { exact, money, numberOf, rate, ratio, seconds } from '../../format/numbers.ts'
import { Change } from '../../parts/change.tsx'
import { type FunnelQuery } from './funnels.graphql.ts'

interface FiguresProps {
  funnel: NonNullable<FunnelQuery['funnel']>
  /** Of all model calls in the range, for the same filter and segment. */
  costUsd: string
}

/** The funnel in six numbers. */
export function Figures({ funnel, costUsd }: FiguresProps) {
  const { totalUsers, completionRate, medianSeconds, p90Seconds, openAttempts, changes, steps } = funnel
  const completed = steps.at(-1)?.users ?? 0
  const change = changes.find(({ field }) => field === 'completionRate')
  return (
    <>
      <dl className="figures">
        <Figure name="Entered" value={exact(totalUsers)} />
        <Figure name="Completed" value={exact(completed)} />
        <Figure name="Completion" value={rate(completionRate)}>
          {change && <Change {...change} />}
        </Figure>
        <Figure name="Median time" value={seconds(medianSeconds)}>
          <small>9 of 10 within {seconds(p90Seconds)}</small>
        </Figure>
        <Figure name="Cost per converted user" value={money(ratio(numberOf(costUsd), completed))}>
          <small>{money(numberOf(costUsd))} for models in the range</small>
        </Figure>
        <Figure name="Cost per user who entered" value={money(ratio(numberOf(costUsd), totalUsers))} />
      </dl>
      {openAttempts > 0 && (
        <p className="hint">
          {exact(openAttempts)} {openAttempts === 1 ? 'attempt is' : 'attempts are'} still within the window:
          these rates can rise.
        </p>
      )}
    </>
  )
}

interface FigureProps {
  name: string
  value: string
  children?: ReactNode
}

const Figure = ({ name, value, children }: FigureProps) => (
  <div>
    <dt>{name}</dt>
    <dd>
      <b className="number-value">{value}</b>
      {children}
    </dd>
  </div>
)
