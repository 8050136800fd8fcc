import { type Logger } from 'pino'
import { type ClickHouse } from '../clickhouse/client.ts'
import { checkTables } from './check-tables.ts'
import { type StoreWatch } from './store-watch.ts'

/** How often the process that runs the projection checks the tables. */
const checkMs = 1_000

/** Checks that ClickHouse is still the one that the log is copied to, and reads all of its files once, part by part. */
export class StoreCheck {
  readonly #clickhouse: ClickHouse
  readonly #store: StoreWatch
  readonly #log: Logger
  readonly #onDamage: (error: Error) => Promise<void>
  #parts: ReturnType<typeof checkTables> | undefined
  #part: Promise<void> | undefined
  #checkedAt = Number.NEGATIVE_INFINITY

  constructor(
    clickhouse: ClickHouse,
    store: StoreWatch,
    log: Logger,
    onDamage: (error: Error) => Promise<void>,
  ) {
    this.#clickhouse = clickhouse
    this.#store = store
    this.#log = log
    this.#onDamage = onDamage
  }

  /** Starts reading the files of newly opened tables from the first part. */
  begin(): void {
    this.#parts = checkTables(this.#clickhouse)
  }

  /** Checks the id, and starts reading another part in the background, so that the projection does not wait. */
  async look(id: string): Promise<void> {
    if (performance.now() - this.#checkedAt < checkMs) return
    this.#checkedAt = performance.now()
    try {
      if (!(await this.#store.holds(id)))
        return await this.#onDamage(new Error('the id of ClickHouse is gone'))
    } catch (error) {
      return this.#cannotCheck(error)
    }
    this.#part ??= this.#checkPart().finally(() => {
      this.#part = undefined
    })
  }

  /** Waits for the part that is being read. */
  async end(): Promise<void> {
    await this.#part
  }

  async #checkPart(): Promise<void> {
    try {
      const step = await this.#parts?.next()
      if (step?.done) this.#parts = undefined
      if (step?.value) await this.#onDamage(new Error(`the table ${step.value.table} is damaged`))
    } catch (error) {
      if (this.#parts) this.#cannotCheck(error)
      this.#parts = undefined
    }
  }

  #cannotCheck(error: unknown): void {
    this.#log.info({ err: error }, 'the tables in ClickHouse cannot be checked')
  }
}
