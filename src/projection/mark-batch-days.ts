import { type ClientBase } from 'pg'
import { markDaysStale } from '../rollup/mark-days-stale.ts'
import { type TouchedTimeRange } from '../rollup/stale-days.ts'
import { touchedTimeRanges } from './touched-time-ranges.ts'

/**
 * Shorter than any day: an activity before a day that has ended is older than this, so newer activities are skipped.
 */
const shortDayMs = 20 * 3_600_000

/** Marks the days that the batch changes: the days of its events, and days on which users are no longer new. */
export async function markBatchDays(client: ClientBase): Promise<void> {
  const touched = await touchedTimeRanges(client, 'batch')
  const lateUntil = new Date(Date.now() - shortDayMs)
  await markDaysStale(client, [...touched, ...(await formerFirstActivities(client, lateUntil))])
}

/** The former first activities of users for which the batch has an earlier, late event. */
async function formerFirstActivities(client: ClientBase, lateUntil: Date): Promise<TouchedTimeRange[]> {
  const { rows } = await client.query<TouchedTimeRange>(
    `select project, min(former_active_at) as "firstAt", max(former_active_at) as "lastAt"
     from batch_users
     where active_at < $1 and active_at < former_active_at
     group by project, date_bin('1 day', former_active_at, '1970-01-01Z')`,
    [lateUntil],
  )
  return rows
}
