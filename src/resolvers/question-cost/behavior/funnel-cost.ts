import { type Selection } from '../../../analytics/query/measure/selection.ts'
import { FunnelAttribution, type FunnelInput } from '../../../schema/behavior/funnel-input.ts'
import { listStatements } from '../list-statements.ts'
import { type Question } from '../question.ts'
import { requestedDays, usualDays } from '../requested-days.ts'
import { sumOf } from '../sum-of.ts'
import { walkCost } from './walk-cost.ts'

/** A saved funnel counts as this one, in the last 30 days: the cost does not read it. */
const saved: Pick<FunnelInput, 'steps'> = { steps: Array(5).fill({ event: '' }) }

/** The service refuses more. */
const mostSteps = 20

/** The cost of a walk for the numbers, and of one for each part and each list of users that is selected. */
export function funnelCost(question: Question<{ input?: FunnelInput | null }>): number {
  const { args, selected, fieldsCost } = question
  const input = { ...saved, ...args.input }
  const steps = Math.min(input.steps.length, mostSteps)
  const lists = steps * sumOf(question.parts('steps'), step => listStatements(step, 'converted', 'dropped'))
  const plain = Number(needsNumbers(selected)) + question.parts('timeToConvert').length + lists
  return (
    plain * walkCost(input) +
    question.parts('trend').length * walkCost(input, { isEveryAttempt: true }) +
    rowsOfUser(input) * question.parts('breakdown').length * walkCost(input) +
    fieldsCost * steps * Math.max(requestedDays(input.range, usualDays) / usualDays, 1)
  )
}

/** The rows that a user counts in: with some attributions a user is in one for each of their values. */
const rowsOfUser = ({ breakdown }: Pick<FunnelInput, 'breakdown'>) =>
  breakdown?.attribution === FunnelAttribution.EACH_VALUE || breakdown?.attribution === FunnelAttribution.STEP
    ? 6
    : 2

const notCounted = ['name', 'meta', 'timeToConvert', 'trend', 'breakdown']

/** Whether the steps have to be counted: their names and lists of users need no count. */
const needsNumbers = ({ steps, ...selected }: Selection) =>
  Object.keys(selected).some(field => !notCounted.includes(field)) ||
  Object.keys(steps ?? {}).some(field => !['name', 'event', 'converted', 'dropped'].includes(field))
