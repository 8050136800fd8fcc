import { eventsOf } from '../../../clickhouse/scope.ts'
import { type Sql, sql, texts } from '../../../clickhouse/sql.ts'
import { type EventMatchInput } from '../../../schema/behavior/event-match-input.ts'
import { FirstTimeOf, FunnelOrder, FunnelUnit } from '../../../schema/behavior/funnel-input.ts'
import { type BreakdownInput } from '../../../schema/users/audience.ts'
import { dimensionOf, propertyOf } from '../../query/dimensions.ts'
import { anyCondition, matchCondition, namesOf } from '../../query/event-match.ts'
import { filterCondition } from '../../query/filter.ts'
import { type Query } from '../../query/query.ts'
import { combined } from './combined-value.ts'
import { type FunnelQuestion, type Step } from './funnel-question.ts'
import { isSameStep, mayOverlap } from './step-matches.ts'

/** The conditions that the events of a funnel meet, as SQL over the columns of the log. */
export interface Matching {
  /** A condition for each step. */
  steps: Sql[]
  /** A condition for each exclusion. */
  exclusions: Sql[]
  /** The names of all events that matter; null if an event of any name may matter. */
  names: string[] | null
  /** For each step the first step that equals it, counted from 1. */
  equalSteps: number[]
  /** Whether no event can match two different steps, two exclusions, or a step and an exclusion. */
  isDisjoint: boolean
  /** The breakdown value of an event, as text. */
  value: Sql | undefined
}

export function matchingOf(query: Query, question: FunnelQuestion): Matching {
  const { steps, exclusions, breakdown } = question
  const equalSteps = steps.map(step => steps.findIndex(other => isSameStep(step, other)) + 1)
  return {
    steps: steps.map(step => stepCondition(query, question, step)),
    exclusions: exclusions.map(exclusion => matchCondition(query.project, exclusion, 'exclusions.event')),
    names: namesOf([...steps.flatMap(step => step.alternatives), ...exclusions]),
    equalSteps,
    isDisjoint: isDisjoint(question, equalSteps),
    value: breakdown ? valueOfEvent(breakdown.by) : undefined,
  }
}

/** The parts of a breakdown that each event has a value of; a user has one value of a trait. */
export const partsOfEvents = (by: BreakdownInput[]): BreakdownInput[] =>
  by.filter(({ trait }) => trait == null)

function valueOfEvent(by: BreakdownInput[]): Sql | undefined {
  const texts = partsOfEvents(by).map(({ dimension, property }) =>
    dimension ? dimensionOf(dimension) : propertyOf(property!),
  )
  return texts.length ? combined(texts) : undefined
}

function stepCondition(
  { project }: Query,
  { filter }: FunnelQuestion,
  { alternatives, firstTime }: Step,
): Sql {
  const conditions = alternatives.map(alternative => {
    const condition = matchCondition(project, alternative, 'steps.event')
    if (firstTime === FirstTimeOf.MATCH)
      return isFirst(project, filter ? sql`${condition} and ${filterCondition(project, filter)}` : condition)
    if (firstTime === FirstTimeOf.NAME)
      return sql`(${condition} and ${isFirst(project, matchCondition(project, named(alternative), 'steps.event'))})`
    return condition
  })
  return anyCondition(conditions)
}

const named = ({ event }: EventMatchInput): EventMatchInput => ({ event })

/** Whether the event is the first one on this condition that its user ever did, whatever the range. */
const isFirst = (project: string, condition: Sql): Sql => sql`seq in (
    select argMin(seq, (occurred_at, seq))
    from ${eventsOf(project)}
    where user_no != 0 and ${condition}
    group by user_no)`

function isDisjoint({ steps, exclusions }: FunnelQuestion, equalSteps: number[]): boolean {
  const different = [
    ...steps.filter((_, i) => equalSteps[i] === i + 1).map(({ alternatives }) => alternatives),
    ...exclusions.map(exclusion => [exclusion]),
  ]
  return !different.some((some, i) => different.slice(i + 1).some(others => mayOverlap(some, others)))
}

/** Whether events are needed that match neither a step nor an exclusion. */
export const needsOthers = ({ order, unit }: FunnelQuestion) =>
  order === FunnelOrder.STRICT || unit === FunnelUnit.SESSION

/** The condition of events that start an attempt. */
export const entryCondition = ({ order }: FunnelQuestion, { steps }: Matching): Sql =>
  order === FunnelOrder.UNORDERED ? anyCondition(steps) : steps[0]!

/** The condition of events that match a step or an exclusion, as far as names tell. */
export const matchesAny = ({ names, steps, exclusions }: Matching): Sql =>
  names ? sql`name in ${texts(names)}` : anyCondition([...steps, ...exclusions])
