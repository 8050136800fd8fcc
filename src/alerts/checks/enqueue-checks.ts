import { type EntityManager } from '@mikro-orm/postgresql'
import { type ClientBase } from 'pg'
import { enqueueRepeated } from '../../jobs/enqueue.ts'

/** Lets the checks of a project go on, at a time at the latest. There is one job for all of its alerts. */
export const enqueueChecks = (
  transaction: ClientBase | EntityManager,
  owner: { project: string; subject: string },
  runAt: Date,
): Promise<void> =>
  enqueueRepeated(transaction, { ...owner, kind: 'ALERT_CHECK', key: 'checks', payload: null, runAt })

/** The time of the next check of a project, but not before `earliest`; null if no alert is to be checked. */
export async function nextDue(client: ClientBase, project: string, earliest: Date): Promise<Date | null> {
  const { rows } = await client.query<{ at: Date | null }>(
    'select greatest(min(next_at), $2) as at from alert_checks where project = $1 and next_at is not null having count(*) > 0',
    [project, earliest],
  )
  return rows[0]?.at ?? null
}
