import { type CompareInput } from '../../schema/compare.ts'
import { type FilterInput, FilterOperator } from '../../schema/filter-input.ts'
import { type SharedArgs, type SharedInput } from '../../schema/question-args.ts'
import { type SegmentInput } from '../../schema/users/segment-input.ts'
import { type SegmentedArgs } from '../../schema/users/segmented-args.ts'

/** An input, and the range that its question is compared with. */
export type Asked<Input> = Input & { compare?: CompareInput | null }

/**
 * A question as it is asked: an input, sent or saved, with the arguments beside it. An argument wins over the same field
 * of the input, but both filters apply, and both segments.
 */
export const asked = <Input extends SharedInput>(input: Input, args: SharedArgs): Asked<Input> => ({
  ...input,
  range: args.range ?? input.range,
  compare: args.compare,
  timeZone: args.timeZone ?? input.timeZone,
  weekStart: args.weekStart ?? input.weekStart,
  filter: bothFilters(input.filter, args.filter),
  ...bothSegments(input, args),
})

type Filter = FilterInput | null | undefined

/** The filter that holds where both do. */
export const bothFilters = (one: Filter, other: Filter): Filter =>
  one && other ? { and: [...partsOf(one), ...partsOf(other)], operator: FilterOperator.IS } : (one ?? other)

/** Filters that are put together again and again grow no deeper. One that is refused stays as it is. */
function partsOf(filter: FilterInput): FilterInput[] {
  const { and, operator: _, ...others } = filter
  return and?.length && Object.values(others).every(other => other == null) ? and : [filter]
}

type Segmented = Pick<SegmentedArgs, 'segment' | 'segmentId'>

/** A place that gives a segment in two ways is left as it is: `resolveQuery` refuses it. */
function bothSegments(input: Segmented, args: Segmented): Segmented {
  const given = [input, args].filter(({ segment, segmentId }) => segment || segmentId != null)
  const refused = given.find(({ segment, segmentId }) => segment && segmentId != null)
  const [{ segment, segmentId } = {}, other] = refused ? [refused] : given
  if (!other) return { segment, segmentId }
  return { segment: { and: given.map(conditionOf) }, segmentId: null }
}

const conditionOf = ({ segment, segmentId }: Segmented): SegmentInput => segment ?? { segmentId }
