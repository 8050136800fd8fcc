import { badInput } from '../../../errors.ts'
import { FunnelOrder } from '../../../schema/behavior/funnel-input.ts'
import { stepOfValue } from './breakdown-value.ts'
import { type FunnelQuestion, stepsOf } from './funnel-question.ts'
import { isSameStep, mayOverlap } from './step-matches.ts'

/** The numbers of steps that equal each other. Each of them needs an event of its own. A step of a value equals no other. */
type EqualSteps = number[]

export const mostThatShare = 6

/**
 * The steps of a funnel in groups: no event matches steps of two groups. Within a group, equal steps stand together.
 * @throws INVALID_STEPS when too many different steps may match the same event
 */
export function stepsThatShare(question: FunnelQuestion): EqualSteps[][] {
  const groups = groupsOf(question)
  if (groups.some(isTooLarge)) {
    const option = question.order === FunnelOrder.UNORDERED ? 'order UNORDERED' : 'ties ANY_ORDER'
    throw badInput(
      'INVALID_STEPS',
      'steps',
      `With ${option}, at most ${mostThatShare} different steps may match the same event.`,
    )
  }
  return groups
}

/** Whether too many different steps may match the same event to assign events in the best way. */
export const tooManyShare = (question: FunnelQuestion): boolean => groupsOf(question).some(isTooLarge)

const isTooLarge = (group: EqualSteps[]) => group.length > mostThatShare

const groupsOf = (question: FunnelQuestion): EqualSteps[][] =>
  stepsOf(question).reduce<EqualSteps[][]>((groups, k) => withStep(groups, question, k), [])

function withStep(groups: EqualSteps[][], question: FunnelQuestion, k: number): EqualSteps[][] {
  const { steps } = question
  const step = steps[k - 1]!
  const ofValue = stepOfValue(question)
  const sharing = groups.filter(group =>
    group.some(([other]) => mayOverlap(steps[other! - 1]!.alternatives, step.alternatives)),
  )
  const merged = sharing.flat()
  const equal = merged.find(
    ([other]) => k !== ofValue && other !== ofValue && isSameStep(steps[other! - 1]!, step),
  )
  const group = [...merged.filter(other => other !== equal), [...(equal ?? []), k]]
  return [...groups.filter(group => !sharing.includes(group)), group]
}

/** Every subset of a group, as the numbers of its steps. Equal steps are in a subset together or not at all. */
export function subsetsOf([equal, ...others]: EqualSteps[]): number[][] {
  if (!equal) return []
  const subsets = subsetsOf(others)
  return [equal, ...subsets, ...subsets.map(subset => [...equal, ...subset])]
}
