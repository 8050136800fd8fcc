import { type EventMatchInput } from '../../../schema/behavior/event-match-input.ts'
import { type FunnelExclusionInput, type FunnelInput } from '../../../schema/behavior/funnel-input.ts'
import { alternativesOf, namesOf } from '../../query/event-match.ts'

/** The exclusions with one event each: an exclusion of any of several events is as many exclusions. */
export const singleExclusions = ({ exclusions }: FunnelInput): FunnelExclusionInput[] =>
  (exclusions ?? []).flatMap(({ anyOf, ...exclusion }) =>
    alternativesOf({ ...exclusion, anyOf }).map(alternative => ({ ...exclusion, ...alternative })),
  )

/** Whether one event may match both, as far as names tell. */
export function mayOverlap(some: EventMatchInput[], others: EventMatchInput[]): boolean {
  const [names, otherNames] = [namesOf(some), namesOf(others)]
  return !names || !otherNames || names.some(name => otherNames.includes(name))
}
