import { setTimeout as pause } from 'node:timers/promises'
import { isOutage } from '../postgres/database.ts'
import { leaseMs } from './leases.ts'

const pauseMs = 1_000

/** Repeats a statement until PostgreSQL is back. Once the lease has ended for certain, the outage is thrown. */
export async function afterOutage<Result>(statement: () => Promise<Result>): Promise<Result> {
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
