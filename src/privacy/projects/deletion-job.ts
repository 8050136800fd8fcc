import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type ClientBase } from 'pg'
import { folderOf } from '../../exports/folder.ts'
import { tellErased } from '../../ingest/erased-users.ts'
import { type Job, type JobKind } from '../../jobs/job.ts'
import { type Database } from '../../postgres/database.ts'
import { renewStatistics } from '../../postgres/renew-statistics.ts'
import { requestRemoval } from '../../projection/remove/queue.ts'
import { removed } from '../erasure/erasure-job.ts'
import { untilDone } from '../until-done.ts'

/** The project, and the removal of its events once that is asked for. */
export interface DeletionPayload {
  project: string
  removal?: string
}

interface DeletionServices {
  database: Database
  env: { dataDir: string }
}

/** Until then every process refuses requests of the project, and those that had begun have ended. */
const refusedMs = 6_000

/** The job that deletes a project. Each of its steps may be repeated. */
export const deletionJob = (services: DeletionServices): JobKind<DeletionPayload> => ({
  name: 'PROJECT_DELETION',
  concurrency: 1,
  ...untilDone,
  run: job => deleteProject(services, job),
})

async function deleteProject({ database, env }: DeletionServices, job: Job<DeletionPayload>): Promise<void> {
  const { project } = job.payload
  const removal = job.payload.removal ?? (await beginRemoval(job))
  await removed(database, job, removal)
  while (await job.write(client => hasEvents(client, project)))
    await removed(database, job, await job.write(client => removeProject(client, project)))
  const files = await job.write(client => filesOf(client, project))
  for (const file of files) await rm(join(folderOf(env), file), { force: true })
  while (await job.write(client => deleteSomeRows(client, project)));
  // A project created again under the name has users of the same ids, but neither their numbers nor their links.
  await job.write(client => tellErased(client, project))
  await renewStatistics(database)
  await job.finish(async client => {
    await client.query('delete from projects where id = $1', [project])
    await client.query(`update work set payload = 'null' where id = $1`, [job.id])
  })
}

async function beginRemoval(job: Job<DeletionPayload>): Promise<string> {
  const { project } = job.payload
  await pause(refusedMs, undefined, { signal: job.signal })
  return job.write(async client => {
    // Running jobs of the project lose their leases: they write nothing more.
    await client.query('delete from work where project = $1', [project])
    const removal = await removeProject(client, project)
    await client.query('update work set payload = $2 where id = $1', [job.id, { project, removal }])
    return removal
  })
}

const removeProject = (client: ClientBase, project: string): Promise<string> =>
  requestRemoval(client, project, { isWholeProject: true })

/** A request that took longer than others may have written events behind the removal. Only a removal reaches ClickHouse too. */
async function hasEvents(client: ClientBase, project: string): Promise<boolean> {
  const { rowCount } = await client.query('select from events where project = $1 limit 1', [project])
  return rowCount === 1
}

async function filesOf(client: ClientBase, project: string): Promise<string[]> {
  const { rows } = await client.query<{ file: string }>(
    'select file from exports where project = $1 and file is not null',
    [project],
  )
  return rows.map(({ file }) => file)
}

/** As many rows of a table as one statement deletes. */
const mostRows = 10_000

/**
 * Deletes rows of the project, from one table after the other; a table that is added later is found by its column
 * `project`. Rows that belong to definitions go with these. Returns whether there were any.
 */
async function deleteSomeRows(client: ClientBase, project: string): Promise<boolean> {
  for (const table of await tablesOfProjects(client)) {
    const { rowCount } = await client.query(
      `delete from ${table} where ctid = any(array(select ctid from ${table} where project = $1 limit ${mostRows}))`,
      [project],
    )
    if (rowCount) return true
  }
  return false
}

async function tablesOfProjects(client: ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select c.table_name as name
     from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
     where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.column_name = 'project'
     order by 1`,
  )
  return rows.map(({ name }) => name)
}
