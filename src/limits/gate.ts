import { type Pool } from 'pg'
import { type SandboxLane, sandboxedAtOnce } from '../clickhouse/sandbox/sandbox-users.ts'
import { type Env } from '../env.ts'
import { ConcurrencyLimit } from './concurrency-limit.ts'
import { FailedAuthLimit } from './failed-auth-limit.ts'
import { createRates, type Rates } from './rates.ts'

/** The limits that a request passes before it runs. */
export interface Gate {
  rates: Rates
  failedAuth: FailedAuthLimit
  /** Separate limits, so that tracking, questions, logins, custom queries and exports do not starve each other. */
  concurrency: Record<'tracking' | 'questions' | 'logins' | 'sqlRequests' | SandboxLane, ConcurrencyLimit>
}

/** Passwords are checked one at a time, so most of these logins wait. */
const mostLogins = 8
/** How many requests may wait for each that runs. */
const waitingPerRunning = 4
/** A custom query may take seconds, so that the next one waits longer than a question. */
const longerWait = 10

export function createGate(pool: Pool, { limits, rates }: Env): Gate {
  const limit = (name: string, running: number) =>
    new ConcurrencyLimit(name, { running, waiting: running * waitingPerRunning, waitMs: limits.queueMs })
  const sandboxed = (name: string) =>
    new ConcurrencyLimit(name, {
      running: sandboxedAtOnce,
      waiting: sandboxedAtOnce * waitingPerRunning,
      waitMs: limits.queueMs * longerWait,
    })
  return {
    rates: createRates(pool, rates),
    failedAuth: new FailedAuthLimit(),
    concurrency: {
      tracking: limit('requests that track', limits.tracking),
      questions: limit('questions', limits.questions),
      logins: limit('logins', mostLogins),
      sqlRequests: limit('requests with custom queries', sandboxedAtOnce * (1 + waitingPerRunning)),
      customQueries: sandboxed('custom queries'),
      exports: sandboxed('exports of custom queries'),
    },
  }
}
