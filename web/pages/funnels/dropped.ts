import { type EventMatch, eventInput } from '../../address/event-text.ts'

/**
 * The condition on users who reached a step and not the next one, as a segment can say it: by pairs of events within days from
 * now. Windows, exclusions and the order of earlier steps are not in it, so its size differs from the number in the funnel.
 *
 * @param reached the index of the last step that they took
 */
export function droppedCondition(steps: EventMatch[], reached: number, withinDays: number) {
  const [before, last, next] = [steps[reached - 1], steps[reached]!, steps[reached + 1]!].map(
    step => step && eventInput(step),
  )
  const arrived = before
    ? { sequence: { first: before, second: last!, withinDays } }
    : { did: { ...last, withinDays } }
  return {
    and: [
      { behavior: arrived },
      { not: { behavior: { sequence: { first: last!, second: next!, withinDays } } } },
    ],
  }
}
