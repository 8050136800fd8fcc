import { useState } from 'react'
import { useAsked } from '../../address/location.ts'
import { variablesOf } from '../../address/variables.ts'
import { exact, rate, seconds } from '../../format/numbers.ts'
import { UsersDialog } from '../../parts/users/users-dialog.tsx'
import { type FunnelAsked, type FunnelDraft } from './draft.ts'
import { DroppedSegment } from './dropped-segment.tsx'
import { FunnelConverted, FunnelDropped, type FunnelQuery } from './funnels.graphql.ts'

type Answer = NonNullable<FunnelQuery['funnel']>

interface BarsProps {
  funnel: Answer
  asked: FunnelAsked
  draft: FunnelDraft | undefined
}

/** A bar for each step; between two of them, how many go on and how many stop. Both numbers open their users. */
export function Bars({ funnel, asked, draft }: BarsProps) {
  const [opened, setOpened] = useState<{ index: number; isDropped: boolean } | undefined>()
  const { steps, previous } = funnel
  if (!funnel.totalUsers)
    return (
      <p className="empty">
        Nobody took the first step in this range. Try a longer range, or check the name of the event.
      </p>
    )
  return (
    <>
      <ol className="bars">
        {steps.map((step, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place
          <li key={index}>
            {index > 0 && <Between step={step} open={() => setOpened({ index, isDropped: true })} />}
            <div className="bar-head">
              <span>
                <b>{index + 1}</b> {step.name}
              </span>
              <span>
                <button
                  type="button"
                  className="link"
                  onClick={() => setOpened({ index, isDropped: false })}
                  aria-label={`${exact(step.users)} took step ${index + 1}, ${step.name}: show them`}
                >
                  {exact(step.users)}
                </button>{' '}
                · {rate(step.rateFromFirst)}
              </span>
            </div>
            <Bar
              share={step.rateFromFirst ?? 0}
              from={index ? (steps[index - 1]!.rateFromFirst ?? 0) : 1}
              previous={index ? (previous?.steps[index]?.rateFromFirst ?? undefined) : undefined}
            />
          </li>
        ))}
      </ol>
      <p className="legend">
        <span>Hatched: stopped before this step.</span>
        {previous && <span>Line: the period compared with.</span>}
      </p>
      {opened && (
        <Opened {...opened} funnel={funnel} asked={asked} draft={draft} close={() => setOpened(undefined)} />
      )}
    </>
  )
}

interface BarProps {
  share: number
  /** The share of the step before. */
  from: number
  /** The share in the period compared with. */
  previous: number | undefined
}

const Bar = ({ share, from, previous }: BarProps) => (
  <svg className="funnel-bar" aria-hidden="true" preserveAspectRatio="none" viewBox="0 0 100 1">
    <defs>
      <pattern id="hatch" width="1.2" height="1" patternUnits="userSpaceOnUse">
        <rect width="0.4" height="1" />
      </pattern>
    </defs>
    <rect className="rest" width="100" height="1" />
    <rect className="lost" x={share * 100} width={Math.max(0, from - share) * 100} height="1" />
    <rect className="kept" width={share * 100} height="1" />
    {previous !== undefined && <rect className="before" x={previous * 100 - 0.15} width="0.3" height="1" />}
  </svg>
)

function Between({ step, open }: { step: Answer['steps'][number]; open: () => void }) {
  const bounds = step.rateFromPreviousBounds
  return (
    <p className="between">
      ↓ <b>{rate(step.rateFromPrevious)}</b> go on
      {bounds && (
        <span title="The true rate lies between these in 95 of 100 cases">
          ({rate(bounds.low)} to {rate(bounds.high)})
        </span>
      )}
      {step.medianSeconds !== null && <span>· median {seconds(step.medianSeconds)}</span>}
      {step.dropOff > 0 && (
        <span>
          ·{' '}
          <button
            type="button"
            className="link"
            onClick={open}
            aria-label={`${exact(step.dropOff)} stop here, before ${step.name}: show them`}
          >
            {exact(step.dropOff)} stop here
          </button>
        </span>
      )}
    </p>
  )
}

interface OpenedProps extends BarsProps {
  index: number
  isDropped: boolean
  close: () => void
}

function Opened({ index, isDropped, funnel, asked, draft, close }: OpenedProps) {
  const { question } = useAsked()
  const { compare: _, interval: __, ...variables } = variablesOf(question)
  const step = funnel.steps[index]!
  const before = funnel.steps[index - 1]
  return (
    <UsersDialog
      title={isDropped ? `“${before!.name}”, but not “${step.name}”` : `Reached “${step.name}”`}
      count={isDropped ? step.dropOff : step.users}
      operation={isDropped ? FunnelDropped : FunnelConverted}
      variablesAfter={after => ({ ...variables, ...asked, after })}
      pageOf={data => data.funnel?.steps[index]?.users}
      onClose={close}
      actions={isDropped && draft && <DroppedSegment steps={draft.steps} reached={index - 1} />}
    />
  )
}
