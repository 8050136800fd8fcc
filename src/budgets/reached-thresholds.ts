import { type ClientBase } from 'pg'
import { type Range } from '../analytics/query/range.ts'
import { bucketStart, budgetPeriod } from './budget-period.ts'
import { type SavedBudget } from './saved-budget.ts'

/** A budget whose thresholds are to be compared with its spend. */
export interface Check {
  budget: SavedBudget
  /** The users whose spend may have passed a threshold; null for all. */
  users: number[] | null
}

/** A threshold that has been passed for the first time in a period. */
export interface Reached {
  budgetId: string
  /** 0 unless each user has the whole amount. */
  userNo: number
  /** The `userId` of that user; null for 0. */
  userId: string | null
  threshold: number
  spentUsd: string
  periodStart: Date
}

/**
 * Records the thresholds that are reached in the present period and, since events come late, in the one before; each once
 * for a user and a period. Spend that falls again changes nothing.
 * @returns those that were not reached before
 */
export async function recordReached(client: ClientBase, checks: Check[], now: Date): Promise<Reached[]> {
  if (!checks.length) return []
  const { rows } = await client.query<Reached>(record, [
    JSON.stringify(checks.flatMap(check => checkedPeriods(check, now))),
    now,
  ])
  return rows
}

/** Forgets the thresholds of a budget from the present period on, because the budget has changed. */
export async function forgetReached(client: ClientBase, budget: SavedBudget, now: Date): Promise<void> {
  await client.query('delete from budget_thresholds where budget_id = $1 and period_start >= $2', [
    budget.id,
    budgetPeriod(budget, now, 1).from,
  ])
}

/** The window of a rolling budget before this one has no bucket that this one lacks but a day of the past. */
function checkedPeriods({ budget, users }: Check, now: Date) {
  const { id, amountUsd, thresholds, content } = budget
  const isSegment = content.scope.segmentId != null
  const common = { id, amountUsd, thresholds, isSegment, users: isSegment ? null : users }
  const present = { ...budgetPeriod(budget, now), periodStart: bucketStart(budget, now) }
  const before = budgetPeriod(budget, now, 1)
  const periods: (Range & { periodStart: Date })[] = [present]
  if (budget.period.every) periods.push({ ...before, periodStart: before.from })
  return periods.map(period => ({ ...common, ...period }))
}

const record = `
with checked as (
  select *
  from jsonb_to_recordset($1::jsonb) as c (
    id bigint, "amountUsd" numeric, thresholds numeric[], "isSegment" boolean, users integer[],
    "from" timestamptz, "to" timestamptz, "periodStart" timestamptz)
),
spent as (
  select c.id, s.user_no, c.thresholds, c."amountUsd", c."from", c."to", c."periodStart", sum(s.spent_usd) as spent
  from checked c
    join budget_spend s on s.budget_id = c.id and s.bucket >= c."from" and s.bucket < c."to"
      and (c.users is null or s.user_no = any(c.users))
  where not c."isSegment"
  group by 1, 2, 3, 4, 5, 6, 7
  union all
  select c.id, 0, c.thresholds, c."amountUsd", c."from", c."to", c."periodStart", sum(s.spent_usd)
  from checked c
    join budget_members m on m.budget_id = c.id
    join budget_spend s on s.budget_id = c.id and s.user_no = m.user_no and s.bucket >= c."from" and s.bucket < c."to"
  where c."isSegment"
  group by 1, 2, 3, 4, 5, 6, 7
),
added as (
  insert into budget_thresholds (budget_id, user_no, period_start, threshold, spent_usd, reached_at)
  select s.id, s.user_no, s."periodStart", share, s.spent, $2::timestamptz
  from spent s cross join unnest(s.thresholds) as share
  where s.spent >= s."amountUsd" * share
    and not exists (
      select from budget_thresholds t
      where (t.budget_id, t.user_no, t.threshold) = (s.id, s.user_no, share)
        and t.period_start >= s."from" and t.period_start < s."to")
  on conflict do nothing
  returning *
)
select a.budget_id::text as "budgetId", a.user_no as "userNo", u.external_id as "userId",
  a.threshold::float8 as threshold, trim_scale(a.spent_usd)::text as "spentUsd", a.period_start as "periodStart"
from added a left join users u on u.no = a.user_no
order by a.budget_id, a.user_no, a.period_start, a.threshold`
