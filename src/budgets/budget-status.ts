import Big from 'big.js'
import { checkText } from '../analytics/query/check-text.ts'
import { isOutage } from '../postgres/database.ts'
import { BudgetAction } from '../schema/budgets/budget-input.ts'
import {
  type BudgetStatus,
  type BudgetStatusArgs,
  type StatusOfBudget,
} from '../schema/budgets/budget-status.ts'
import { shareOf } from './budget-numbers.ts'
import { budgetPeriod } from './budget-period.ts'
import { isCounted } from './rule.ts'
import { type SpendCounter } from './spend-counter.ts'
import { type UserSpend, type ViewedBudget } from './spend-view.ts'

/** Counts older than this are reported as stale. */
const staleMs = 15_000

/**
 * Whether a call may be made, by the budgets that would count it. It is answered from the memory of the process, which is at most
 * about a second old; during an outage it is answered from the last count and the writes of this process.
 * @throws INVALID_TEXT
 */
export async function budgetStatus(
  counter: SpendCounter,
  project: string,
  args: BudgetStatusArgs,
): Promise<BudgetStatus> {
  for (const name of ['userId', 'botId', 'model', 'provider'] as const) checkText(args[name], name)
  const now = counter.now()
  const asOf = counter.countedAt ?? null
  const budgets = counter.budgetsOf(project)
  const user = args.userId == null ? undefined : await userIn(counter, project, args.userId, budgets)
  const found = budgets
    .filter(budget => wouldCount(budget, args, user))
    .map(budget => statusOf(budget, spentOf(counter, budget, user, now), now))
    .sort((one, other) => other.usedRate - one.usedRate)
  const [tightest] = found
  return {
    allowed: found.every(({ action, usedRate }) => action !== BudgetAction.BLOCK_HINT || usedRate < 1),
    remainingUsd: leastRemaining(found),
    usedRate: tightest?.usedRate ?? null,
    resetsAt: tightest?.resetsAt ?? null,
    budgets: found,
    asOf,
    isStale: asOf === null || now.getTime() - asOf.getTime() > staleMs,
  }
}

/** A project whose budgets do not depend on users costs no look-up. In an outage only users in memory are known. */
async function userIn(
  counter: SpendCounter,
  project: string,
  userId: string,
  budgets: ViewedBudget[],
): Promise<UserSpend | undefined> {
  if (!budgets.some(({ rule }) => rule.isPerUser || rule.userNo !== null)) return undefined
  return counter.userSpend(project, userId).catch(error => {
    if (isOutage(error)) return undefined
    throw error
  })
}

function wouldCount(budget: ViewedBudget, args: BudgetStatusArgs, user: UserSpend | undefined): boolean {
  const { id, rule, content } = budget
  const { segmentId, userId } = content.scope
  if (segmentId != null) return user?.memberOf.has(id) ?? false
  if (userId != null) return userId === args.userId || (user !== undefined && user.userNo === rule.userNo)
  const { botId = null, model = null, provider = null, properties = null } = args
  // A user who does not exist yet would be counted under a new number.
  const userNo = args.userId == null ? null : (user?.userNo ?? 0)
  return isCounted(rule, { userNo, botId, model, provider, properties })
}

/** Nothing is spent of a calendar period that has begun since the last count, but for the writes of this process. */
function spentOf(counter: SpendCounter, budget: ViewedBudget, user: UserSpend | undefined, now: Date): Big {
  const { id, rule, content, period, to } = budget
  const isEach = rule.isPerUser && content.scope.segmentId == null
  const counted = isEach ? (user?.spentUsd.get(id) ?? '0') : budget.spentUsd
  const isOver = period.every != null && now >= to
  const written = counter.writtenSince(id, rule.isPerUser ? (user?.userNo ?? 0) : 0)
  return written.plus(isOver ? 0 : counted)
}

const statusOf = (budget: ViewedBudget, spent: Big, now: Date): StatusOfBudget => {
  const { id, name, amountUsd, content } = budget
  return {
    id,
    name,
    action: content.action ?? BudgetAction.NOTIFY,
    amountUsd,
    spentUsd: spent.toFixed(),
    ...shareOf(amountUsd, spent),
    resetsAt: (now < budget.to ? budget : budgetPeriod(budget, now)).to,
  }
}

const leastRemaining = (found: StatusOfBudget[]): string | null =>
  found.map(({ remainingUsd }) => remainingUsd).sort((one, other) => Big(one).cmp(other))[0] ?? null
