import { type Pool } from 'pg'
import { type Env } from '../env.ts'
import { ConcurrencyLimit } from './concurrency-limit.ts'
import { FailedAuthLimit } from './failed-auth-limit.ts'
import { createRates, type Rates } from './rates.ts'

/** The limits that a request passes before it runs. */
export interface Gate {
  rates: Rates
  failedAuth: FailedAuthLimit
  /** Separate limits, so that tracking, questions and logins do not starve each other. */
  concurrency: Record<'tracking' | 'questions' | 'logins', ConcurrencyLimit>
}

/** Passwords are checked one at a time, so most of these logins wait. */
const mostLogins = 8
/** How many requests may wait for each that runs. */
const waitingPerRunning = 4

export function createGate(pool: Pool, { limits, rates }: Env): Gate {
  const limit = (name: string, running: number) =>
    new ConcurrencyLimit(name, { running, waiting: running * waitingPerRunning, waitMs: limits.queueMs })
  return {
    rates: createRates(pool, rates),
    failedAuth: new FailedAuthLimit(),
    concurrency: {
      tracking: limit('requests that track', limits.tracking),
      questions: limit('questions', limits.questions),
      logins: limit('logins', mostLogins),
    },
  }
}
