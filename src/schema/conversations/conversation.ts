import { ArgsType, Field, InputType, Int, ObjectType } from 'type-graphql'
import { type Conversation as ConversationEntity } from '../../entities/conversation.ts'
import { connectionOf } from '../connection.ts'
import { DateRangeInput } from '../date-range-input.ts'
import { PageArgs } from '../page-args.ts'
import { DateTime } from '../scalars.ts'
import { ConversationStatus } from '../tracking/conversation-input.ts'

@ObjectType({ description: 'A conversation, as the newest word on each of its attributes tells it.' })
export class Conversation
  implements
    Pick<
      ConversationEntity,
      | 'externalId'
      | 'status'
      | 'isImplied'
      | 'resolved'
      | 'satisfaction'
      | 'topics'
      | 'botId'
      | 'channel'
      | 'startedAt'
      | 'endedAt'
      | 'lastFactAt'
    >
{
  @Field(() => String, { name: 'conversationId', description: 'The id that your platform knows it by.' })
  externalId: string

  @Field(() => ConversationStatus, { description: 'Where it stands.' })
  status: ConversationStatus

  @Field(() => Boolean, {
    description:
      'Whether it was never announced: a message or another fact named it, no `trackConversation`.',
  })
  isImplied: boolean

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether what the user came for was settled; null while nobody said.',
  })
  resolved: boolean | null

  @Field(() => Int, { nullable: true, description: 'The score the user gave, 1 to 5.' })
  satisfaction: number | null

  @Field(() => [String], { description: 'What it was about, such as `["billing"]`.' })
  topics: string[]

  @Field(() => String, { nullable: true, description: 'The bot or assistant involved.' })
  botId: string | null

  @Field(() => String, { nullable: true, description: 'Where it takes place, such as `web`.' })
  channel: string | null

  @Field(() => DateTime, { description: 'When it started: the earliest thing heard of it.' })
  startedAt: Date

  @Field(() => DateTime, { nullable: true, description: 'When it ended; null while it is open.' })
  endedAt: Date | null

  @Field(() => DateTime, { description: 'When its latest fact of any kind happened.' })
  lastFactAt: Date
}

export const ConversationConnection = connectionOf(Conversation, {
  article: 'A',
  one: 'conversation',
  many: 'conversations',
})

@InputType({ description: 'Which conversations to list; all conditions hold together.' })
export class ConversationFilterInput {
  @Field(() => ConversationStatus, { nullable: true, description: 'Only those that stand there.' })
  status?: ConversationStatus | null

  @Field(() => String, { nullable: true, description: 'Only conversations of this user.' })
  userId?: string | null

  @Field(() => String, { nullable: true, description: 'Only conversations with this bot.' })
  botId?: string | null

  @Field(() => String, { nullable: true, description: 'Only conversations there, such as on `web`.' })
  channel?: string | null

  @Field(() => Boolean, { nullable: true, description: 'Only those never announced, or only the others.' })
  isImplied?: boolean | null

  @Field(() => Boolean, {
    nullable: true,
    description: 'Only those said to be resolved, or said not to be. Neither holds what nobody spoke about.',
  })
  resolved?: boolean | null

  @Field(() => Int, { nullable: true, description: 'Only those with this score or a better one, 1 to 5.' })
  minSatisfaction?: number | null

  @Field(() => DateRangeInput, { nullable: true, description: 'Only those that started in this range.' })
  range?: DateRangeInput | null
}

@ArgsType()
export class ConversationsArgs extends PageArgs {
  @Field(() => ConversationFilterInput, { nullable: true, description: 'Which conversations. Default: all.' })
  filter?: ConversationFilterInput | null
}
