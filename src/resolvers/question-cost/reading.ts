import { type FilterInput } from '../../schema/filter-input.ts'
import { type QuestionArgs } from '../../schema/question-args.ts'
import { filterFactor } from './filter-cost.ts'
import { requestedDays, usualDays } from './requested-days.ts'
import { segmentCost } from './users/segment-cost.ts'
import { type Reads, weights } from './weights.ts'

/** The events that each statement of a question reads. */
export interface Scope {
  days: number
  /** Whether it has a filter or a segment, so that no totals can be read. */
  isNarrowed: boolean
  /** The factor by which its filters make reading more expensive. */
  factor: number
  /** The cost of finding the users of its segment, which each statement does. */
  segment: number
}

export type ScopeArgs = Pick<QuestionArgs, 'range' | 'filter' | 'segment' | 'segmentId'>

/** The share of all events that a filter on one event looks at. */
const matchShare = 0.3

export const scopeOf = (
  { range, filter, segment, segmentId }: ScopeArgs,
  {
    defaultDays = usualDays,
    filters = [],
  }: { defaultDays?: number; filters?: (FilterInput | null | undefined)[] } = {},
): Scope => ({
  days: requestedDays(range, defaultDays),
  isNarrowed: Boolean(filter ?? segment ?? segmentId),
  factor: filterFactor(filter) + matchShare * (filterFactor(...filters) - 1),
  segment: segmentCost({ segment, segmentId }),
})

/** The cost of a statement that reads the events of a scope. */
export const reading = (reads: Reads, scope: Scope): number => weighing(weights.reads[reads], scope)

/** The cost of a statement that reads the events of a scope with this weight for 30 days. */
export const weighing = (weight: number, { days, factor, segment }: Scope): number =>
  weights.statement + weight * (days / 30) * factor + segment
