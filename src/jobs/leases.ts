import { type ClientBase, type Pool } from 'pg'
import { type StoredJob } from './job.ts'

/** How long a process may go on with a job without renewing its lease. Another process takes the job over then. */
export const leaseMs = 45_000
export const renewMs = 15_000

/** The time of jobs is that of PostgreSQL, which all processes share. Tests move it ahead. */
export interface Clock {
  aheadMs: number
}

/** A job that this process has claimed for an attempt. */
export interface Claimed extends StoredJob {
  lease: string
  attempt: number
  /** The failed attempts before this one. */
  failures: number
}

/** In every statement `$1` is `aheadMs`. */
export const now = `(now() + $1::float8 * interval '1 millisecond')`
const leaseEnd = `${now} + interval '${leaseMs} milliseconds'`

/**
 * Claims up to `most` due jobs of a kind, those first that have been due longest. A job whose lease has ended is due too, and
 * has failed once more: its process died or hung.
 */
export async function claim(pool: Pool, { aheadMs }: Clock, kind: string, most: number): Promise<Claimed[]> {
  const { rows } = await pool.query<Claimed>(
    `update work set
       state = 'RUNNING',
       attempts = attempts + 1,
       failures = failures + (state = 'RUNNING')::integer,
       lease = gen_random_uuid(),
       lease_until = ${leaseEnd},
       started_at = coalesce(started_at, ${now})
     where id = any(array(
       select id from work
       where kind = $2 and finished_at is null
         and case when state = 'QUEUED' then run_at else lease_until end <= ${now}
       order by run_at, id limit $3 for update skip locked))
     returning id::text, project, kind, key, payload, subject, lease, attempts as attempt, failures`,
    [aheadMs, kind, most],
  )
  return rows
}

/** Renews leases, and returns those that are still held. */
export async function renew(pool: Pool, { aheadMs }: Clock, leases: string[]): Promise<Set<string>> {
  const { rows } = await pool.query<{ lease: string }>(
    `update work set lease_until = ${leaseEnd} where lease = any($2::uuid[]) returning lease`,
    [aheadMs, leases],
  )
  return new Set(rows.map(({ lease }) => lease))
}

/** Locks the job until the end of the transaction, so that no other process takes it over; returns whether the lease is held. */
export async function hold(client: ClientBase, { id, lease }: Claimed): Promise<boolean> {
  const { rowCount } = await client.query('select from work where id = $1 and lease = $2 for update', [
    id,
    lease,
  ])
  return rowCount === 1
}

export async function storeProgress(pool: Pool, { id, lease }: Claimed, share: number): Promise<void> {
  await pool.query('update work set progress = $3 where id = $1 and lease = $2', [id, lease, share])
}
