import Big from 'big.js'
import { type EventRow } from '../entities/event-columns.ts'
import { isCounted, type RuledCall } from './rule.ts'
import { type ViewedBudget } from './spend-view.ts'

/** Sums of costs by budget and user. */
type Sums = Map<string, Big>

/**
 * The costs that this process has written since its last count began, so that `budgetStatus` has them at once. A write that is
 * committed while a count begins may be in both until the next count: for a second, spend may be shown too high, never too low.
 * While counts fail, it holds at most two sums for each budget and user.
 */
export class OwnWrites {
  /** The writes that the count under way has, and those that failed counts would have had. */
  #before: Sums = new Map()
  /** The writes since a count began. */
  #since: Sums = new Map()

  /** Adds the events of an insert that are new to the log. */
  add(events: EventRow[], budgetsOf: (project: string) => ViewedBudget[]): void {
    for (const event of events) {
      const budgets = event.cost_usd == null ? [] : budgetsOf(event.project)
      if (budgets.length) addCall(this.#since, budgets, event)
    }
  }

  /** The sum for a budget; of a budget that is kept for each user, that of one user. */
  spent(budgetId: string, userNo: number): Big {
    const key = keyOf(budgetId, userNo)
    return (this.#before.get(key) ?? Big(0)).plus(this.#since.get(key) ?? 0)
  }

  /** A count begins, which has the writes so far. */
  countBegins(): void {
    for (const [key, usd] of this.#since) addTo(this.#before, key, usd)
    this.#since = new Map()
  }

  /** Forgets the writes before the last count began, once `budgetStatus` answers from that count. */
  countIsSeen(): void {
    this.#before = new Map()
  }
}

const keyOf = (budgetId: string, userNo: number) => `${budgetId} ${userNo}`

/** Only calls of the past are left out: a new period may have begun since the budgets were looked at. */
function addCall(sums: Sums, budgets: ViewedBudget[], event: EventRow): void {
  const at = Date.parse(event.occurred_at)
  const usd = String(event.cost_usd)
  const call = callOf(
    event,
    budgets.some(({ rule }) => rule.path),
  )
  for (const { id, rule, from } of budgets) {
    if (at < from.getTime() || !isCounted(rule, call)) continue
    addTo(sums, keyOf(id, rule.isPerUser ? call.userNo! : 0), usd)
  }
}

const addTo = (sums: Sums, key: string, usd: Big | string) =>
  sums.set(key, (sums.get(key) ?? Big(0)).plus(usd))

const callOf = (event: EventRow, withProperties: boolean): RuledCall => ({
  userNo: event.user_no == null ? null : Number(event.user_no),
  botId: textOf(event.bot_id),
  model: textOf(event.model),
  provider: textOf(event.provider),
  properties: withProperties && event.properties != null ? JSON.parse(String(event.properties)) : null,
})

const textOf = (value: EventRow['model']) => (value == null ? null : String(value))
