import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Pool } from 'pg'
import { type Logger } from 'pino'
import { type ExportSettings } from '../env.ts'
import { makeFolder, ownerOf } from './folder.ts'
import { hasFile } from './refusal-to-start.ts'

const pauseMs = 60_000

/**
 * Deletes files that no export has any more, or that exceed the bytes of all together, the oldest first: now and every minute.
 * Deletes exports 30 days after their end.
 */
export function keepExportsSwept(
  pool: Pool,
  folder: string,
  { mostBytesOfAll }: Pick<ExportSettings, 'mostBytesOfAll'>,
  log: Logger,
): { stop(): void } {
  const sweep = () =>
    sweepExports(pool, folder, mostBytesOfAll).catch(error =>
      log.warn({ err: error }, 'files of exports were not deleted'),
    )
  void sweep()
  const timer = setInterval(sweep, pauseMs).unref()
  return { stop: () => clearInterval(timer) }
}

export async function sweepExports(pool: Pool, folder: string, mostBytesOfAll: number): Promise<void> {
  await pool.query(expireBeyond, [mostBytesOfAll])
  await pool.query(deleteOld)
  await makeFolder(folder)
  const files = (await readdir(folder)).filter(name => ownerOf(name))
  const kept = await keptFiles(pool, files)
  for (const name of files) if (!kept.has(name)) await rm(join(folder, name), { force: true })
}

const expireBeyond = `
  update exports set expires_at = now()
  where no in (
    select no
    from (select no, sum(bytes) over (order by finished_at desc, no desc) as sum from exports where ${hasFile}) newest
    where sum > $1)`

const deleteOld = `
  delete from exports
  where state not in ('QUEUED', 'RUNNING')
    and (coalesce(expires_at, finished_at) < now() - interval '30 days'
      or deleted_at < now() - interval '1 hour')`

/** The whole files of exports, and those that a running attempt writes. */
async function keptFiles(pool: Pool, names: string[]): Promise<Set<string>> {
  const owners = names.map(name => ownerOf(name)!)
  const { rows } = await pool.query<{ name: string }>(
    `select file.name
     from unnest($1::text[], $2::text[], $3::uuid[]) as file (name, id, lease)
     join exports using (id)
     left join work on work.project = exports.project and work.kind = 'EXPORT' and work.key = exports.id
     where work.lease = file.lease or (exports.file = file.name and ${hasFile})`,
    [names, owners.map(({ id }) => id), owners.map(({ lease }) => lease)],
  )
  return new Set(rows.map(({ name }) => name))
}
