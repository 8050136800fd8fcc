import { Arg, Args, Authorized, Mutation, Query, Resolver } from 'type-graphql'
import { EventInput } from '../src/ingest/kinds/custom-event.ts'
import { RatedAs } from '../src/resolvers/access/rated-as.ts'
import { BudgetStatus, BudgetStatusArgs } from '../src/schema/budgets/budget-status.ts'
import { Receipt, ReceiptStatus } from '../src/schema/tracking/receipt.ts'

/** The cost of `trackEvent` without tracking: the same request, authorisation and answer, and nothing in between. */
@Resolver()
export class NoOpResolver {
  /** The cost of `budgetStatus` without looking anything up. */
  @Authorized('service', 'admin')
  @Query(() => BudgetStatus, { complexity: 1 })
  @RatedAs('track')
  noStatus(@Args(() => BudgetStatusArgs) _: BudgetStatusArgs): BudgetStatus {
    return {
      allowed: true,
      remainingUsd: '1',
      usedRate: 0.5,
      resetsAt: null,
      budgets: [],
      asOf: null,
      isStale: false,
    }
  }

  @Authorized('service', 'admin')
  @Mutation(() => Receipt, { complexity: 10 })
  noOp(@Arg('input', () => EventInput) input: EventInput): Receipt {
    const eventId = input.eventId ?? null
    return {
      index: 0,
      eventId,
      status: ReceiptStatus.ACCEPTED,
      code: null,
      field: null,
      message: null,
      timestamp: null,
      warnings: [],
    }
  }
}
