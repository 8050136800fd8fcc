import { eventsIn } from '../analytics/query/events.ts'
import { filterCondition } from '../analytics/query/filter.ts'
import { type Range } from '../analytics/query/range.ts'
import { resolveQuery } from '../analytics/query/resolve-query.ts'
import { integers, type Sql, sql } from '../clickhouse/sql.ts'
import { userNumber } from '../lists/conditions.ts'
import { type RequestScope } from '../request/request-scope.ts'
import { type BudgetScopeInput, BudgetUsers } from '../schema/budgets/budget-input.ts'
import { WeekStart } from '../schema/date-range-input.ts'
import { Dimension, type FilterInput, FilterOperator } from '../schema/filter-input.ts'
import { budgetPeriod } from './budget-period.ts'
import { bandPeriods, baselineMs, type Forecast, forecast } from './forecast.ts'
import { type PlannedBudget } from './saved-budget.ts'

/** The forecast of a budget; null for rolling days, which do not end, and for a budget that each user has. */
export async function budgetForecast(
  scope: RequestScope,
  budget: PlannedBudget,
  spentUsd: string,
): Promise<Forecast | null> {
  const { period, calendar, content, amountUsd } = budget
  if (!period.every || content.scope.users === BudgetUsers.EACH_USER) return null
  const now = scope.asOf
  const earlier = Array.from({ length: bandPeriods }, (_, i) => budgetPeriod(budget, now, i + 1))
  const since = new Date(earlier.at(-1)!.from.getTime() - baselineMs)
  return forecast({
    calendar,
    period: budgetPeriod(budget, now),
    earlier,
    now,
    spent: Number(spentUsd),
    amount: Number(amountUsd),
    hours: await hourlyCosts(scope, content.scope, { from: since, to: now }),
  })
}

/** The costs by hour of what a budget counts, oldest first; hours without costs are absent. */
async function hourlyCosts(
  scope: RequestScope,
  { segmentId, userId, ...of }: BudgetScopeInput,
  range: Range,
): Promise<Map<number, number>> {
  const query = await resolveQuery(scope, { segmentId, weekStart: WeekStart.MONDAY })
  const rows = await query.run<{ hour: number; cost: string }>(
    'budget: hourly costs',
    sql`select toUnixTimestamp(toStartOfHour(occurred_at)) as hour, toString(sum(assumeNotNull(cost_usd))) as cost
      from ${eventsIn(query, range)}
        and isNotNull(cost_usd) and ${filterCondition(query.project, filterOf(of))} and ${await isOfUser(scope, userId)}
      group by hour order by hour`,
  )
  return new Map(rows.map(({ hour, cost }) => [Number(hour) * 1_000, Number(cost)]))
}

function filterOf({ botId, model, provider, property }: BudgetScopeInput): FilterInput | null {
  const is = (filter: Partial<FilterInput>, value: string | null | undefined): FilterInput | null =>
    value == null ? null : { ...filter, operator: FilterOperator.IS, values: [value] }
  return (
    is({ dimension: Dimension.BOT }, botId) ??
    is({ dimension: Dimension.MODEL }, model) ??
    is({ dimension: Dimension.PROVIDER }, provider) ??
    is({ property: property?.key }, property?.value)
  )
}

/** A user by any id, also under the numbers of visitors whose events are still being moved. */
async function isOfUser({ em }: RequestScope, userId: string | null | undefined): Promise<Sql> {
  const number = await userNumber(em, userId)
  if (number === undefined) return sql`true`
  return sql`user_no in (${integers(typeof number === 'number' ? [number] : number.$in)})`
}
