import { Field, ObjectType } from 'type-graphql'
import { type Event as EventEntity } from '../../entities/event.ts'
import { DateTime } from '../scalars.ts'

/** The fields that events of every listed kind have. A resolver adds the user. */
@ObjectType()
export class ListedEvent
  implements
    Pick<EventEntity, 'eventId' | 'sessionId' | 'channel' | 'occurredAt' | 'originalAt' | 'receivedAt'>
{
  @Field(() => String, {
    description: 'The id of the event, unique among the events of its kind in the project.',
  })
  eventId: string

  @Field(() => String, { nullable: true, description: 'The session that the event belongs to.' })
  sessionId: string | null

  @Field(() => String, { nullable: true, description: 'The channel of the event, such as `web`.' })
  channel: string | null

  @Field(() => DateTime, { name: 'timestamp', description: 'The time at which the event happened.' })
  occurredAt: Date

  @Field(() => DateTime, {
    name: 'originalTimestamp',
    nullable: true,
    description:
      'The time of the event by the clock of its sender, if `sentAt` showed that this clock was wrong; null if `timestamp` ' +
      'was not corrected.',
  })
  originalAt: Date | null

  @Field(() => DateTime, { description: 'The time at which the server received the event.' })
  receivedAt: Date
}
