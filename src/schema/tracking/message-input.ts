import { Field, InputType } from 'type-graphql'
import { describedEnum, type EnumOf } from '../described-enum.ts'
import { Quantity } from '../scalars.ts'
import { type Unreadable } from '../unreadable.ts'
import { ModelUsageInput } from './model-usage-input.ts'

export const MessageRole = describedEnum('MessageRole', 'The speaker of a message.', {
  USER: 'The human user.',
  ASSISTANT: 'The bot or assistant.',
  SYSTEM: 'Instructions to the model.',
  TOOL: 'The result of a tool that the model called.',
})
export type MessageRole = EnumOf<typeof MessageRole>

export const Feedback = describedEnum('Feedback', 'The feedback of a user on a message.', {
  POSITIVE: 'Positive: thumbs up.',
  NEGATIVE: 'Negative: thumbs down.',
})
export type Feedback = EnumOf<typeof Feedback>

@InputType({ description: 'A message of a conversation.' })
export class MessageInput extends ModelUsageInput {
  @Field(() => MessageRole, { nullable: true, description: 'Required. Who speaks.' })
  role?: MessageRole | null

  @Field(() => Quantity, { nullable: true, description: 'How long the answer took, in milliseconds.' })
  responseTimeMs?: number | Unreadable | null

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the assistant did not know an answer and said so.',
  })
  isFallback?: boolean | null

  @Field(() => Feedback, { nullable: true, description: 'What the user thought of it.' })
  feedback?: Feedback | null
}

@InputType({ description: 'A batch of messages.' })
export class TrackMessagesInput {
  @Field(() => [MessageInput], { description: '1 to 1,000 messages. Each is answered for itself.' })
  messages: MessageInput[]
}
