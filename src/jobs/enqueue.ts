import { type EntityManager } from '@mikro-orm/postgresql'
import { type ClientBase, type Pool } from 'pg'
import { channel } from './channel.ts'
import { type StoredJob } from './job.ts'

export interface NewJob<Payload = unknown> extends Omit<StoredJob<Payload>, 'id'> {
  /** The earliest time of the first attempt. Default: now. */
  runAt?: Date
}

/** The only parameter is one JSON object, since the ORM and the driver write parameters differently. */
const statement = (parameter: '?' | '$1') => `
  with added as (
    insert into work (project, kind, key, payload, subject, run_at)
    select project, kind, key, coalesce(payload, 'null'), subject, coalesce("runAt", now())
    from jsonb_to_record(${parameter}::jsonb) as job (
      project text, kind text, key text, payload jsonb, subject text, "runAt" timestamptz)
    on conflict (project, kind, key) do nothing
    returning id
  )
  select id::text, pg_notify('${channel}', '') from added`

/**
 * Enqueues a job in the transaction of its cause: with that, or not at all.
 * @returns the id of the job, or undefined if the project has a job of this kind and key already
 */
export async function enqueue<Payload>(
  transaction: ClientBase | Pool | EntityManager,
  job: NewJob<Payload>,
): Promise<string | undefined> {
  const parameters = [JSON.stringify(job)]
  const rows =
    'execute' in transaction
      ? await transaction.execute<{ id: string }[]>(statement('?'), parameters)
      : (await transaction.query<{ id: string }>(statement('$1'), parameters)).rows
  return rows[0]?.id
}
