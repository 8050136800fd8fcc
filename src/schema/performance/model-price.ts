import { ArgsType, Field, ID, InputType, ObjectType } from 'type-graphql'
import { type ModelPrice as ModelPriceEntity } from '../../entities/model-price.ts'
import { describedEnum, type EnumOf } from '../described-enum.ts'
import { DateTime, Decimal } from '../scalars.ts'
import { type Unreadable } from '../unreadable.ts'
import { UserError } from '../user-error.ts'

export const ModelUsage = describedEnum('ModelUsage', 'What tokens were used for.', {
  INPUT: 'Tokens that went in and that the provider had not cached.',
  CACHED_INPUT:
    'Tokens that went in and that the provider had cached. Without a price they cost what INPUT does.',
  OUTPUT: 'Tokens that came out.',
})
export type ModelUsage = EnumOf<typeof ModelUsage>

@ObjectType({ description: 'What a million tokens of a model cost, and when.' })
export class ModelPrice
  implements
    Pick<ModelPriceEntity, 'provider' | 'model' | 'usage' | 'usdPerMillion' | 'validFrom' | 'validTo'>
{
  @Field(() => ID, { description: 'What to name it by. That of a default price begins with `default/`.' })
  id: string

  @Field(() => String, { description: 'Whose model, in small letters, such as `openai`.' })
  provider: string

  @Field(() => String, {
    description:
      'The name of the model, such as `gpt-4o`, which also stands for `gpt-4o-2024-08-06` and `gpt-4o-latest`; or ' +
      'the beginning of several names, such as `gpt-4o-mini*`.',
  })
  model: string

  @Field(() => ModelUsage, { description: 'Which tokens cost this.' })
  usage: ModelUsage

  @Field(() => Decimal, { description: 'US dollars a million tokens, such as `"2.5"`.' })
  usdPerMillion: string

  @Field(() => DateTime, {
    description: 'The first instant at which it holds. Default prices hold from 1970.',
  })
  validFrom: Date

  @Field(() => DateTime, {
    nullable: true,
    description: 'The first instant at which it no longer holds; null when no end is known.',
  })
  validTo: Date | null

  @Field(() => Boolean, {
    description: 'Whether it came with Convograph. The prices that a project added go before these.',
  })
  isDefault: boolean

  @Field(() => DateTime, { nullable: true, description: 'When it was added; null for default prices.' })
  createdAt: Date | null
}

@ArgsType()
export class ModelPricesArgs {
  @Field(() => String, {
    nullable: true,
    description: 'Only prices of this provider; capital and small letters are one.',
  })
  provider?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'Only prices that fit this model, such as `gpt-4o-2024-08-06`. The best of a usage counts.',
  })
  model?: string | null

  @Field(() => DateTime, {
    nullable: true,
    description: 'Only prices that hold at this instant. Default: all.',
  })
  at?: Date | null

  @Field(() => Boolean, { defaultValue: true, description: 'Whether default prices are listed too.' })
  includeDefaults: boolean
}

@InputType({
  description: 'A price to add. To change one, end it and add the new one from the same instant on.',
})
export class AddModelPriceInput {
  @Field(() => String, { description: 'Whose model, up to 100 characters, such as `openai`.' })
  provider: string

  @Field(() => String, {
    description:
      'Which model, up to 100 characters: a name such as `gpt-4o`, which also stands for its dated versions and ' +
      '`-latest`, or the beginning of several with a `*` behind it, such as `gpt-4o-mini*`.',
  })
  model: string

  @Field(() => ModelUsage, { description: 'Which tokens cost this.' })
  usage: ModelUsage

  @Field(() => Decimal, { description: 'US dollars a million tokens, from 0 to 100,000, such as `"2.5"`.' })
  usdPerMillion: string | Unreadable

  @Field(() => DateTime, {
    nullable: true,
    description: 'The first instant at which it holds. Default: now.',
  })
  validFrom?: Date | null

  @Field(() => DateTime, {
    nullable: true,
    description: 'The first instant at which it no longer holds. Default: no end.',
  })
  validTo?: Date | null
}

@ObjectType({ description: 'The price that was added.' })
export class AddModelPricePayload {
  @Field(() => ModelPrice, { nullable: true, description: 'Null when the input was refused.' })
  modelPrice: ModelPrice | null

  @Field(() => [UserError], { description: 'What to change in the input; empty when it was stored.' })
  userErrors: UserError[]
}

@InputType({ description: 'When a price ends.' })
export class EndModelPriceInput {
  @Field(() => ID, { description: 'The `id` of the price.' })
  id: string

  @Field(() => DateTime, {
    nullable: true,
    description: 'The first instant at which it no longer holds, before the end it has. Default: now.',
  })
  validTo?: Date | null
}

@ObjectType({ description: 'The price with its end.' })
export class EndModelPricePayload {
  @Field(() => ModelPrice, { nullable: true, description: 'Null when the input was refused.' })
  modelPrice: ModelPrice | null

  @Field(() => [UserError], { description: 'What to change in the input; empty when it was stored.' })
  userErrors: UserError[]
}

@InputType({ description: 'A price that was a mistake.' })
export class DeleteModelPriceInput {
  @Field(() => ID, { description: 'The `id` of the price.' })
  id: string
}

@ObjectType({ description: 'What was deleted.' })
export class DeleteModelPricePayload {
  @Field(() => ID, { nullable: true, description: 'The `id` of the price; null when the input was refused.' })
  deletedId: string | null

  @Field(() => [UserError], { description: 'What to change in the input; empty when it was deleted.' })
  userErrors: UserError[]
}
