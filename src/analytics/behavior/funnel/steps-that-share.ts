import { badInput } from '../../../errors.ts'
import { type FunnelQuestion, type Step, stepsOf } from './funnel-question.ts'
import { isSameStep } from './matching.ts'
import { mayOverlap } from './step-matches.ts'

/** The numbers of steps that equal each other. Each of them needs an event of its own. */
type EqualSteps = number[]

const mostThatShare = 6

/**
 * The steps of a funnel in groups: no event matches steps of two groups. Within a group, equal steps stand together.
 * @throws INVALID_STEPS when too many different steps may match the same event
 */
export const stepsThatShare = (question: FunnelQuestion): EqualSteps[][] =>
  stepsOf(question).reduce<EqualSteps[][]>((groups, k) => withStep(groups, question.steps, k), [])

function withStep(groups: EqualSteps[][], steps: Step[], k: number): EqualSteps[][] {
  const step = steps[k - 1]!
  const sharing = groups.filter(group =>
    group.some(([other]) => mayOverlap(steps[other! - 1]!.alternatives, step.alternatives)),
  )
  const merged = sharing.flat()
  const equal = merged.find(([other]) => isSameStep(steps[other! - 1]!, step))
  const group = [...merged.filter(other => other !== equal), [...(equal ?? []), k]]
  checkSharing(group)
  return [...groups.filter(group => !sharing.includes(group)), group]
}

function checkSharing(group: EqualSteps[]): void {
  if (group.length > mostThatShare)
    throw badInput(
      'INVALID_STEPS',
      'steps',
      `With order UNORDERED, at most ${mostThatShare} different steps may match the same event.`,
    )
}

/** Every subset of a group, as the numbers of its steps. Equal steps are in a subset together or not at all. */
export function subsetsOf([equal, ...others]: EqualSteps[]): number[][] {
  if (!equal) return []
  const subsets = subsetsOf(others)
  return [equal, ...subsets, ...subsets.map(subset => [...equal, ...subset])]
}
