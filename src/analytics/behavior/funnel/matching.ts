import { eventsOf } from '../../../clickhouse/scope.ts'
import { integers, joined, raw, type Sql, sql, texts } from '../../../clickhouse/sql.ts'
import { type EventMatchInput } from '../../../schema/behavior/event-match-input.ts'
import { FunnelOrder, FunnelUnit } from '../../../schema/behavior/funnel-input.ts'
import { dimensionOf, propertyOf } from '../../query/dimensions.ts'
import { matchCondition } from '../../query/event-match.ts'
import { type Query } from '../../query/query.ts'
import { isSame } from './check-funnel.ts'
import { type FunnelQuestion, type Step } from './funnel-question.ts'
import { mayOverlap, namesOf } from './step-matches.ts'

/** How events are told apart by what they are to a funnel: a condition for each of its steps and exclusions. */
export interface Matching {
  steps: Sql[]
  exclusions: Sql[]
  /** The names of all events that matter; null when any may. */
  names: string[] | null
  /**
   * For each step the first one that is the same, when no event can match two that differ: what an event matches is
   * then one small number, and events that match the same are alike.
   */
  classes: number[] | null
  /** What events are broken down by, as text. */
  value: Sql | undefined
}

export function matchingOf(asked: Query, question: FunnelQuestion): Matching {
  const { steps, exclusions, breakdown } = question
  const alternatives = [...steps.flatMap(step => step.alternatives), ...exclusions]
  const value = breakdown && breakdown.trait == null ? valueIn(breakdown) : undefined
  return {
    steps: steps.map(step => stepCondition(asked, step)),
    exclusions: exclusions.map(exclusion => matchCondition(asked.project, exclusion, 'exclusions.event')),
    names: namesOf(alternatives),
    classes: value ? null : classesOf(question),
    value,
  }
}

const valueIn = ({ dimension, property }: NonNullable<FunnelQuestion['breakdown']>) =>
  dimension ? dimensionOf(dimension) : propertyOf(property!)

function stepCondition(asked: Query, { alternatives, firstTime }: Step): Sql {
  const conditions = alternatives.map(alternative => {
    const condition = matchCondition(asked.project, alternative, 'steps.event')
    return firstTime ? sql`(${condition} and seq in ${firstOfEach(asked, alternative)})` : condition
  })
  return conditions.length === 1 ? conditions[0]! : sql`(${joined(conditions, ' or ')})`
}

/** The first event of that name that each user ever did, whatever the range and the filters. */
const firstOfEach = ({ project }: Query, { event }: EventMatchInput): Sql => sql`(
    select argMin(seq, (occurred_at, seq))
    from ${eventsOf(project)}
    where user_no != 0 and ${matchCondition(project, { event }, 'steps.event')}
    group by user_no)`

/** The first step, counted from 1, that is the same as each; null when two that differ may match one event. */
function classesOf({ steps, exclusions }: FunnelQuestion): number[] | null {
  const classes = steps.map(step => steps.findIndex(other => isSameStep(step, other)) + 1)
  const different = [
    ...steps.filter((_, i) => classes[i] === i + 1).map(({ alternatives }) => alternatives),
    ...exclusions.map(exclusion => [exclusion]),
  ]
  const overlap = different.some((some, i) => different.slice(i + 1).some(others => mayOverlap(some, others)))
  return overlap ? null : classes
}

export const isSameStep = (a: Step, b: Step) =>
  a.firstTime === b.firstTime &&
  a.alternatives.length === b.alternatives.length &&
  a.alternatives.every((alternative, i) => isSame(alternative, b.alternatives[i]!))

/** Whether events are needed that are neither a step nor an exclusion. */
export const needsOthers = ({ order, unit }: FunnelQuestion) =>
  order === FunnelOrder.STRICT || unit === FunnelUnit.SESSION

/** Events that open an attempt. */
export const entryCondition = ({ order }: FunnelQuestion, { steps }: Matching): Sql =>
  order === FunnelOrder.UNORDERED ? sql`(${joined(steps, ' or ')})` : steps[0]!

/**
 * The small number of an event: exclusions from 0, other events 31, steps from 32. At one instant events stand in this
 * order, so that an exclusion comes before the steps and the lower step before the higher.
 */
export function classOf(
  { steps, exclusions }: Matching,
  { classes }: { classes: number[] },
  question: FunnelQuestion,
): Sql {
  const distinct = classes.flatMap((first, i) => (first === i + 1 ? [i] : []))
  const named = namedClasses(question, distinct)
  if (named)
    return sql`transform(name, ${texts(named.map(([name]) => name))}, ${integers(named.map(([, at]) => at))}, 31)`
  const branches = [
    ...exclusions.map((condition, i) => sql`${condition}, ${raw(`${i}`)}`),
    ...distinct.map(i => sql`${steps[i]!}, ${raw(`${32 + i}`)}`),
  ]
  return sql`multiIf(${joined(branches, ', ')}, 31)`
}

/** Where names alone decide, looking them up is faster than conditions. */
function namedClasses(
  { steps, exclusions }: FunnelQuestion,
  distinct: number[],
): [string, number][] | undefined {
  const matches = [
    ...exclusions.map((exclusion, i) => ({
      match: exclusion as EventMatchInput,
      place: i,
      firstTime: false,
    })),
    ...distinct.flatMap(i =>
      steps[i]!.alternatives.map(match => ({ match, place: 32 + i, firstTime: steps[i]!.firstTime })),
    ),
  ]
  if (matches.some(({ match, firstTime }) => match.event == null || match.filter || firstTime))
    return undefined
  return matches.map(({ match, place }) => [match.event!, place])
}

/** The steps that an event of each class matches, as bits; then the exclusions. */
export function bitsOfClasses({ classes, exclusions }: Matching): { steps: number[]; exclusions: number[] } {
  const places = Array.from({ length: 64 }, (_, place) => place)
  return {
    steps: places.map(place =>
      classes!.reduce((bits, first, i) => (place === 31 + first ? bits + 2 ** i : bits), 0),
    ),
    exclusions: places.map(place => (place < exclusions.length ? 2 ** place : 0)),
  }
}

/** Conditions as bits, the first one the lowest. */
export const bitsOf = (conditions: Sql[]): Sql =>
  conditions.length
    ? sql`(${joined(
        conditions.map((condition, i) => sql`if(${condition}, ${raw(`${2 ** i}`)}, 0)`),
        ' + ',
      )})`
    : sql`0`

export const named = ({ names }: Matching): Sql => (names ? sql`name in ${texts(names)}` : sql`true`)
