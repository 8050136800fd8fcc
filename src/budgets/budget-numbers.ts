import Big from 'big.js'
import { type Pool } from 'pg'
import { type Range } from '../analytics/query/range.ts'
import { badInput } from '../errors.ts'
import { type BudgetUser, type ReachedThreshold } from '../schema/budgets/budget-numbers.ts'
import { largest } from '../schema/largest.ts'
import { budgetPeriod } from './budget-period.ts'
import { type PlannedBudget } from './saved-budget.ts'

/** What is spent of a budget in its present period. */
export interface BudgetNumbers {
  period: Range
  spentUsd: string
  calls: number
  unpricedCalls: number
  thresholdsReached: ReachedThreshold[]
  /** When it was counted. */
  asOf: Date
  /** Since when the members of its segment could not be looked up; null if they are those of the last minute, or without a segment. */
  membersStaleSince: Date | null
}

/**
 * The numbers of budgets at their last count, in the order of the budgets. Of a budget that each user has, the spend is that of the
 * user with the most, and the calls are those of all users.
 */
export async function budgetNumbers(
  pool: Pool,
  budgets: readonly PlannedBudget[],
  now: Date,
): Promise<BudgetNumbers[]> {
  const periods = budgets.map(budget => budgetPeriod(budget, now))
  const { rows } = await pool.query<Omit<BudgetNumbers, 'period'>>(numbers, [
    budgets.map(({ id }) => id),
    periods.map(({ from }) => from),
    periods.map(({ to }) => to),
    budgets.map(({ content }) => content.scope.segmentId != null),
  ])
  return rows.map((row, i) => ({ ...row, ...withDates(row), period: periods[i]! }))
}

const withDates = ({ thresholdsReached }: Pick<BudgetNumbers, 'thresholdsReached'>) => ({
  thresholdsReached: thresholdsReached.map(each => ({ ...each, reachedAt: new Date(each.reachedAt) })),
})

const reached = (user: string) => `
  coalesce((
    select jsonb_agg(
      jsonb_build_object('threshold', t.threshold, 'reachedAt', t.reached_at, 'spentUsd', trim_scale(t.spent_usd)::text)
      order by t.threshold)
    from budget_thresholds t
    where t.budget_id = b.id and t.user_no = ${user} and t.period_start >= b.since and t.period_start < b.until
  ), '[]')`

const numbers = `
with b as (
  select *
  from unnest($1::bigint[], $2::timestamptz[], $3::timestamptz[], $4::boolean[])
    with ordinality as b (id, since, until, is_segment, position)
),
by_user as (
  select b.id, s.user_no, sum(s.spent_usd) as spent, sum(s.calls) as calls, sum(s.unpriced) as unpriced
  from b join budget_spend s on s.budget_id = b.id and s.bucket >= b.since and s.bucket < b.until
  where not b.is_segment
    or exists (select from budget_members m where (m.budget_id, m.user_no) = (s.budget_id, s.user_no))
  group by 1, 2
),
most as (
  select distinct on (id) id, user_no, spent from by_user order by id, spent desc, user_no
),
sums as (
  select id, sum(spent) as spent, sum(calls) as calls, sum(unpriced) as unpriced from by_user group by id
)
select
  trim_scale(coalesce(case when b.is_segment then sums.spent else most.spent end, 0))::text as "spentUsd",
  coalesce(sums.calls, 0)::float8 as calls,
  coalesce(sums.unpriced, 0)::float8 as "unpricedCalls",
  ${reached('case when b.is_segment then 0 else coalesce(most.user_no, 0) end')} as "thresholdsReached",
  progress.counted_at as "asOf", counts.members_stale_since as "membersStaleSince"
from b cross join spend_progress progress left join most using (id) left join sums using (id)
  left join budget_counts counts on counts.budget_id = b.id
order by b.position`

/**
 * The users who have spent the most of a budget that each user has, the largest spend first.
 * @throws INVALID_FIRST outside 1 to 100
 */
export async function budgetUsers(
  pool: Pool,
  { id, amountUsd, ...budget }: PlannedBudget,
  now: Date,
  first: number,
): Promise<BudgetUser[]> {
  if (first < 1 || first > largest.nestedPage)
    throw badInput('INVALID_FIRST', 'first', `first must be 1 to ${largest.nestedPage}.`)
  const { from, to } = budgetPeriod(budget, now)
  const { rows } = await pool.query<Omit<BudgetUser, 'remainingUsd' | 'usedRate'>>(users, [
    id,
    from,
    to,
    first,
  ])
  return rows.map(row => ({ ...row, ...withDates(row), ...shareOf(amountUsd, row.spentUsd) }))
}

const users = `
with b as (select $1::bigint as id, $2::timestamptz as since, $3::timestamptz as until),
by_user as (
  select s.user_no, sum(s.spent_usd) as spent, sum(s.calls) as calls
  from b join budget_spend s on s.budget_id = b.id and s.bucket >= b.since and s.bucket < b.until
  group by 1 having sum(s.calls) > 0 order by spent desc, user_no limit $4
)
select u.external_id as "userId", trim_scale(s.spent)::text as "spentUsd", s.calls::float8 as calls, ${reached('s.user_no')} as "thresholdsReached"
from b cross join by_user s join users u on u.no = s.user_no
order by s.spent desc, s.user_no`

/** The rest of an amount, at least 0, and the spent share of it. */
export function shareOf(
  amountUsd: string,
  spentUsd: string | Big,
): { remainingUsd: string; usedRate: number } {
  const left = Big(amountUsd).minus(spentUsd)
  return {
    remainingUsd: left.gt(0) ? left.toFixed() : '0',
    usedRate: Big(spentUsd).div(amountUsd).toNumber(),
  }
}
