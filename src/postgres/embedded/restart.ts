import { setTimeout as pause } from 'node:timers/promises'
import { type Logger } from 'pino'
import { PostgresFailure } from './failure.ts'

/** The time in which a server is not up, or ends again soon after it was. */
export interface Outage {
  /** On the clock of `performance.now()`. */
  since: number
  /** How often the server was started since. */
  attempts: number
  /** Why it is down, as the log was told last. */
  told: string
}

const firstPauseMs = 250
const mostPauseMs = 5_000
const mostOutageMs = 10 * 60_000

/**
 * Tries to start the server, with growing pauses, until that succeeds. Writes a line when the reason changes, not for
 * each attempt.
 * @throws the reason of the last attempt when no other would succeed, or after ten minutes
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
      if (isLasting(error) || performance.now() - outage.since > mostOutageMs) throw error
      if (reasonOf(error) !== outage.told)
        log.error({ err: error, attempts: outage.attempts }, 'PostgreSQL cannot be restarted yet')
      outage.told = reasonOf(error)
    }
  }
}

const reasonOf = (error: unknown) => (error instanceof PostgresFailure ? error.code : String(error))

const isLasting = (error: unknown) => error instanceof PostgresFailure && error.code === 'UNUSABLE'
