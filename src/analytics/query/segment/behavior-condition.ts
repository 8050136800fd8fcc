import { integer, number, raw, type Sql, sql } from '../../../clickhouse/sql.ts'
import { type EventMatchInput } from '../../../schema/behavior/event-match-input.ts'
import {
  type BehaviorInput,
  BehaviorPeriod,
  type DidInput,
  type DidNotInput,
  type FirstTimeInput,
  type RegularlyInput,
  type RestartedInput,
  type SequenceInput,
  type StoppedInput,
} from '../../../schema/users/segment-input.ts'
import { matchCondition } from '../event-match.ts'
import { type CountedFacts, type Reads } from './counted-facts.ts'
import { invalidSegment } from './invalid-segment.ts'
import { type Leaf } from './leaf.ts'
import { dayMs, daysBefore, type Moment } from './moment.ts'
import { sizeComparison } from './size-comparison.ts'

const most = { days: 3_650, halfDays: 1_825, count: 1_000_000, periods: 366 }

/** Whether the user behaved like that. @throws INVALID_SEGMENT, INVALID_EVENT, INVALID_FILTER */
export function behaviorCondition(moment: Moment, counted: CountedFacts, behavior: BehaviorInput): Leaf {
  const given = Object.entries(behavior).filter(([, input]) => input != null)
  const [found] = given
  if (!found || given.length > 1)
    throw invalidSegment(`A behavior is exactly one of ${Object.keys(behaviors).join(', ')}.`)
  return behaviors[found[0] as keyof BehaviorInput]({ moment, counted }, found[1])
}

/** Where a behaviour is looked for. */
interface Place {
  moment: Moment
  counted: CountedFacts
}

// biome-ignore lint/suspicious/noExplicitAny: each is called with the input of its own name
const behaviors: Record<keyof BehaviorInput, (place: Place, input: any) => Leaf> = {
  did,
  didNot,
  firstTime,
  sequence,
  regularly,
  stopped,
  restarted,
}

const at = sql`toUnixTimestamp64Milli(occurred_at)`
const since = (from: number) => sql`${at} >= ${integer(from)}`

/** How often something was done. */
function countOf({ moment, counted }: Place, match: EventMatchInput, withinDays?: number | null): Sql {
  const matched = matchCondition(moment.project, match, 'segment')
  if (withinDays == null) return counted.column(sql`countIf(${matched})`, { name: match.event })
  checkDays(withinDays)
  const from = daysBefore(moment, withinDays)
  return counted.column(sql`countIf(${matched} and ${since(from)})`, { name: match.event, from })
}

function did(place: Place, { operator, count, withinDays, ...match }: DidInput): Leaf {
  if (count < 0 || count > most.count)
    throw invalidSegment(`count is 0 to ${most.count.toLocaleString('en')}.`)
  const comparison = sizeComparison(operator, 'count')
  return {
    holds: comparison.holds(countOf(place, match, withinDays), number(count)),
    ofIdle: comparison.isTrue(0, count),
  }
}

function didNot(place: Place, { withinDays, ...match }: DidNotInput): Leaf {
  return { holds: sql`${countOf(place, match, withinDays)} = 0`, ofIdle: true }
}

function firstTime({ moment, counted }: Place, { withinDays, ...match }: FirstTimeInput): Leaf {
  checkDays(withinDays)
  const matched = matchCondition(moment.project, match, 'segment')
  const first = counted.column(sql`minIf(${at}, ${matched})`, { name: match.event })
  return { holds: sql`${first} >= ${integer(daysBefore(moment, withinDays))}`, ofIdle: false }
}

/** The first of the one is not after the last of the other, and they are not the same single fact. */
function sequence({ moment, counted }: Place, { first, second, withinDays }: SequenceInput): Leaf {
  checkDays(withinDays)
  const from = daysBefore(moment, withinDays)
  const isFirst = sql`${matchCondition(moment.project, first, 'segment')} and ${since(from)}`
  const isSecond = sql`${matchCondition(moment.project, second, 'segment')} and ${since(from)}`
  const column = (aggregate: Sql, { event }: EventMatchInput) =>
    counted.column(aggregate, { name: event, from })
  const firstAt = column(sql`minIf(${at}, ${isFirst})`, first)
  const lastAt = column(sql`maxIf(${at}, ${isSecond})`, second)
  const inOrder = sql`${firstAt} != 0 and ${firstAt} <= ${lastAt}`
  const areApart = first.event != null && second.event != null && first.event !== second.event
  if (areApart) return { holds: sql`(${inOrder})`, ofIdle: false }
  // The first and the last place in the log of those at the one instant, if it is one.
  const earliest = (match: Sql) => sql`argMinIf(seq, (${at}, seq), ${match})`
  const latest = (match: Sql) => sql`argMaxIf(seq, (${at}, seq), ${match})`
  const latestOfEarliest = (match: Sql) => sql`argMinIf(seq, (${at}, -toInt64(seq)), ${match})`
  const earliestOfLatest = (match: Sql) => sql`argMaxIf(seq, (${at}, -toInt64(seq)), ${match})`
  const reads = { ...first, event: first.event === second.event ? first.event : null }
  const isOther = sql`(${column(earliest(isFirst), reads)} != ${column(latest(isSecond), reads)}
      or ${column(latestOfEarliest(isFirst), reads)} != ${column(earliestOfLatest(isSecond), reads)})`
  return {
    holds: sql`(${inOrder} and (${firstAt} < ${lastAt} or ${isOther}))`,
    ofIdle: false,
  }
}

const periodMs = { [BehaviorPeriod.DAY]: dayMs, [BehaviorPeriod.WEEK]: 7 * dayMs } satisfies Record<
  BehaviorPeriod,
  number
>

/** Periods are counted back from the moment, each without its beginning's predecessor: `[asOf - k, asOf - k + 1)`. */
function regularly({ moment, counted }: Place, { period, atLeast, ofLast, ...match }: RegularlyInput): Leaf {
  if (ofLast < 1 || ofLast > most.periods || atLeast < 1 || atLeast > ofLast)
    throw invalidSegment(`ofLast is 1 to ${most.periods} periods, atLeast 1 to ofLast.`)
  const length = periodMs[period]
  const asOf = moment.asOf.getTime()
  const from = asOf - ofLast * length
  const matched = matchCondition(moment.project, match, 'segment')
  const periods = counted.column(
    sql`uniqExactIf(intDiv(${integer(asOf - 1)} - ${at}, ${raw(String(length))}), ${matched} and ${since(from)})`,
    { name: match.event, from },
  )
  return { holds: sql`${periods} >= ${integer(atLeast)}`, ofIdle: false }
}

/** How often it was done in the last days, in as many before, and earlier. */
function threeStretches({ moment, counted }: Place, { withinDays, ...match }: StoppedInput) {
  checkDays(withinDays, most.halfDays)
  const matched = matchCondition(moment.project, match, 'segment')
  const recent = daysBefore(moment, withinDays)
  const before = daysBefore(moment, 2 * withinDays)
  const column = (when: Sql, reads: Reads) =>
    counted.column(sql`countIf(${matched} and ${when})`, { name: match.event, ...reads })
  return {
    recently: () => column(since(recent), { from: recent }),
    before: () => column(sql`${since(before)} and not ${since(recent)}`, { from: before }),
    earlier: () => column(sql`not ${since(before)}`, {}),
  }
}

function stopped(place: Place, input: StoppedInput): Leaf {
  const { recently, before } = threeStretches(place, input)
  return { holds: sql`(${before()} > 0 and ${recently()} = 0)`, ofIdle: false }
}

function restarted(place: Place, input: RestartedInput): Leaf {
  const { recently, before, earlier } = threeStretches(place, input)
  return { holds: sql`(${recently()} > 0 and ${before()} = 0 and ${earlier()} > 0)`, ofIdle: false }
}

function checkDays(days: number, longest = most.days): void {
  if (days < 1 || days > longest) throw invalidSegment(`withinDays is 1 to ${longest.toLocaleString('en')}.`)
}
