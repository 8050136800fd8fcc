import { type Job, type JobKind } from '../../jobs/job.ts'
import { storedDestination } from '../stored-destination.ts'
import { forwardStep } from './forward-step.ts'
import { type ForwardServices } from './services.ts'

/** How long an attempt goes on before others of its kind get its place. */
const sliceMs = 5_000
/** The pause of a destination that has everything: short after rows, and longer if there were none. */
const pauseMs = { afterRows: 1_000, idle: 5_000 }

/**
 * Sends what happens to destinations: one job for each, which is due again as long as the destination runs. More places than
 * a process needs keep slow destinations from delaying others.
 */
export const forwardJob = (services: ForwardServices): JobKind<null> => ({
  name: 'FORWARD',
  concurrency: 48,
  maxAttempts: 1_000_000,
  run: job => forward(services, job),
  // Somebody has cancelled the job.
  ended: async (client, { key }) => {
    await client.query(`update destinations set state = 'PAUSED' where id = $1 and state = 'RUNNING'`, [key])
  },
})

async function forward(services: ForwardServices, job: Job<null>): Promise<void> {
  const end = performance.now() + sliceMs
  const isTimeUp = () => performance.now() > end || job.signal.aborted
  let steps = 0
  while (!isTimeUp() && (await hasMoved(services, job, isTimeUp))) steps++
  const pause = steps ? pauseMs.afterRows : pauseMs.idle
  await repeat(services, job, isTimeUp() ? 0 : pause)
}

async function hasMoved(
  services: ForwardServices,
  job: Job<null>,
  isTimeUp: () => boolean,
): Promise<boolean> {
  const destination = await storedDestination(services.database.pool, job.project, job.key)
  return destination !== undefined && forwardStep(services, job, destination, isTimeUp)
}

async function repeat({ now, jobs }: ForwardServices, job: Job<null>, pause: number): Promise<void> {
  const next = now().getTime() + pause
  await job.repeat(async client => {
    const destination = await storedDestination(client, job.project, job.key)
    if (destination?.state !== 'RUNNING') return null
    return new Date(Math.max(next, destination.nextAt?.getTime() ?? 0))
  })
  setTimeout(() => jobs.wake(), pause).unref()
}
