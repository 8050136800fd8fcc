import pino from 'pino'
import type { Job, JobKind } from '../../src/jobs/job.ts'
import { JobRunner } from '../../src/jobs/job-runner.ts'
import type { Clock } from '../../src/jobs/leases.ts'
import { createMetrics } from '../../src/metrics.ts'
import { openDatabase } from '../../src/postgres/database.ts'

interface Settings {
  clock: Clock
  drainMs: number
}

export type JobProcess = Awaited<ReturnType<typeof startJobProcess>>

/** Runs jobs as a server process does: with pools, sessions and a runner of its own. */
export async function startJobProcess(url: string, kinds: JobKind[], settings: Partial<Settings> = {}) {
  const database = await openDatabase(url)
  const metrics = createMetrics()
  const runner = new JobRunner({ database, metrics, log: pino({ level: 'silent' }), ...settings })
  runner.start(kinds)
  return {
    runner,
    database,
    /** The number of attempts of each outcome. */
    outcomes: async () => {
      const { values } = await metrics.jobAttempts.get()
      return Object.fromEntries(values.map(({ labels, value }) => [labels.outcome, value]))
    },
    stop: async () => {
      await runner.stop()
      await database.close()
    },
  }
}

/** A kind of job for tests, which may fail three times. */
export const exportsThat = (
  run: (job: Job<string>) => Promise<void>,
  more: Partial<JobKind<string>> = {},
): JobKind => ({ name: 'EXPORT', concurrency: 2, maxAttempts: 3, run, ...more }) as JobKind

/** A gate that tests hold closed while they look. */
export function createLatch() {
  const { promise, resolve } = Promise.withResolvers<void>()
  return { opened: promise, open: () => resolve() }
}
