import { type ClientBase } from 'pg'
import { BudgetAction } from '../schema/budgets/budget-input.ts'
import { announce } from '../webhooks/announce.ts'
import { namedBy } from '../webhooks/receivers.ts'
import { budgetPeriod } from './budget-period.ts'
import { type Reached } from './reached-thresholds.ts'
import { type SavedBudget } from './saved-budget.ts'

/** Announces a threshold of a budget, once for a user, a period and a version of the budget. */
export async function announceReached(
  client: ClientBase,
  budget: SavedBudget,
  reached: Reached,
  now: Date,
): Promise<void> {
  const { id, project, version, content } = budget
  const { userNo, periodStart, threshold } = reached
  await announce(client, {
    project,
    type: 'budget.threshold',
    key: [id, version, userNo, periodStart.toISOString(), threshold].join(':'),
    at: now,
    data: factsOf(budget, reached),
    to: namedBy(content.notify),
  })
}

function factsOf(budget: SavedBudget, { userId, threshold, spentUsd, periodStart }: Reached) {
  const { id, name, amountUsd, content } = budget
  const { from, to } = budgetPeriod(budget, periodStart)
  return {
    name,
    text: textOf(budget, { userId, threshold, spentUsd }),
    metric: 'costUsd',
    value: spentUsd,
    budgetId: id,
    userId,
    threshold,
    spentUsd,
    amountUsd,
    action: content.action ?? BudgetAction.NOTIFY,
    period: { from, to },
  }
}

/** Such as `"Free plan": ann has spent $4.02, 80 % or more of $5.` */
function textOf(
  { name, amountUsd }: SavedBudget,
  { userId, threshold, spentUsd }: Pick<Reached, 'userId' | 'threshold' | 'spentUsd'>,
): string {
  const spender = userId === null ? '' : `${userId} has `
  const percent = Number((threshold * 100).toFixed(4))
  return `"${name}": ${spender}spent $${spentUsd}, ${percent} % or more of $${amountUsd}.`
}
