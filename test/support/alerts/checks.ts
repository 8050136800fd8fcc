import { expect } from 'vitest'
import { jobKinds } from '../../../src/job-kinds.ts'
import type { JobKind } from '../../../src/jobs/job.ts'
import { JobRunner } from '../../../src/jobs/job-runner.ts'
import { createSchema } from '../../../src/resolvers/build-schema.ts'
import type { TestApp } from '../test-app.ts'

/**
 * Checks of alerts whose clock stands at the time of the test, in as many processes as it wants. The app's own runner, whose
 * clock goes on, must be stopped before.
 */
export function createChecks(app: TestApp) {
  const clock = { aheadMs: 0 }
  const now = () => new Date(Date.now() + clock.aheadMs)
  const { database, metrics, log } = app.services
  const { pool } = database
  const runners: JobRunner[] = []

  /** An attempt that fails is due again after a pause, which tests leave out. */
  const dueNow = (project: string, at: Date) =>
    pool.query(
      `update work set run_at = $2
       where project = $1 and kind = 'ALERT_CHECK' and state = 'QUEUED' and run_at > $2
         and exists (select from alert_checks where project = $1 and next_at <= $2)`,
      [project, at],
    )

  return {
    now,
    /** `as` changes the kind of job that checks alerts, such as to interrupt it. */
    start(count = 1, as: (kind: JobKind) => JobKind = kind => kind): void {
      for (let i = 0; i < count; i++) {
        const runner = new JobRunner({ database, metrics, log, clock })
        const kinds = jobKinds(app.services, createSchema(), now)
        runner.start(kinds.filter(({ name }) => name === 'ALERT_CHECK').map(as))
        runners.push(runner)
      }
    },
    stop: () => Promise.all(runners.splice(0).map(runner => runner.stop())),
    /** Lets all alerts of a project be due at an instant, and waits until they are checked. */
    async checkAt(project: string, instant: string | Date): Promise<void> {
      const at = new Date(instant)
      clock.aheadMs = at.getTime() - Date.now()
      await pool.query('update alert_checks set next_at = $2 where project = $1 and next_at is not null', [
        project,
        at,
      ])
      const isDone = async () => {
        await dueNow(project, at)
        for (const runner of runners) runner.wake()
        const { rows } = await pool.query(
          `select from alert_checks where project = $1 and next_at <= $2
           union all select from work where project = $1 and kind = 'ALERT_CHECK' and state = 'RUNNING'`,
          [project, at],
        )
        return rows.length === 0
      }
      await expect.poll(isDone, { timeout: 20_000, interval: 10 }).toBe(true)
    },
  }
}
