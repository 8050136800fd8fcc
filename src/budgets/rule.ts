import { type Calendar } from '../analytics/query/calendar.ts'
import { type BudgetPeriodInput, type BudgetScopeInput, BudgetUsers } from '../schema/budgets/budget-input.ts'

/** The calls that a budget counts. A condition that is null lets every call pass. */
export interface CallRule {
  /** Whether spend is kept for each user: calls without one are not counted. */
  isPerUser: boolean
  /** The only user. 0, the number of no user, for one that does not exist yet. */
  userNo: number | null
  botId: string | null
  model: string | null
  provider: string | null
  /** The keys that lead to the property. */
  path: string[] | null
  value: string | null
}

/** All that decides which amounts are kept in which bucket. A budget whose rule differs from the counted one is counted anew. */
export interface Rule extends CallRule {
  period: BudgetPeriodInput
  calendar: Calendar
}

/** The rule about calls of a scope; `userNo` is the number of its user, if the scope has one. */
export function callRule(scope: BudgetScopeInput, userNo: number | null): CallRule {
  const { users, userId, segmentId, botId, model, provider, property } = scope
  return {
    isPerUser: users === BudgetUsers.EACH_USER || segmentId != null,
    userNo: userId == null ? null : (userNo ?? 0),
    botId: botId ?? null,
    model: model ?? null,
    provider: provider ?? null,
    path: property ? pathOf(property.key) : null,
    value: property?.value ?? null,
  }
}

/** As in filters: a dot leads inside, `%2E` is a dot in a key, and `%252E` the text `%2E`. */
const pathOf = (key: string): string[] =>
  key.split('.').map(step => step.replaceAll('%2E', '.').replaceAll('%252E', '%2E'))

/** A call as far as rules look at it. */
export interface RuledCall {
  userNo: number | null
  botId: string | null
  model: string | null
  provider: string | null
  properties: unknown
}

/** Whether a budget counts a call. `count-statements.ts` has the same as SQL. */
export function isCounted(rule: CallRule, call: RuledCall): boolean {
  const passes = (wanted: unknown, found: unknown) => wanted === null || wanted === found
  return (
    (!rule.isPerUser || call.userNo !== null) &&
    passes(rule.userNo, call.userNo) &&
    passes(rule.botId, call.botId) &&
    passes(rule.model, call.model) &&
    passes(rule.provider, call.provider) &&
    (rule.path === null || hasValue(call.properties, rule.path, rule.value!))
  )
}

function hasValue(properties: unknown, path: string[], value: string): boolean {
  const found = path.reduce<unknown>(
    (inside, key) => (isObject(inside) && Object.hasOwn(inside, key) ? inside[key] : undefined),
    properties,
  )
  return [found].flat().some(item => item != null && String(item) === value)
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
