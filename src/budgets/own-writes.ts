import Big from 'big.js'
import { type EventRow } from '../entities/event-columns.ts'
import { isCounted, type RuledCall } from './rule.ts'
import { type ViewedBudget } from './spend-view.ts'

/** The costs of one insert, by budget and user. */
interface Written {
  /** The time after its commit, in milliseconds of the process. */
  at: number
  amounts: Map<string, Big>
}

/**
 * The costs that this process has written since its last count began, so that `budgetStatus` has them at once. A write that is
 * committed while a count begins may be in both until the next count: for a second, spend may be shown too high, never too low.
 */
export class OwnWrites {
  #written: Written[] = []

  /** Adds the events of an insert that are new to the log. */
  add(events: EventRow[], budgetsOf: (project: string) => ViewedBudget[]): void {
    const amounts = new Map<string, Big>()
    for (const event of events) {
      const budgets = event.cost_usd == null ? [] : budgetsOf(event.project)
      if (budgets.length) addCall(amounts, budgets, event)
    }
    if (amounts.size) this.#written.push({ at: performance.now(), amounts })
  }

  /** The sum for a budget; of a budget that is kept for each user, that of one user. */
  spent(budgetId: string, userNo: number): Big {
    const key = keyOf(budgetId, userNo)
    return this.#written.reduce((sum, { amounts }) => sum.plus(amounts.get(key) ?? 0), Big(0))
  }

  /** Forgets the writes before a moment: a count that began then has them. */
  forgetBefore(at: number): void {
    this.#written = this.#written.filter(written => written.at >= at)
  }
}

const keyOf = (budgetId: string, userNo: number) => `${budgetId} ${userNo}`

/** Only calls of the past are left out: a new period may have begun since the budgets were looked at. */
function addCall(amounts: Map<string, Big>, budgets: ViewedBudget[], event: EventRow): void {
  const at = Date.parse(event.occurred_at)
  const usd = String(event.cost_usd)
  const call = callOf(
    event,
    budgets.some(({ rule }) => rule.path),
  )
  for (const { id, rule, from } of budgets) {
    if (at < from.getTime() || !isCounted(rule, call)) continue
    const key = keyOf(id, rule.isPerUser ? call.userNo! : 0)
    amounts.set(key, (amounts.get(key) ?? Big(0)).plus(usd))
  }
}

const callOf = (event: EventRow, withProperties: boolean): RuledCall => ({
  userNo: event.user_no == null ? null : Number(event.user_no),
  botId: textOf(event.bot_id),
  model: textOf(event.model),
  provider: textOf(event.provider),
  properties: withProperties && event.properties != null ? JSON.parse(String(event.properties)) : null,
})

const textOf = (value: EventRow['model']) => (value == null ? null : String(value))
