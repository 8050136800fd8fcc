import { type EventMatchInput } from '../../../schema/behavior/event-match-input.ts'
import { type FunnelStepInput } from '../../../schema/behavior/funnel-input.ts'

/** What a step may be taken with. */
export const alternativesOf = ({ event, filter, anyOf }: FunnelStepInput): EventMatchInput[] =>
  anyOf ?? [{ event, filter }]

/** The names of the events that a step may be taken with; null when it may be any. */
export function namesOf(alternatives: EventMatchInput[]): string[] | null {
  const names = alternatives.map(({ event }) => event ?? null)
  return names.includes(null) ? null : (names as string[])
}

/** Whether an event may match both, as far as names tell. */
export function mayOverlap(some: EventMatchInput[], others: EventMatchInput[]): boolean {
  const [names, otherNames] = [namesOf(some), namesOf(others)]
  return !names || !otherNames || names.some(name => otherNames.includes(name))
}
