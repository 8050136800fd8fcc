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
 * Claims a due job of a kind: of the projects that have the fewest running ones, the job that has been due longest. A job
 * whose lease has ended is due too, and has failed once more: its process died or hung.
 */
export async function claim(pool: Pool, { aheadMs }: Clock, kind: string): Promise<Claimed | undefined> {
  const { rows } = await pool.query<Claimed>(
    `with running as (
       select project, count(*) from work
       where kind = $2 and finished_at is null and state = 'RUNNING' group by project
     )
     update work set
       state = 'RUNNING',
       attempts = attempts + 1,
       failures = failures + (state = 'RUNNING')::integer,
       progress = 0,
       lease = gen_random_uuid(),
       lease_until = ${leaseEnd},
       started_at = coalesce(started_at, ${now})
     where id = any(array(
       select id from work left join running using (project)
       where kind = $2 and finished_at is null
         and case when state = 'QUEUED' then run_at else lease_until end <= ${now}
       order by coalesce(running.count, 0), run_at, id limit 1
       for update of work skip locked))
     returning id::text, project, kind, key, payload, subject, lease, attempts as attempt, failures`,
    [aheadMs, kind],
  )
  return rows[0]
}

/**
 * Renews leases, and returns those that are still held. The lease of a job that one of its own writes has locked is held as
 * well, since nobody can take the job over meanwhile; it is renewed the next time.
 */
export async function renew(
  pool: Pool,
  { aheadMs }: Clock,
  leases: string[],
): Promise<Map<string, { isRenewed: boolean }>> {
  const { rows } = await pool.query<{ lease: string; isRenewed: boolean }>(
    `with free as (
       select id from work where lease = any($2::uuid[]) order by id for update skip locked
     ), renewed as (
       update work set lease_until = ${leaseEnd} where id in (select id from free) returning id
     )
     select lease, id in (select id from renewed) as "isRenewed" from work where lease = any($2::uuid[])`,
    [aheadMs, leases],
  )
  return new Map(rows.map(row => [row.lease, row]))
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
