import { firstEventsOf, usersOf } from '../../../clickhouse/scope.ts'
import { instant, integer, integers, type Sql, sql } from '../../../clickhouse/sql.ts'
import { CohortEntry } from '../../../schema/behavior/cohorts-input.ts'
import { isOfUsers, unitOf } from '../../query/counted-unit.ts'
import { traitOf } from '../../query/dimensions.ts'
import { isAnyActivity } from '../../query/event-match.ts'
import { bucketOf, eventsIn } from '../../query/events.ts'
import { type Range } from '../../query/range.ts'
import { entryRange } from './frame.ts'
import { breakdownValueOf, isTarget, namedTarget, type Question } from './question.ts'

/**
 * The entries: `unit`, the instant in milliseconds as `entered_at`, the number of the `cohort`, from 1, and the
 * `breakdown_value` of the event with which the unit entered. A unit is in a cohort once.
 */
export function enteredOf(question: Question): Sql {
  const entered = isAcquisition(question) ? acquired(question) : entries[question.input.entry](question)
  const trait = question.input.breakdown?.trait
  return trait == null ? entered : withTrait(question, entered, trait)
}

/** The trait that each user has now; empty without one. */
const withTrait = ({ query }: Question, entered: Sql, trait: string): Sql => sql`
  select unit, entered_at, cohort, trait as breakdown_value
  from (${entered}) as entry
  left join (select user_no as unit, ${traitOf(trait)} as trait from ${usersOf(query.project)}) as known using (unit)`

/** With any activity as the target, `first_events` has the first activity of a user, and the history is not read. */
const isAcquisition = ({ input }: Question) =>
  (input.entry === CohortEntry.FIRST_TIME || input.entry === CohortEntry.FIRST_EVER) &&
  isOfUsers(input) &&
  isAnyActivity(input.target) &&
  !input.filter &&
  (!input.breakdown || input.breakdown.trait != null)

function acquired({ query, frame }: Question): Sql {
  const { from, to } = entryRange(frame)
  const members = query.members ? sql` and ${query.members}` : sql``
  return sql`
  select user_no as unit, toUnixTimestamp64Milli(occurred_at) as entered_at, ${cohortAt(frame.edges)} as cohort, '' as breakdown_value
  from ${firstEventsOf(query.project)}
  where occurred_at >= ${instant(from)} and occurred_at < ${instant(to)}${members}`
}

const entries = {
  [CohortEntry.FIRST_TIME]: question =>
    firstOf(question, historyOf(question), isTarget(question.query.project, question.input)),
  [CohortEntry.FIRST_EVER]: question =>
    firstOf(
      question,
      historyOf(question),
      namedTarget(question.query.project, question.input),
      sql` and argMin(${isTarget(question.query.project, question.input)}, ${inOrder})`,
    ),
  [CohortEntry.FIRST_IN_RANGE]: question =>
    firstOf(question, entryRange(question.frame), isTarget(question.query.project, question.input)),
  [CohortEntry.RECURRING]: firstOfEachBucket,
} satisfies Record<CohortEntry, (question: Question) => Sql>

/** An instant before all events. */
const beginning = new Date(Date.UTC(1900, 0))

const historyOf = ({ frame }: Question): Range => ({ from: beginning, to: entryRange(frame).to })

function firstOf({ query, input, frame }: Question, read: Range, isCandidate: Sql, only = sql``): Sql {
  const { from } = entryRange(frame)
  return sql`
  select ${unitOf(input).key} as unit, toUnixTimestamp64Milli(min(occurred_at)) as entered_at,
    ${cohortAt(frame.edges, sql`entered_at`)} as cohort, ${firstBreakdownValue(breakdownValueOf(input))} as breakdown_value
  from ${eventsIn(query, read)} and ${isCandidate}
  group by unit
  having entered_at >= ${integer(from.getTime())}${only}`
}

function firstOfEachBucket({ query, input, frame }: Question): Sql {
  return sql`
  select ${unitOf(input).key} as unit, toUnixTimestamp64Milli(min(occurred_at)) as entered_at, ${cohortAt(frame.edges)} as cohort,
    ${firstBreakdownValue(breakdownValueOf(input))} as breakdown_value
  from ${eventsIn(query, entryRange(frame))} and ${isTarget(query.project, input)}
  group by unit, cohort`
}

/** At one instant the position in the log decides. One number, because ClickHouse compares a pair many times slower. */
const inOrder = sql`bitShiftLeft(toInt128(toUnixTimestamp64Milli(occurred_at)), 64) + toInt128(seq)`

const firstBreakdownValue = (value: Sql | undefined) => (value ? sql`argMin(${value}, ${inOrder})` : sql`''`)

/** The number of the bucket of an instant, from 1. Default: of the event. */
export const cohortAt = (edges: Date[], at?: Sql): Sql =>
  sql`transform(${bucketOf(edges, at)}, ${milliseconds(edges)}, ${integers(edges.map((_, i) => i + 1))}, 0)`

export const milliseconds = (instants: Date[]) => integers(instants.map(at => at.getTime()))
