import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { type ClientBase, type Pool } from 'pg'
import { insertEntries } from '../../audit/insert-entries.ts'
import { unrequestedEntry } from '../../audit/unrequested-entry.ts'
import { readSettings } from '../../auth/projects/known-projects.ts'
import { cutoffOf } from '../../auth/projects/retention-cutoff.ts'
import { enqueueRepeated } from '../../jobs/enqueue.ts'
import { type Job, type JobKind } from '../../jobs/job.ts'
import { type Database } from '../../postgres/database.ts'
import { removedSoFar, requestRemoval } from '../../projection/remove/queue.ts'
import { untilDone } from '../until-done.ts'
import { keepDays } from './keep-days.ts'
import { nextNight } from './next-night.ts'

interface RetentionServices {
  database: Database
  now(): Date
}

const dayMs = 86_400_000
const pollMs = 250
/** How long the numbers of days may take to be up to date; the next attempt waits again. */
const mostWaitingMs = 10 * 60_000

/** The job that removes expired events of a project, night after night while the project has a retention. */
export const retentionJob = (services: RetentionServices): JobKind<null> => ({
  name: 'RETENTION',
  concurrency: 1,
  ...untilDone,
  run: job => applyRetention(services, job),
})

/** Has the expired events of a project removed at an instant, or earlier if that is planned already. */
export const planRetention = (client: ClientBase, project: string, subject: string, runAt: Date) =>
  enqueueRepeated(client, { project, kind: 'RETENTION', key: 'retention', payload: null, subject, runAt })

async function applyRetention({ database, now }: RetentionServices, job: Job<null>): Promise<void> {
  const settings = await readSettings(database.pool, job.project)
  const kinds = Object.entries(settings?.retention ?? {})
  const nextRun = (client: ClientBase) => nextNightOf(client, job.project, now())
  if (!settings || !kinds.length) return job.repeat(nextRun)
  const expiring = kinds.map(([kind, days]) => ({
    kind,
    before: cutoffOf(days, settings.timeZone, now()),
  }))
  await keep(job, expiring)
  let removed = 0
  for (const [i, { kind, before }] of expiring.entries()) {
    removed += await removeExpired(database.pool, job, kind, before)
    job.progress((i + 1) / expiring.length)
  }
  await job.repeat(async client => {
    if (removed) await record(client, job, removed, expiring)
    return nextRun(client)
  })
}

/** The next night by the present settings, which may have changed during the attempt; null without a retention. */
async function nextNightOf(client: ClientBase, project: string, now: Date): Promise<Date | null> {
  const settings = await readSettings(client, project)
  return settings && Object.keys(settings.retention).length ? nextNight(settings.timeZone, now) : null
}

/** First the numbers of the days are kept; from then on no event of these days is taken. */
async function keep(job: Job<null>, expiring: { before: Date }[]): Promise<void> {
  const before = new Date(Math.max(...expiring.map(({ before }) => before.getTime())))
  const until = performance.now() + mostWaitingMs
  while (!(await job.write(client => keepDays(client, job.project, before)))) {
    if (performance.now() > until) throw new Error('The daily statistics of expired days are not up to date')
    await pause(pollMs, undefined, { signal: job.signal })
  }
}

/** Removes the events of a kind before an instant, from where the last run ended. Returns their number. */
async function removeExpired(pool: Pool, job: Job<null>, kind: string, before: Date): Promise<number> {
  const removal = await job.write(async client => {
    const from = await expiredUntil(client, job.project, kind)
    return requestRemoval(client, job.project, { kind, from, before })
  })
  let removed = 0
  for (
    let now = await removedSoFar(pool, removal);
    now !== undefined;
    now = await removedSoFar(pool, removal)
  ) {
    removed = now
    await pause(pollMs, undefined, { signal: job.signal })
  }
  await job.write(client =>
    client.query(
      `update projects set expired = expired || jsonb_build_object($2::text, $3::timestamptz) where id = $1`,
      [job.project, kind, before],
    ),
  )
  return removed
}

/** The instant before which all events of a kind are gone, less a day: a process may have taken one in the last seconds. */
async function expiredUntil(client: ClientBase, project: string, kind: string): Promise<Date | null> {
  const { rows } = await client.query<{ until: Date | null }>(
    `select (expired ->> $2)::timestamptz as until from projects where id = $1`,
    [project, kind],
  )
  const until = rows[0]?.until
  return until ? new Date(until.getTime() - dayMs) : null
}

/** Unlike the end of other jobs, that of this one is nothing new: what it removed is. */
function record(
  client: ClientBase,
  { project, subject }: Job<null>,
  removed: number,
  expired: { kind: string; before: Date }[],
): Promise<void> {
  const name = expired.map(({ kind, before }) => `${kind} before ${before.toISOString()}`).join(', ')
  const entry = unrequestedEntry({
    project,
    requestId: `retention-${randomUUID()}`,
    subject,
    kind: 'JOB',
    changes: [{ action: 'DELETED', kind: 'EVENTS', id: null, name: `${removed} events: ${name}` }],
  })
  return insertEntries(client, [entry])
}
