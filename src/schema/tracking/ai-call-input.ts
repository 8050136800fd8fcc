import { Field, InputType } from 'type-graphql'
import { describedEnum, type EnumOf } from '../described-enum.ts'
import { Quantity } from '../scalars.ts'
import { type Unreadable } from '../unreadable.ts'
import { ModelUsageInput } from './model-usage-input.ts'

export const CallType = describedEnum('CallType', 'The purpose of an AI call.', {
  COMPLETION: 'Text generation, including chat and tool calls.',
  EMBEDDING: 'Embeddings: vectors of texts.',
  IMAGE: 'Image generation or image recognition.',
  AUDIO: 'Speech synthesis or speech recognition.',
  MODERATION: 'Moderation of content.',
  RERANK: 'Ranking of search results.',
  OTHER: 'Any other purpose.',
})
export type CallType = EnumOf<typeof CallType>

@InputType({ description: 'A request to a language model.' })
export class AiCallInput extends ModelUsageInput {
  @Field(() => CallType, { nullable: true, description: 'What for. Default: COMPLETION.' })
  callType?: CallType | null

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether your own cache answered, so that the provider was not asked and it cost nothing.',
  })
  cacheHit?: boolean | null

  @Field(() => Quantity, { nullable: true, description: 'How long it took, in milliseconds.' })
  durationMs?: number | Unreadable | null

  @Field(() => Quantity, { nullable: true, description: 'How long the first token took, in milliseconds.' })
  timeToFirstTokenMs?: number | Unreadable | null

  @Field(() => Boolean, { defaultValue: true, description: 'Whether it succeeded.' })
  success?: boolean

  @Field(() => String, {
    nullable: true,
    description: 'What kind of failure, up to 100 characters, such as `rate_limit`.',
  })
  errorClass?: string | null

  @Field(() => String, { nullable: true, description: 'What the failure said, up to 2,000 characters.' })
  errorMessage?: string | null
}

@InputType({ description: 'A batch of model calls.' })
export class TrackAiCallsInput {
  @Field(() => [AiCallInput], { description: '1 to 1,000 calls. Each is answered for itself.' })
  aiCalls: AiCallInput[]
}
