import { ArgsType, Field, ID, InputType, InterfaceType } from 'type-graphql'
import { type Event as EventEntity } from '../../entities/event.ts'
import { typeNameOf } from '../../entities/node-id.ts'
import { connectionOf } from '../connection.ts'
import { DateRangeInput } from '../date-range-input.ts'
import { Node } from '../node.ts'
import { orderedPage, orderInput } from '../order-input.ts'
import { DateTime, JsonObject } from '../scalars.ts'
import { EventKind, FactKind } from '../tracking/event-kind.ts'

/** Resolvers add the id, the user and the conversation. The type of each kind implements the interface and extends this class. */
@InterfaceType({
  implements: Node,
  description: 'One event of the log. Each kind of event has a type of its own with all that was sent.',
  resolveType: typeNameOf,
})
export abstract class Event implements Omit<EventEntity, 'seq' | 'project' | 'userNo'> {
  @Field(() => ID, {
    description: 'The id of the event, unique among the events of its kind in the project.',
  })
  eventId: string

  @Field(() => FactKind, {
    description:
      'The former name of the kind, such as `MESSAGE`; a custom event is called `EVENT`, not `CUSTOM`.',
    deprecationReason: 'Use `eventKind`, in which a custom event is called CUSTOM.',
  })
  @Field(() => EventKind, {
    name: 'eventKind',
    description: 'The kind of the event, such as `MESSAGE` or `CUSTOM`.',
  })
  kind: EventEntity['kind']

  @Field(() => String, { description: 'The name of the event, such as `signup`.' })
  name: string

  @Field(() => DateTime, {
    name: 'timestamp',
    description:
      'The instant at which the event happened, as sent, to the millisecond; corrected if the clock of the device was wrong.',
  })
  occurredAt: Date

  @Field(() => DateTime, {
    name: 'originalTimestamp',
    nullable: true,
    description:
      'The time of the event by the clock of its sender, if `sentAt` showed that this clock was wrong; null if `timestamp` ' +
      'was not corrected.',
  })
  originalAt: Date | null

  @Field(() => DateTime, {
    description:
      'The instant at which the service stored the event, by its own clock: later than `timestamp` if a device was offline.',
  })
  receivedAt: Date

  @Field(() => ID, {
    nullable: true,
    description:
      'The `sessionId` as sent, such as `s-1`; null if none was sent: a session then ends after 30 minutes without events.',
  })
  sessionId: string | null

  @Field(() => ID, {
    nullable: true,
    description: 'The `conversationId` as sent, such as `c-1`; null if the event is part of no conversation.',
  })
  conversationId: string | null

  @Field(() => String, { nullable: true, description: 'The channel of the event, such as `web`.' })
  channel: string | null

  @Field(() => String, {
    nullable: true,
    description: 'The bot or assistant involved, such as `support-bot`.',
  })
  botId: string | null

  @Field(() => JsonObject, {
    nullable: true,
    description: 'The custom properties sent with the event, such as `{"plan": "pro"}`.',
  })
  properties: Record<string, unknown> | null
}

export const EventConnection = connectionOf(Event, { article: 'An', one: 'event', many: 'events' })

const eventOrders = {
  TIMESTAMP:
    'The instant at which the event happened, as sent, to the millisecond; corrected if the clock of the device was wrong.',
  RECEIVED_AT:
    'The time at which the service received the event: what arrived last comes first, also if it is old.',
}
export type EventOrderField = keyof typeof eventOrders

export const EventOrderInput = orderInput({ type: 'Event', many: 'events', by: eventOrders })

/** The page of any list of events, of one kind or of all. */
export const EventPageArgs = orderedPage(
  EventOrderInput,
  'by the time at which the events happened, the latest first',
)

@InputType({ description: 'The events to list; all given conditions hold together.' })
export class EventFilterInput {
  @Field(() => String, { nullable: true, description: 'Only events with this name, such as `signup`.' })
  name?: string | null

  @Field(() => [EventKind], {
    nullable: true,
    description: 'Only events of these kinds, such as `[MESSAGE, AI_CALL]`. Default: every kind.',
  })
  kinds?: string[] | null

  @Field(() => String, { nullable: true, description: 'Only events on this channel, such as `web`.' })
  channel?: string | null

  @Field(() => String, { nullable: true, description: 'Only events with this bot, such as `support-bot`.' })
  botId?: string | null

  @Field(() => ID, {
    nullable: true,
    description:
      'Only events of the user with this `userId`, such as `ann`, those of linked visitors included.',
  })
  userId?: string | null

  @Field(() => ID, {
    nullable: true,
    description: 'Only events with this `sessionId`, such as `s-1`, whichever user they belong to.',
  })
  sessionId?: string | null

  @Field(() => ID, {
    nullable: true,
    description: 'Only events with this `conversationId`, such as `c-1`.',
  })
  conversationId?: string | null

  @Field(() => DateRangeInput, {
    nullable: true,
    description:
      'Only events that happened in this range, such as `{ preset: TODAY }`; start inclusive, end exclusive.',
  })
  range?: DateRangeInput | null
}

@ArgsType()
export class EventsArgs extends EventPageArgs {
  @Field(() => EventFilterInput, {
    nullable: true,
    description:
      'Conditions that the listed events meet, all of them, such as `{ userId: "ann" }`. Default: all events.',
  })
  filter?: EventFilterInput | null
}
