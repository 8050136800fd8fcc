import { v7 as uuidv7 } from 'uuid'
import { type Fact } from '../entities/fact-columns.ts'
import { type EventInput } from '../schema/event-input.ts'
import { propertiesOf } from './properties.ts'
import { Rejection } from './rejection.ts'
import { textOf } from './text.ts'
import { instantOf } from './timestamp.ts'

/** A fact whose user is still known by the id of the platform. */
export type CheckedFact = Omit<Fact, 'user_no'> & { user_id: string | null }

const dayMs = 86_400_000

/**
 * What a service said happened, checked and ready to be written.
 * @throws Rejection naming the field that is wrong
 */
export function checkedEvent(input: EventInput, project: string, now: number): CheckedFact {
  return {
    project,
    event_id: textOf(input.eventId, 'eventId', 255) ?? uuidv7(),
    kind: 'event',
    name: nameOf(input.name),
    user_id: textOf(input.userId, 'userId', 255),
    session_id: textOf(input.sessionId, 'sessionId', 255),
    conversation_id: textOf(input.conversationId, 'conversationId', 255),
    bot_id: textOf(input.botId, 'botId', 255),
    channel: textOf(input.channel, 'channel', 100),
    occurred_at: occurredAt(input.timestamp, now),
    properties: input.properties ? propertiesOf(input.properties, 'properties') : null,
  }
}

function nameOf(input: string | null | undefined): string {
  const name = textOf(input, 'name', 200)
  if (!name?.trim()) throw new Rejection('REQUIRED', 'name', 'An event needs a name.')
  return name
}

function occurredAt(timestamp: string | null | undefined, now: number): string {
  if (timestamp === null || timestamp === undefined) return new Date(now).toISOString()
  const instant = instantOf(timestamp)
  if (instant === undefined)
    throw new Rejection(
      'INVALID_TIMESTAMP',
      'timestamp',
      'A timestamp is a real instant in RFC 3339, such as 2026-01-31T09:30:00Z.',
    )
  if (instant < 0 || instant > now + dayMs)
    throw new Rejection(
      'TIMESTAMP_OUT_OF_RANGE',
      'timestamp',
      'A timestamp lies between 1970 and one day from now.',
    )
  return new Date(instant).toISOString()
}
