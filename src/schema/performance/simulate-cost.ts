import { ArgsType, Field, Float, InputType, ObjectType } from 'type-graphql'
import { describedEnum, type EnumOf } from '../described-enum.ts'
import { largest } from '../largest.ts'
import { Meta } from '../meta.ts'
import { QuestionArgs } from '../question-args.ts'
import { Count, Decimal } from '../scalars.ts'

@InputType({ description: 'A model, such as `{ provider: "openai", model: "gpt-4o" }`.' })
export class ModelInput {
  @Field(() => String, {
    nullable: true,
    description: 'The provider, such as `openai`, under any of its names. Default: any provider.',
  })
  provider?: string | null

  @Field(() => String, {
    description:
      'The model as in a price: `gpt-4o` with its versions, or `gpt-4o*` for all with this prefix.',
  })
  model: string
}

@InputType({ description: 'Another model for the calls of one: `{ from: { model: "gpt-4o" }, to: { … } }`.' })
export class ModelSwapInput {
  @Field(() => ModelInput, { description: 'The calls: those of this model, which may end with a `*`.' })
  from: ModelInput

  @Field(() => ModelInput, { description: 'The model whose prices they get, such as `gpt-4o-mini`.' })
  to: ModelInput
}

@ArgsType()
export class SimulateCostArgs extends QuestionArgs {
  @Field(() => [ModelSwapInput], {
    description: `1 to ${largest.modelSwaps} other models. For a call, the first whose \`from\` fits counts.`,
  })
  map: ModelSwapInput[]
}

export const NotSimulatedReason = describedEnum(
  'NotSimulatedReason',
  'The reason why calls are left out of a simulated cost.',
  {
    NO_PRICE:
      'The other model has no price for the tokens, the rate or the time of the calls. See `modelPrices`.',
    NO_TOKENS: 'The calls report no tokens, so that only their sender knows their cost.',
    UNKNOWN_COST: 'The cost of the calls as they were is unknown, so that there is nothing to compare with.',
  },
)
export type NotSimulatedReason = EnumOf<typeof NotSimulatedReason>

export const CostAssumption = describedEnum(
  'CostAssumption',
  'A thing that holds for the calls as they were, and need not hold with other models.',
  {
    SAME_TOKENS:
      'The other model uses as many tokens. It may split text in another way, and answer at another length.',
    SAME_CACHING: 'The provider’s cache would hold the same tokens of the prompts.',
    SAME_REASONING: 'The other model would reason with as many tokens.',
    LOWER_BOUND: 'The calls report only a part of their tokens, so that both costs are lower bounds.',
    SAME_PRICE_TERMS: 'The calls were paid as their sender says, not by the prices that Convograph has.',
  },
)
export type CostAssumption = EnumOf<typeof CostAssumption>

/** The cost of calls as they were and with other models. */
@ObjectType()
abstract class SimulatedNumbers {
  @Field(() => Count, { description: 'The calls and messages that are compared, such as 1200.' })
  calls: number

  @Field(() => Decimal, { description: 'The cost of these calls as they were, in US dollars.' })
  costUsd: string

  @Field(() => Decimal, {
    description: 'The cost of the same calls with the other models, in US dollars, such as `"4.2"`.',
  })
  simulatedCostUsd: string

  @Field(() => Decimal, {
    description: '`costUsd` − `simulatedCostUsd`, in US dollars; below 0 where the others cost more.',
  })
  savingUsd: string
}

@ObjectType({ description: 'The calls of one model, simulated with another one.' })
export class SimulatedModel extends SimulatedNumbers {
  @Field(() => String, {
    nullable: true,
    description: 'The provider by the name that the calls sent, such as `openai`; null if they sent none.',
  })
  provider: string | null

  @Field(() => String, { description: 'The model by the name that the calls sent, such as `gpt-4o`.' })
  model: string

  @Field(() => String, {
    nullable: true,
    description: 'The provider of the other model as in `map`; null if it names none.',
  })
  toProvider: string | null

  @Field(() => String, { description: 'The other model as in `map`, such as `gpt-4o-mini`.' })
  toModel: string
}

@ObjectType({ description: 'The calls of one bot, simulated with other models.' })
export class SimulatedBot extends SimulatedNumbers {
  @Field(() => String, {
    nullable: true,
    description: 'The bot, such as `support-bot`; null for calls without one.',
  })
  botId: string | null
}

@ObjectType({ description: 'Calls of the models in `map` that are left out of the comparison.' })
export class NotSimulated {
  @Field(() => NotSimulatedReason, { description: 'The reason, such as `NO_PRICE`.' })
  reason: NotSimulatedReason

  @Field(() => Count, { description: 'The number of such calls and messages.' })
  calls: number

  @Field(() => Decimal, { description: 'Their known cost as they were, in US dollars.' })
  costUsd: string
}

@ObjectType({ description: 'An assumption and the number of calls whose simulated cost rests on it.' })
export class CostAssumed {
  @Field(() => CostAssumption, { description: 'The assumption, such as `SAME_CACHING`.' })
  assumption: CostAssumption

  @Field(() => Count, { description: 'The number of compared calls that it is about, such as 800.' })
  calls: number
}

@ObjectType({
  description:
    'The real calls of a range, priced as if other models had answered: by their own tokens, service tier and length of ' +
    'prompt, and the prices at the time of each call.',
})
export class CostSimulation extends SimulatedNumbers {
  @Field(() => Float, {
    nullable: true,
    description:
      '`savingUsd` ÷ `costUsd`: 0.6 means that 60 % would be saved. Null if the calls cost nothing.',
  })
  savingRate: number | null

  @Field(() => [SimulatedModel], { description: 'Each model, the largest saving first; at most 100.' })
  models: SimulatedModel[]

  @Field(() => [SimulatedBot], { description: 'Each bot, the largest saving first; at most 100.' })
  bots: SimulatedBot[]

  @Field(() => Boolean, { description: 'Whether there are more than the 100 models or bots listed.' })
  hasMore: boolean

  @Field(() => [NotSimulated], { description: 'The calls that could not be compared, by the reason.' })
  notSimulated: NotSimulated[]

  @Field(() => [CostAssumed], { description: 'The assumptions of the comparison, each about some calls.' })
  assumptions: CostAssumed[]

  @Field(() => Meta, { description: 'The time of the question and how complete the answer is.' })
  meta: Meta
}
