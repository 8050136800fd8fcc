import { ArgsType, Field, Float, ID, ObjectType } from 'type-graphql'
import { DateTime, Decimal, JsonObject } from '../scalars.ts'
import { BudgetAction } from './budget-input.ts'

@ArgsType()
export class BudgetStatusArgs {
  @Field(() => String, {
    nullable: true,
    description:
      'The user of the call, by any id, such as `ann`. A user who has made no call yet has the whole amount. Default: a call ' +
      'without a user, which budgets of users do not count.',
  })
  userId?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'The bot of the call, such as `support-bot`. Default: none.',
  })
  botId?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'The model of the call, such as `gpt-4o`. Default: none.',
  })
  model?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'The provider of the model, such as `openai`. Default: none.',
  })
  provider?: string | null

  @Field(() => JsonObject, {
    nullable: true,
    description: 'The properties that the call will have, such as `{"team": "sales"}`. Default: none.',
  })
  properties?: Record<string, unknown> | null
}

@ObjectType({ description: 'The rest of one budget that would count a call.' })
export class StatusOfBudget {
  @Field(() => ID, { description: 'Refers to the saved budget, as `budget(id)` takes it.' })
  id: string

  @Field(() => String, { description: 'The name of the budget, such as `Free plan`.' })
  name: string

  @Field(() => BudgetAction, {
    description: 'The effect of a spent budget, such as `BLOCK_HINT`.',
  })
  action: BudgetAction

  @Field(() => Decimal, { description: 'The amount of the period in US dollars, such as `"50"`.' })
  amountUsd: string

  @Field(() => Decimal, { description: 'The part that is spent in US dollars, such as `"12.5"`.' })
  spentUsd: string

  @Field(() => Decimal, { description: 'The rest in US dollars, such as `"37.5"`; `"0"` if more is spent.' })
  remainingUsd: string

  @Field(() => Float, {
    description: 'The spent share of the amount, such as 0.25; above 1 if more is spent.',
  })
  usedRate: number

  @Field(() => DateTime, {
    description: 'When the period ends; for rolling days the next midnight, at which the oldest day leaves.',
  })
  resetsAt: Date
}

@ObjectType({ description: 'Whether a call may be made, by all budgets that would count it.' })
export class BudgetStatus {
  @Field(() => Boolean, {
    description:
      'Whether the call may be made: false once a budget with `action: BLOCK_HINT` is spent, for example. True without budgets.',
  })
  allowed: boolean

  @Field(() => Decimal, {
    nullable: true,
    description: 'The least rest of these budgets in US dollars, such as `"0.75"`; null without budgets.',
  })
  remainingUsd: string | null

  @Field(() => Float, {
    nullable: true,
    description: 'The largest spent share of these budgets, such as 0.8; null without budgets.',
  })
  usedRate: number | null

  @Field(() => DateTime, {
    nullable: true,
    description: 'When the budget with the largest spent share begins anew; null without budgets.',
  })
  resetsAt: Date | null

  @Field(() => [StatusOfBudget], {
    description: 'The budgets that would count the call, the largest spent share first.',
  })
  budgets: StatusOfBudget[]

  @Field(() => DateTime, {
    nullable: true,
    description:
      'The time up to which spend of all processes is counted, usually less than 2 s ago; what this process has tracked since is ' +
      'counted too. Null while a started process has not counted yet.',
  })
  asOf: Date | null

  @Field(() => Boolean, {
    description:
      'Whether `asOf` is more than 15 s ago, as in an outage of PostgreSQL. `allowed` is then by what is known.',
  })
  isStale: boolean
}
