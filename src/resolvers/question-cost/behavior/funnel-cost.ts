import { type Selection } from '../../../analytics/query/measure/selection.ts'
import { FunnelAttribution, type FunnelInput } from '../../../schema/behavior/funnel-input.ts'
import { CalendarUnit } from '../../../schema/date-range-input.ts'
import { largest } from '../../../schema/largest.ts'
import { listStatements } from '../list-statements.ts'
import { type Question } from '../question.ts'
import { requestedBuckets } from '../requested-buckets.ts'
import { requestedDays, usualDays } from '../requested-days.ts'
import { sumOf } from '../sum-of.ts'
import { weights } from '../weights.ts'
import { usualGroups } from './funnel-parts-cost.ts'
import { walkCost } from './walk-cost.ts'

/** A saved funnel counts as this one, in the last 30 days: the cost does not read it. */
const saved: Pick<FunnelInput, 'steps'> = { steps: Array(5).fill({ event: '' }) }

/** The service refuses more. */
const mostGroups = 101

/** The cost of a walk for the numbers, and of one for each part and each list of users that is selected. */
export function funnelCost(question: Question<{ input?: FunnelInput | null }>): number {
  const { args, selected, fieldsCost } = question
  const input = { ...saved, ...args.input }
  const steps = Math.min(input.steps.length, largest.funnelSteps)
  const plain = Number(needsNumbers(selected)) + question.parts('timeToConvert').length
  return (
    (plain + listsIn(question, steps)) * walkCost(input) +
    trendWalks(question, input, steps) * walkCost(input, { isEveryAttempt: true }) +
    rowsOfUser(input) * breakdownWalks(question, input, steps) * walkCost(input) +
    furtherValues(question, input) * steps * weights.value +
    fieldsCost * steps * Math.max(requestedDays(input.range, usualDays) / usualDays, 1)
  )
}

type Asked = Pick<FunnelInput, 'steps'> & Partial<FunnelInput>

/** The statements for the lists of users in the steps of a part. */
const listsIn = (part: Pick<Question, 'parts'>, steps: number): number =>
  steps * sumOf(part.parts('steps'), step => listStatements(step, 'converted', 'dropped'))

/** A walk for the numbers of all buckets, and one for each list of a bucket. */
const trendWalks = ({ parts }: Pick<Question, 'parts'>, { range }: Asked, steps: number): number =>
  sumOf(parts('trend'), part => {
    const interval = (part.argument('interval') ?? CalendarUnit.DAY) as CalendarUnit
    return 1 + requestedBuckets(range, interval, usualDays) * listsIn(part, steps)
  })

/** A walk for the numbers of all groups, and one for each list of a group. */
const breakdownWalks = ({ parts }: Pick<Question, 'parts'>, input: Asked, steps: number): number =>
  sumOf(
    parts('breakdown'),
    part => 1 + (part.argument('values') ? 1 : groupsOf(input)) * listsIn(part, steps),
  )

/** The groups of a breakdown, with that of all other values. */
const groupsOf = ({ breakdown }: Asked) =>
  Math.min(Math.max(breakdown?.first ?? usualGroups - 1, 1) + 1, mostGroups)

/** The values of the groups beyond the usual ones. */
const furtherValues = ({ parts }: Pick<Question, 'parts'>, input: Asked): number =>
  Math.max(groupsOf(input) - usualGroups, 0) * sumOf(parts('breakdown'), ({ values }) => values)

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
