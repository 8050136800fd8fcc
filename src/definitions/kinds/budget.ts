import { Field, Float, ObjectType } from 'type-graphql'
import { checkBudget } from '../../budgets/check-budget.ts'
import {
  BudgetAction,
  type BudgetContent,
  BudgetPeriodInput,
  BudgetReceiverInput,
  BudgetScopeInput,
} from '../../schema/budgets/budget-input.ts'
import { WeekStart } from '../../schema/date-range-input.ts'
import { Definition } from '../../schema/definition.ts'
import { Node } from '../../schema/node.ts'
import { Decimal, JsonObject } from '../../schema/scalars.ts'
import { definitionKind } from '../definition-kind.ts'

@ObjectType({
  implements: Node,
  description: 'An amount for the costs of calls in a period, and what is spent of it.',
})
export class Budget extends Definition {
  @Field(() => JsonObject, {
    name: 'input',
    description:
      'The content as it was saved, such as `{"amountUsd": "50", "period": {"every": "MONTH"}, "scope": {"users": "EACH_USER"}}`.',
  })
  content: BudgetContent
}

export const budget = definitionKind<BudgetContent>({
  kind: 'budget',
  type: Budget,
  plural: 'budgets',
  content: {
    fields: {
      amountUsd: {
        type: () => Decimal,
        description: 'The amount of a period in US dollars, more than 0, such as `"50"`.',
      },
      period: {
        type: () => BudgetPeriodInput,
        description: 'The time that the amount is for, such as `{ every: MONTH }`.',
      },
      scope: {
        type: () => BudgetScopeInput,
        description: 'The calls that count, such as `{ users: EACH_USER }`.',
      },
      timeZone: {
        type: () => String,
        isOptional: true,
        description:
          'The IANA time zone in which periods begin, such as `Europe/Berlin`; null for that of the project.',
      },
      weekStart: {
        type: () => WeekStart,
        isOptional: true,
        description: 'The first day of a week; null for Monday.',
      },
      thresholds: {
        type: () => [Float],
        isOptional: true,
        description:
          'The shares of the amount that are announced, ascending, up to 10, such as `[0.5, 1]`; null for `[0.5, 0.8, 0.95, 1]`.',
      },
      notify: {
        type: () => [BudgetReceiverInput],
        isOptional: true,
        description:
          'The mail addresses and webhooks that get each threshold, up to 20, besides webhooks that listen to `BUDGET_THRESHOLD`; null for none.',
      },
      action: {
        type: () => BudgetAction,
        isOptional: true,
        description: 'The effect of a spent budget, such as `BLOCK_HINT`; null for `NOTIFY`.',
      },
    },
  },
  fields: {
    list: 'budgets',
    get: 'budget',
    create: 'createBudget',
    update: 'updateBudget',
    delete: 'deleteBudget',
  },
  notes: {
    create:
      'It counts the calls of the running period, also earlier ones. Thresholds that these have passed are not announced.',
    update: 'Thresholds that are passed by the change itself are not announced.',
    delete: 'Its thresholds are deleted with it.',
  },
  check: checkBudget,
})
