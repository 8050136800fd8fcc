import { Field, InputType } from 'type-graphql'
import { v7 as uuidv7 } from 'uuid'
import { propertiesOf } from '../../checks/properties.ts'
import { Rejection, required } from '../../checks/rejection.ts'
import { textOf } from '../../checks/text.ts'
import { type EventKind, type EventRow } from '../../entities/event-columns.ts'
import { instantOf } from '../../schema/instant.ts'
import { JsonObject } from '../../schema/scalars.ts'
import { epochOf } from './epoch.ts'

/** The fields that an event of any kind may have. */
@InputType()
export class KindInput {
  @Field(() => String, {
    nullable: true,
    description:
      'Your id of the event, up to 255 characters, unique among the events of its kind in the project for ever: an ' +
      'event that is sent twice counts once. Without an id the event gets a UUIDv7, which the receipt shows, and a retry counts twice.',
  })
  eventId?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'The user, by your id, up to 255 characters. Leave it out if no user did it.',
  })
  userId?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'The session that the event belongs to, up to 255 characters.',
  })
  sessionId?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'The conversation that the event belongs to, up to 255 characters.',
  })
  conversationId?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'The bot or assistant involved, up to 255 characters, such as `support-bot`.',
  })
  botId?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'The channel, up to 100 characters, such as `web`, `slack` or `whatsapp`.',
  })
  channel?: string | null

  @Field(() => JsonObject, {
    nullable: true,
    description:
      'Anything else that you may ask about later: up to 32 kB, 255 keys and 8 levels, such as `{"plan": "pro"}`.',
  })
  properties?: Record<string, unknown> | null

  @Field(() => String, {
    nullable: true,
    description:
      'The time of the event, as RFC 3339 with a zone, such as `2026-01-31T09:30:00.250Z`, or as seconds, milliseconds ' +
      'or microseconds since 1970 (10, 13 or 16 digits); between 1970 and one day from now. Default: the time at which the server receives the event.',
  })
  timestamp?: string | null
}

/** An event whose user is still the id that the sender gave. */
export type CheckedEvent = Omit<EventRow, 'user_no'> & { user_id: string | null }

/** The context of a request that tracks events. */
export interface Received {
  project: string
  /** The subject of the caller's token. */
  subject: string
  /** When the request came, in milliseconds since 1970. */
  at: number
  /** Whether addresses are stored (`STORE_IP`). */
  storeIp: boolean
}

const dayMs = 86_400_000

/**
 * The columns that every kind has, checked.
 * @throws Rejection naming the field that is wrong
 */
export function sharedColumns(
  input: KindInput,
  received: Received,
  kind: EventKind,
  name: string = kind,
): CheckedEvent {
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

/** @throws Rejection for a name that is missing, blank or over 200 characters */
export function nameOf(input: string | null | undefined, field: string): string {
  const name = textOf(input, field, 200)
  return required(name?.trim() ? name : null, field)
}

/** @throws Rejection for a text that is not an instant, or an instant before 1970 or over a day from now */
export function occurredAt(text: string | null | undefined, now: number, field = 'timestamp'): string {
  if (text === null || text === undefined) return new Date(now).toISOString()
  const instant = instantOf(text) ?? epochOf(text)
  if (instant === undefined)
    throw new Rejection(
      'INVALID_TIMESTAMP',
      field,
      `${field} must be a valid time in RFC 3339, such as 2026-01-31T09:30:00Z, or a number since 1970.`,
    )
  if (instant < 0 || instant > now + dayMs)
    throw new Rejection(
      'TIMESTAMP_OUT_OF_RANGE',
      field,
      `${field} must lie between 1970 and one day from now.`,
    )
  return new Date(instant).toISOString()
}
