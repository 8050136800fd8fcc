import { Field, InputType, ObjectType } from 'type-graphql'
import { CalendarArgs } from '../calendar-args.ts'
import { DateRangeInput } from '../date-range-input.ts'
import { Count, Decimal } from '../scalars.ts'
import { UserError } from '../user-error.ts'

@InputType({ description: 'The AI calls and messages whose cost to recompute with the current prices.' })
export class RecomputeCostsInput extends CalendarArgs {
  @Field(() => DateRangeInput, { description: 'The range in which the calls and messages happened.' })
  range: DateRangeInput

  @Field(() => Boolean, {
    defaultValue: true,
    description: 'Whether to report the changes without making them.',
  })
  dryRun: boolean

  @Field(() => String, {
    nullable: true,
    description: 'Only calls of this provider, ignoring case.',
  })
  provider?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'Only calls of this model, named as in a price: `gpt-4o` with its versions, or `gpt-4o*`.',
  })
  model?: string | null
}

@ObjectType({ description: 'The AI calls and messages of one model whose cost changes, and by how much.' })
export class RecomputedModel {
  @Field(() => String, {
    nullable: true,
    description: 'The provider by the name that the calls sent, such as `openai`; null if they sent none.',
  })
  provider: string | null

  @Field(() => String, {
    description: 'The model by the name that the calls sent, such as `gpt-4o-2024-08-06`.',
  })
  model: string

  @Field(() => Count, {
    name: 'facts',
    description: 'The former name of `examined`.',
    deprecationReason: 'Use `examined`.',
  })
  @Field(() => Count, { description: 'The number of AI calls and messages examined.' })
  examined: number

  @Field(() => Count, {
    description: 'The number of calls whose cost changes, becomes known or becomes unknown.',
  })
  changed: number

  @Field(() => Decimal, {
    description: 'The total cost before, in US dollars; unknown costs are not included.',
  })
  costBeforeUsd: string

  @Field(() => Decimal, {
    description: 'The total cost at current prices, in US dollars; unknown costs are not included.',
  })
  costAfterUsd: string

  @Field(() => Count, { description: 'The number of calls whose cost stays unknown at current prices.' })
  stillUnknown: number
}

@ObjectType({
  description:
    'The changes that recomputing made, or would make. All numbers are 0 if the input was refused.',
})
export class RecomputeCostsPayload {
  @Field(() => Boolean, { description: 'Whether this was a trial without changes.' })
  dryRun: boolean

  @Field(() => Count, {
    name: 'facts',
    description: 'The former name of `examined`.',
    deprecationReason: 'Use `examined`.',
  })
  @Field(() => Count, {
    description:
      'The number of AI calls and messages examined: those in the range whose cost was not sent with them.',
  })
  examined: number

  @Field(() => Count, {
    description: 'The number of calls whose cost changes, becomes known or becomes unknown.',
  })
  changed: number

  @Field(() => Decimal, {
    description: 'The total cost before, in US dollars; unknown costs are not included.',
  })
  costBeforeUsd: string

  @Field(() => Decimal, {
    description: 'The total cost at current prices, in US dollars; unknown costs are not included.',
  })
  costAfterUsd: string

  @Field(() => Decimal, { description: '`costAfterUsd` − `costBeforeUsd`, in US dollars.' })
  differenceUsd: string

  @Field(() => [RecomputedModel], {
    description: 'The same numbers by model, most changes first; at most 100 models.',
  })
  byModel: RecomputedModel[]

  @Field(() => Boolean, { description: 'Whether there are more models than the 100 that are listed.' })
  hasMoreModels: boolean

  @Field(() => Boolean, {
    description:
      'Whether all queries see the new costs. False while ClickHouse does not have them yet; it catches up by itself.',
  })
  isApplied: boolean

  @Field(() => [UserError], {
    description: 'The problems with the input; empty if the costs were recomputed.',
  })
  userErrors: UserError[]
}
