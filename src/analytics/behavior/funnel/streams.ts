import { joined, name, type Sql, sql } from '../../../clickhouse/sql.ts'
import { FunnelOrder } from '../../../schema/behavior/funnel-input.ts'
import { type Query } from '../../query/query.ts'
import { hasRowPerValue, unitsByValue, valueOfStream } from './breakdown-value.ts'
import { after, carryBack } from './carry.ts'
import { type EventShape, eventShape } from './event-shape.ts'
import { funnelEvents } from './funnel-events.ts'
import { type FunnelQuestion } from './funnel-question.ts'
import { matchesNothing } from './match-number.ts'
import { type Matching, needsOthers } from './matching.ts'
import { matchOfKey, never, timeOfKey, toPosition } from './packed-instant.ts'
import { inSequence, instants, isInBestOrder, sequences, supplies } from './ties.ts'
import { isCut, longestGapMs, unitOf } from './unit.ts'

/** A common table expression, whose rows come from the one before it; the first reads `events`. */
interface Stage {
  name: string
  rows: (from: Sql) => Sql
}

/**
 * The events of each unit, as the expressions of a `with`. The last one, `streams`, has a row for each unit: `unit`,
 * `users`, and arrays with one element for each event. `at` is the time of the event in milliseconds, `position` its
 * time and index, `matches` the bits of what the event matches. In a strict funnel, `next_at` is the next instant
 * at which the unit did anything.
 *
 * Events are sorted by time, at one instant by match number, then by their position in the log. With ties in any order,
 * an instant at which events compete for steps has events made for the best order (see `ties.ts`).
 */
export function streams(query: Query, question: FunnelQuestion, matching: Matching): Sql {
  const shape = eventShape(question, matching)
  const stages: (Stage | false)[] = [
    { name: 'units', rows: () => units(query, question, matching, shape) },
    isCut(question.unit) && { name: 'sessions', rows: from => sessions(shape, from) },
    hasRowPerValue(question) && { name: 'units_by_value', rows: from => unitsByValue(question, from) },
    needsOthers(question) && { name: 'matching_events', rows: from => matchingEvents(question, shape, from) },
    ...ordered(question, matching, from => unpacked(question, shape, from)),
  ]
  return inTurn(stages.filter(stage => stage !== false))
}

/** The streams in the order of the steps, or with the events of one instant in the best order. */
const ordered = (question: FunnelQuestion, matching: Matching, rows: Stage['rows']): Stage[] =>
  isInBestOrder(question, matching)
    ? [
        { name: 'in_step_order', rows },
        { name: 'split', rows: from => instants(question, from) },
        { name: 'supplied', rows: from => supplies(question, from) },
        { name: 'sequenced', rows: from => sequences(question, from) },
        { name: 'streams', rows: from => inSequence(question, from) },
      ]
    : [{ name: 'streams', rows }]

const inTurn = (stages: Stage[]): Sql =>
  joined(
    stages.map(
      (stage, i) => sql`${name(stage.name)} as (${stage.rows(name(stages[i - 1]?.name ?? 'events'))}\n)`,
    ),
    ',\n',
  )

function units(query: Query, question: FunnelQuestion, matching: Matching, { event }: EventShape): Sql {
  const { key, users } = unitOf(question.unit)
  return sql`
  select ${key} as unit, ${users} as users, arraySort(groupArray(${event})) as events
  from ${funnelEvents(query, question, matching)}
  group by unit`
}

/**
 * The events of a user without a session id are cut into sessions at long gaps. The first event of a session is part of
 * its key, since such sessions have the same id and user.
 */
const sessions = ({ key }: EventShape, from: Sql): Sql => sql`
  select (whole_unit, session[1]) as unit, users, session as events
  from (
    select unit as whole_unit, users, arrayDifference(arrayMap(event -> ${timeOfKey(key)}, events)) as gaps,
      arrayJoin(if(unit.1 = '', arraySplit((event, gap) -> gap > ${longestGapMs}, events, gaps), [events])) as session
    from ${from}
  )`

/** Drops the events that match nothing, and the units without an event of a step. `from.events` are those before that. */
function matchingEvents({ order }: FunnelQuestion, { key }: EventShape, from: Sql): Sql {
  const match = matchOfKey(key)
  const isMatch = sql`${match} != ${matchesNothing}`
  const events = sql`${from}.events`
  const nextAt = sql`arrayFilter((next_at, event) -> ${isMatch}, ${nextInstants(key, events)}, ${events}) as next_at`
  return sql`
  select * replace (arrayFilter(event -> ${isMatch}, ${events}) as events)${
    order === FunnelOrder.STRICT ? sql`,\n    ${nextAt}` : sql``
  }
  from ${from}
  where arrayExists(event -> ${match} > ${matchesNothing}, ${events})`
}

/** For each event the next instant with an event. */
function nextInstants(key: Sql, events: Sql): Sql {
  const at = sql`arrayMap(event -> ${timeOfKey(key)}, ${events})`
  return carryBack(sql`(next_at, at) -> next_at != at`, after(at, never), at)
}

const unpacked = (question: FunnelQuestion, { key, matches }: EventShape, from: Sql): Sql => sql`
  select *,
    arrayMap(event -> ${timeOfKey(key)}, events) as at,
    arrayMap((at, index) -> ${toPosition(sql`at`, sql`index`)}, at, arrayEnumerate(at)) as position,
    ${matches} as matches${valueOfStream(question)}
  from ${from}`
