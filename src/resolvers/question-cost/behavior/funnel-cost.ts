import { type Asked, asked } from '../../../analytics/query/asked.ts'
import { type Selection } from '../../../analytics/query/measure/selection.ts'
import { FunnelAttribution, type FunnelInput } from '../../../schema/behavior/funnel-input.ts'
import { CalendarUnit } from '../../../schema/date-range-input.ts'
import { largest } from '../../../schema/largest.ts'
import { type SharedArgsOverTime } from '../../../schema/question-args.ts'
import { listStatements } from '../list-statements.ts'
import { type Question } from '../question.ts'
import { requestedBuckets } from '../requested-buckets.ts'
import { requestedDays, usualDays } from '../requested-days.ts'
import { sumOf } from '../sum-of.ts'
import { weights } from '../weights.ts'
import { withPreviousCost } from '../with-previous-cost.ts'
import { usualGroups } from './funnel-parts-cost.ts'
import { walkCost } from './walk-cost.ts'

/** A saved funnel counts as this one, in the last 30 days unless a range is given: the cost does not read it. */
const saved = { steps: Array(5).fill({ event: '' }) } as FunnelInput

/** The service refuses more. */
const mostGroups = 101

/** The cost of a walk for the numbers, and of one for each part and each list of users that is selected. */
export function funnelCost(question: Question<SharedArgsOverTime & { input?: FunnelInput | null }>): number {
  const { args, fieldsCost } = question
  const input = { ...asked({ ...saved, ...args.input }, args), interval: args.interval ?? CalendarUnit.DAY }
  const length = Math.max(requestedDays(input.range, usualDays) / usualDays, 1)
  return withPreviousCost(question, input, walksCost) + fieldsCost * stepsOf(input) * length
}

type AskedFunnel = Asked<FunnelInput> & { interval: CalendarUnit }

const stepsOf = ({ steps }: AskedFunnel) => Math.min(steps.length, largest.funnelSteps)

function walksCost(question: Question, input: AskedFunnel): number {
  const steps = stepsOf(input)
  const plain = Number(needsNumbers(question.selected)) + question.parts('timeToConvert').length
  return (
    (plain + listsIn(question, steps)) * walkCost(input) +
    bucketWalks(question, input, steps) * walkCost(input, { isEveryAttempt: true }) +
    rowsOfUser(input) * breakdownWalks(question, input, steps) * walkCost(input) +
    (furtherValues(question, input) + valuesOfNarrowBuckets(question, input)) * steps * weights.value
  )
}

/** The statements for the lists of users in the steps of a part. */
const listsIn = (part: Pick<Question, 'parts'>, steps: number): number =>
  steps * sumOf(part.parts('steps'), step => listStatements(step, 'converted', 'dropped'))

/** A walk for the numbers of all buckets, and one for each list of a bucket. */
const bucketWalks = ({ parts }: Pick<Question, 'parts'>, input: AskedFunnel, steps: number): number =>
  sumOf(
    [...parts('buckets'), ...parts('trend')],
    part => 1 + requestedBuckets(input.range, intervalOf(part, input), usualDays) * listsIn(part, steps),
  )

const intervalOf = (part: Question, { interval }: AskedFunnel) =>
  (part.argument('interval') ?? interval) as CalendarUnit

/** The values of buckets whose width the question gives, beyond those of days: `trendCost` does not know it. */
const valuesOfNarrowBuckets = ({ parts }: Pick<Question, 'parts'>, { interval }: AskedFunnel): number =>
  Math.max(requestedBuckets(null, interval, usualDays) - usualDays, 0) *
  sumOf(parts('buckets'), part => (part.argument('interval') == null ? part.values : 0))

/** A walk for the numbers of all groups, and one for each list of a group. */
const breakdownWalks = ({ parts }: Pick<Question, 'parts'>, input: AskedFunnel, steps: number): number =>
  sumOf(
    parts('breakdown'),
    part => 1 + (part.argument('values') ? 1 : groupsOf(input)) * listsIn(part, steps),
  )

/** The groups of a breakdown, with that of all other values. */
const groupsOf = ({ breakdown }: AskedFunnel) =>
  Math.min(Math.max(breakdown?.first ?? usualGroups - 1, 1) + 1, mostGroups)

/** The values of the groups beyond the usual ones. */
const furtherValues = ({ parts }: Pick<Question, 'parts'>, input: AskedFunnel): number =>
  Math.max(groupsOf(input) - usualGroups, 0) * sumOf(parts('breakdown'), ({ values }) => values)

/** The rows that a user counts in: with some attributions a user is in one for each of their values. */
const rowsOfUser = ({ breakdown }: Pick<FunnelInput, 'breakdown'>) =>
  breakdown?.attribution === FunnelAttribution.EACH_VALUE || breakdown?.attribution === FunnelAttribution.STEP
    ? 6
    : 2

const notCounted = ['name', 'meta', 'timeToConvert', 'buckets', 'trend', 'breakdown', 'previous', 'changes']

/** Whether the steps have to be counted: their names and lists of users need no count. */
const needsNumbers = ({ steps, ...selected }: Selection) =>
  Object.keys(selected).some(field => !notCounted.includes(field)) ||
  Object.keys(steps ?? {}).some(
    field => !['name', 'event', 'converted', 'dropped', 'changes'].includes(field),
  )
