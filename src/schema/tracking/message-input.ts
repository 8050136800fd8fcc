import { Field, InputType, registerEnumType } from 'type-graphql'
import { Quantity } from '../scalars.ts'
import { type Unreadable } from '../unreadable.ts'
import { ModelUsageInput } from './model-usage-input.ts'

export enum MessageRole {
  USER = 'USER',
  ASSISTANT = 'ASSISTANT',
  SYSTEM = 'SYSTEM',
  TOOL = 'TOOL',
}

registerEnumType(MessageRole, {
  name: 'MessageRole',
  description: 'Who speaks.',
  valuesConfig: {
    USER: { description: 'The user.' },
    ASSISTANT: { description: 'The bot or assistant.' },
    SYSTEM: { description: 'Instructions to the model.' },
    TOOL: { description: 'The result of a tool that the model called.' },
  },
})

export enum Feedback {
  POSITIVE = 'POSITIVE',
  NEGATIVE = 'NEGATIVE',
}

registerEnumType(Feedback, {
  name: 'Feedback',
  description: 'What the user thought of an answer.',
  valuesConfig: { POSITIVE: { description: 'Thumbs up.' }, NEGATIVE: { description: 'Thumbs down.' } },
})

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
