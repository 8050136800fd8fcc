import { type BehaviorInput, BehaviorPeriod, type SegmentInput } from '../../../schema/users/segment-input.ts'
import { type SegmentedArgs } from '../../../schema/users/segmented-args.ts'
import { UserMetric } from '../../../schema/users/user-metric.ts'
import { ever } from '../days-asked.ts'
import { filterFactor } from '../filter-cost.ts'
import { sumOf } from '../sum-of.ts'
import { type Reads, weights } from '../weights.ts'

/** What a saved segment counts as, whatever is in it: something of each user in 90 days. */
const savedDays = 90

/** All that is counted of users is read at once: the dearest of it counts whole, of the rest this share. */
const sharedShare = 0.2

/** A segment with more conditions is refused. */
const most = 100

/** What finding the users of a segment costs, each time that a statement does. */
export function segmentCost({ segment, segmentId }: Pick<SegmentedArgs, 'segment' | 'segmentId'>): number {
  if (segment) return conditionCost(segment)
  return segmentId == null ? 0 : savedSegmentCost
}

const readOf = (reads: Reads, days: number) => weights.reads[reads] * (Math.min(days, ever) / 30)

export const savedSegmentCost = readOf('counted', savedDays)

/** Finding and counting them. */
export const sizeCost = weights.statement + savedSegmentCost

/** The conditions of one segment. Sessions and other segments are read apart. */
export function conditionCost(segment: SegmentInput): number {
  const conditions = conditionsOf(segment).slice(0, most)
  const counted = conditions.map(countedCost)
  const apart = conditions.map(apartCost)
  const dearest = Math.max(0, ...counted)
  return sum(apart) + dearest + sharedShare * (sum(counted) - dearest)
}

function conditionsOf({ and, or, not, ...condition }: SegmentInput): SegmentInput[] {
  const within = [...(and ?? []), ...(or ?? []), ...(not ? [not] : [])]
  return within.length ? within.flatMap(conditionsOf) : [condition]
}

function apartCost({ trait, metric, segmentId, snapshotId }: SegmentInput): number {
  if (metric?.metric === UserMetric.TOTAL_SESSIONS) return readOf('sessions', ever)
  if (segmentId != null) return savedSegmentCost
  return trait || snapshotId != null ? weights.userList : 0
}

function countedCost({ metric, behavior }: SegmentInput): number {
  if (metric) return metric.metric === UserMetric.TOTAL_SESSIONS ? 0 : readOf('counted', ever)
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
  if (did ?? didNot) return matchCost((did ?? didNot)!, (did ?? didNot)!.withinDays ?? ever)
  if (regularly) return matchCost(regularly, regularly.ofLast * daysOfPeriod[regularly.period])
  if (stopped) return matchCost(stopped, 2 * stopped.withinDays)
  // Whether it was the first time, or happened before, is asked of all history.
  return matchCost(firstTime ?? restarted ?? {}, ever)
}

const daysOfPeriod = { [BehaviorPeriod.DAY]: 1, [BehaviorPeriod.WEEK]: 7 } satisfies Record<
  BehaviorPeriod,
  number
>

const matchCost = ({ event, filter }: Match, days: number) =>
  readOf(event == null ? 'counted' : 'named', Math.max(days, 1)) * filterFactor(filter)

type Match = NonNullable<BehaviorInput['didNot']>

const sum = (numbers: number[]) => sumOf(numbers, number => number)
