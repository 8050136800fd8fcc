import { ArgsType, Field, InputType, ObjectType } from 'type-graphql'
import { type Event as EventEntity } from '../../entities/event.ts'
import { connectionOf } from '../connection.ts'
import { DateRangeInput } from '../date-range-input.ts'
import { PageArgs } from '../page-args.ts'
import { JsonObject } from '../scalars.ts'
import { Fact } from '../tracking/fact.ts'
import { FactKind } from '../tracking/fact-kind.ts'

@ObjectType({ description: 'A fact of the log.' })
export class Event
  extends Fact
  implements Pick<EventEntity, 'kind' | 'name' | 'conversationId' | 'botId' | 'properties'>
{
  @Field(() => FactKind, { description: 'What kind of fact it is.' })
  kind: EventEntity['kind']

  @Field(() => String, { description: 'What happened.' })
  name: string

  @Field(() => String, { nullable: true, description: 'The conversation it belongs to.' })
  conversationId: string | null

  @Field(() => String, { nullable: true, description: 'The bot or assistant involved.' })
  botId: string | null

  @Field(() => JsonObject, { nullable: true, description: 'What else was sent with it.' })
  properties: Record<string, unknown> | null
}

export const EventConnection = connectionOf(Event, { article: 'An', one: 'event', many: 'events' })

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
export class EventsArgs extends PageArgs {
  @Field(() => EventFilterInput, { nullable: true, description: 'Which events. Default: all.' })
  filter?: EventFilterInput | null
}
