import { type EventMatchInput } from '../../../schema/behavior/event-match-input.ts'
import { type FunnelStepInput } from '../../../schema/behavior/funnel-input.ts'

/** The events that may take a step. */
export const alternativesOf = ({ event, filter, anyOf }: FunnelStepInput): EventMatchInput[] =>
  anyOf ?? [{ event, filter }]

/** The names of the events; null if an event of any name is among them. */
export function namesOf(alternatives: EventMatchInput[]): string[] | null {
  const names = alternatives.map(({ event }) => event ?? null)
  return names.includes(null) ? null : (names as string[])
}

/** Whether one event may match both, as far as names tell. */
export function mayOverlap(some: EventMatchInput[], others: EventMatchInput[]): boolean {
  const [names, otherNames] = [namesOf(some), namesOf(others)]
  return !names || !otherNames || names.some(name => otherNames.includes(name))
}
