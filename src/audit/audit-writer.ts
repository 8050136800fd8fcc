import { type Pool } from 'pg'
import { type Logger } from 'pino'
import { type Metrics } from '../metrics.ts'
import { isOutage } from '../postgres/database.ts'
import { withRetry } from '../postgres/with-retry.ts'
import { insertEntries, type NewEntry } from './insert-entries.ts'

const flushDelayMs = 1_000
const mostPerStatement = 1_000
const mostWaiting = 10_000

/**
 * Writes the audit log. Entries wait in memory while PostgreSQL is down; of more than 10,000 waiting entries the oldest
 * are dropped and counted as lost.
 */
export class AuditWriter {
  readonly #pool: Pool
  readonly #lost: Metrics['auditLost']
  readonly #log: Logger
  #waiting: NewEntry[] = []
  #timer: NodeJS.Timeout | undefined
  #flushing: Promise<void> | undefined
  #isLosing = false

  constructor(pool: Pool, { auditLost }: Metrics, log: Logger) {
    this.#pool = pool
    this.#lost = auditLost
    this.#log = log
  }

  /** Writes the entries in the background, after about one second. The call returns at once and never fails. */
  enqueue(entries: NewEntry[]): void {
    if (!entries.length) return
    this.#waiting.push(...entries)
    this.#keep(this.#waiting)
    this.#flushSoon()
  }

  /** Resolves when the entries are committed. @throws DB_UNAVAILABLE */
  commit(entries: NewEntry[]): Promise<void> {
    return withRetry(() => insertEntries(this.#pool, entries))
  }

  /** Makes one last attempt to write the waiting entries. */
  async close(): Promise<void> {
    await this.#flushing
    clearTimeout(this.#timer)
    await this.#flush()
    if (this.#waiting.length) this.#lose(this.#waiting.length)
  }

  #flushSoon(): void {
    this.#timer ??= setTimeout(async () => {
      this.#flushing = this.#flush()
      await this.#flushing
      this.#timer = undefined
      if (this.#waiting.length) this.#flushSoon()
    }, flushDelayMs)
  }

  async #flush(): Promise<void> {
    while (this.#waiting.length) {
      const entries = this.#waiting.splice(0, mostPerStatement)
      try {
        await insertEntries(this.#pool, entries)
        this.#isLosing = false
      } catch (error) {
        if (isOutage(error)) return this.#keep([...entries, ...this.#waiting])
        this.#lose(entries.length, error)
      }
    }
  }

  #keep(entries: NewEntry[]): void {
    const excess = entries.length - mostWaiting
    if (excess > 0) this.#lose(entries.splice(0, excess).length)
    this.#waiting = entries
  }

  #lose(entries: number, err?: unknown): void {
    this.#lost.inc(entries)
    if (!this.#isLosing) this.#log.error({ err, entries }, 'the audit log loses entries')
    this.#isLosing = true
  }
}
