import { type FilterInput, FilterOperator } from '../../schema/filter-input.ts'
import { largest } from '../../schema/largest.ts'

/** The share that one condition adds to the cost of reading an event: by its subject, its operator, and for each value. */
const adds = { dimension: 0.3, trait: 0.3, property: 0.5, pattern: 0.2, value: 0.15 }

const patterns: FilterOperator[] = [
  FilterOperator.MATCHES,
  FilterOperator.NOT_MATCHES,
  FilterOperator.CONTAINS,
  FilterOperator.NOT_CONTAINS,
]

/** The factor by which filters make reading the same events more expensive. */
export function filterFactor(...filters: (FilterInput | null | undefined)[]): number {
  let left = largest.filterConditions
  const added = (filter: FilterInput): number => {
    const { and, or, not } = filter
    const within = [...(and ?? []), ...(or ?? []), ...(not ? [not] : [])]
    if (within.length) return within.reduce((sum, part) => sum + added(part), 0)
    return left-- > 0 ? ofCondition(filter) : 0
  }
  return filters.reduce((sum, filter) => sum + (filter ? added(filter) : 0), 1)
}

function ofCondition({ property, trait, operator, values }: FilterInput): number {
  const ofSubject = property != null ? adds.property : trait != null ? adds.trait : adds.dimension
  const compared = Math.min(values?.length ?? 0, largest.filterValues) * adds.value
  return ofSubject + compared + (patterns.includes(operator) ? adds.pattern : 0)
}
