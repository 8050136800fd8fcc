import { type Pool } from 'pg'
import { type Logger } from 'pino'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const mostPerStatement = 5_000

/** Deletes what is older than so many days, at once and then hourly. It does not fail. */
export function keepSwept(pool: Pool, days: number, log: Logger): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const now = confirmedClock()
  let sweeping: Promise<unknown> = Promise.resolve()
  const begin = () => {
    sweeping = sweep(pool, new Date(now() - days * dayMs), stopping.signal).catch(error =>
      log.warn({ err: error }, 'old entries of the audit log stay for another hour'),
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
 * The wall clock, as far ahead as it was at the last look: what is deleted does not come back, so a clock that jumped
 * forward counts only when it has not been set right by the next look.
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
 * Deletes the entries of before an instant, portion by portion; gives how many. Other processes that do the same
 * take other portions.
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
