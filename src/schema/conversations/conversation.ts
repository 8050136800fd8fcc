import { ArgsType, Field, ID, InputType, Int, ObjectType } from 'type-graphql'
import { type Conversation as ConversationEntity } from '../../entities/conversation.ts'
import { ConversationStatus } from '../../ingest/kinds/conversation.ts'
import { connectionOf } from '../connection.ts'
import { DateRangeInput } from '../date-range-input.ts'
import { Node } from '../node.ts'
import { orderedPage, orderInput } from '../order-input.ts'
import { DateTime } from '../scalars.ts'

@ObjectType({
  implements: Node,
  description: 'A conversation, with the latest reported value of each attribute.',
})
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
      | 'lastEventAt'
    >
{
  @Field(() => ID, {
    name: 'conversationId',
    description: 'The `conversationId` as sent, such as `c-1`; unique within the project.',
  })
  externalId: string

  @Field(() => ConversationStatus, {
    description: 'The latest status that was sent, such as `COMPLETED`; `ACTIVE` before the first one.',
  })
  status: ConversationStatus

  @Field(() => Boolean, {
    description:
      'Whether the conversation is known only from messages or other events, without a `trackConversation`.',
  })
  isImplied: boolean

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the request of the user was resolved; null if that was not reported.',
  })
  resolved: boolean | null

  @Field(() => Int, { nullable: true, description: 'The satisfaction score of the user, 1 to 5.' })
  satisfaction: number | null

  @Field(() => [String], { description: 'The topics of the conversation, such as `["billing"]`.' })
  topics: string[]

  @Field(() => String, {
    nullable: true,
    description: 'The bot or assistant of the conversation, such as `support-bot`.',
  })
  botId: string | null

  @Field(() => String, { nullable: true, description: 'The channel of the conversation, such as `web`.' })
  channel: string | null

  @Field(() => DateTime, {
    description: 'The start of the conversation: the earliest time reported for it, or of one of its events.',
  })
  startedAt: Date

  @Field(() => DateTime, {
    nullable: true,
    description: '`endedAt` as sent; null while the conversation is open, or if its end was never told.',
  })
  endedAt: Date | null

  @Field(() => DateTime, {
    name: 'lastFactAt',
    description: 'The former name of `lastEventAt`.',
    deprecationReason: 'Use `lastEventAt`.',
  })
  @Field(() => DateTime, {
    description: 'The instant of the latest event of any kind in the conversation, such as its last message.',
  })
  lastEventAt: Date
}

export const ConversationConnection = connectionOf(Conversation, {
  article: 'A',
  one: 'conversation',
  many: 'conversations',
})

const conversationOrders = {
  STARTED_AT: '`startedAt` as sent, or else the instant of the first event of the conversation.',
  LAST_EVENT_AT:
    'The time of the latest event in the conversation: an old conversation that goes on comes first.',
}
export type ConversationOrderField = keyof typeof conversationOrders

export const ConversationOrderInput = orderInput({
  type: 'Conversation',
  many: 'conversations',
  by: conversationOrders,
})

export const ConversationPageArgs = orderedPage(ConversationOrderInput, 'by their start, the latest first')

@InputType({ description: 'The conversations to list; all given conditions hold together.' })
export class ConversationFilterInput {
  @Field(() => ConversationStatus, {
    nullable: true,
    description: 'Only conversations whose current status is this one, such as `COMPLETED`.',
  })
  status?: ConversationStatus | null

  @Field(() => ID, {
    nullable: true,
    description: 'Only conversations that this `userId`, such as `ann`, takes part in.',
  })
  userId?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'Only conversations with this bot, such as `support-bot`.',
  })
  botId?: string | null

  @Field(() => String, { nullable: true, description: 'Only conversations on this channel, such as `web`.' })
  channel?: string | null

  @Field(() => Boolean, {
    nullable: true,
    description: 'Only conversations without a `trackConversation` (true), or with one (false).',
  })
  isImplied?: boolean | null

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Only conversations reported as resolved (true), or as not resolved (false). Conversations without a report match ' +
      'neither.',
  })
  resolved?: boolean | null

  @Field(() => Int, {
    nullable: true,
    description: 'Only conversations with at least this satisfaction score, 1 to 5.',
  })
  minSatisfaction?: number | null

  @Field(() => DateRangeInput, {
    nullable: true,
    description:
      'Only conversations that started in this range, such as `{ preset: THIS_WEEK }`; their later messages do not matter.',
  })
  range?: DateRangeInput | null
}

@ArgsType()
export class ConversationsArgs extends ConversationPageArgs {
  @Field(() => ConversationFilterInput, {
    nullable: true,
    description:
      'Conditions that the listed conversations meet, all of them, such as `{ status: COMPLETED }`. Default: all conversations.',
  })
  filter?: ConversationFilterInput | null
}
