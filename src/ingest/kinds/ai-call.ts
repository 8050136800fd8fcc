import { Field, InputType } from 'type-graphql'
import { mostMs, numberOf } from '../../checks/number.ts'
import { textOf } from '../../checks/text.ts'
import { describedEnum, type EnumOf } from '../../schema/described-enum.ts'
import { Quantity } from '../../schema/scalars.ts'
import { type Unreadable } from '../../schema/unreadable.ts'
import { type CheckedEvent, sharedColumns } from './every-kind.ts'
import { type Kind } from './kind.ts'
import { ModelUsageInput, modelUsage } from './model-usage.ts'
import { type Received } from './received.ts'

export const CallType = describedEnum(
  'CallType',
  'The purpose of a request to a model, such as text or vectors.',
  {
    COMPLETION: 'Text generation, including chat and tool calls.',
    EMBEDDING: 'Embeddings: vectors of texts.',
    IMAGE: 'Image generation or image recognition.',
    AUDIO: 'Speech synthesis or speech recognition.',
    MODERATION: 'A check whether content is allowed, such as hate or violence.',
    RERANK: 'Ranking of search results.',
    OTHER: 'A purpose that no other value covers, such as reranking.',
  },
)
export type CallType = EnumOf<typeof CallType>

@InputType({ description: 'An AI call: a request to an AI model.' })
export class AiCallInput extends ModelUsageInput {
  @Field(() => CallType, { nullable: true, description: 'The purpose of the call. Default: COMPLETION.' })
  callType?: CallType | null

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether your own cache answered, so that the provider was not asked and the call cost nothing.',
  })
  cacheHit?: boolean | null

  @Field(() => Quantity, {
    nullable: true,
    description: 'The time from the request to the end of the answer, in milliseconds, such as 900.',
  })
  durationMs?: number | Unreadable | null

  @Field(() => Quantity, {
    nullable: true,
    description:
      'The time from the request to the first token of a streamed answer, in milliseconds, such as 210.',
  })
  timeToFirstTokenMs?: number | Unreadable | null

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: true,
    description: 'Whether the call succeeded. A null is the default.',
  })
  success?: boolean | null

  @Field(() => String, {
    nullable: true,
    description: 'The kind of failure, up to 100 characters, such as `rate_limit`.',
  })
  errorClass?: string | null

  @Field(() => String, { nullable: true, description: 'The message of the failure, up to 2,000 characters.' })
  errorMessage?: string | null
}

export const aiCall = {
  stored: 'ai_call',
  input: AiCallInput,
  check: checkedAiCall,
  mutations: { one: 'trackAiCall', many: 'trackAiCalls', list: 'aiCalls' },
  words: { one: 'an AI call: a request to an AI model', many: 'AI calls' },
} satisfies Kind<AiCallInput>

function checkedAiCall(input: AiCallInput, received: Received): CheckedEvent {
  return {
    ...sharedColumns(input, received, 'ai_call'),
    ...modelUsage(input),
    call_type: input.callType ?? CallType.COMPLETION,
    cache_hit: input.cacheHit ?? null,
    duration_ms: numberOf(input.durationMs, 'durationMs', 0, mostMs),
    first_token_ms: numberOf(input.timeToFirstTokenMs, 'timeToFirstTokenMs', 0, mostMs),
    success: input.success ?? true,
    error_class: textOf(input.errorClass, 'errorClass', 100),
    error_message: textOf(input.errorMessage, 'errorMessage', 2_000),
  }
}
