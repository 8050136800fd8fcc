import DataLoader from 'dataloader'
import { type RequestScope } from '../request/request-scope.ts'
import { budgetForecast } from './budget-forecast.ts'
import { type BudgetNumbers, budgetNumbers } from './budget-numbers.ts'
import { type Forecast } from './forecast.ts'
import { type PlannedBudget, plannedBudget } from './saved-budget.ts'
import { type SpendCounter } from './spend-counter.ts'

interface Asking {
  scope: RequestScope
  services: { spend: SpendCounter }
}

/** A saved budget as its list shows it. */
type Saved = Pick<PlannedBudget, 'id' | 'content'>

/** What a request has looked up so far: all budgets of a page in one statement, and a forecast for both of its fields. */
interface Lookups {
  numbers: DataLoader<PlannedBudget, BudgetNumbers, string>
  forecasts: Map<string, Promise<Forecast | null>>
}

const lookups = new WeakMap<RequestScope, Lookups>()

/** The spend of a budget. Everything that was committed before the question is counted first. */
export async function numbersOf(asking: Asking, budget: Saved): Promise<BudgetNumbers> {
  return lookupsOf(asking).numbers.load(await plannedIn(asking.scope, budget))
}

/** The forecast of a budget; null where it has none. */
export function forecastOf(asking: Asking, budget: Saved): Promise<Forecast | null> {
  const { forecasts } = lookupsOf(asking)
  const known = forecasts.get(budget.id)
  if (known) return known
  const found = forecastNow(asking, budget)
  forecasts.set(budget.id, found)
  return found
}

async function forecastNow(asking: Asking, budget: Saved): Promise<Forecast | null> {
  const { spentUsd } = await numbersOf(asking, budget)
  return budgetForecast(asking.scope, await plannedIn(asking.scope, budget), spentUsd)
}

/** The budget in the time zone of its project, if it has none of its own. */
export const plannedIn = async (scope: RequestScope, budget: Saved): Promise<PlannedBudget> =>
  plannedBudget(budget, budget.content.timeZone ?? (await scope.timeZone()))

function lookupsOf(asking: Asking): Lookups {
  const known = lookups.get(asking.scope)
  if (known) return known
  const made: Lookups = {
    numbers: new DataLoader(budgets => countedNumbers(asking, budgets), { cacheKeyFn: ({ id }) => id }),
    forecasts: new Map(),
  }
  lookups.set(asking.scope, made)
  return made
}

async function countedNumbers(
  { scope, services: { spend } }: Asking,
  budgets: readonly PlannedBudget[],
): Promise<BudgetNumbers[]> {
  // If the count fails, `asOf` says how old the numbers are.
  await spend.count().catch(() => undefined)
  return budgetNumbers(scope.pool, budgets, scope.asOf)
}
