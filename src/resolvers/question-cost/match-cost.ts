import { alternativesOf, namesOf } from '../../analytics/query/event-match.ts'
import { type EventMatchInput } from '../../schema/behavior/event-match-input.ts'
import { type FilterInput } from '../../schema/filter-input.ts'
import { weights } from './weights.ts'

type Match = EventMatchInput | null | undefined

/** The service refuses more alternatives. */
const most = 10

const within = (match: Match): EventMatchInput[] => alternativesOf(match ?? {}).slice(0, most)

/** The filters of a pattern for events: one for each of its alternatives. */
export const filtersOf = (match: Match): (FilterInput | null | undefined)[] =>
  within(match).map(({ filter }) => filter)

/** The names in a pattern; undefined if an event of any name may match. */
export function namesIn(match: Match): Set<string> | undefined {
  const names = namesOf(within(match))
  return names ? new Set(names) : undefined
}

/** The weight of reading the events that a pattern matches: those of each of its names, or of all. */
export function matchWeight(match: Match): number {
  const { named, counted } = weights.reads
  const names = namesIn(match)
  return names ? Math.min(names.size * named, counted) : counted
}
