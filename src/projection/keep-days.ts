import { type ClientBase } from 'pg'
import { markStale } from '../rollup/mark-stale.ts'
import { type Stretch } from '../rollup/stale-days.ts'
import { stretchesOf } from './stretches-of.ts'

/** Shorter than any day: who was active on a day before one that has ended, was so longer ago. */
const shortDayMs = 20 * 3_600_000

/** Marks the days that the gathered batch changes: those of its facts, and those on which users turn out not to be new. */
export async function keepDays(client: ClientBase): Promise<void> {
  const touched = await stretchesOf(client, 'batch')
  const lateUntil = new Date(Date.now() - shortDayMs)
  await markStale(client, [...touched, ...(await formerFirstActivities(client, lateUntil))])
}

/** When users were first active as far as was known, where a late fact says that they had been active before. */
async function formerFirstActivities(client: ClientBase, lateUntil: Date): Promise<Stretch[]> {
  const { rows } = await client.query<Stretch>(
    `select project, min(former_active_at) as "firstAt", max(former_active_at) as "lastAt"
     from batch_users
     where active_at < $1 and active_at < former_active_at
     group by project, date_bin('1 day', former_active_at, '1970-01-01Z')`,
    [lateUntil],
  )
  return rows
}
