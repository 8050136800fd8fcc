import { type FilterInput } from '../../schema/filter-input.ts'
import { type QuestionArgs } from '../../schema/question-args.ts'
import { daysAsked, usualDays } from './days-asked.ts'
import { filterFactor } from './filter-cost.ts'
import { segmentCost } from './users/segment-cost.ts'
import { type Reads, weights } from './weights.ts'

/** Which facts the statements of a question read. */
export interface Scope {
  days: number
  /** Whether it is about some facts or users alone, so that nothing that is kept added up can be read. */
  isNarrowed: boolean
  /** By how much its filters make reading dearer. */
  factor: number
  /** What each statement pays to find the users of its segment. */
  segment: number
}

export type ScopeArgs = Pick<QuestionArgs, 'range' | 'filter' | 'segment' | 'segmentId'>

/** A filter on an event looks at the facts of that event alone: at so many of all. */
const matchShare = 0.3

export const scopeOf = (
  { range, filter, segment, segmentId }: ScopeArgs,
  {
    otherwise = usualDays,
    filters = [],
  }: { otherwise?: number; filters?: (FilterInput | null | undefined)[] } = {},
): Scope => ({
  days: daysAsked(range, otherwise),
  isNarrowed: Boolean(filter ?? segment ?? segmentId),
  factor: filterFactor(filter) + matchShare * (filterFactor(...filters) - 1),
  segment: segmentCost({ segment, segmentId }),
})

/** What a statement costs that reads the facts of a scope. */
export const reading = (reads: Reads, { days, factor, segment }: Scope): number =>
  weights.statement + weights.reads[reads] * (days / 30) * factor + segment
