import { forwardJob } from '../../../src/forwarding/sending/forward-job.ts'
import { type JobKind } from '../../../src/jobs/job.ts'
import { JobRunner } from '../../../src/jobs/job-runner.ts'
import type { TestApp } from '../test-app.ts'

export type Workers = Awaited<ReturnType<typeof startWorkers>>

/**
 * Runs the destinations of an app by a clock of the test, in several runners that share them as processes do. A receiver that
 * does not answer is given up after 400 ms.
 */
export async function startWorkers(app: TestApp, count = 1) {
  const { services } = app
  await services.jobs.stop()
  const clock = { aheadMs: 0 }
  const now = () => new Date(Date.now() + clock.aheadMs)
  const { database, metrics, log } = services
  const runners = Array.from({ length: count }, () => new JobRunner({ database, metrics, log, clock }))
  for (const jobs of runners) {
    const webhooks = { ...services.webhooks, timeoutMs: 400 }
    jobs.start([forwardJob({ ...services, webhooks, jobs, now }) as JobKind])
  }
  const query = async <Row>(statement: string, values: unknown[]): Promise<Row> =>
    (await database.pool.query(statement, values)).rows[0] as Row
  const wake = () => {
    for (const runner of runners) runner.wake()
  }

  /** Moves the clock to the next run of a destination, or does nothing while it runs. */
  const step = async (id: string): Promise<void> => {
    const { at } = await query<{ at: Date | null }>(
      `select min(run_at) as at from work where kind = 'FORWARD' and key = $1 and state = 'QUEUED'`,
      [id],
    )
    if (at) clock.aheadMs = Math.max(clock.aheadMs, at.getTime() - Date.now() + 1)
    wake()
    await new Promise(resolve => setTimeout(resolve, 5))
  }

  /** Whether nothing is left to do for a destination. */
  const isSettled = async (id: string): Promise<boolean> => {
    const { settled } = await query<{ settled: boolean }>(
      `select state <> 'RUNNING' or (failures = 0 and not exists (
           select from events e where (e.tx, e.seq) > (d.tx, d.seq)) and not exists (
           select from users u where (u.changed_tx, u.no) > (d.users_tx, d.users_no)
             and content -> 'sendsUsers' is distinct from 'false') and not exists (
           select from dead_letters where destination_id = d.id and is_due)) as settled
       from destinations d join definitions using (id) where id = $1`,
      [id],
    )
    return settled
  }

  return {
    clock,
    wake,
    step,
    /** Lets time pass until a destination has everything, or is stopped. */
    settle: async (id: string): Promise<void> => {
      while (!(await isSettled(id))) await step(id)
    },
    isSettled,
    /** Takes the running attempts of a destination away, as if their process had died: another one begins. */
    kill: async (id: string): Promise<void> => {
      await database.pool.query(
        `update work set state = 'QUEUED', lease = null, lease_until = null, run_at = now()
         where kind = 'FORWARD' and key = $1 and state = 'RUNNING'`,
        [id],
      )
      wake()
    },
    stop: async () => {
      await Promise.all(runners.map(runner => runner.stop()))
    },
  }
}
