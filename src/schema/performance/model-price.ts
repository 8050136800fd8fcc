import { ArgsType, Field, ID, InputType, ObjectType } from 'type-graphql'
import { type ModelPrice as ModelPriceEntity } from '../../entities/model-price.ts'
import { ServiceTier } from '../../ingest/kinds/service-tier.ts'
import { describedEnum, type EnumOf } from '../described-enum.ts'
import { Count, DateTime, Decimal } from '../scalars.ts'
import { type Unreadable } from '../unreadable.ts'
import { UserError } from '../user-error.ts'

export const ModelUsage = describedEnum('ModelUsage', 'The kind of token that a price is for.', {
  INPUT: 'Input tokens outside the provider’s cache.',
  CACHED_INPUT:
    'Input tokens from the provider’s cache. Without a price of their own they cost as much as `INPUT`.',
  CACHE_WRITE:
    'Input tokens written into the provider’s cache. Without a price of their own they cost as much as `INPUT`.',
  AUDIO_INPUT: 'Input tokens that are audio. Without a price the cost of a use with such tokens is unknown.',
  OUTPUT: 'Tokens that the model generated: text, and reasoning without a price of its own.',
  REASONING:
    'Output tokens that the model spent on reasoning. Without a price of their own they cost as much as `OUTPUT`.',
  AUDIO_OUTPUT:
    'Output tokens that are audio. Without a price the cost of a use with such tokens is unknown.',
})
export type ModelUsage = EnumOf<typeof ModelUsage>

@ObjectType({ description: 'The price of one million tokens of a model, for a period of time.' })
export class ModelPrice
  implements
    Pick<
      ModelPriceEntity,
      | 'provider'
      | 'model'
      | 'usage'
      | 'serviceTier'
      | 'abovePromptTokens'
      | 'usdPerMillion'
      | 'validFrom'
      | 'validTo'
    >
{
  @Field(() => ID, {
    description: 'The id that refers to the price. The id of a default price begins with `default/`.',
  })
  id: string

  @Field(() => String, { description: 'The provider of the model in lower case, such as `openai`.' })
  provider: string

  @Field(() => String, {
    description:
      'The name of the model, such as `gpt-4o`, which also matches `gpt-4o-2024-08-06` and `gpt-4o-latest`; or a prefix ' +
      'with `*`, such as `gpt-4o-mini*`.',
  })
  model: string

  @Field(() => ModelUsage, {
    description: 'The kind of token, such as `OUTPUT`; each has a price of its own.',
  })
  usage: ModelUsage

  @Field(() => ServiceTier, { description: 'The rate that the price is for, such as `BATCH`.' })
  serviceTier: ServiceTier

  @Field(() => Count, {
    description:
      'The price is for prompts of more tokens than this, such as `200000`: all tokens of such a use have this price. 0 ' +
      'for prompts of any length that have no other price.',
  })
  abovePromptTokens: number

  @Field(() => Decimal, { description: 'The price in US dollars per million tokens, such as `"2.5"`.' })
  usdPerMillion: string

  @Field(() => DateTime, {
    description:
      'The start of the validity (inclusive). A default price starts when it was announced; before that the cost is ' +
      'unknown.',
  })
  validFrom: Date

  @Field(() => DateTime, {
    nullable: true,
    description: 'The end of the validity (exclusive); null for an open end.',
  })
  validTo: Date | null

  @Field(() => Boolean, {
    description:
      'Whether the price is a default of Convograph. Prices that the project added take precedence.',
  })
  isDefault: boolean

  @Field(() => DateTime, {
    nullable: true,
    description: 'The instant at which `addModelPrice` stored the price; null for default prices.',
  })
  createdAt: Date | null
}

@ArgsType()
export class ModelPricesArgs {
  @Field(() => String, {
    nullable: true,
    description: 'Only prices of this provider, such as `openai`, in upper or lower case.',
  })
  provider?: string | null

  @Field(() => String, {
    nullable: true,
    description:
      'Only prices that match this model under any of its names, such as `gpt-4o-2024-08-06` or ' +
      '`us.anthropic.claude-sonnet-4-5-20250929-v1:0`. For each kind of token, the best match applies.',
  })
  model?: string | null

  @Field(() => DateTime, {
    nullable: true,
    description: 'Only prices that are valid at this instant. Default: all prices.',
  })
  at?: Date | null

  @Field(() => Boolean, {
    defaultValue: true,
    description:
      'Whether to list the built-in list prices as well, for example `false` for only those of the project.',
  })
  includeDefaults: boolean
}

@InputType({
  description: 'The price to add. To change a price, end it and add the new one from the same instant.',
})
export class CreateModelPriceInput {
  @Field(() => String, { description: 'The provider of the model, up to 100 characters, such as `openai`.' })
  provider: string

  @Field(() => String, {
    description:
      'The model, up to 100 characters: a name such as `gpt-4o`, which also matches its dated versions and `-latest`, ' +
      'or a prefix with `*`, such as `gpt-4o-mini*`.',
  })
  model: string

  @Field(() => ModelUsage, {
    description: 'The kind of token, such as `OUTPUT`; each has a price of its own.',
  })
  usage: ModelUsage

  @Field(() => ServiceTier, {
    defaultValue: ServiceTier.STANDARD,
    description: 'The rate that the price is for, such as `BATCH`.',
  })
  serviceTier: ServiceTier

  @Field(() => Count, {
    defaultValue: 0,
    description:
      'The price is for prompts of more tokens than this, such as `200000`, cached ones included; 0 for prompts of any ' +
      'length that have no other price.',
  })
  abovePromptTokens: number | Unreadable

  @Field(() => Decimal, {
    description: 'The price in US dollars per million tokens, from 0 to 100,000, such as `"2.5"`.',
  })
  usdPerMillion: string | Unreadable

  @Field(() => DateTime, {
    nullable: true,
    description: 'The start of the validity (inclusive). Default: now.',
  })
  validFrom?: Date | null

  @Field(() => DateTime, {
    nullable: true,
    description: 'The end of the validity (exclusive). Default: an open end.',
  })
  validTo?: Date | null
}

@ObjectType({ description: 'The price as stored, or the errors that kept it from being created or ended.' })
export class ModelPricePayload {
  @Field(() => ModelPrice, {
    nullable: true,
    description: 'The price as it is now; null if the input was refused.',
  })
  modelPrice: ModelPrice | null

  @Field(() => [UserError], { description: 'The problems with the input; empty if it was accepted.' })
  userErrors: UserError[]
}

@InputType({ description: 'A price of the project, and the instant from which it no longer applies.' })
export class EndModelPriceInput {
  @Field(() => ID, {
    description: 'The `id` of a price of the project, as `modelPrices` lists it; default prices have none.',
  })
  id: string

  @Field(() => DateTime, {
    nullable: true,
    description: 'The end of the validity (exclusive), before the current end. Default: now.',
  })
  validTo?: Date | null
}

@InputType({ description: 'A price to delete, such as a mistake.' })
export class DeleteModelPriceInput {
  @Field(() => ID, {
    description: 'The `id` of a price of the project, as `modelPrices` lists it; default prices have none.',
  })
  id: string
}
