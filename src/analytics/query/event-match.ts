import { isStorable } from '../../checks/text.ts'
import { type Sql, sql, text } from '../../clickhouse/sql.ts'
import { badInput } from '../../errors.ts'
import { type EventMatchInput } from '../../schema/behavior/event-match-input.ts'
import { isActive } from './active.ts'
import { filterCondition } from './filter.ts'

const longestName = 200

/**
 * A condition on an event; without a name, any event that makes its user active matches.
 * @throws INVALID_EVENT for a name that no event can have, INVALID_FILTER
 */
export function matchCondition(project: string, { event, filter }: EventMatchInput, field: string): Sql {
  const named = event == null ? isActive : sql`name = ${text(checkedName(event, field))}`
  return filter ? sql`(${named} and ${filterCondition(project, filter)})` : named
}

function checkedName(event: string, field: string): string {
  if (!event.trim() || event.length > longestName || !isStorable(event))
    throw badInput('INVALID_EVENT', field, `The name of an event must have 1 to ${longestName} characters.`)
  return event
}
