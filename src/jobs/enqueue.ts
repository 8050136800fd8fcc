import { rowsOf, type Session } from '../postgres/rows-of.ts'
import { channel } from './channel.ts'
import { type StoredJob } from './job.ts'

export interface NewJob<Payload = unknown> extends Omit<StoredJob<Payload>, 'id'> {
  /** The earliest time of the first attempt. Default: now. */
  runAt?: Date
}

const statement = `
  with added as (
    insert into work (project, kind, key, payload, subject, run_at)
    select project, kind, key, coalesce(payload, 'null'), subject, coalesce("runAt", now())
    from jsonb_to_record(:input) as job (
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
  transaction: Session,
  job: NewJob<Payload>,
): Promise<string | undefined> {
  const [added] = await rowsOf<{ id: string }>(transaction, statement, job)
  return added?.id
}
