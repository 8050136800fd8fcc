import { type EntityManager } from '@mikro-orm/postgresql'
import { type Pool } from 'pg'
import { type Subscriber } from './unsubscribe-link.ts'

/** What a reader has done by a link. */
export interface Unsubscribed {
  /** The name of the report; undefined if it was deleted, and sends nothing to anybody. */
  name: string | undefined
  /** Whether the reader had not unsubscribed before. */
  isNew: boolean
}

/** Ends the mails of a report to one address, in whatever case it is written. */
export async function unsubscribe(
  pool: Pool,
  { project, reportId, email }: Subscriber,
): Promise<Unsubscribed> {
  const { rows } = await pool.query<{ name: string; isNew: boolean }>(
    `with report as (
       select id, name from definitions where project = $1 and kind = 'report' and id = $2 for key share),
     added as (
       insert into report_unsubscribes (report_id, email) select id, lower($3) from report
       on conflict do nothing returning report_id)
     select name, exists (select from added) as "isNew" from report`,
    [project, reportId, email],
  )
  return { name: rows[0]?.name, isNew: rows[0]?.isNew ?? false }
}

export async function hasUnsubscribed(
  pool: Pool,
  { reportId, email }: Pick<Subscriber, 'reportId' | 'email'>,
): Promise<boolean> {
  const { rowCount } = await pool.query(
    'select from report_unsubscribes where report_id = $1 and email = lower($2)',
    [reportId, email],
  )
  return rowCount === 1
}

/** Lets a report be sent to an address again. @returns whether its owner had unsubscribed */
export async function resubscribe(em: EntityManager, reportId: string, email: string): Promise<boolean> {
  const removed = await em.execute<object[]>(
    'delete from report_unsubscribes where report_id = ? and email = lower(?) returning email',
    [reportId, email],
  )
  return removed.length > 0
}
