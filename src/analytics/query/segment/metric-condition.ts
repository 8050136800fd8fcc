import { int, integer, number, raw, type Sql, sql, text } from '../../../clickhouse/sql.ts'
import { dayMs } from '../../../durations.ts'
import { FilterOperator } from '../../../schema/filter-input.ts'
import { type MetricConditionInput } from '../../../schema/users/segment-input.ts'
import { type SegmentValueOf } from '../../../schema/users/segment-value.ts'
import { type UserMetric } from '../../../schema/users/user-metric.ts'
import { isActive } from '../active.ts'
import { aggregateOf } from '../measure/select-metrics.ts'
import { sessionsIn } from '../sessions.ts'
import { type CountedEvents } from './counted-events.ts'
import { invalidSegment } from './invalid-segment.ts'
import { type Moment } from './moment.ts'
import { sizeComparison } from './size-comparison.ts'
import { among, type UserCondition } from './user-condition.ts'
import { numberOf, timeOf } from './value.ts'

/** The condition that a metric of the user compares with a value. @throws INVALID_SEGMENT */
export const metricCondition = (
  moment: Moment,
  counted: CountedEvents,
  input: MetricConditionInput,
): UserCondition => metrics[input.metric]({ moment, counted, ...input })

interface Question extends MetricConditionInput {
  moment: Moment
  counted: CountedEvents
}

type Metric = (question: Question) => UserCondition

const at = sql`toUnixTimestamp64Milli(occurred_at)`
const firstActive = sql`minIf(${at}, ${isActive})`
const lastActive = sql`maxIf(${at}, ${isActive})`
/** The distinct calendar days in UTC. */
const activeDays = sql`groupUniqArrayIf(toUInt32(toDate(occurred_at)), ${isActive})`

const metrics = {
  TOTAL_EVENTS: total(sql`countIf(${isActive})`),
  TOTAL_SESSIONS: totalSessions,
  TOTAL_MESSAGES: total(aggregateOf('messages'), 'message'),
  TOTAL_CONVERSATIONS: total(aggregateOf('conversations')),
  TOTAL_AI_CALLS: total(aggregateOf('aiCalls'), 'ai_call'),
  TOTAL_API_CALLS: total(aggregateOf('apiCalls'), 'api_call'),
  TOTAL_LOGINS: total(aggregateOf('logins'), 'login'),
  TOTAL_TOKENS: total(aggregateOf('tokens')),
  TOTAL_COST_USD: totalCost,
  ACTIVE_DAYS: total(sql`length(${activeDays})`),
  FIRST_ACTIVE: time(firstActive),
  LAST_ACTIVE: time(lastActive),
  DAYS_SINCE_FIRST_ACTIVE: daysSince(firstActive),
  DAYS_SINCE_LAST_ACTIVE: daysSince(lastActive),
  PREVIOUS_ACTIVITY: level,
} satisfies Record<UserMetric, Metric>

/** A number that is 0 for a user without events. */
function total(aggregate: Sql, name?: string): Metric {
  return ({ counted, metric, operator, value }) => {
    const comparison = sizeComparison(operator, metric)
    const limit = numberOf(value, metric)
    return {
      sql: comparison.holds(
        counted.column(aggregate, { names: name === undefined ? null : [name] }),
        number(limit),
      ),
      valueWithoutEvents: comparison.isTrue(0, limit),
    }
  }
}

/** Money is compared exactly, as decimals. */
function totalCost({ counted, metric, operator, value }: Question): UserCondition {
  const comparison = sizeComparison(operator, metric)
  const limit = numberOf(value, metric)
  const column = counted.column(sql`sum(ifNull(cost_usd, 0))`, {})
  return {
    sql: comparison.holds(column, sql`toDecimal128(${text(limit.toFixed(12))}, 12)`),
    valueWithoutEvents: comparison.isTrue(0, limit),
  }
}

/** Sessions need a statement of their own. A comparison that 0 sessions meet lists the users who fail it, and is negated. */
function totalSessions({ moment, metric, operator, value }: Question): UserCondition {
  const comparison = sizeComparison(operator, metric)
  const limit = numberOf(value, metric)
  const valueWithoutEvents = comparison.isTrue(0, limit)
  const ever = { from: new Date(0), to: moment.asOf }
  const differing = sql`
    select user_no from ${sessionsIn(moment, ever)}
    where user_no != 0
    group by user_no having (${comparison.holds(sql`count()`, number(limit))}) != ${valueWithoutEvents ? sql`true` : sql`false`}`
  return { sql: among(differing, valueWithoutEvents), valueWithoutEvents: undefined }
}

/** An instant that is absent for a user without activity: then every comparison is false. */
function time(aggregate: Sql): Metric {
  return ({ moment, counted, metric, operator, value }) => {
    const column = counted.column(aggregate, {})
    if (operator === FilterOperator.IS_SET) return { sql: sql`${column} != 0`, valueWithoutEvents: false }
    if (operator === FilterOperator.IS_NOT_SET) return { sql: sql`${column} = 0`, valueWithoutEvents: true }
    if (operator === FilterOperator.IS || operator === FilterOperator.IS_NOT)
      throw invalidSegment(`${metric} is a time: compare it with GREATER_THAN or LESS_THAN.`)
    const limit = integer(timeOf(value, moment.asOf, metric))
    return {
      sql: sql`(${column} != 0 and ${sizeComparison(operator, metric).holds(column, limit)})`,
      valueWithoutEvents: false,
    }
  }
}

function daysSince(aggregate: Sql): Metric {
  return ({ moment, counted, metric, operator, value }) => {
    const column = counted.column(aggregate, {})
    const days = sql`intDiv(${integer(moment.asOf.getTime())} - ${column}, ${int(dayMs)})`
    const holds = sizeComparison(operator, metric).holds(days, number(numberOf(value, metric)))
    return { sql: sql`(${column} != 0 and ${holds})`, valueWithoutEvents: false }
  }
}

/** The least active days for each level, among the 28 days that end with the last active day. */
const levels = { HIGH: 12, MEDIUM: 4, LOW: 1, NONE: 0 }
const levelDays = 28

function level({ counted, metric, operator, value }: Question): UserCondition {
  const isNegated = operator === FilterOperator.IS_NOT
  if (!isNegated && operator !== FilterOperator.IS)
    throw invalidSegment(`${metric} is a level, such as "high": compare it with IS or IS_NOT.`)
  const name = levelOf(value, metric)
  const days = counted.column(activeDays, {})
  const lately = sql`arrayCount(day -> day > arrayMax(${days}) - ${int(levelDays)}, ${days})`
  const known = sql`multiIf(${lately} >= ${int(levels.HIGH)}, 'HIGH', ${lately} >= ${int(levels.MEDIUM)}, 'MEDIUM', ${lately} >= ${int(levels.LOW)}, 'LOW', 'NONE')`
  return {
    sql: sql`${known} ${raw(isNegated ? '!=' : '=')} ${text(name)}`,
    valueWithoutEvents: (name === 'NONE') !== isNegated,
  }
}

function levelOf(value: SegmentValueOf | null | undefined, metric: string): string {
  const name = String(value ?? '').toUpperCase()
  if (Object.hasOwn(levels, name)) return name
  throw invalidSegment(`${metric} must be compared with high, medium, low or none.`)
}
