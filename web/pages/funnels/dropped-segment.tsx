import { useState } from 'react'
import { useQuery } from 'urql'
import { type EventMatch } from '../../address/event-text.ts'
import { hrefOf, open, useAsked } from '../../address/location.ts'
import { type Range } from '../../address/question.ts'
import { daysOf } from '../../address/variables.ts'
import { useChange } from '../../api/use-change.ts'
import { exact } from '../../format/numbers.ts'
import { SaveDialog } from '../../parts/saved/save-dialog.tsx'
import { droppedCondition } from './dropped.ts'
import { SegmentOfDropped, SizeOfDropped } from './funnels.graphql.ts'

interface DroppedSegmentProps {
  steps: EventMatch[]
  /** The index of the last step that they took. */
  reached: number
}

/** Saves a segment of those who stop: a condition that holds for other users tomorrow. */
export function DroppedSegment({ steps, reached }: DroppedSegmentProps) {
  const { question } = useAsked()
  const [isAsked, setIsAsked] = useState(false)
  const withinDays = daysSince(question.range)
  const condition = droppedCondition(steps, reached, withinDays)
  const [{ data }] = useQuery({ query: SizeOfDropped, variables: { input: { condition } }, pause: !isAsked })
  const change = useChange()
  const [did, didNot] = [steps[reached]!.event, steps[reached + 1]!.event]
  return (
    <div>
      <button type="button" className="button" onClick={() => setIsAsked(true)}>
        Make a segment of them
      </button>
      {isAsked && (
        <SaveDialog
          kind="segment"
          start={{ name: `${did}, no ${didNot}`, description: null }}
          onClose={() => setIsAsked(false)}
          note={
            <p className="hint">
              Users who did “{did}” in the last {withinDays} days and not “{didNot}” after it:{' '}
              <b>{exact(data?.previewSegment?.size)}</b> now. The segment moves on with time, and the filter,
              the window and the exclusions of the page are not part of it.
            </p>
          }
          save={async named => {
            const { saved, refusals } = await change(SegmentOfDropped, { input: { ...named, condition } })
            if (saved) open(hrefOf(`/segments/${saved.id}`, question))
            return refusals
          }}
        />
      )}
    </div>
  )
}

/** The whole days from the beginning of a range until now, at least one. */
function daysSince(range: Range): number {
  const isFixed = range.kind === 'dates' || range.kind === 'between'
  const days = isFixed ? (Date.now() - Date.parse(range.from)) / 86_400_000 : daysOf(range)
  return Math.max(1, Math.ceil(days))
}
