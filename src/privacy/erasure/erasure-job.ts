import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type GraphQLSchema } from 'graphql'
import { type ClientBase } from 'pg'
import { insertEntries } from '../../audit/insert-entries.ts'
import { unrequestedEntry } from '../../audit/unrequested-entry.ts'
import { folderOf } from '../../exports/folder.ts'
import { channel } from '../../jobs/channel.ts'
import { type Job, type JobKind } from '../../jobs/job.ts'
import { type Database } from '../../postgres/database.ts'
import { renewStatistics } from '../../postgres/renew-statistics.ts'
import { removedSoFar } from '../../projection/remove/queue.ts'
import { untilDone } from '../until-done.ts'
import { beginErasure, type ErasurePayload, type Forgotten, notePayload } from './begin-erasure.ts'
import { redactTexts } from './redact-texts.ts'

interface ErasureServices {
  database: Database
  env: { dataDir: string }
}

/** The job that erases a user. Each of its steps may be repeated. */
export const erasureJob = (services: ErasureServices, schema: GraphQLSchema): JobKind<ErasurePayload> => ({
  name: 'USER_ERASURE',
  concurrency: 1,
  ...untilDone,
  run: job => eraseUser(services, schema, job),
})

async function eraseUser(
  { database, env }: ErasureServices,
  schema: GraphQLSchema,
  job: Job<ErasurePayload>,
): Promise<void> {
  const forgotten = await beginErasure(database, schema, job)
  if (forgotten) {
    await removed(database, job, forgotten.removal)
    await takenIn(database, job)
    await job.write(client => redact(client, job, forgotten))
    for (const file of await job.write(client => dropExports(client, job.project)))
      await rm(join(folderOf(env), file), { force: true })
    await renewStatistics(database)
  }
  await job.finish(async client => {
    if (forgotten?.isCut) await recordCut(client, job)
    await notePayload(client, job, {})
  })
}

/** The payload loses the names too, before samples of it are taken. */
async function redact(client: ClientBase, job: Job, forgotten: Forgotten): Promise<void> {
  await redactTexts(client, job.project, forgotten.names)
  await notePayload(client, job, { forgotten: { ...forgotten, names: [] } })
}

/** An erasure that did not look for every value says so. */
const recordCut = (client: ClientBase, { project, subject }: Job): Promise<void> =>
  insertEntries(client, [
    unrequestedEntry({
      project,
      requestId: `erasure-${randomUUID()}`,
      subject,
      kind: 'JOB',
      changes: [
        { action: 'UPDATED', kind: 'USER', id: null, name: 'some values of properties were not looked for' },
      ],
    }),
  ])

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
