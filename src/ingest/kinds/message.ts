import { Field, InputType } from 'type-graphql'
import { mostMs, numberOf } from '../../checks/number.ts'
import { required } from '../../checks/rejection.ts'
import { describedEnum, type EnumOf } from '../../schema/described-enum.ts'
import { Quantity } from '../../schema/scalars.ts'
import { type Unreadable } from '../../schema/unreadable.ts'
import { type CheckedEvent, sharedColumns } from './every-kind.ts'
import { type Kind } from './kind.ts'
import { ModelUsageInput, modelUsage } from './model-usage.ts'
import { type Received } from './received.ts'

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
  @Field(() => MessageRole, { nullable: true, description: 'Required. The speaker of the message.' })
  role?: MessageRole | null

  @Field(() => Quantity, { nullable: true, description: 'The time that the answer took, in milliseconds.' })
  responseTimeMs?: number | Unreadable | null

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the assistant did not know an answer and said so.',
  })
  isFallback?: boolean | null

  @Field(() => Feedback, { nullable: true, description: 'The feedback of the user on the message.' })
  feedback?: Feedback | null
}

export const message = {
  stored: 'message',
  input: MessageInput,
  check: checkedMessage,
  mutations: { one: 'trackMessage', many: 'trackMessages', list: 'messages' },
  words: { one: 'a message of a conversation', many: 'messages' },
} satisfies Kind<MessageInput>

export function checkedMessage(input: MessageInput, received: Received): CheckedEvent {
  const event = sharedColumns(input, received, 'message')
  required(event.conversation_id, 'conversationId')
  return {
    ...event,
    role: required(input.role ?? null, 'role'),
    ...modelUsage(input),
    duration_ms: numberOf(input.responseTimeMs, 'responseTimeMs', 0, mostMs),
    is_fallback: input.isFallback ?? null,
    feedback: input.feedback ?? null,
  }
}
