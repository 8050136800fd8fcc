import { Field, ID, Int, ObjectType } from 'type-graphql'
import { type ConversationChange as ConversationChangeEntity } from '../../entities/conversation-change.ts'
import { ConversationStatus } from '../../ingest/kinds/conversation.ts'
import { Event } from '../overview/event.ts'
import { DateTime } from '../scalars.ts'

@ObjectType({
  implements: Event,
  description:
    'A conversation that started, ended or got a new attribute. A field that the change did not set is null.',
})
export class ConversationChange
  extends Event
  implements
    Pick<
      ConversationChangeEntity,
      'conversationId' | 'status' | 'resolved' | 'satisfaction' | 'startedAt' | 'endedAt' | 'topics'
    >
{
  @Field(() => ID, { description: 'The `conversationId` as sent, such as `c-1`; unique within the project.' })
  override conversationId: string

  @Field(() => ConversationStatus, {
    nullable: true,
    description: 'The status that the conversation got, such as `COMPLETED`.',
  })
  status: ConversationStatus | null

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the conversation settled the request of the user, as the change says.',
  })
  resolved: boolean | null

  @Field(() => Int, {
    nullable: true,
    description: 'The satisfaction score that the user gave, 1 to 5, such as 4.',
  })
  satisfaction: number | null

  @Field(() => [String], {
    nullable: true,
    description: 'The topics that the conversation got, such as `["billing"]`.',
  })
  topics: string[] | null

  @Field(() => DateTime, {
    nullable: true,
    description: 'The start of the conversation as sent, such as `2026-01-31T09:30:00Z`.',
  })
  startedAt: Date | null

  @Field(() => DateTime, {
    nullable: true,
    description: 'The end of the conversation as sent, such as `2026-01-31T09:45:00Z`.',
  })
  endedAt: Date | null
}
