import { v7 as uuidv7 } from 'uuid'
import { Rejection } from '../checks/rejection.ts'
import { textOf } from '../checks/text.ts'
import { type Fact, type FactKind } from '../entities/fact-columns.ts'
import { instantOf } from '../schema/instant.ts'
import { type FactInput } from '../schema/tracking/fact-input.ts'
import { propertiesOf } from './properties.ts'
import { type Received } from './received.ts'

/** A fact whose user is still known by the id of the platform. */
export type CheckedFact = Omit<Fact, 'user_no'> & { user_id: string | null }

const dayMs = 86_400_000

/**
 * What every kind of fact has, checked and ready to be written.
 * @throws Rejection naming the field that is wrong
 */
export function checkedFact(input: FactInput, kind: FactKind, name: string, received: Received): CheckedFact {
  return {
    project: received.project,
    event_id: textOf(input.eventId, 'eventId', 255) ?? uuidv7(),
    kind,
    name,
    user_id: textOf(input.userId, 'userId', 255),
    session_id: textOf(input.sessionId, 'sessionId', 255),
    conversation_id: textOf(input.conversationId, 'conversationId', 255),
    bot_id: textOf(input.botId, 'botId', 255),
    channel: textOf(input.channel, 'channel', 100),
    occurred_at: occurredAt(input.timestamp, received.at),
    properties: input.properties ? propertiesOf(input.properties, 'properties') : null,
  }
}

/** @throws Rejection when it is missing, blank or over 200 characters */
export function nameOf(input: string | null | undefined, field: string): string {
  const name = textOf(input, field, 200)
  if (!name?.trim()) throw new Rejection('REQUIRED', field, `${field} is missing.`)
  return name
}

/** @throws Rejection when it names no instant, or one before 1970 or over a day from now */
export function occurredAt(text: string | null | undefined, now: number, field = 'timestamp'): string {
  if (text === null || text === undefined) return new Date(now).toISOString()
  const instant = instantOf(text)
  if (instant === undefined)
    throw new Rejection(
      'INVALID_TIMESTAMP',
      field,
      `${field} must be a real instant in RFC 3339, such as 2026-01-31T09:30:00Z.`,
    )
  if (instant < 0 || instant > now + dayMs)
    throw new Rejection('TIMESTAMP_OUT_OF_RANGE', field, `${field} lies between 1970 and one day from now.`)
  return new Date(instant).toISOString()
}
