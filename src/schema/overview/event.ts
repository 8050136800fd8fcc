import { ArgsType, Field, InputType, ObjectType } from 'type-graphql'
import { type Event as EventEntity } from '../../entities/event.ts'
import { connectionOf } from '../connection.ts'
import { DateRangeInput } from '../date-range-input.ts'
import { orderedPage, orderInput } from '../order-input.ts'
import { JsonObject } from '../scalars.ts'
import { EventKind, FactKind } from '../tracking/event-kind.ts'
import { ListedEvent } from '../tracking/listed-event.ts'

@ObjectType({ description: 'One event of the log, of any kind.' })
export class Event
  extends ListedEvent
  implements Pick<EventEntity, 'kind' | 'name' | 'conversationId' | 'botId' | 'properties'>
{
  @Field(() => FactKind, {
    description: 'The kind of the event, in which a custom event is called EVENT.',
    deprecationReason: 'Use `eventKind`, in which a custom event is called CUSTOM.',
  })
  @Field(() => EventKind, {
    name: 'eventKind',
    description: 'The kind of the event, such as `MESSAGE` or `CUSTOM`.',
  })
  kind: EventEntity['kind']

  @Field(() => String, { description: 'The name of the event, such as `signup`.' })
  name: string

  @Field(() => String, {
    nullable: true,
    description: 'The id of the conversation that the event belongs to.',
  })
  conversationId: string | null

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
  TIMESTAMP: 'The time at which the event happened.',
  RECEIVED_AT:
    'The time at which the service received the event: what arrived last comes first, also if it is old.',
}
export type EventOrderField = keyof typeof eventOrders

/** The page of any list of events, of one kind or of all. */
export const EventPageArgs = orderedPage(
  orderInput({ type: 'Event', many: 'events', by: eventOrders }),
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

  @Field(() => String, { nullable: true, description: 'Only events of this user.' })
  userId?: string | null

  @Field(() => String, { nullable: true, description: 'Only events with this session id, of any user.' })
  sessionId?: string | null

  @Field(() => String, { nullable: true, description: 'Only events of this conversation.' })
  conversationId?: string | null

  @Field(() => DateRangeInput, { nullable: true, description: 'Only events that happened in this range.' })
  range?: DateRangeInput | null
}

@ArgsType()
export class EventsArgs extends EventPageArgs {
  @Field(() => EventFilterInput, { nullable: true, description: 'The events to list. Default: all events.' })
  filter?: EventFilterInput | null
}
