import { setTimeout as pause } from 'node:timers/promises'
import { type ClientBase } from 'pg'
import { type Logger } from 'pino'
import { type Metrics } from '../metrics.ts'
import { type Database, isOutage } from '../postgres/database.ts'
import { pooledTransaction } from '../postgres/transaction.ts'
import { type Attempt } from './attempt.ts'
import { backOffMs } from './back-off.ts'
import { abandoned, type Failure, failureOf } from './failure.ts'
import { Cancelled, type JobKind, LeaseLost, Stopping } from './job.ts'
import { type Clock, leaseMs } from './leases.ts'
import { recordEnd } from './record-end.ts'
import { settleFailed, settleInterrupted, settleRetried } from './settle.ts'

/** How an attempt ended: `lost` means that another process has the job. */
export type AttemptOutcome = 'done' | 'failed' | 'retried' | 'interrupted' | 'cancelled' | 'lost'

/** The services that a runner uses. */
export interface RunnerServices {
  database: Database
  metrics: Pick<Metrics, 'jobAttempts'>
  log: Logger
  clock: Clock
}

/** Runs an attempt and stores how it ended. */
export async function runAttempt(
  services: RunnerServices,
  kind: JobKind,
  attempt: Attempt,
): Promise<AttemptOutcome> {
  try {
    if (attempt.failures >= kind.maxAttempts) return await fail(services, kind, attempt, abandoned)
    await kind.run(attempt)
    await attempt.finish()
    return 'done'
  } catch (error) {
    if (attempt.isFinished) return 'done'
    return await endedEarly(services, kind, attempt, error)
  } finally {
    attempt.close()
  }
}

async function endedEarly(
  services: RunnerServices,
  kind: JobKind,
  attempt: Attempt,
  error: unknown,
): Promise<AttemptOutcome> {
  const { reason } = attempt.signal
  if (reason instanceof LeaseLost) return 'lost'
  if (reason instanceof Cancelled) return 'cancelled'
  if (reason instanceof Stopping) return interrupt(services, attempt)
  const failure = failureOf(error)
  services.log.warn(
    { err: error, job: attempt.id, kind: kind.name, attempt: attempt.attempt, code: failure.code },
    'an attempt of a job failed',
  )
  const isLast = failure.isCounted && attempt.failures + 1 >= kind.maxAttempts
  return failure.isPermanent || isLast
    ? fail(services, kind, attempt, failure)
    : retry(services, attempt, failure)
}

export async function interrupt(
  { database, clock }: RunnerServices,
  attempt: Attempt,
): Promise<AttemptOutcome> {
  return (await settleInterrupted(database.pool, clock, attempt)) ? 'interrupted' : 'lost'
}

async function retry(
  { database, clock }: RunnerServices,
  attempt: Attempt,
  failure: Failure,
): Promise<AttemptOutcome> {
  const delayMs = backOffMs(attempt.attempt, failure.isCounted)
  const isHeld = await afterOutage(() => settleRetried(database.pool, clock, attempt, failure, delayMs))
  return isHeld ? 'retried' : 'lost'
}

async function fail(
  { database, clock, log }: RunnerServices,
  kind: JobKind,
  attempt: Attempt,
  failure: Failure,
): Promise<AttemptOutcome> {
  const settle = (ended?: (client: ClientBase) => Promise<void>) =>
    pooledTransaction(database.pool, async client => {
      if (!(await settleFailed(client, clock, attempt, failure))) return false
      await ended?.(client)
      await recordEnd(client, attempt, failure.code, attempt.durationMs)
      return true
    })
  const { code, message } = failure
  const isHeld = await afterOutage(async () => {
    try {
      return await settle(async client =>
        kind.ended?.(client, attempt, { state: 'FAILED', error: { code, message } }),
      )
    } catch (error) {
      if (isOutage(error)) throw error
      log.error({ err: error, job: attempt.id, kind: kind.name }, 'the end of a failed job was not noted')
      return settle()
    }
  })
  return isHeld ? 'failed' : 'lost'
}

const pauseMs = 1_000

/** Repeats a statement until PostgreSQL is back, or the lease has ended in any case. */
async function afterOutage(statement: () => Promise<boolean>): Promise<boolean> {
  const until = performance.now() + leaseMs
  for (;;) {
    try {
      return await statement()
    } catch (error) {
      if (!isOutage(error) || performance.now() > until) throw error
      await pause(pauseMs)
    }
  }
}
