import { type Pool } from 'pg'
import { type Logger } from 'pino'
import { dayMs, hourMs } from '../durations.ts'

const mostPerStatement = 5_000

/** Deletes entries older than this number of days, at once and then every hour. A failure is logged. */
export function keepSwept(pool: Pool, days: number, log: Logger): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const now = confirmedClock()
  let sweeping: Promise<unknown> = Promise.resolve()
  const begin = () => {
    sweeping = sweep(pool, new Date(now() - days * dayMs), stopping.signal).catch(error =>
      log.warn({ err: error }, 'old entries of the audit log are not deleted for another hour'),
    )
  }
  begin()
  const timer = setInterval(begin, hourMs).unref()
  return {
    stop: async () => {
      clearInterval(timer)
      stopping.abort()
      await sweeping
    },
  }
}

/**
 * A wall clock that follows a jump forward only from the second reading after it: deleted entries cannot be restored,
 * and the clock may be corrected in between.
 */
function confirmedClock(): () => number {
  const ahead = () => Date.now() - performance.now()
  let before = ahead()
  return () => {
    const confirmed = Math.min(before, ahead())
    before = ahead()
    return performance.now() + confirmed
  }
}

/**
 * Deletes the entries from before an instant, up to 5,000 in each statement, and returns how many. Processes that
 * sweep at the same time delete different entries.
 */
export async function sweep(pool: Pool, before: Date, signal?: AbortSignal): Promise<number> {
  let swept = 0
  let portion = mostPerStatement
  while (portion === mostPerStatement && !signal?.aborted) {
    const { rowCount } = await pool.query(
      `delete from audit_log
       where ctid = any(array(
         select ctid from audit_log where at < $1 order by at limit $2 for update skip locked))`,
      [before, mostPerStatement],
    )
    portion = rowCount ?? 0
    swept += portion
  }
  return swept
}
