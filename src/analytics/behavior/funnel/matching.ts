import { eventsOf } from '../../../clickhouse/scope.ts'
import { type Sql, sql, texts } from '../../../clickhouse/sql.ts'
import { type EventMatchInput } from '../../../schema/behavior/event-match-input.ts'
import { FunnelOrder, FunnelUnit } from '../../../schema/behavior/funnel-input.ts'
import { dimensionOf, propertyOf } from '../../query/dimensions.ts'
import { anyCondition, matchCondition, namesOf } from '../../query/event-match.ts'
import { type Query } from '../../query/query.ts'
import { isSame } from './check-funnel.ts'
import { type FunnelQuestion, type Step } from './funnel-question.ts'
import { mayOverlap } from './step-matches.ts'

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
    steps: steps.map(step => stepCondition(query, step)),
    exclusions: exclusions.map(exclusion => matchCondition(query.project, exclusion, 'exclusions.event')),
    names: namesOf([...steps.flatMap(step => step.alternatives), ...exclusions]),
    equalSteps,
    isDisjoint: isDisjoint(question, equalSteps),
    value: breakdown && breakdown.trait == null ? valueIn(breakdown) : undefined,
  }
}

const valueIn = ({ dimension, property }: NonNullable<FunnelQuestion['breakdown']>) =>
  dimension ? dimensionOf(dimension) : propertyOf(property!)

function stepCondition(query: Query, { alternatives, firstTime }: Step): Sql {
  const conditions = alternatives.map(alternative => {
    const condition = matchCondition(query.project, alternative, 'steps.event')
    return firstTime ? sql`(${condition} and seq in ${firstOfEachUser(query, alternative)})` : condition
  })
  return anyCondition(conditions)
}

/** The first event of that name that each user ever did, whatever the range and the filters. */
const firstOfEachUser = ({ project }: Query, { event }: EventMatchInput): Sql => sql`(
    select argMin(seq, (occurred_at, seq))
    from ${eventsOf(project)}
    where user_no != 0 and ${matchCondition(project, { event }, 'steps.event')}
    group by user_no)`

function isDisjoint({ steps, exclusions }: FunnelQuestion, equalSteps: number[]): boolean {
  const different = [
    ...steps.filter((_, i) => equalSteps[i] === i + 1).map(({ alternatives }) => alternatives),
    ...exclusions.map(exclusion => [exclusion]),
  ]
  return !different.some((some, i) => different.slice(i + 1).some(others => mayOverlap(some, others)))
}

export const isSameStep = (a: Step, b: Step) =>
  a.firstTime === b.firstTime &&
  a.alternatives.length === b.alternatives.length &&
  a.alternatives.every((alternative, i) => isSame(alternative, b.alternatives[i]!))

/** Whether events are needed that match neither a step nor an exclusion. */
export const needsOthers = ({ order, unit }: FunnelQuestion) =>
  order === FunnelOrder.STRICT || unit === FunnelUnit.SESSION

/** The condition of events that start an attempt. */
export const entryCondition = ({ order }: FunnelQuestion, { steps }: Matching): Sql =>
  order === FunnelOrder.UNORDERED ? anyCondition(steps) : steps[0]!

/** The condition of events that match a step or an exclusion, as far as names tell. */
export const matchesAny = ({ names, steps, exclusions }: Matching): Sql =>
  names ? sql`name in ${texts(names)}` : anyCondition([...steps, ...exclusions])
