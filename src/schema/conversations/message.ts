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
  @Field(() => ID, { description: 'The `conversationId` as sent, such as `c-1`; unique within the project.' })
  override conversationId: string

  @Field(() => MessageRole, { description: 'The speaker of the message, such as `ASSISTANT`.' })
  role: MessageRole

  @Field(() => Float, {
    name: 'responseTimeMs',
    nullable: true,
    description: 'The time until the answer was there, in milliseconds, such as 850; null if none was sent.',
  })
  durationMs: number | null

  @Field(() => Feedback, {
    nullable: true,
    description: 'Thumbs up or down of the user for the message; null if the user gave none.',
  })
  feedback: Feedback | null
}

export const MessageConnection = connectionOf(Message, { article: 'A', one: 'message', many: 'messages' })

@InputType({ description: 'The messages to list; all given conditions hold together.' })
export class MessageFilterInput {
  @Field(() => ID, {
    nullable: true,
    description: 'Only messages with this `conversationId`, such as `c-1`.',
  })
  conversationId?: string | null

  @Field(() => ID, {
    nullable: true,
    description: 'Only messages from or to the user with this `userId`, such as `ann`.',
  })
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

  @Field(() => Feedback, {
    nullable: true,
    description:
      'Only messages that got this feedback, such as `NEGATIVE`; messages without feedback match neither value.',
  })
  feedback?: Feedback | null

  @Field(() => DateRangeInput, {
    nullable: true,
    description:
      'Only messages that were sent in this range, such as `{ preset: TODAY }`; start inclusive, end exclusive.',
  })
  range?: DateRangeInput | null
}

@ArgsType()
export class MessagesArgs extends EventPageArgs {
  @Field(() => MessageFilterInput, {
    nullable: true,
    description:
      'Conditions that the listed messages meet, all of them, such as `{ role: USER }`. Default: all messages.',
  })
  filter?: MessageFilterInput | null
}
