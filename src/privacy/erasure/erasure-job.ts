import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type ClientBase } from 'pg'
import { folderOf } from '../../exports/folder.ts'
import { channel } from '../../jobs/channel.ts'
import { type Job, type JobKind } from '../../jobs/job.ts'
import { type Database } from '../../postgres/database.ts'
import { removedSoFar } from '../../projection/remove/queue.ts'
import { untilDone } from '../until-done.ts'
import { type Forgotten, forgetUser } from './forget-user.ts'
import { redactTexts } from './redact-texts.ts'

/** What the job knows: the id until the user is forgotten, then what is left to do, and nothing once it is done. */
export interface ErasurePayload {
  userId?: string
  forgotten?: Forgotten
}

interface ErasureServices {
  database: Database
  env: { dataDir: string }
}

/** The job that erases a user. Each of its steps may be repeated. */
export const erasureJob = (services: ErasureServices): JobKind<ErasurePayload> => ({
  name: 'USER_ERASURE',
  concurrency: 1,
  ...untilDone,
  run: job => eraseUser(services, job),
})

async function eraseUser({ database, env }: ErasureServices, job: Job<ErasurePayload>): Promise<void> {
  const forgotten = job.payload.forgotten ?? (await forget(job))
  if (forgotten) {
    await removed(database, job, forgotten.removal)
    await takenIn(database, job)
    await job.write(client => redactTexts(client, job.project, forgotten.names))
    for (const file of await job.write(client => dropExports(client, job.project)))
      await rm(join(folderOf(env), file), { force: true })
  }
  await job.finish(client => notePayload(client, job, {}))
}

/** Forgets the user, and keeps what is left to do in the payload: another attempt cannot know it. */
const forget = (job: Job<ErasurePayload>): Promise<Forgotten | undefined> =>
  job.write(async client => {
    const forgotten = await forgetUser(client, job.project, job.payload.userId!)
    await notePayload(client, job, { forgotten })
    return forgotten
  })

async function notePayload(client: ClientBase, { id }: Job, payload: ErasurePayload): Promise<void> {
  await client.query('update work set payload = $2 where id = $1', [id, payload])
}

const pollMs = 100

/** Waits until the projection has removed the events. */
export async function removed(
  { pool }: Database,
  { signal }: Pick<Job, 'signal'>,
  removal: string,
): Promise<void> {
  while ((await removedSoFar(pool, removal)) !== undefined) await pause(pollMs, undefined, { signal })
}

/** Waits until budgets have taken in the calls that were removed: until then `spend_changes` has them as they were. */
async function takenIn({ pool }: Database, { project, signal }: Job): Promise<void> {
  const { rows } = await pool.query<{ last: string | null }>(
    'select max(id)::text as last from spend_changes where project = $1',
    [project],
  )
  const waiting = () =>
    pool.query('select from spend_changes where project = $1 and id <= $2 limit 1', [project, rows[0]!.last])
  while ((await waiting()).rowCount) await pause(pollMs, undefined, { signal })
}

/**
 * Deletes the exports of the project that may have the user in their files, and begins those anew that are being written.
 * Returns the names of the files. Another process deletes those on its own disk within a minute.
 */
async function dropExports(client: ClientBase, project: string): Promise<string[]> {
  const { rows } = await client.query<{ file: string }>(
    `update exports set expires_at = now() where project = $1 and file is not null and expires_at > now()
     returning file`,
    [project],
  )
  await client.query(
    `with again as (
       update work set state = 'QUEUED', lease = null, lease_until = null, run_at = now()
       where project = $1 and kind = 'EXPORT' and state = 'RUNNING'
       returning id
     )
     select pg_notify($2, id::text) from again`,
    [project, channel],
  )
  return rows.map(({ file }) => file)
}
