import { type ClientBase } from 'pg'
import { type Logger } from 'pino'
import { type Database, isOutage } from '../postgres/database.ts'
import { pooledTransaction } from '../postgres/transaction.ts'
import { afterOutage } from './after-outage.ts'
import { type Attempt } from './attempt.ts'
import { type Failure } from './failure.ts'
import { type JobKind } from './job.ts'
import { type Clock } from './leases.ts'
import { recordEnd } from './record-end.ts'
import { settleFailed } from './settle.ts'

interface Services {
  database: Database
  clock: Clock
  log: Logger
}

/**
 * Ends a job that has failed for good, with what its kind writes then. If that write itself fails, the job ends without it.
 * @returns whether the attempt had its lease
 */
export function failJob(
  services: Services,
  kind: JobKind,
  attempt: Attempt,
  failure: Failure,
): Promise<boolean> {
  const { code, message } = failure
  const ended = async (client: ClientBase) =>
    kind.ended?.(client, attempt, { state: 'FAILED', error: { code, message } })
  return afterOutage(() =>
    settle(services, attempt, failure, ended).catch(error => {
      if (isOutage(error)) throw error
      services.log.error(
        { err: error, job: attempt.id, kind: kind.name },
        'a failed job ended without its kind',
      )
      return settle(services, attempt, failure)
    }),
  )
}

const settle = (
  { database, clock }: Services,
  attempt: Attempt,
  failure: Failure,
  ended: (client: ClientBase) => Promise<void> = async () => undefined,
) =>
  pooledTransaction(database.pool, async client => {
    if (!(await settleFailed(client, clock, attempt, failure))) return false
    await ended(client)
    await recordEnd(client, attempt, failure.outcome, attempt.durationMs)
    return true
  })
