import { Field, ID, InputType } from 'type-graphql'
import { v7 as uuidv7 } from 'uuid'
import { type IsMistakenId } from '../../checks/mistaken-id.ts'
import { propertiesOf } from '../../checks/properties.ts'
import { required } from '../../checks/rejection.ts'
import { textOf } from '../../checks/text.ts'
import { type Warning } from '../../checks/warning.ts'
import { type EventKind, type EventRow } from '../../entities/event-columns.ts'
import { JsonObject } from '../../schema/scalars.ts'
import { bySendersClock, clockCorrected, occurredAt } from './clock.ts'
import { type Received } from './received.ts'
import { usableId } from './usable-id.ts'

/** The fields that an event of any kind may have. */
@InputType()
export class KindInput {
  @Field(() => ID, {
    nullable: true,
    description:
      'Your id of the event, up to 255 characters, unique among the events of its kind in the project for ever: an ' +
      'event that is sent twice counts once. Without an id the event gets a UUIDv7, which the receipt shows, and a retry counts twice.',
  })
  eventId?: string | null

  @Field(() => ID, {
    nullable: true,
    description:
      'The user, by your id, up to 255 characters. Leave it out if no user did it. An id that stands for a missing one, ' +
      'such as `null` or `anonymous`, is left out with the warning `USER_ID_IGNORED`. Default of a message, a call or a ' +
      'conversation change: the user of the conversation.',
  })
  userId?: string | null

  @Field(() => ID, {
    nullable: true,
    description:
      'The visitor, by an id that your widget or device keeps, up to 255 characters, such as `anon-7f`. Alone: the ' +
      'event belongs to the visitor. Beside `userId`: the event belongs to the user, and the visitor turns out to be ' +
      'this user, with all events before and after.',
  })
  anonymousId?: string | null

  @Field(() => ID, {
    nullable: true,
    description:
      'The session of the user that the event belongs to, up to 255 characters, such as `s-1`. An id that stands for a ' +
      'missing one, such as `-1`, is left out with the warning `SESSION_ID_IGNORED`.',
  })
  sessionId?: string | null

  @Field(() => ID, {
    nullable: true,
    description: 'The conversation that the event belongs to, up to 255 characters.',
  })
  conversationId?: string | null

  @Field(() => String, {
    nullable: true,
    description:
      'The bot or assistant involved, up to 255 characters, such as `support-bot`. Default of a message, a call or a ' +
      'conversation change: the bot of the conversation.',
  })
  botId?: string | null

  @Field(() => String, {
    nullable: true,
    description:
      'The channel, up to 100 characters, such as `web`, `slack` or `whatsapp`. Default of a message, a call or a ' +
      'conversation change: the channel of the conversation.',
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

  @Field(() => String, {
    nullable: true,
    description:
      'The time at which the device sends the event, by its own clock, as RFC 3339; new for each attempt. If it differs by ' +
      'more than a minute from the time at which the server receives it, the times of the event are corrected by the ' +
      'difference. Default: that of the batch.',
  })
  sentAt?: string | null
}

/** An event whose user is still the id that the sender gave, with the warnings of its receipt. */
export type CheckedEvent = Omit<EventRow, 'user_no'> & {
  user_id: string | null
  /** The id of the visitor that is this user, according to the event. */
  visitor_id?: string | null
  warnings?: Warning[]
}

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
  const user = idsOf(input, received.isMistakenId)
  const session = usableId(input.sessionId, 'sessionId', received.isMistakenId)
  const time = timeOf(input.timestamp, received)
  return {
    project: received.project,
    event_id: textOf(input.eventId, 'eventId', 255) ?? uuidv7(),
    kind,
    name,
    ...user.ids,
    session_id: session.id,
    conversation_id: textOf(input.conversationId, 'conversationId', 255),
    bot_id: textOf(input.botId, 'botId', 255),
    channel: textOf(input.channel, 'channel', 100),
    occurred_at: time.occurredAt,
    original_at: time.originalAt,
    properties: input.properties ? propertiesOf(input.properties, 'properties') : null,
    warnings: [...user.warnings, ...session.warnings, ...(time.originalAt ? [clockCorrected] : [])],
  }
}

/** A visitor's id alone is the id of a user that is not known yet. */
function idsOf({ userId, anonymousId }: KindInput, isMistakenId: IsMistakenId) {
  const user = usableId(userId, 'userId', isMistakenId)
  const visitor = usableId(anonymousId, 'anonymousId', isMistakenId)
  const isVisitor = user.id === null || user.id === visitor.id
  return {
    ids: { user_id: user.id ?? visitor.id, visitor_id: isVisitor ? null : visitor.id },
    warnings: [...user.warnings, ...visitor.warnings],
  }
}

/** @throws Rejection for a name that is missing, blank or over 200 characters */
export function nameOf(input: string | null | undefined, field: string): string {
  const name = textOf(input, field, 200)
  return required(name?.trim() ? name : null, field)
}

/** The time of an event, and the one before it was corrected; null if it was not. The default needs no correction. */
function timeOf(text: string | null | undefined, received: Received) {
  if (text === null || text === undefined)
    return { occurredAt: new Date(received.at).toISOString(), originalAt: null }
  const instant = occurredAt(text, received, 'timestamp')
  return { occurredAt: instant, originalAt: received.skewMs ? bySendersClock(instant, received) : null }
}
