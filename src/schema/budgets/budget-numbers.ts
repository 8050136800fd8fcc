import { ArgsType, Field, Float, Int, ObjectType } from 'type-graphql'
import { describedEnum, type EnumOf } from '../described-enum.ts'
import { Count, DateTime, Decimal } from '../scalars.ts'

@ObjectType({ description: 'The instants between which calls count, such as all of November.' })
export class BudgetPeriodRange {
  @Field(() => DateTime, { description: 'The start, which belongs to the period.' })
  from: Date

  @Field(() => DateTime, { description: 'The end, which does not belong to the period any more.' })
  to: Date
}

@ObjectType({ description: 'A threshold that the spend of a budget has reached.' })
export class ReachedThreshold {
  @Field(() => Float, { description: 'The share of the amount, such as 0.8.' })
  threshold: number

  @Field(() => DateTime, { description: 'When the count first found it reached.' })
  reachedAt: Date

  @Field(() => Decimal, { description: 'The spend at that time in US dollars, such as `"40.02"`.' })
  spentUsd: string
}

export const ForecastMethod = describedEnum('ForecastMethod', 'How a forecast is made.', {
  SEASONAL: 'By the usual cost of the same hour of the week.',
  LINEAR: 'By the average so far, because there are less than two weeks of costs.',
})
export type ForecastMethod = EnumOf<typeof ForecastMethod>

@ObjectType({
  description:
    'The spend at the end of the period, if it goes on as usual. `SEASONAL`: what is spent, plus for each hour that is left the ' +
    'median cost of the same hour of the week in the last 6 weeks, times the level (cost of the last 7 days ÷ the medians of ' +
    'the same hours). `LINEAR`: what is spent ÷ the elapsed part of the period.',
})
export class BudgetForecast {
  @Field(() => Decimal, {
    nullable: true,
    description:
      'The lower end in US dollars: the 10th percentile of what the same forecast missed at the same point of up to 6 earlier ' +
      'periods. Null if fewer than 3 can be compared.',
  })
  low: string | null

  @Field(() => Decimal, { description: 'The forecast in US dollars, such as `"104.2"`.' })
  expected: string

  @Field(() => Decimal, {
    nullable: true,
    description: 'The upper end in US dollars: the 90th percentile of the same; null if `low` is null.',
  })
  high: string | null

  @Field(() => ForecastMethod, { description: 'How the forecast is made, such as `SEASONAL`.' })
  method: ForecastMethod
}

@ArgsType()
export class BudgetUsersArgs {
  @Field(() => Int, { defaultValue: 10, description: 'The number of users, 1 to 100, such as 20.' })
  first: number
}

@ObjectType({ description: 'The rest of the amount that one user has, such as `ann` with $0.80 of $5.' })
export class BudgetUser {
  @Field(() => String, { description: 'The `userId` of the user, such as `ann`.' })
  userId: string

  @Field(() => Decimal, { description: 'The spend of the period in US dollars, such as `"4.2"`.' })
  spentUsd: string

  @Field(() => Decimal, { description: 'The rest in US dollars, such as `"0.8"`; `"0"` if more is spent.' })
  remainingUsd: string

  @Field(() => Float, {
    description: 'The spent share of the amount, such as 0.84; above 1 if more is spent.',
  })
  usedRate: number

  @Field(() => Count, { description: 'The number of calls and messages with a cost or without a known one.' })
  calls: number

  @Field(() => [ReachedThreshold], {
    description: 'The thresholds reached in this period, the lowest first.',
  })
  thresholdsReached: ReachedThreshold[]
}
