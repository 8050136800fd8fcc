import { type Sql, sql } from '../../../clickhouse/sql.ts'
import { CohortCriterion, CohortMeasure, type CohortsInput } from '../../../schema/behavior/cohorts-input.ts'
import { type EventMatchInput } from '../../../schema/behavior/event-match-input.ts'
import { unitOf } from '../../query/counted-unit.ts'
import { dimensionOf, propertyOf } from '../../query/dimensions.ts'
import { alternativesOf, matchCondition } from '../../query/event-match.ts'
import { filterCondition } from '../../query/filter.ts'
import { type Query } from '../../query/query.ts'
import { type Frame } from './frame.ts'

/** A question about cohorts, checked and resolved. */
export interface Question {
  query: Query
  input: CohortsInput
  frame: Frame
  /** Whether returns in the bucket of the entry are selected, which need the instant of every return. */
  needsEntryBucket: boolean
}

/** The condition of events that have a name of the target, whatever the filters of the target. */
export function namedTarget(project: string, input: CohortsInput): Sql {
  const anyOf = alternativesOf(input.target ?? {}).map(({ event }) => ({ event }))
  return matchOfUnit(project, input, { anyOf }, 'target.event')
}

/** @throws INVALID_EVENT, INVALID_FILTER */
export const isTarget = (project: string, input: CohortsInput): Sql =>
  matched(project, input, input.target, 'target.event')

/** @throws INVALID_EVENT, INVALID_FILTER */
export const isReturn = (project: string, input: CohortsInput): Sql =>
  matched(project, input, input.return, 'return.event')

function matched(
  project: string,
  input: CohortsInput,
  match: EventMatchInput | null | undefined,
  field: string,
): Sql {
  const filtered = input.filter ? sql` and ${filterCondition(project, input.filter)}` : sql``
  return sql`${matchOfUnit(project, input, match ?? {}, field)}${filtered}`
}

/** @throws INVALID_EVENT, INVALID_FILTER */
export function matchOfUnit(
  project: string,
  input: CohortsInput,
  match: EventMatchInput,
  field: string,
): Sql {
  const { isIn, isActive } = unitOf(input)
  return sql`${isIn} and ${matchCondition(project, match, field, isActive)}`
}

/** The value of an event that users are broken down by, as text; undefined for a trait, which belongs to the user. */
export function breakdownValueOf({ breakdown }: CohortsInput): Sql | undefined {
  if (!breakdown || breakdown.trait != null) return undefined
  return breakdown.dimension ? dimensionOf(breakdown.dimension) : propertyOf(breakdown.property!)
}

export const hasValue = ({ value }: CohortsInput) => value != null && value.measure !== CohortMeasure.USERS

export const isOrAfter = ({ criterion }: CohortsInput) => criterion === CohortCriterion.ON_OR_AFTER
