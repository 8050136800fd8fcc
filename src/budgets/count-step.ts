import { type ClientBase } from 'pg'
import { announceReached } from './announce-reached.ts'
import { budgetPeriod } from './budget-period.ts'
import { inSnapshot } from './count-session.ts'
import { addReceived, countAnew, countNewSpend, dropOld, type Touched } from './count-spend.ts'
import { type Check, forgetReached, recordReached } from './reached-thresholds.ts'
import { isCurrent, type SavedBudget, savedBudgets } from './saved-budget.ts'

interface Step {
  now: Date
  /** The segment budgets whose members have changed, by id. */
  membersChanged: ReadonlySet<string>
}

/** Counts what is new of every budget that has been counted before, and announces the thresholds that this passes. */
export async function countNew(client: ClientBase, step: Step): Promise<void> {
  await inSnapshot(client, async () => {
    const countedAt = await lastCount(client)
    const budgets = (await savedBudgets(client)).filter(isCurrent)
    const touched = await countNewSpend(client, budgets, step.now)
    const begun = budgets.filter(budget => hasBegunSince(budget, countedAt, step.now))
    if (begun.length) await dropOld(client, begun, step.now)
    const checks = checksOf(budgets, touched, new Set(begun), step)
    const byId = new Map(budgets.map(budget => [budget.id, budget]))
    for (const reached of await recordReached(client, checks, step.now))
      await announceReached(client, byId.get(reached.budgetId)!, reached, step.now)
  })
}

/**
 * Counts each budget that is new, and each whose rule has changed, in a transaction of its own: such a count reads two
 * periods of the log. Thresholds that a budget had passed when it was saved are recorded, not announced.
 * @returns the reasons for which budgets could not be counted
 */
export async function countChanged(client: ClientBase, now: Date): Promise<unknown[]> {
  const changed = (await savedBudgets(client)).filter(budget => isNewVersion(budget) || !isCurrent(budget))
  const failures: unknown[] = []
  for (const budget of changed)
    await inSnapshot(client, () => takeIn(client, budget, now)).catch(error => failures.push(error))
  return failures
}

async function takeIn(client: ClientBase, budget: SavedBudget, now: Date): Promise<void> {
  await (isCurrent(budget) ? takeInVersion : countByRule)(client, budget, now)
  for (const reached of await recordReached(client, [{ budget, users: null }], now))
    await announceReached(client, budget, reached, now)
}

async function countByRule(client: ClientBase, budget: SavedBudget, now: Date): Promise<void> {
  if (isNewVersion(budget)) {
    await countAnew(client, budget, now, budget.savedAt)
    await recordPassed(client, budget, now)
  }
  await countAnew(client, budget, now)
}

/** The spend by the same rule stays: events that have expired since it was counted are in it, and no more in the log. */
async function takeInVersion(client: ClientBase, budget: SavedBudget, now: Date): Promise<void> {
  const since = budget.savedAt
  await addReceived(client, budget, { now, since, sign: -1 })
  await recordPassed(client, budget, now)
  await addReceived(client, budget, { now, since, sign: 1 })
}

/** Records what had been spent when a version of a budget was saved: calls that came since then may pass further thresholds. */
async function recordPassed(client: ClientBase, budget: SavedBudget, now: Date): Promise<void> {
  const { id, version } = budget
  await client.query('update budget_counts set version = $2 where budget_id = $1', [id, version])
  await forgetReached(client, budget, now)
  await recordReached(client, [{ budget, users: null }], now)
}

const isNewVersion = ({ counted, version }: SavedBudget): boolean => counted?.version !== version

/**
 * All users of a budget are compared where a new period or other members change what is spent without a call. A changed budget is
 * left to `countChanged`.
 */
function checksOf(
  budgets: SavedBudget[],
  touched: Touched[],
  begun: ReadonlySet<SavedBudget>,
  { membersChanged }: Step,
): Check[] {
  const users = Map.groupBy(touched, ({ budgetId }) => budgetId)
  return budgets.flatMap((budget): Check[] => {
    if (isNewVersion(budget)) return []
    if (begun.has(budget) || membersChanged.has(budget.id)) return [{ budget, users: null }]
    const some = users.get(budget.id)
    return some ? [{ budget, users: [...new Set(some.map(({ userNo }) => userNo))] }] : []
  })
}

/** Whether the present period has begun since the last count. */
const hasBegunSince = (budget: SavedBudget, countedAt: Date, now: Date): boolean =>
  budgetPeriod(budget, countedAt).from < budgetPeriod(budget, now).from

async function lastCount(client: ClientBase): Promise<Date> {
  const { rows } = await client.query<{ at: Date }>('select counted_at as at from spend_progress')
  return rows[0]!.at
}
