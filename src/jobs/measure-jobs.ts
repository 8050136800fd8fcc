import { type Pool } from 'pg'
import { describedJobKinds } from '../entities/job.ts'
import { type Metrics } from '../metrics.ts'

interface Depth {
  kind: string
  queued: number
  running: number
  /** How long the first of the due jobs has been due, in seconds. */
  overdue: number
}

/** Sets the gauges of the work of all projects: how much waits, how much runs, and for how long the first has waited. */
export async function measureJobs(pool: Pool, { jobs, jobsOverdue }: Metrics): Promise<void> {
  const depths = new Map((await readDepths(pool)).map(depth => [depth.kind, depth]))
  for (const kind of Object.keys(describedJobKinds)) {
    const { queued = 0, running = 0, overdue = 0 } = depths.get(kind) ?? {}
    jobs.set({ kind, state: 'queued' }, queued)
    jobs.set({ kind, state: 'running' }, running)
    jobsOverdue.set({ kind }, overdue)
  }
}

async function readDepths(pool: Pool): Promise<Depth[]> {
  const { rows } = await pool.query<Depth>(
    `select
       kind,
       count(*) filter (where state = 'QUEUED')::integer as queued,
       count(*) filter (where state = 'RUNNING')::integer as running,
       greatest(0, coalesce(
         extract(epoch from now() - min(run_at) filter (where state = 'QUEUED')), 0))::float8 as overdue
     from work where finished_at is null group by kind`,
  )
  return rows
}
