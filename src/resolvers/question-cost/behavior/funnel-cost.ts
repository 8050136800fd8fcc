import { type Selection } from '../../../analytics/query/measure/selection.ts'
import { FunnelAttribution, type FunnelInput } from '../../../schema/behavior/funnel-input.ts'
import { daysAsked, usualDays } from '../days-asked.ts'
import { listsOf } from '../lists-of.ts'
import { type Question } from '../question.ts'
import { sumOf } from '../sum-of.ts'
import { walkCost } from './walk-cost.ts'

/** A saved funnel is not looked at: it counts as so many steps in the last 30 days. */
const saved: Pick<FunnelInput, 'steps'> = { steps: Array(5).fill({ event: '' }) }

/** More are refused. */
const mostSteps = 20

/** A walk for the numbers, and one for each part and each list of users that is asked for. */
export function funnelCost(question: Question<{ input?: FunnelInput | null }>): number {
  const { args, selected, within } = question
  const input = { ...saved, ...args.input }
  const steps = Math.min(input.steps.length, mostSteps)
  const lists = steps * sumOf(question.parts('steps'), step => listsOf(step, 'converted', 'dropped'))
  const plain = Number(needsNumbers(selected)) + question.parts('timeToConvert').length + lists
  return (
    plain * walkCost(input) +
    question.parts('trend').length * walkCost(input, { isEveryAttempt: true }) +
    rowsOfUser(input) * question.parts('breakdown').length * walkCost(input) +
    within * steps * Math.max(daysAsked(input.range, usualDays) / usualDays, 1)
  )
}

/** A user may stand under each of their values, or under one. */
const rowsOfUser = ({ breakdown }: Pick<FunnelInput, 'breakdown'>) =>
  breakdown?.attribution === FunnelAttribution.EACH_VALUE || breakdown?.attribution === FunnelAttribution.STEP
    ? 6
    : 2

const notCounted = ['name', 'meta', 'timeToConvert', 'trend', 'breakdown']

/** The steps are counted unless only their names or lists are asked for. */
const needsNumbers = ({ steps, ...selected }: Selection) =>
  Object.keys(selected).some(field => !notCounted.includes(field)) ||
  Object.keys(steps ?? {}).some(field => !['name', 'event', 'converted', 'dropped'].includes(field))
