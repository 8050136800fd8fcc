import pino from 'pino'
import { budgetNumbers } from '../../src/budgets/budget-numbers.ts'
import { plannedBudget } from '../../src/budgets/saved-budget.ts'
import { SpendCounter } from '../../src/budgets/spend-counter.ts'
import type { EventRow } from '../../src/entities/event-columns.ts'
import { insertEvents } from '../../src/ingest/insert-events.ts'
import { type Database, openDatabase } from '../../src/postgres/database.ts'
import type { BudgetContent } from '../../src/schema/budgets/budget-input.ts'
import { cloneDatabase } from './clone-database.ts'

/** The log, budgets and processes that count them, by a clock that only the test moves. Opens no ClickHouse. */
export async function openBudgets(start: string, url?: string): Promise<TestBudgets> {
  return new TestBudgets(await openDatabase(url ?? (await cloneDatabase())), new Date(start))
}

type Content = Partial<BudgetContent> & Pick<BudgetContent, 'period' | 'scope'>

/** A call that costs something; the rest is usual. */
export type Call = Partial<EventRow> & { at: string; usd: string | null }

export class TestBudgets {
  readonly database: Database
  now: Date
  readonly #counters: SpendCounter[] = []
  #saved = 0
  #events = 0

  constructor(database: Database, now: Date) {
    this.database = database
    this.now = now
  }

  /** A process that counts when it is asked to. */
  process(): SpendCounter {
    const { database } = this
    const log = pino({ level: 'silent' })
    const counter = new SpendCounter({ database, log, now: () => this.now })
    this.#counters.push(counter)
    return counter
  }

  async save(content: Content): Promise<string> {
    const { rows } = await this.database.pool.query(
      `insert into definitions (project, kind, name, content, created_by) values ('p', 'budget', $1, $2, 'tester')
       returning id::text`,
      [`budget ${++this.#saved}`, JSON.stringify({ amountUsd: '10', ...content })],
    )
    return rows[0].id
  }

  async change(id: string, content: Partial<BudgetContent>): Promise<void> {
    await this.database.pool.query(
      'update definitions set content = content || $2, version = version + 1, updated_at = now() where id = $1',
      [id, JSON.stringify(content)],
    )
  }

  /** Writes calls of the project `p` into the log. */
  async called(...calls: Call[]): Promise<void> {
    await insertEvents(
      this.database.pool,
      calls.map(call => this.row(call)),
    )
  }

  row({ at, usd, ...columns }: Call): EventRow {
    return {
      project: 'p',
      event_id: `call ${++this.#events}`,
      kind: 'ai_call',
      name: 'ai_call',
      occurred_at: at,
      cost_usd: usd,
      cost_source: usd === null ? 'UNKNOWN' : 'COMPUTED',
      ...columns,
    }
  }

  /** Adds a user and gives the number. */
  async user(userId: string): Promise<number> {
    const { rows } = await this.database.pool.query(
      `insert into users (project, external_id) values ('p', $1) returning no`,
      [userId],
    )
    return rows[0].no
  }

  async numbers(id: string) {
    const { rows } = await this.database.pool.query('select content from definitions where id = $1', [id])
    const [numbers] = await budgetNumbers(
      this.database.pool,
      [plannedBudget({ id, ...rows[0] }, 'UTC')],
      this.now,
    )
    return numbers!
  }

  async spent(id: string): Promise<string> {
    return (await this.numbers(id)).spentUsd
  }

  /** What was announced so far, in the order of its announcement: the name of the budget, and the facts about the threshold. */
  async announced(): Promise<{ name: string; userId: string | null; threshold: number; spentUsd: string }[]> {
    const { rows } = await this.database.pool.query(
      `select data->>'name' as name, data->>'userId' as "userId", (data->>'threshold')::float8 as threshold,
         data->>'spentUsd' as "spentUsd"
       from announcements where type = 'budget.threshold' order by id`,
    )
    return rows
  }

  run(statement: string, values: unknown[] = []) {
    return this.database.pool.query(statement, values)
  }

  async close(): Promise<void> {
    for (const counter of this.#counters) await counter.stop()
    await this.database.close()
  }
}
