import { type Pool } from 'pg'
import { pooledTransaction } from '../postgres/transaction.ts'
import { channel } from './channel.ts'
import { type JobKind, type StoredJob } from './job.ts'

/** A job of a project, by its id, or by its kind and key. */
export type JobName = { project: string } & ({ id: string } | Pick<StoredJob, 'kind' | 'key'>)

/**
 * Cancels a job that has not ended, and lets the process that runs it know. An attempt of it writes nothing from then on.
 * @returns the job; undefined if the project has no such job, it has ended, or its kind is not cancelled
 */
export function cancelJob(
  pool: Pool,
  kinds: readonly JobKind[],
  name: JobName,
): Promise<StoredJob | undefined> {
  const { project, id = null, kind = null, key = null } = { id: null, kind: null, key: null, ...name }
  const kept = kinds.filter(({ isCancellable }) => isCancellable === false).map(({ name }) => name)
  return pooledTransaction(pool, async client => {
    const { rows } = await client.query<StoredJob>(
      `update work set state = 'CANCELLED', finished_at = now(), lease = null, lease_until = null
       where project = $1 and (id = $2 or (kind = $3 and key = $4)) and finished_at is null and kind <> all($5)
       returning id::text, project, kind, key, payload, subject`,
      [project, id, kind, key, kept],
    )
    const job = rows[0]
    if (!job) return undefined
    const { ended } = kinds.find(({ name }) => name === job.kind) ?? {}
    await ended?.(client, job, { state: 'CANCELLED', error: null })
    await client.query('select pg_notify($1, $2)', [channel, job.id])
    return job
  })
}
