import { Field, InputType } from 'type-graphql'
import { describedEnum, type EnumOf } from '../described-enum.ts'
import { Quantity } from '../scalars.ts'
import { type Unreadable } from '../unreadable.ts'
import { FactInput } from './fact-input.ts'

export const ConversationStatus = describedEnum('ConversationStatus', 'The status of a conversation.', {
  ACTIVE: 'The conversation is open.',
  COMPLETED: 'The conversation was completed.',
  ABANDONED: 'The user abandoned the conversation.',
  ESCALATED: 'A person took over the conversation.',
})
export type ConversationStatus = EnumOf<typeof ConversationStatus>

@InputType({
  description:
    'A conversation that starts, ends or changes. What is left out stays as it is; the newest word counts.',
})
export class ConversationInput extends FactInput {
  @Field(() => String, {
    nullable: true,
    description: 'When it started, as RFC 3339. Default: `timestamp` of the first thing heard of it.',
  })
  startedAt?: string | null

  @Field(() => String, { nullable: true, description: 'When it ended, as RFC 3339; not before it started.' })
  endedAt?: string | null

  @Field(() => ConversationStatus, {
    nullable: true,
    description:
      'Where it stands. Default: COMPLETED with `endedAt`, ACTIVE with `startedAt` alone, else as it was.',
  })
  status?: ConversationStatus | null

  @Field(() => Boolean, { nullable: true, description: 'Whether what the user came for was settled.' })
  resolved?: boolean | null

  @Field(() => Quantity, { nullable: true, description: 'The score the user gave: 1, 2, 3, 4 or 5.' })
  satisfaction?: number | Unreadable | null

  @Field(() => [String], {
    nullable: true,
    description: 'What it was about: up to 20 topics of up to 100 characters, such as `billing`.',
  })
  topics?: string[] | null
}

@InputType({ description: 'A batch of changes of conversations.' })
export class TrackConversationsInput {
  @Field(() => [ConversationInput], { description: '1 to 1,000 changes. Each is answered for itself.' })
  conversations: ConversationInput[]
}
