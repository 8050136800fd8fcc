import { Field, InputType, ObjectType } from 'type-graphql'
import { CalendarArgs } from '../calendar-args.ts'
import { DateRangeInput } from '../date-range-input.ts'
import { Count, Decimal } from '../scalars.ts'
import { UserError } from '../user-error.ts'

@InputType({ description: 'Which model calls and messages to give the cost of today’s prices.' })
export class RecomputeCostsInput extends CalendarArgs {
  @Field(() => DateRangeInput, { description: 'When they happened.' })
  range: DateRangeInput

  @Field(() => Boolean, { defaultValue: true, description: 'Whether only to say what would change.' })
  dryRun: boolean

  @Field(() => String, {
    nullable: true,
    description: 'Only calls of this provider; capital and small letters are one.',
  })
  provider?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'Only calls of this model, named as in a price: `gpt-4o` with its versions, or `gpt-4o*`.',
  })
  model?: string | null
}

@ObjectType({ description: 'What recomputing means for one model.' })
export class RecomputedModel {
  @Field(() => String, { nullable: true, description: 'Whose model, as the calls say.' })
  provider: string | null

  @Field(() => String, { description: 'Which model, as the calls say.' })
  model: string

  @Field(() => Count, { description: 'Calls and messages that were looked at.' })
  facts: number

  @Field(() => Count, { description: 'Those whose cost becomes another, or known, or unknown.' })
  changed: number

  @Field(() => Decimal, { description: 'What they cost before; unknown costs are left out.' })
  costBeforeUsd: string

  @Field(() => Decimal, { description: 'What they cost by today’s prices; unknown costs are left out.' })
  costAfterUsd: string

  @Field(() => Count, { description: 'Those that today’s prices give no cost either.' })
  stillUnknown: number
}

@ObjectType({
  description: 'What recomputing changed, or would change. When the input was refused all is 0.',
})
export class RecomputeCostsPayload {
  @Field(() => Boolean, { description: 'Whether nothing was written.' })
  dryRun: boolean

  @Field(() => Count, {
    description: 'Calls and messages that were looked at: those in the range whose cost was not given.',
  })
  facts: number

  @Field(() => Count, { description: 'Those whose cost becomes another, or known, or unknown.' })
  changed: number

  @Field(() => Decimal, { description: 'What they cost before; unknown costs are left out.' })
  costBeforeUsd: string

  @Field(() => Decimal, { description: 'What they cost by today’s prices; unknown costs are left out.' })
  costAfterUsd: string

  @Field(() => Decimal, { description: 'After − before.' })
  differenceUsd: string

  @Field(() => [RecomputedModel], {
    description: 'The same for each model, those with most changes first; at most 100.',
  })
  byModel: RecomputedModel[]

  @Field(() => Boolean, { description: 'Whether there are more than 100 models.' })
  hasMoreModels: boolean

  @Field(() => Boolean, {
    description:
      'Whether questions see all of it. False when the copy that they read lags behind; it follows by itself.',
  })
  isApplied: boolean

  @Field(() => [UserError], { description: 'What to change in the input; empty when it was done.' })
  userErrors: UserError[]
}
