import { at, collected } from '../../checks/collect.ts'
import { isStorable } from '../../checks/text.ts'
import { joined, type Sql, sql, text } from '../../clickhouse/sql.ts'
import { badInput } from '../../errors.ts'
import { type EventMatchInput } from '../../schema/behavior/event-match-input.ts'
import { isActive } from './active.ts'
import { filterCondition } from './filter.ts'

const most = { alternatives: 10, nameLength: 200 }

/**
 * A condition on an event; without a name, any event that makes its user active matches.
 * @param isAnyEvent another condition for a pattern without a name
 * @throws INVALID_EVENT for a name that no event can have, and for alternatives beside a name or in the wrong number;
 * INVALID_FILTER
 */
export function matchCondition(
  project: string,
  match: EventMatchInput,
  field: string,
  isAnyEvent: Sql = isActive,
): Sql {
  checkAlternatives(match, field)
  const conditionOf = ({ event, filter }: EventMatchInput) => {
    const named = event == null ? isAnyEvent : sql`name = ${text(checkedName(event, field))}`
    return filter ? sql`(${named} and ${filterCondition(project, filter)})` : named
  }
  const conditions = collected(alternativesOf(match), (alternative, i) =>
    at(match.anyOf ? ['anyOf', i] : [], () => conditionOf(alternative)),
  )
  return anyCondition(conditions)
}

/** The events that a pattern matches, each with a name and a filter of its own. */
export const alternativesOf = ({ event, filter, anyOf }: EventMatchInput): EventMatchInput[] =>
  anyOf ?? [{ event, filter }]

/** The names of the events; null if an event of any name is among them. */
export function namesOf(alternatives: EventMatchInput[]): string[] | null {
  const names = alternatives.map(({ event }) => event ?? null)
  return names.includes(null) ? null : (names as string[])
}

/** Whether a pattern is the default, any activity. */
export const isAnyActivity = (match: EventMatchInput | null | undefined): boolean =>
  match?.event == null && !match?.filter && !match?.anyOf

/** Whether any of the conditions holds. */
export const anyCondition = (conditions: Sql[]): Sql =>
  conditions.length === 1 ? conditions[0]! : sql`(${joined(conditions, ' or ')})`

/** The first thing that is wrong with the alternatives of a pattern, as a sentence; undefined if nothing is. */
export function problemOfAlternatives({ event, filter, anyOf }: EventMatchInput): string | undefined {
  if (!anyOf) return undefined
  if (event != null || filter) return 'Set anyOf, or event and filter, not both.'
  if (!anyOf.length || anyOf.length > most.alternatives)
    return `anyOf must have 1 to ${most.alternatives} items.`
  return anyOf.some(alternative => alternative.anyOf)
    ? 'An item of anyOf must not have anyOf itself.'
    : undefined
}

function checkAlternatives(match: EventMatchInput, field: string): void {
  const problem = problemOfAlternatives(match)
  if (problem) throw badInput('INVALID_EVENT', field, problem)
}

function checkedName(event: string, field: string): string {
  if (!event.trim() || event.length > most.nameLength || !isStorable(event))
    throw badInput(
      'INVALID_EVENT',
      field,
      `The name of an event must have 1 to ${most.nameLength} characters.`,
    )
  return event
}
