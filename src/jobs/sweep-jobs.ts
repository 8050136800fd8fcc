import { setTimeout as pause } from 'node:timers/promises'
import { type Pool } from 'pg'
import { hourMs } from '../durations.ts'
import { type Clock, now } from './leases.ts'

const keptDays = 30
const mostPerStatement = 5_000

/** Deletes jobs that ended more than 30 days ago, at once and then every hour, until the end of `signal`. */
export async function keepJobsSwept(
  pool: Pool,
  clock: Clock,
  signal: AbortSignal,
  onFailure: (error: unknown) => void,
): Promise<void> {
  while (!signal.aborted) {
    await sweepJobs(pool, clock).catch(onFailure)
    await pause(hourMs, undefined, { signal }).catch(() => undefined)
  }
}

/** Up to 5,000 jobs. Processes that sweep at the same time delete different ones. */
async function sweepJobs(pool: Pool, { aheadMs }: Clock): Promise<void> {
  await pool.query(
    `delete from work
     where id = any(array(
       select id from work where finished_at < ${now} - interval '${keptDays} days'
       order by finished_at limit $2 for update skip locked))`,
    [aheadMs, mostPerStatement],
  )
}
