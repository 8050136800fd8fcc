import type { FilterInput } from '../../../src/schema/filter-input.ts'
import { passes } from './filter.ts'
import type { LogEvent } from './log-event.ts'

/** An event by its name, or any activity, with an optional filter; or any of several. */
export interface Match {
  event?: string
  filter?: FilterInput
  anyOf?: Match[]
}

/** Whether an event is an activity, of a user or of nobody. */
export const isActivityOfAnyone = ({ kind, isBot }: LogEvent) => kind !== 'system_metric' && !isBot

export function isMatch(event: LogEvent, { event: name, filter, anyOf }: Match): boolean {
  if (anyOf) return anyOf.some(match => isMatch(event, match))
  const isNamed = name === undefined ? isActivityOfAnyone(event) : event.name === name
  return isNamed && passes(event, filter)
}

/** The match without its filters. */
export const namesOnly = ({ event, anyOf }: Match): Match =>
  anyOf ? { anyOf: anyOf.map(namesOnly) } : { event }
