import { type ClientBase } from 'pg'
import { addStaleDays, daysTouched, type TouchedTimeRange } from './stale-days.ts'

/**
 * Marks the days that the time ranges touch as stale: they are rolled up and precomputed again, and until then questions
 * compute them; with `keepsNumbers` they are not rolled up. Call it within a transaction, after ClickHouse has the
 * change, so that what is computed after the mark includes the change.
 */
export async function markDaysStale(
  client: ClientBase,
  ranges: TouchedTimeRange[],
  { keepsNumbers = false } = {},
): Promise<void> {
  const projects = [...new Set(ranges.map(({ project }) => project))].sort()
  const zones = await timeZones(client, projects)
  const days = ranges.flatMap(range => {
    const timeZone = zones.get(range.project)
    return timeZone ? daysTouched(range, timeZone) : []
  })
  await addStaleDays(client, days, keepsNumbers)
}

/**
 * The time zones in which the days of projects are rolled up; null for a project that waits for its backfill. The rows
 * stay locked until the transaction ends, so that the zone cannot change between reading the zone and marking days.
 */
async function timeZones(client: ClientBase, projects: string[]): Promise<Map<string, string | null>> {
  const { rows } = await client.query<{ project: string; time_zone: string | null }>(
    'select project, time_zone from roll_ups where project = any($1) order by project for share',
    [projects],
  )
  if (rows.length < projects.length)
    await client.query('insert into roll_ups (project) select unnest($1::text[]) on conflict do nothing', [
      projects,
    ])
  return new Map(rows.map(({ project, time_zone }) => [project, time_zone]))
}
