import { inside, textOf } from './filter.ts'
import type { LogEvent } from './log-event.ts'

/** What is counted: users, conversations, or the values of a property. */
export interface UnitOption {
  unit?: 'USER' | 'CONVERSATION' | 'PROPERTY'
  unitProperty?: string
}

/** The unit of an event; null if it belongs to none. */
export function unitOf(event: LogEvent, { unit = 'USER', unitProperty }: UnitOption): string | null {
  if (unit === 'USER') return event.user
  if (unit === 'CONVERSATION') return event.conversationId ?? null
  return textOf(inside(event.properties, unitProperty!)) || null
}
