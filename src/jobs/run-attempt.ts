import { type Logger } from 'pino'
import { type Metrics } from '../metrics.ts'
import { type Database } from '../postgres/database.ts'
import { afterOutage } from './after-outage.ts'
import { type Attempt } from './attempt.ts'
import { backOffMs } from './back-off.ts'
import { failJob } from './fail-job.ts'
import { abandoned, type Failure, failureOf } from './failure.ts'
import { Cancelled, type JobKind, LeaseLost, Stopping } from './job.ts'
import { type Clock } from './leases.ts'
import { settleInterrupted, settleRetried } from './settle.ts'

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
  if (attempt.failures >= kind.maxAttempts) return fail(services, kind, attempt, abandoned)
  try {
    await kind.run(attempt)
    await attempt.finish()
    return 'done'
  } catch (error) {
    return attempt.isFinished ? 'done' : endedEarly(services, kind, attempt, error)
  }
}

async function endedEarly(
  services: RunnerServices,
  kind: JobKind,
  attempt: Attempt,
  error: unknown,
): Promise<AttemptOutcome> {
  const { reason } = attempt.signal
  if (reason instanceof Cancelled) return 'cancelled'
  // The lease of an attempt that could not renew it may still be free.
  if (reason instanceof Stopping || reason instanceof LeaseLost) return interrupt(services, attempt)
  const failure = failureOf(error)
  const { id, kind: name, attempt: number, failures } = attempt
  services.log.warn({ err: error, job: id, kind: name, attempt: number }, 'an attempt of a job failed')
  const isLast = failure.isCounted && failures + 1 >= kind.maxAttempts
  return failure.isPermanent || isLast
    ? fail(services, kind, attempt, failure)
    : retry(services, attempt, failure)
}

/** Gives the job back, due at once, for another attempt. */
async function interrupt({ database, clock }: RunnerServices, attempt: Attempt): Promise<AttemptOutcome> {
  const isHeld = await afterOutage(() => settleInterrupted(database.pool, clock, attempt))
  return isHeld ? 'interrupted' : 'lost'
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
  services: RunnerServices,
  kind: JobKind,
  attempt: Attempt,
  failure: Failure,
): Promise<AttemptOutcome> {
  return (await failJob(services, kind, attempt, failure)) ? 'failed' : 'lost'
}
