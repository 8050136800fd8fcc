import { ArgsType, Field, Float, ObjectType } from 'type-graphql'
import { describedEnum, type EnumOf } from '../described-enum.ts'
import { Meta } from '../meta.ts'
import { numbersOf, statsOf } from '../numbers.ts'
import { BreakdownArgs } from '../question-args.ts'

/** What can be said of any set of model calls. */
export const aiFields = {
  calls: 'aiCalls',
  callsPerMinute: 'aiCallsPerMinute',
  completions: 'completions',
  embeddings: 'embeddings',
  errors: 'aiErrors',
  errorRate: 'aiErrorRate',
  cacheHits: 'cacheHits',
  cacheHitRate: 'cacheHitRate',
  tokens: 'tokens',
  inputTokens: 'inputTokens',
  cachedTokens: 'cachedTokens',
  outputTokens: 'outputTokens',
  p50InputTokens: 'inputTokensP50',
  p95InputTokens: 'inputTokensP95',
  p99InputTokens: 'inputTokensP99',
  p50OutputTokens: 'outputTokensP50',
  p95OutputTokens: 'outputTokensP95',
  p99OutputTokens: 'outputTokensP99',
  costUsd: 'costUsd',
  savedCostUsd: 'savedCostUsd',
  unpricedCalls: 'unpricedCalls',
  timedCalls: 'timedAiCalls',
  averageResponseTimeMs: 'aiResponseTimeMs',
  p50Ms: 'aiP50Ms',
  p75Ms: 'aiP75Ms',
  p90Ms: 'aiP90Ms',
  p95Ms: 'aiP95Ms',
  p99Ms: 'aiP99Ms',
  averageTimeToFirstTokenMs: 'timeToFirstTokenMs',
  p95TimeToFirstTokenMs: 'timeToFirstTokenP95Ms',
  outputTokensPerSecond: 'outputTokensPerSecond',
} as const

const description = 'Requests to language models.'

const AiNumbers = numbersOf('AiNumbers', description, aiFields)
export const AiStats = statsOf('Ai', description, AiNumbers)

@ObjectType({ description: 'Requests to one model.' })
export class AiModel extends AiNumbers {
  @Field(() => String, { description: 'Whose model, such as `openai`; empty when it was not said.' })
  provider: string

  @Field(() => String, { description: 'Which model, such as `gpt-4o`; empty when it was not said.' })
  model: string

  @Field(() => Float, { nullable: true, description: 'Its share of all calls in the range, 0 to 1.' })
  share: number | null
}

@ObjectType({ description: 'Requests to language models by model.' })
export class AiModels {
  @Field(() => [AiModel], { description: 'The models, the one with the most calls first.' })
  models: AiModel[]

  @Field(() => Meta, { description: 'When this was asked and how far it reaches.' })
  meta: Meta
}

export const AiUsageBy = describedEnum('AiUsageBy', 'What requests to language models are told apart by.', {
  USER: 'Who caused them, under your id of them.',
  MODEL: 'Which model.',
  CALL_TYPE: 'What for, such as `COMPLETION`.',
  BOT: 'For which bot or assistant.',
})
export type AiUsageBy = EnumOf<typeof AiUsageBy>

@ArgsType()
export class AiUsageArgs extends BreakdownArgs {
  @Field(() => AiUsageBy, { defaultValue: AiUsageBy.USER, description: 'What to tell them apart by.' })
  by: AiUsageBy
}

@ObjectType({ description: 'The requests to language models that have something in common.' })
export class AiUsageGroup extends AiNumbers {
  @Field(() => String, {
    nullable: true,
    description: 'The user, model, call type or bot; null when it was not said.',
  })
  group: string | null

  @Field(() => Float, { nullable: true, description: 'Their share of all tokens in the range, 0 to 1.' })
  share: number | null
}

@ObjectType({ description: 'Who or what uses language models, and how much.' })
export class AiUsage {
  @Field(() => [AiUsageGroup], { description: 'The groups, the one with the most tokens first.' })
  groups: AiUsageGroup[]

  @Field(() => Meta, { description: 'When this was asked and how far it reaches.' })
  meta: Meta
}
