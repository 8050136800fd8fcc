import { Field, ObjectType } from 'type-graphql'
import { type Event as EventEntity } from '../../entities/event.ts'
import { DateTime } from '../scalars.ts'

/** What every listed kind of fact shows. Who did it is answered by a resolver. */
@ObjectType()
export class Fact
  implements Pick<EventEntity, 'eventId' | 'sessionId' | 'channel' | 'occurredAt' | 'receivedAt'>
{
  @Field(() => String, { description: 'The id under which it was sent, unique within the project.' })
  eventId: string

  @Field(() => String, { nullable: true, description: 'The session it belongs to.' })
  sessionId: string | null

  @Field(() => String, { nullable: true, description: 'Where it happened, such as `web`.' })
  channel: string | null

  @Field(() => DateTime, { name: 'timestamp', description: 'When it happened.' })
  occurredAt: Date

  @Field(() => DateTime, { description: 'When the server received it.' })
  receivedAt: Date
}
