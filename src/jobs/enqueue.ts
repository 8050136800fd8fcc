import { rowsOf, type Session } from '../postgres/rows-of.ts'
import { channel } from './channel.ts'
import { type StoredJob } from './job.ts'

export interface NewJob<Payload = unknown> extends Omit<StoredJob<Payload>, 'id'> {
  /** The earliest time of the first attempt. Default: now. */
  runAt?: Date
}

const statement = (onConflict: string) => `
  with added as (
    insert into work (project, kind, key, payload, subject, run_at)
    select project, kind, key, coalesce(payload, 'null'), subject, coalesce("runAt", now())
    from jsonb_to_record(:input) as job (
      project text, kind text, key text, payload jsonb, subject text, "runAt" timestamptz)
    on conflict (project, kind, key) ${onConflict}
    returning id
  )
  select id::text, pg_notify('${channel}', '') from added`

const once = statement('do nothing')

const again = statement(`do update set
  run_at = least(work.run_at, excluded.run_at),
  state = case when work.finished_at is null then work.state else 'QUEUED' end,
  failures = 0, finished_at = null, error_code = null, error_message = null`)

/**
 * Enqueues a job in the transaction of its cause: with that, or not at all.
 * @returns the id of the job, or undefined if the project has a job of this kind and key already
 */
export async function enqueue<Payload>(
  transaction: Session,
  job: NewJob<Payload>,
): Promise<string | undefined> {
  const [added] = await rowsOf<{ id: string }>(transaction, once, job)
  return added?.id
}

/**
 * Enqueues a job that goes on (`Job.repeat`): one that waits is due at `runAt` at the latest, one that has ended begins again.
 */
export async function enqueueRepeated<Payload>(transaction: Session, job: NewJob<Payload>): Promise<void> {
  await rowsOf(transaction, again, job)
}
