import { ArgsType, Field, Float, Int, ObjectType } from 'type-graphql'
import { describedEnum, type EnumOf } from '../described-enum.ts'
import { Meta } from '../meta.ts'
import { QuestionArgs } from '../question-args.ts'
import { Count, Decimal } from '../scalars.ts'

@ArgsType()
export class CostAdviceArgs extends QuestionArgs {
  @Field(() => Int, { defaultValue: 10, description: 'The number of pieces of advice, 1 to 1,000.' })
  first: number
}

export const CostAdviceKind = describedEnum('CostAdviceKind', 'The subject of advice about costs.', {
  UNPRICED_MODEL: 'Calls of a model report tokens and have no price, so that all costs leave them out.',
  CHEAPER_MODEL:
    'The calls of a bot with the shorter half of answers would cost less with another model of the project.',
  LOW_CACHED_SHARE: 'Less than half of the tokens of long prompts come from the provider’s cache.',
  FAILING_CALLS: 'AI calls with `success: false` have a cost, such as those that ran into a time limit.',
  EXPENSIVE_CONVERSATIONS: 'One in a hundred conversations costs more than all others.',
})
export type CostAdviceKind = EnumOf<typeof CostAdviceKind>

export const SavingAssumption = describedEnum(
  'SavingAssumption',
  'The thing that has to hold for a saving to come true.',
  {
    SHORT_ANSWERS_ELSEWHERE:
      'The other model answers these calls well enough, with as many tokens. See `simulateCost` for the rest.',
    HALF_CACHED:
      'Half of the tokens of prompts that cache less would come from the cache, and writing into it costs no more than input.',
    NO_FAILURES: 'The calls would not be made, and nothing is paid in their place.',
    CAPPED_CONVERSATIONS: 'These conversations would cost as much as the most expensive one of the others.',
  },
)
export type SavingAssumption = EnumOf<typeof SavingAssumption>

export const NoSavingReason = describedEnum(
  'NoSavingReason',
  'The reason why the saving of advice is unknown.',
  { UNKNOWN_COST: 'The cost of the calls is unknown: add a price with `createModelPrice`.' },
)
export type NoSavingReason = EnumOf<typeof NoSavingReason>

@ObjectType({
  description: 'Advice about costs, with its saving and the numbers it follows from. Other numbers are null.',
})
export class CostAdvice {
  @Field(() => CostAdviceKind, { description: 'The subject, such as `CHEAPER_MODEL`.' })
  kind: CostAdviceKind

  @Field(() => Decimal, {
    nullable: true,
    description: 'The saving in the range, in US dollars, such as `"12.5"`; null has a `noSavingReason`.',
  })
  savingUsd: string | null

  @Field(() => NoSavingReason, {
    nullable: true,
    description: 'The reason why `savingUsd` is null, such as `UNKNOWN_COST`; null if it is not.',
  })
  noSavingReason: NoSavingReason | null

  @Field(() => SavingAssumption, {
    nullable: true,
    description: 'The thing that has to hold for the saving, such as `HALF_CACHED`; null without a saving.',
  })
  assumption: SavingAssumption | null

  @Field(() => String, {
    nullable: true,
    description:
      'The provider of the calls by the name that they sent, such as `openai`; null if they sent none.',
  })
  provider: string | null

  @Field(() => String, {
    nullable: true,
    description: 'The model of the calls, such as `gpt-4o`; null for advice about conversations.',
  })
  model: string | null

  @Field(() => String, {
    nullable: true,
    description: 'The bot of the calls, such as `support-bot`; null for calls without one.',
  })
  botId: string | null

  @Field(() => Count, {
    nullable: true,
    description:
      'The calls and messages that it is about, such as 1200; null for advice about conversations.',
  })
  calls: number | null

  @Field(() => Decimal, {
    nullable: true,
    description:
      'The cost of these calls or conversations in the range, in US dollars; null if it is unknown.',
  })
  costUsd: string | null

  @Field(() => String, {
    nullable: true,
    description: 'For `CHEAPER_MODEL`, the provider of the other model, by the name that its calls sent.',
  })
  toProvider: string | null

  @Field(() => String, {
    nullable: true,
    description:
      'For `CHEAPER_MODEL`, the model of the project with the largest saving, such as `gpt-4o-mini`.',
  })
  toModel: string | null

  @Field(() => Decimal, {
    nullable: true,
    description: 'For `CHEAPER_MODEL`, the cost of the same calls with the other model, in US dollars.',
  })
  simulatedCostUsd: string | null

  @Field(() => Float, {
    nullable: true,
    description: 'For `CHEAPER_MODEL`, the median of the output tokens: calls with more are left out.',
  })
  medianOutputTokens: number | null

  @Field(() => Count, {
    nullable: true,
    description:
      'For `UNPRICED_MODEL`, all tokens of the calls; for `LOW_CACHED_SHARE`, those of their prompts, such as 90000.',
  })
  tokens: number | null

  @Field(() => Float, {
    nullable: true,
    description: 'For `LOW_CACHED_SHARE`, cached ÷ all tokens of the prompts, 0 to 0.5.',
  })
  cachedRate: number | null

  @Field(() => Count, {
    nullable: true,
    description: 'For `EXPENSIVE_CONVERSATIONS`, the conversations above the 99th percentile, such as 4.',
  })
  conversations: number | null

  @Field(() => Decimal, {
    nullable: true,
    description:
      'For `EXPENSIVE_CONVERSATIONS`, the 99th percentile of the cost of a conversation (nearest rank), in US dollars.',
  })
  p99CostUsd: string | null
}

@ObjectType({ description: 'Advice about the costs of a range.' })
export class CostAdviceList {
  @Field(() => [CostAdvice], {
    description:
      'The advice of unknown saving first, since all costs leave these calls out, then the largest saving.',
  })
  advice: CostAdvice[]

  @Field(() => Int, { description: 'The number of pieces of advice, listed or not, such as 12.' })
  totalCount: number

  @Field(() => Decimal, {
    description: 'The known cost of all calls and messages of the range, in US dollars.',
  })
  costUsd: string

  @Field(() => Meta, { description: 'The time of the question and how complete the answer is.' })
  meta: Meta
}
