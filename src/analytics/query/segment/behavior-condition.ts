import { int, integer, number, type Sql, sql } from '../../../clickhouse/sql.ts'
import { dayMs } from '../../../durations.ts'
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
import { alternativesOf, matchCondition, namesOf } from '../event-match.ts'
import { type CountedEvents, type Reads } from './counted-events.ts'
import { invalidSegment } from './invalid-segment.ts'
import { daysBefore, type Moment } from './moment.ts'
import { sizeComparison } from './size-comparison.ts'
import { type UserCondition } from './user-condition.ts'

const most = { days: 3_650, halfDays: 1_825, count: 1_000_000, periods: 366 }

/** The condition that a user shows a behavior. @throws INVALID_SEGMENT, INVALID_EVENT, INVALID_FILTER */
export function behaviorCondition(
  moment: Moment,
  counted: CountedEvents,
  behavior: BehaviorInput,
): UserCondition {
  const given = Object.entries(behavior).filter(([, input]) => input != null)
  const [found] = given
  if (!found || given.length > 1)
    throw invalidSegment(`A behavior must have exactly one of ${Object.keys(behaviors).join(', ')}.`)
  return behaviors[found[0] as keyof BehaviorInput]({ moment, counted }, found[1])
}

/** The context of a behavior. */
interface Context {
  moment: Moment
  counted: CountedEvents
}

// biome-ignore lint/suspicious/noExplicitAny: each is called with the input that belongs to its key
const behaviors: Record<keyof BehaviorInput, (context: Context, input: any) => UserCondition> = {
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

/** The names of the events that match any of the patterns; null for any name. */
const namesIn = (...matches: EventMatchInput[]) => namesOf(matches.flatMap(alternativesOf))

/** The number of matching events. */
function countOf({ moment, counted }: Context, match: EventMatchInput, withinDays?: number | null): Sql {
  const matched = matchCondition(moment.project, match, 'segment')
  if (withinDays == null) return counted.column(sql`countIf(${matched})`, { names: namesIn(match) })
  checkDays(withinDays)
  const from = daysBefore(moment, withinDays)
  return counted.column(sql`countIf(${matched} and ${since(from)})`, { names: namesIn(match), from })
}

function did(context: Context, { operator, count, withinDays, ...match }: DidInput): UserCondition {
  if (count < 0 || count > most.count)
    throw invalidSegment(`count must be 0 to ${most.count.toLocaleString('en')}.`)
  const comparison = sizeComparison(operator, 'count')
  return {
    sql: comparison.holds(countOf(context, match, withinDays), number(count)),
    valueWithoutEvents: comparison.isTrue(0, count),
  }
}

function didNot(context: Context, { withinDays, ...match }: DidNotInput): UserCondition {
  return { sql: sql`${countOf(context, match, withinDays)} = 0`, valueWithoutEvents: true }
}

function firstTime({ moment, counted }: Context, { withinDays, ...match }: FirstTimeInput): UserCondition {
  checkDays(withinDays)
  const matched = matchCondition(moment.project, match, 'segment')
  const first = counted.column(sql`minIf(${at}, ${matched})`, { names: namesIn(match) })
  return { sql: sql`${first} >= ${integer(daysBefore(moment, withinDays))}`, valueWithoutEvents: false }
}

/** The first event of `first` is not after the last event of `second`, and they are not the same single event. */
function sequence({ moment, counted }: Context, { first, second, withinDays }: SequenceInput): UserCondition {
  checkDays(withinDays)
  const from = daysBefore(moment, withinDays)
  const isFirst = sql`${matchCondition(moment.project, first, 'segment')} and ${since(from)}`
  const isSecond = sql`${matchCondition(moment.project, second, 'segment')} and ${since(from)}`
  const column = (aggregate: Sql, ...matches: EventMatchInput[]) =>
    counted.column(aggregate, { names: namesIn(...matches), from })
  const firstAt = column(sql`minIf(${at}, ${isFirst})`, first)
  const lastAt = column(sql`maxIf(${at}, ${isSecond})`, second)
  const inOrder = sql`${firstAt} != 0 and ${firstAt} <= ${lastAt}`
  const areApart = first.event != null && second.event != null && first.event !== second.event
  if (areApart) return { sql: sql`(${inOrder})`, valueWithoutEvents: false }
  // At one instant, the events that come first and last in the log decide whether there are two of them.
  const earliest = (match: Sql) => sql`argMinIf(seq, (${at}, seq), ${match})`
  const latest = (match: Sql) => sql`argMaxIf(seq, (${at}, seq), ${match})`
  const latestOfEarliest = (match: Sql) => sql`argMinIf(seq, (${at}, -toInt64(seq)), ${match})`
  const earliestOfLatest = (match: Sql) => sql`argMaxIf(seq, (${at}, -toInt64(seq)), ${match})`
  const ofBoth = (aggregate: Sql) => column(aggregate, first, second)
  const isOther = sql`(${ofBoth(earliest(isFirst))} != ${ofBoth(latest(isSecond))}
      or ${ofBoth(latestOfEarliest(isFirst))} != ${ofBoth(earliestOfLatest(isSecond))})`
  return {
    sql: sql`(${inOrder} and (${firstAt} < ${lastAt} or ${isOther}))`,
    valueWithoutEvents: false,
  }
}

const periodMs = { [BehaviorPeriod.DAY]: dayMs, [BehaviorPeriod.WEEK]: 7 * dayMs } satisfies Record<
  BehaviorPeriod,
  number
>

/** Period `k` before the moment is half-open: `[asOf - k, asOf - k + 1)`. */
function regularly(
  { moment, counted }: Context,
  { period, atLeast, ofLast, ...match }: RegularlyInput,
): UserCondition {
  if (ofLast < 1 || ofLast > most.periods || atLeast < 1 || atLeast > ofLast)
    throw invalidSegment(`ofLast must be 1 to ${most.periods}, and atLeast 1 to ofLast.`)
  const length = periodMs[period]
  const asOf = moment.asOf.getTime()
  const from = asOf - ofLast * length
  const matched = matchCondition(moment.project, match, 'segment')
  const periods = counted.column(
    sql`uniqExactIf(intDiv(${integer(asOf - 1)} - ${at}, ${int(length)}), ${matched} and ${since(from)})`,
    { names: namesIn(match), from },
  )
  return { sql: sql`${periods} >= ${integer(atLeast)}`, valueWithoutEvents: false }
}

/** The number of matching events in the last days, in as many days before, and earlier. */
function countsByPeriod({ moment, counted }: Context, { withinDays, ...match }: StoppedInput) {
  checkDays(withinDays, most.halfDays)
  const matched = matchCondition(moment.project, match, 'segment')
  const recent = daysBefore(moment, withinDays)
  const before = daysBefore(moment, 2 * withinDays)
  const column = (when: Sql, reads: Reads) =>
    counted.column(sql`countIf(${matched} and ${when})`, { names: namesIn(match), ...reads })
  return {
    recently: () => column(since(recent), { from: recent }),
    before: () => column(sql`${since(before)} and not ${since(recent)}`, { from: before }),
    earlier: () => column(sql`not ${since(before)}`, {}),
  }
}

function stopped(context: Context, input: StoppedInput): UserCondition {
  const { recently, before } = countsByPeriod(context, input)
  return { sql: sql`(${before()} > 0 and ${recently()} = 0)`, valueWithoutEvents: false }
}

function restarted(context: Context, input: RestartedInput): UserCondition {
  const { recently, before, earlier } = countsByPeriod(context, input)
  return { sql: sql`(${recently()} > 0 and ${before()} = 0 and ${earlier()} > 0)`, valueWithoutEvents: false }
}

function checkDays(days: number, longest = most.days): void {
  if (days < 1 || days > longest)
    throw invalidSegment(`withinDays must be 1 to ${longest.toLocaleString('en')}.`)
}
