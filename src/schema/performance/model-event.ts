import { Field, InterfaceType } from 'type-graphql'
import { type ModelUsage } from '../../entities/model-usage.ts'
import { ServiceTier } from '../../ingest/kinds/service-tier.ts'
import { Event } from '../overview/event.ts'
import { Count, Decimal } from '../scalars.ts'
import { CostSource } from './cost-source.ts'

/** A resolver adds the sum of the tokens. */
@InterfaceType({
  implements: Event,
  description: 'An event that used an AI model: a message or an AI call, with its tokens and cost.',
})
export abstract class ModelEvent extends Event implements Omit<ModelUsage, 'savedCostUsd'> {
  @Field(() => String, {
    nullable: true,
    description: 'The provider of the model, such as `openai`; null if none was sent or known.',
  })
  provider: string | null

  @Field(() => String, { nullable: true, description: 'The model that was used, such as `gpt-4o`.' })
  model: string | null

  @Field(() => Count, {
    nullable: true,
    description:
      'Input tokens that were neither read from the provider’s cache (`cachedTokens`) nor written into it ' +
      '(`cacheWriteTokens`); null if they were not reported.',
  })
  inputTokens: number | null

  @Field(() => Count, { nullable: true, description: 'Input tokens from the provider’s cache.' })
  cachedTokens: number | null

  @Field(() => Count, { nullable: true, description: 'Input tokens written into the provider’s cache.' })
  cacheWriteTokens: number | null

  @Field(() => Count, {
    nullable: true,
    description:
      'Input tokens that are audio rather than text, cached or not; a part of all input, for example 40.',
  })
  audioInputTokens: number | null

  @Field(() => Count, {
    nullable: true,
    description: 'The number of output tokens; null if they were not reported.',
  })
  outputTokens: number | null

  @Field(() => Count, {
    nullable: true,
    description: 'Output tokens spent on reasoning, a part of `outputTokens`.',
  })
  reasoningTokens: number | null

  @Field(() => Count, {
    nullable: true,
    description: 'Output tokens that are audio rather than text, a part of `outputTokens`, for example 40.',
  })
  audioOutputTokens: number | null

  @Field(() => ServiceTier, {
    nullable: true,
    description: 'The rate at which the provider billed the use, such as `BATCH`; null for the usual rate.',
  })
  serviceTier: ServiceTier | null

  @Field(() => Decimal, {
    nullable: true,
    description:
      'The cost in US dollars, such as `"0.00725"`; null if the cost is not known, a lower bound if `costSource` says so.',
  })
  costUsd: string | null

  @Field(() => CostSource, {
    nullable: true,
    description: 'The source of the cost; null if neither a cost nor a model was sent.',
  })
  costSource: CostSource | null
}
