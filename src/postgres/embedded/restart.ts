import { setTimeout as pause } from 'node:timers/promises'
import { type Logger } from 'pino'
import { PostgresFailure } from './failure.ts'

/** A time in which the server is down, or ends again within a minute of each start. */
export interface Outage {
  /** By the clock of `performance.now()`. */
  since: number
  /** The number of starts since then. */
  attempts: number
  /** The reason in the last line that was logged. */
  loggedReason: string
}

const firstPauseMs = 250
const mostPauseMs = 5_000
const mostOutageMs = 10 * 60_000

/**
 * Tries to start the server until it succeeds, with growing pauses. Logs a line when the reason of the failure changes.
 * @throws the reason of the last attempt, when another attempt cannot succeed or after ten minutes
 */
export async function restart(
  start: () => Promise<void>,
  outage: Outage,
  log: Logger,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    await pause(Math.min(mostPauseMs, firstPauseMs * 2 ** outage.attempts), undefined, { signal })
    outage.attempts++
    try {
      return await start()
    } catch (error) {
      signal.throwIfAborted()
      if (isPermanent(error) || performance.now() - outage.since > mostOutageMs) throw error
      if (reasonOf(error) !== outage.loggedReason)
        log.error({ err: error, attempts: outage.attempts }, 'PostgreSQL cannot be restarted yet')
      outage.loggedReason = reasonOf(error)
    }
  }
}

const reasonOf = (error: unknown) => (error instanceof PostgresFailure ? error.code : String(error))

const isPermanent = (error: unknown) => error instanceof PostgresFailure && error.code === 'UNUSABLE'
