import { type Pool } from 'pg'
import { type Logger } from 'pino'
import { type Metrics } from '../metrics.ts'
import { isOutage } from '../postgres/database.ts'
import { withRetry } from '../postgres/with-retry.ts'
import { insertEntries, type NewEntry } from './insert-entries.ts'

/** Writes the audit log. */
export interface AuditWriter {
  /** Beside the request, within a second or so. It takes no time and does not fail. */
  note(entries: NewEntry[]): void
  /** They are committed when it resolves. @throws DB_UNAVAILABLE */
  commit(entries: NewEntry[]): Promise<void>
  /** Writes what was noted, as far as PostgreSQL takes it. */
  close(): Promise<void>
}

const gatherMs = 1_000
const mostPerStatement = 1_000
const mostWaiting = 10_000

/** While PostgreSQL is away entries wait in memory, up to a bound; then the oldest make room and are counted. */
export function createAuditWriter(pool: Pool, { auditLost }: Metrics, log: Logger): AuditWriter {
  let waiting: NewEntry[] = []
  let timer: NodeJS.Timeout | undefined
  let flushing: Promise<void> | undefined
  let isLosing = false

  const lose = (entries: number, err?: unknown) => {
    auditLost.inc(entries)
    if (!isLosing) log.error({ err, entries }, 'the audit log loses entries')
    isLosing = true
  }
  const keep = (entries: NewEntry[]) => {
    const over = entries.length - mostWaiting
    if (over > 0) lose(entries.splice(0, over).length)
    waiting = entries
  }
  const flush = async () => {
    while (waiting.length) {
      const entries = waiting.splice(0, mostPerStatement)
      try {
        await insertEntries(pool, entries)
        isLosing = false
      } catch (error) {
        if (isOutage(error)) return keep([...entries, ...waiting])
        lose(entries.length, error)
      }
    }
  }
  const flushSoon = () => {
    timer ??= setTimeout(async () => {
      flushing = flush()
      await flushing
      timer = undefined
      if (waiting.length) flushSoon()
    }, gatherMs)
  }
  return {
    note: entries => {
      if (!entries.length) return
      waiting.push(...entries)
      keep(waiting)
      flushSoon()
    },
    commit: entries => withRetry(() => insertEntries(pool, entries)),
    close: async () => {
      await flushing
      clearTimeout(timer)
      await flush()
      if (waiting.length) lose(waiting.length)
    },
  }
}
