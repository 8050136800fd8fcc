import { type ClientBase } from 'pg'
import { type ExportSettings } from '../env.ts'
import { badInput, rateLimited } from '../errors.ts'
import { type RequestScope } from '../request/request-scope.ts'
import { largest } from '../schema/largest.ts'

interface Use {
  /** The exports that the caller started within an hour, and when the first of them is an hour old. */
  started: number
  nextMs: number | null
  /** The exports of the project that wait or run, and the bytes of its files. */
  waiting: number
  bytes: number
}

/** The reason why a caller may start no further export now. */
export async function refusalToStart(
  client: ClientBase,
  { project, viewer }: Pick<RequestScope, 'project' | 'viewer'>,
  { perHour, mostBytes }: ExportSettings,
): Promise<Error | undefined> {
  const { started, nextMs, waiting, bytes } = await useOf(client, project, viewer!.subject)
  if (perHour && started >= perHour)
    return rateLimited(
      `More than ${perHour} exports in an hour (setting RATE_EXPORT). Start it again after retryAfterMs.`,
      Math.max(1, Math.ceil(nextMs!)),
      { limit: perHour, remaining: 0, setting: 'RATE_EXPORT' },
    )
  if (waiting >= largest.waitingExports)
    return badInput(
      'TOO_MANY',
      'input',
      `A project may have at most ${largest.waitingExports} exports that are not done. Wait for one, or cancel one.`,
    )
  if (bytes >= mostBytes)
    return badInput(
      'QUOTA_EXCEEDED',
      'input',
      `The exports of the project have ${bytes.toLocaleString('en')} bytes, the most that they may have ` +
        '(setting EXPORT_MAX_BYTES). Delete one first.',
    )
  return undefined
}

async function useOf(client: ClientBase, project: string, subject: string): Promise<Use> {
  const { rows } = await client.query<Use>(
    `select
       count(*) filter (where is_recent)::integer as started,
       extract(epoch from min(created_at) filter (where is_recent) + interval '1 hour' - now())::float8 * 1000 as "nextMs",
       count(*) filter (where state in ('QUEUED', 'RUNNING'))::integer as waiting,
       coalesce(sum(bytes) filter (where ${hasFile}), 0)::float8 as bytes
     from (
       select *, subject = $2 and created_at > now() - interval '1 hour' as is_recent
       from exports
       where project = $1
     ) exports`,
    [project, subject],
  )
  return rows[0]!
}

/** SQL over `exports`: the file can be downloaded. */
export const hasFile = `(exports.state = 'DONE' and exports.deleted_at is null and exports.expires_at > now())`

/** The bytes that the next file of a project may have. */
export async function bytesLeft(client: ClientBase, project: string, mostBytes: number): Promise<number> {
  const { rows } = await client.query<{ bytes: number }>(
    `select coalesce(sum(bytes), 0)::float8 as bytes from exports where project = $1 and ${hasFile}`,
    [project],
  )
  return Math.max(0, mostBytes - rows[0]!.bytes)
}
