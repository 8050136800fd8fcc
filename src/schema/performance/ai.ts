import { ArgsType, Field, Float, ObjectType } from 'type-graphql'
import { describedEnum, type EnumOf } from '../described-enum.ts'
import { Meta } from '../meta.ts'
import { measuresOf, numbersOf, sameNames, statsOf } from '../numbers.ts'
import { BreakdownArgs } from '../question-args.ts'
import { CallMeasures, ResponseTimeMeasures, TokenMeasures } from './call-measures.ts'

/** The numbers of any set of AI calls. */
export const aiFields = {
  calls: 'aiCalls',
  callsPerMinute: 'aiCallsPerMinute',
  ...sameNames('completions', 'embeddings'),
  errors: 'aiErrors',
  errorRate: 'aiErrorRate',
  ...sameNames('cacheHits', 'cacheHitRate', 'tokens', 'inputTokens', 'cachedTokens', 'cacheWriteTokens'),
  ...sameNames('audioInputTokens', 'outputTokens', 'reasoningTokens', 'audioOutputTokens'),
  p50InputTokens: 'inputTokensP50',
  p95InputTokens: 'inputTokensP95',
  p99InputTokens: 'inputTokensP99',
  p50OutputTokens: 'outputTokensP50',
  p95OutputTokens: 'outputTokensP95',
  p99OutputTokens: 'outputTokensP99',
  ...sameNames('costUsd', 'savedCostUsd', 'unpricedCalls', 'lowerBoundCalls', 'callsWithoutUsage'),
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

const description = 'AI calls: requests to AI models.'

const AiMeasures = measuresOf('Ai', description, aiFields, CallMeasures, ResponseTimeMeasures, TokenMeasures)
const AiNumbers = numbersOf('Ai', description, AiMeasures)
export const AiStats = statsOf('Ai', description, AiNumbers)

@ObjectType({ description: 'The AI calls to one model of one provider in the range, in numbers.' })
export class AiModel extends AiNumbers {
  @Field(() => String, {
    description: 'The provider of the model, such as `openai`; empty if the calls do not name it.',
  })
  provider: string

  @Field(() => String, { description: 'The model, such as `gpt-4o`; empty if the calls do not name it.' })
  model: string

  @Field(() => Float, {
    nullable: true,
    description: 'The share of this model in all AI calls of the range, 0 to 1.',
  })
  share: number | null
}

@ObjectType({ description: 'AI calls broken down by model.' })
export class AiModels {
  @Field(() => [AiModel], { description: 'The models, the one with the most calls first.' })
  models: AiModel[]

  @Field(() => Meta, { description: 'The time of the question and how complete the answer is.' })
  meta: Meta
}

export const AiUsageBy = describedEnum(
  'AiUsageBy',
  'The value that AI calls are grouped by: a user, a model, a kind of call or a bot.',
  {
    USER: 'By user, with the id on your platform.',
    MODEL: 'By model, such as `gpt-4o`.',
    CALL_TYPE: 'By purpose, such as `COMPLETION`.',
    BOT: 'By bot or assistant, such as `support-bot`.',
  },
)
export type AiUsageBy = EnumOf<typeof AiUsageBy>

@ArgsType()
export class AiUsageArgs extends BreakdownArgs {
  @Field(() => AiUsageBy, {
    defaultValue: AiUsageBy.USER,
    description: 'The value to group by, such as `USER`: a group for each user.',
  })
  by: AiUsageBy
}

@ObjectType({ description: 'The AI calls of one group, such as those of one user, in numbers.' })
export class AiUsageGroup extends AiNumbers {
  @Field(() => String, {
    nullable: true,
    description: 'The user, model, call type or bot; null if the calls do not name it.',
  })
  group: string | null

  @Field(() => Float, {
    nullable: true,
    description: 'The share of these AI calls in all tokens of the range, 0 to 1.',
  })
  share: number | null
}

@ObjectType({ description: 'AI calls broken down by user, model, call type or bot.' })
export class AiUsage {
  @Field(() => [AiUsageGroup], { description: 'The breakdown values, the one with the most tokens first.' })
  groups: AiUsageGroup[]

  @Field(() => Meta, { description: 'The time of the question and how complete the answer is.' })
  meta: Meta
}
