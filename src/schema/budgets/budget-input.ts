import { Field, ID, InputType, Int } from 'type-graphql'
import { type WeekStart } from '../date-range-input.ts'
import { describedEnum, type EnumOf } from '../described-enum.ts'
import { OneOf } from '../one-of.ts'
import { type Unreadable } from '../unreadable.ts'

export const BudgetUnit = describedEnum('BudgetUnit', 'A calendar unit that a budget begins anew with.', {
  DAY: 'The 23 to 25 hours from a midnight to the next.',
  WEEK: 'A calendar week, from `weekStart` on.',
  MONTH: 'From the first to the last day, such as 1 to 30 November.',
  QUARTER: 'A calendar quarter: January to March, and so on.',
})
export type BudgetUnit = EnumOf<typeof BudgetUnit>

export const BudgetUsers = describedEnum('BudgetUsers', 'Whether users share an amount.', {
  EVERYBODY: 'All calls of the project together, also those without a user.',
  EACH_USER: 'Each user has the whole amount. Calls without a user are not counted.',
})
export type BudgetUsers = EnumOf<typeof BudgetUsers>

export const BudgetAction = describedEnum(
  'BudgetAction',
  'The effect of a spent budget. The service never blocks a call itself.',
  {
    NOTIFY: 'Its thresholds are announced.',
    BLOCK_HINT: 'Its thresholds are announced, and `budgetStatus` answers `allowed: false` once it is spent.',
  },
)
export type BudgetAction = EnumOf<typeof BudgetAction>

@OneOf()
@InputType({ description: 'The time that an amount is for: exactly one of `every` and `rollingDays`.' })
export class BudgetPeriodInput {
  @Field(() => BudgetUnit, {
    nullable: true,
    description:
      'The calendar unit, such as `MONTH`: the whole amount is there again when the next one begins.',
  })
  every?: BudgetUnit | null

  @Field(() => Int, {
    nullable: true,
    description:
      'The number of calendar days, 1 to 365, such as 30: today and the 29 days before. Each midnight the oldest day leaves.',
  })
  rollingDays?: number | null
}

@InputType({ description: 'A property of calls, such as `{ key: "team", value: "sales" }`.' })
export class BudgetPropertyInput {
  @Field(() => String, {
    description: 'The key, up to 255 characters, such as `team`; `team.name` is `name` inside `team`.',
  })
  key: string

  @Field(() => String, {
    description:
      'The value as text, up to 255 characters, such as `sales`, `5` or `true`. A list has it as one of its items.',
  })
  value: string
}

@OneOf()
@InputType({ description: 'The calls that a budget counts: exactly one field.' })
export class BudgetScopeInput {
  @Field(() => BudgetUsers, { nullable: true, description: 'All users, such as `EACH_USER`.' })
  users?: BudgetUsers | null

  @Field(() => String, {
    nullable: true,
    description: 'One user, by any id of that user, such as `ann`. The user need not exist yet.',
  })
  userId?: string | null

  @Field(() => ID, {
    nullable: true,
    description: 'The `id` of a saved segment: all calls of its present members together.',
  })
  segmentId?: string | null

  @Field(() => String, { nullable: true, description: 'One bot, such as `support-bot`.' })
  botId?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'One model as calls name it, such as `gpt-4o`; no other spelling of it.',
  })
  model?: string | null

  @Field(() => String, { nullable: true, description: 'One provider as calls name it, such as `openai`.' })
  provider?: string | null

  @Field(() => BudgetPropertyInput, {
    nullable: true,
    description: 'The calls with a property, such as `{ key: "team", value: "sales" }`.',
  })
  property?: BudgetPropertyInput | null
}

@OneOf()
@InputType({
  description: 'A receiver of the thresholds of a budget: exactly one of `webhookId` and `email`.',
})
export class BudgetReceiverInput {
  @Field(() => ID, {
    nullable: true,
    description:
      'A webhook that gets the thresholds whatever events it listens to, such as 7; `webhooks` lists it.',
  })
  webhookId?: string | null

  @Field(() => String, {
    nullable: true,
    description:
      'One mail address, such as `ann@example.com`. Mails need the settings `SMTP_URL` and `MAIL_FROM`.',
  })
  email?: string | null
}

/** The shares of an amount at which a budget speaks up, unless it has others. */
export const usualThresholds = [0.5, 0.8, 0.95, 1]

/** The content of a budget, as `createBudget` takes it beside the name. */
export interface BudgetContent {
  amountUsd: string | Unreadable
  period: BudgetPeriodInput
  scope: BudgetScopeInput
  timeZone?: string | null
  weekStart?: WeekStart | null
  thresholds?: number[] | null
  notify?: BudgetReceiverInput[] | null
  action?: BudgetAction | null
}
