import { int, type Sql, sql } from '../../../clickhouse/sql.ts'
import { FunnelAttribution } from '../../../schema/behavior/funnel-input.ts'
import { describedEvent } from './event-shape.ts'
import { type FunnelQuestion } from './funnel-question.ts'
import { isAnyStep, isStep, stepNumber } from './match-number.ts'
import { partsOfEvents } from './matching.ts'
import { indexOf } from './packed-instant.ts'

/** Which event gives a unit its breakdown value; undefined without a breakdown, and for traits, which no event has. */
const attributionOf = ({ breakdown }: FunnelQuestion): FunnelAttribution | undefined =>
  breakdown && partsOfEvents(breakdown.by).length ? breakdown.attribution : undefined

/** Whether each attempt has a breakdown value of its own: that of the event that starts it. */
export const hasValuePerAttempt = (question: FunnelQuestion): boolean =>
  attributionOf(question) === FunnelAttribution.FIRST_STEP

/** Whether all attempts of a row of `streams` have the same breakdown value. */
export const hasValuePerUnit = (question: FunnelQuestion): boolean =>
  attributionOf(question) !== undefined && !hasValuePerAttempt(question)

/** The columns of `streams` that a row for each attempt keeps. */
export const columnsOfUnit = (question: FunnelQuestion): Sql[] => [
  sql`unit`,
  sql`users`,
  ...(hasValuePerAttempt(question) ? [sql`value`] : []),
  ...(hasValuePerUnit(question) ? [sql`breakdown_value`] : []),
]

/** Whether a unit has a row for each of its breakdown values. */
export const hasRowPerValue = (question: FunnelQuestion): boolean =>
  attributionOf(question) === FunnelAttribution.EACH_VALUE || isOfStep(question)

const isOfStep = (question: FunnelQuestion) => attributionOf(question) === FunnelAttribution.STEP

/** The step that only events with the breakdown value take, if there is one. */
export const stepOfValue = (question: FunnelQuestion): number | undefined =>
  isOfStep(question) ? question.breakdown!.step! : undefined

/** Adds `breakdown_value`: a row for each unit and value, with the events that count for this value. */
export const unitsByValue = (question: FunnelQuestion, from: Sql): Sql =>
  isOfStep(question) ? unitsByValueOfStep(question.breakdown!.step!, from) : unitsByEachValue(from)

const unitsByEachValue = (from: Sql): Sql => sql`
  select * replace (arrayFilter(event -> event.value = breakdown_value, events) as events)
  from (${withEachValue(isAnyStep(sql`event.matches`), from)}
  )`

/** Events with another value do not count for the step. They count for other steps. */
function unitsByValueOfStep(step: number, from: Sql): Sql {
  const otherSteps = sql`bitAnd(event.matches, bitNot(toUInt64(${int(2 ** stepNumber(step))})))`
  const matches = sql`if(event.value = breakdown_value, event.matches, ${otherSteps})`
  const event = describedEvent(sql`event.key`, sql`event.seq`, matches, sql`event.value`)
  return sql`
  select * replace (arrayMap(event -> ${event}, events) as events)
  from (${withEachValue(isStep(step, sql`event.matches`), from)}
  )`
}

/** A row for each value of the events that meet a condition. */
const withEachValue = (condition: Sql, from: Sql): Sql => sql`
    select *,
      arrayJoin(arrayDistinct(arrayMap(event -> event.value, arrayFilter(event -> ${condition}, events)))) as breakdown_value
    from ${from}`

/** The column that a breakdown adds to `streams`: `value`, an array with the value of each event, or `breakdown_value`. */
export function valueOfStream(question: FunnelQuestion): Sql {
  const attribution = attributionOf(question)
  return attribution ? columnsOfStream[attribution] : sql``
}

const isTouch = sql`(value, matches) -> value != '' and ${isAnyStep()}`

const columnsOfStream = {
  [FunnelAttribution.FIRST_STEP]: sql`,
    events.value as value`,
  [FunnelAttribution.FIRST_TOUCH]: sql`,
    arrayFirst(${isTouch}, events.value, matches) as breakdown_value`,
  [FunnelAttribution.LAST_TOUCH]: sql`,
    arrayLast(${isTouch}, events.value, matches) as breakdown_value`,
  [FunnelAttribution.STEP]: sql``,
  [FunnelAttribution.EACH_VALUE]: sql``,
} satisfies Record<FunnelAttribution, Sql>

/** The breakdown value of a row of `streams`, as a further column. The attempt that counts has this start, a position. */
export function valueOfAttempt(question: FunnelQuestion, start: Sql): Sql {
  if (hasValuePerAttempt(question)) return sql`,\n  value[${indexOf(start)}] as breakdown_value`
  return hasValuePerUnit(question) ? sql`,\n  breakdown_value` : sql``
}

/** With STEP, only a unit that took the step has a breakdown value. */
export const andTookStepOfValue = (question: FunnelQuestion): Sql =>
  isOfStep(question) ? sql` and depth >= ${int(question.breakdown!.step!)}` : sql``
