import { Args, Ctx, Float, Resolver, Root } from 'type-graphql'
import { budgetUsers, shareOf } from '../../budgets/budget-numbers.ts'
import { budgetStatus } from '../../budgets/budget-status.ts'
import { budgetWarnings } from '../../budgets/budget-warnings.ts'
import { type Forecast } from '../../budgets/forecast.ts'
import { forecastOf, numbersOf, plannedIn } from '../../budgets/lookups.ts'
import { Budget } from '../../definitions/kinds/budget.ts'
import { type Context } from '../../graphql/context.ts'
import {
  BudgetForecast,
  BudgetPeriodRange,
  BudgetUser,
  BudgetUsersArgs,
  ReachedThreshold,
} from '../../schema/budgets/budget-numbers.ts'
import { BudgetStatus, BudgetStatusArgs } from '../../schema/budgets/budget-status.ts'
import { Count, DateTime, Decimal } from '../../schema/scalars.ts'
import { Warning } from '../../schema/warning.ts'
import { RatedAs } from '../access/rated-as.ts'
import { AdminField, ServiceQuery } from '../decorators/for-admins.ts'
import { objectCost } from '../question-cost/answer-cost.ts'
import { answeredOnce, budgetUsersCost, forecastCost } from '../question-cost/budgets-cost.ts'

@Resolver(() => Budget)
export class BudgetResolver {
  @ServiceQuery(() => BudgetStatus, {
    description:
      'Whether a call may be made, to ask before each one: from memory, counted like a mutation that tracks. It never blocks ' +
      'a call itself, and the calls of about a second may pass after a budget is spent.',
    cost: objectCost,
  })
  @RatedAs('track')
  budgetStatus(
    @Ctx() { scope, services }: Context,
    @Args(() => BudgetStatusArgs) args: BudgetStatusArgs,
  ): Promise<BudgetStatus> {
    return budgetStatus(services.spend, scope.project, args)
  }

  @AdminField(() => Decimal, {
    description: 'The amount of a period in US dollars, such as `"50"`.',
    cost: () => 0,
  })
  amountUsd(@Root() { content }: Budget): string {
    return String(content.amountUsd)
  }

  @AdminField(() => BudgetPeriodRange, {
    description: 'The running period; of rolling days those up to the end of today.',
    ...answeredOnce,
  })
  async period(@Ctx() context: Context, @Root() budget: Budget): Promise<BudgetPeriodRange> {
    return (await numbersOf(context, budget)).period
  }

  @AdminField(() => Decimal, {
    description:
      'The spend of the running period in US dollars, such as `"12.5"`: the sum of the known costs, as `costUsd` of questions with ' +
      'the same range and filter. Of a budget that each user has, that of the user with the most.',
    ...answeredOnce,
  })
  async spentUsd(@Ctx() context: Context, @Root() budget: Budget): Promise<string> {
    return (await numbersOf(context, budget)).spentUsd
  }

  @AdminField(() => Decimal, {
    description: 'The rest of the amount in US dollars, such as `"37.5"`; `"0"` if more is spent.',
    ...answeredOnce,
  })
  async remainingUsd(@Ctx() context: Context, @Root() budget: Budget): Promise<string> {
    return shareOf(String(budget.content.amountUsd), (await numbersOf(context, budget)).spentUsd).remainingUsd
  }

  @AdminField(() => Float, {
    description: 'The spent share of the amount, such as 0.25; above 1 if more is spent.',
    ...answeredOnce,
  })
  async usedRate(@Ctx() context: Context, @Root() budget: Budget): Promise<number> {
    return shareOf(String(budget.content.amountUsd), (await numbersOf(context, budget)).spentUsd).usedRate
  }

  @AdminField(() => DateTime, {
    description: 'When the period ends; for rolling days the next midnight, at which the oldest day leaves.',
    ...answeredOnce,
  })
  async resetsAt(@Ctx() context: Context, @Root() budget: Budget): Promise<Date> {
    return (await numbersOf(context, budget)).period.to
  }

  @AdminField(() => Count, {
    description:
      'The calls and messages of the period that have a cost or lack a known one, for example 420.',
    ...answeredOnce,
  })
  async calls(@Ctx() context: Context, @Root() budget: Budget): Promise<number> {
    return (await numbersOf(context, budget)).calls
  }

  @AdminField(() => Count, {
    description:
      'The part of `calls` whose cost is unknown or a lower bound, for example 3: `spentUsd` is too low by these.',
    ...answeredOnce,
  })
  async unpricedCalls(@Ctx() context: Context, @Root() budget: Budget): Promise<number> {
    return (await numbersOf(context, budget)).unpricedCalls
  }

  @AdminField(() => [ReachedThreshold], {
    description:
      'The thresholds reached in this period, the lowest first. One that was reached stays, also if costs are corrected downwards.',
    ...answeredOnce,
  })
  async thresholdsReached(@Ctx() context: Context, @Root() budget: Budget): Promise<ReachedThreshold[]> {
    return (await numbersOf(context, budget)).thresholdsReached
  }

  @AdminField(() => [Warning], {
    description:
      'The reasons why the spend is not exact: members of a segment that could not be looked up, such as those of one that has ' +
      'more than 100,000 users by now.',
    ...answeredOnce,
  })
  async warnings(@Ctx() context: Context, @Root() budget: Budget): Promise<Warning[]> {
    return budgetWarnings(await numbersOf(context, budget))
  }

  @AdminField(() => DateTime, {
    description: 'The time up to which spend is counted: usually that of the question.',
    ...answeredOnce,
  })
  async asOf(@Ctx() context: Context, @Root() budget: Budget): Promise<Date> {
    return (await numbersOf(context, budget)).asOf
  }

  @AdminField(() => [BudgetUser], {
    description:
      'The users who have spent the most of a budget that each user has, the most first; empty for any other budget.',
    cost: budgetUsersCost,
  })
  async users(
    @Ctx() context: Context,
    @Root() budget: Budget,
    @Args(() => BudgetUsersArgs) { first }: BudgetUsersArgs,
  ): Promise<BudgetUser[]> {
    await numbersOf(context, budget)
    return budgetUsers(context.scope.pool, await plannedIn(context.scope, budget), context.scope.asOf, first)
  }

  @AdminField(() => BudgetForecast, {
    nullable: true,
    description:
      'The spend at the end of the period in US dollars; null for rolling days, which do not end, and for a budget that each user ' +
      'has.',
    cost: forecastCost,
  })
  async forecastUsd(@Ctx() context: Context, @Root() budget: Budget): Promise<BudgetForecast | null> {
    const found = await forecastOf(context, budget)
    return found && inDollars(found)
  }

  @AdminField(() => DateTime, {
    nullable: true,
    description:
      'When the amount is spent by the expected costs of `forecastUsd`; the time of the question if it is spent already. Null if it ' +
      'lasts for the period, and where there is no forecast.',
    cost: forecastCost,
  })
  async exhaustsAt(@Ctx() context: Context, @Root() budget: Budget): Promise<Date | null> {
    return (await forecastOf(context, budget))?.exhaustsAt ?? null
  }
}

/** To a millionth of a dollar. */
const inDollars = ({ low, expected, high, method }: Forecast): BudgetForecast => ({
  low: low === null ? null : low.toFixed(6),
  expected: expected.toFixed(6),
  high: high === null ? null : high.toFixed(6),
  method,
})
