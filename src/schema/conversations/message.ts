import { ArgsType, Field, Float, ID, InputType, ObjectType } from 'type-graphql'
import { type Message as MessageEntity } from '../../entities/message.ts'
import { Feedback, MessageRole } from '../../ingest/kinds/message.ts'
import { connectionOf } from '../connection.ts'
import { DateRangeInput } from '../date-range-input.ts'
import { Event, EventPageArgs } from '../overview/event.ts'
import { ModelEvent } from '../performance/model-event.ts'

@ObjectType({
  implements: [Event, ModelEvent],
  description: 'A message of a conversation, with the tokens, cost and time of its production.',
})
export class Message
  extends ModelEvent
  implements Pick<MessageEntity, 'conversationId' | 'role' | 'durationMs' | 'feedback'>
{
  @Field(() => ID, { description: 'The id of the conversation on your platform.' })
  override conversationId: string

  @Field(() => MessageRole, { description: 'The speaker of the message, such as `ASSISTANT`.' })
  role: MessageRole

  @Field(() => Float, {
    name: 'responseTimeMs',
    nullable: true,
    description: 'The response time of the message, in milliseconds.',
  })
  durationMs: number | null

  @Field(() => Feedback, { nullable: true, description: 'The feedback of the user on the message.' })
  feedback: Feedback | null
}

export const MessageConnection = connectionOf(Message, { article: 'A', one: 'message', many: 'messages' })

@InputType({ description: 'The messages to list; all given conditions hold together.' })
export class MessageFilterInput {
  @Field(() => ID, { nullable: true, description: 'Only messages of this conversation.' })
  conversationId?: string | null

  @Field(() => ID, { nullable: true, description: 'Only messages of this user.' })
  userId?: string | null

  @Field(() => MessageRole, {
    nullable: true,
    description: 'Only messages with this role, such as `ASSISTANT`.',
  })
  role?: MessageRole | null

  @Field(() => String, {
    nullable: true,
    description: 'Only messages from models of this provider, such as `openai`.',
  })
  provider?: string | null

  @Field(() => String, { nullable: true, description: 'Only messages from this model, such as `gpt-4o`.' })
  model?: string | null

  @Field(() => String, { nullable: true, description: 'Only messages with this bot, such as `support-bot`.' })
  botId?: string | null

  @Field(() => String, { nullable: true, description: 'Only messages on this channel, such as `web`.' })
  channel?: string | null

  @Field(() => Boolean, {
    nullable: true,
    description: 'Only fallbacks (true), or only messages not marked as fallback (false).',
  })
  isFallback?: boolean | null

  @Field(() => Feedback, { nullable: true, description: 'Only messages with this feedback.' })
  feedback?: Feedback | null

  @Field(() => DateRangeInput, { nullable: true, description: 'Only messages sent in this range.' })
  range?: DateRangeInput | null
}

@ArgsType()
export class MessagesArgs extends EventPageArgs {
  @Field(() => MessageFilterInput, {
    nullable: true,
    description: 'The messages to list. Default: all messages.',
  })
  filter?: MessageFilterInput | null
}
