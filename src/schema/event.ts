import { ArgsType, Field, InputType, Int, ObjectType } from 'type-graphql'
import { type Event as EventEntity } from '../entities/event.ts'
import { DateRangeInput } from './date-range-input.ts'
import { DateTime, JsonObject } from './scalars.ts'

@ObjectType({ description: 'A fact of the log.' })
export class Event
  implements
    Pick<
      EventEntity,
      | 'eventId'
      | 'name'
      | 'sessionId'
      | 'conversationId'
      | 'botId'
      | 'channel'
      | 'occurredAt'
      | 'receivedAt'
      | 'properties'
    >
{
  @Field(() => String, { description: 'The id under which it was sent, unique within the project.' })
  eventId: string

  @Field(() => String, { description: 'What happened.' })
  name: string

  @Field(() => String, { nullable: true, description: 'The session it belongs to.' })
  sessionId: string | null

  @Field(() => String, { nullable: true, description: 'The conversation it belongs to.' })
  conversationId: string | null

  @Field(() => String, { nullable: true, description: 'The bot or assistant involved.' })
  botId: string | null

  @Field(() => String, { nullable: true, description: 'Where it happened, such as `web`.' })
  channel: string | null

  @Field(() => DateTime, { name: 'timestamp', description: 'When it happened.' })
  occurredAt: Date

  @Field(() => DateTime, { description: 'When the server received it.' })
  receivedAt: Date

  @Field(() => JsonObject, { nullable: true, description: 'What else was sent with it.' })
  properties: Record<string, unknown> | null
}

@InputType({ description: 'Which events to list; all conditions hold together.' })
export class EventFilterInput {
  @Field(() => String, { nullable: true, description: 'Only events of this name.' })
  name?: string | null

  @Field(() => String, { nullable: true, description: 'Only events of this user.' })
  userId?: string | null

  @Field(() => String, { nullable: true, description: 'Only events of this session.' })
  sessionId?: string | null

  @Field(() => String, { nullable: true, description: 'Only events of this conversation.' })
  conversationId?: string | null

  @Field(() => DateRangeInput, { nullable: true, description: 'Only events that happened in this range.' })
  range?: DateRangeInput | null
}

@ArgsType()
export class EventsArgs {
  @Field(() => EventFilterInput, { nullable: true, description: 'Which events. Default: all.' })
  filter?: EventFilterInput | null

  @Field(() => Int, { defaultValue: 50, description: 'How many, 1 to 100.' })
  first: number

  @Field(() => String, { nullable: true, description: 'The `endCursor` of the page before.' })
  after?: string | null
}
