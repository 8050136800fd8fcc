import { type ClientBase } from 'pg'
import { bucketEdgesAround } from './budget-period.ts'
import { countAll, countNew, countReceived } from './count-statements.ts'
import { type SavedBudget } from './saved-budget.ts'

/** A budget and a user whose spend has changed; the number of the user is 0 unless spend is kept for each user. */
export interface Touched {
  budgetId: string
  userNo: number
}

/**
 * Counts for these budgets all that the snapshot of the transaction has and that is not counted yet, and notes that. All
 * of them have been counted before.
 */
export async function countNewSpend(
  client: ClientBase,
  budgets: SavedBudget[],
  now: Date,
): Promise<Touched[]> {
  const touched = budgets.length ? await addNewSpend(client, budgets, now) : []
  await client.query('delete from spend_changes')
  if (!budgets.length) return []
  await client.query('update budget_counts set counted_in = null where counted_in is not null')
  await client.query('update spend_progress set counted_in = pg_current_snapshot(), counted_at = $1', [now])
  return touched
}

async function addNewSpend(client: ClientBase, budgets: SavedBudget[], now: Date): Promise<Touched[]> {
  const { rows } = await client.query<Touched>(countNew, [
    JSON.stringify(budgets.map(budget => countedBudget(budget, now))),
    firstNewTransaction(budgets),
    [...new Set(budgets.map(({ project }) => project))],
  ])
  return rows
}

/** Counts a budget from the log, whatever was counted before: all events, or those that were received before a time. */
export async function countAnew(
  client: ClientBase,
  budget: SavedBudget,
  now: Date,
  before: Date | null = null,
): Promise<void> {
  const { id, rule, version } = budget
  await client.query(
    `insert into budget_counts (budget_id, rule, version, counted_in) values ($1, $2, $3, pg_current_snapshot())
     on conflict (budget_id) do update set rule = excluded.rule, counted_in = excluded.counted_in`,
    [id, JSON.stringify(rule), version],
  )
  await client.query('delete from budget_spend where budget_id = $1', [id])
  await client.query(countAll, [...countedLog(budget, now), before])
}

/** Takes the calls that are counted and were received from a time on out of the spend of a budget (-1), or puts them back (1). */
export async function addReceived(
  client: ClientBase,
  budget: SavedBudget,
  { now, since, sign }: { now: Date; since: Date; sign: 1 | -1 },
): Promise<void> {
  await client.query(countReceived, [...countedLog(budget, now), since, sign])
}

/** One budget, and the part of the log that it counts: the values of `countAll` up to $4. */
function countedLog(budget: SavedBudget, now: Date) {
  const counted = countedBudget(budget, now)
  return [JSON.stringify([counted]), budget.project, counted.edges[0], counted.edges.at(-1)]
}

const countedBudget = (budget: SavedBudget, now: Date) => {
  const { id, project, countedIn, rule } = budget
  const { isPerUser, userNo, botId, model, provider, path, value } = rule
  const edges = bucketEdgesAround(budget, now)
  return { id, project, countedIn, isPerUser, userNo, botId, model, provider, path, value, edges }
}

/** The text of a snapshot begins with the first transaction that had not ended. */
const firstNewTransaction = (budgets: SavedBudget[]): string =>
  budgets
    .map(({ countedIn }) => BigInt(countedIn.split(':')[0]!))
    .toSorted((one, other) => (one < other ? -1 : 1))[0]!
    .toString()

/** Deletes what no question and no change needs any more, of budgets whose period has ended. */
export async function dropOld(client: ClientBase, budgets: SavedBudget[], now: Date): Promise<void> {
  const kept = [budgets.map(({ id }) => id), budgets.map(budget => bucketEdgesAround(budget, now)[0])]
  for (const [table, time] of [
    ['budget_spend', 'bucket'],
    ['budget_thresholds', 'period_start'],
  ])
    await client.query(
      `delete from ${table} old
       using unnest($1::bigint[], $2::timestamptz[]) as kept (budget_id, since)
       where old.budget_id = kept.budget_id and old.${time} < kept.since`,
      kept,
    )
}
