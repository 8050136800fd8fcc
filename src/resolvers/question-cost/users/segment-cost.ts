import { type EventMatchInput } from '../../../schema/behavior/event-match-input.ts'
import { type BehaviorInput, BehaviorPeriod, type SegmentInput } from '../../../schema/users/segment-input.ts'
import { type SegmentedArgs } from '../../../schema/users/segmented-args.ts'
import { UserMetric } from '../../../schema/users/user-metric.ts'
import { filterFactor } from '../filter-cost.ts'
import { filtersOf, matchWeight } from '../match-cost.ts'
import { allDays } from '../requested-days.ts'
import { sumOf } from '../sum-of.ts'
import { type Reads, weights } from '../weights.ts'

/** A saved segment counts as a number of each user in so many days: the cost does not read it. */
const savedDays = 90

/** One pass counts everything about users: the most expensive condition counts in full, each other with this share. */
const sharedShare = 0.2

/** The service refuses a segment with more conditions. */
const most = 100

/** The cost of finding the users of a segment, in one statement. */
export function segmentCost({ segment, segmentId }: Pick<SegmentedArgs, 'segment' | 'segmentId'>): number {
  if (segment) return conditionCost(segment)
  return segmentId == null ? 0 : savedSegmentCost
}

const readOf = (reads: Reads, days: number) => weights.reads[reads] * shareOf(days)

/** The days as a multiple of the 30 that a weight is for. */
const shareOf = (days: number) => Math.min(days, allDays) / 30

export const savedSegmentCost = readOf('counted', savedDays)

/** The cost of finding and counting the users of a saved segment. */
export const sizeCost = weights.statement + savedSegmentCost

/** The cost of the conditions of a segment. Sessions and other segments are read separately. */
export function conditionCost(segment: SegmentInput): number {
  const conditions = conditionsOf(segment).slice(0, most)
  const counted = conditions.map(countedCost)
  const separate = conditions.map(separateCost)
  const highest = Math.max(0, ...counted)
  return sum(separate) + highest + sharedShare * (sum(counted) - highest)
}

function conditionsOf({ and, or, not, ...condition }: SegmentInput): SegmentInput[] {
  const within = [...(and ?? []), ...(or ?? []), ...(not ? [not] : [])]
  return within.length ? within.flatMap(conditionsOf) : [condition]
}

function separateCost({ trait, metric, segmentId, snapshotId }: SegmentInput): number {
  if (metric?.metric === UserMetric.TOTAL_SESSIONS) return readOf('sessions', allDays)
  if (segmentId != null) return savedSegmentCost
  return trait || snapshotId != null ? weights.userList : 0
}

function countedCost({ metric, behavior }: SegmentInput): number {
  if (metric) return metric.metric === UserMetric.TOTAL_SESSIONS ? 0 : readOf('counted', allDays)
  return behavior ? behaviorCost(behavior) : 0
}

function behaviorCost({
  did,
  didNot,
  firstTime,
  sequence,
  regularly,
  stopped,
  restarted,
}: BehaviorInput): number {
  if (sequence) {
    const { first, second, withinDays } = sequence
    return matchCost(first, withinDays) + matchCost(second, withinDays)
  }
  if (did ?? didNot) return matchCost((did ?? didNot)!, (did ?? didNot)!.withinDays ?? allDays)
  if (regularly) return matchCost(regularly, regularly.ofLast * daysOfPeriod[regularly.period])
  if (stopped) return matchCost(stopped, 2 * stopped.withinDays)
  // A first time, and a return after a pause, take all history.
  return matchCost(firstTime ?? restarted ?? {}, allDays)
}

const daysOfPeriod = { [BehaviorPeriod.DAY]: 1, [BehaviorPeriod.WEEK]: 7 } satisfies Record<
  BehaviorPeriod,
  number
>

const matchCost = (match: EventMatchInput, days: number) =>
  matchWeight(match) * shareOf(Math.max(days, 1)) * filterFactor(...filtersOf(match))

const sum = (numbers: number[]) => sumOf(numbers, number => number)
