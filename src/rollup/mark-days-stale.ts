import { type ClientBase } from 'pg'
import { addStaleDays, daysTouched, type TouchedTimeRange } from './stale-days.ts'

/**
 * The days that the ranges touch have to be rolled up anew; until then questions compute them. Call it within a
 * transaction, once ClickHouse holds what has changed: a day that is rolled up after the mark shows it.
 */
export async function markDaysStale(client: ClientBase, ranges: TouchedTimeRange[]): Promise<void> {
  const projects = [...new Set(ranges.map(({ project }) => project))].sort()
  const zones = await timeZones(client, projects)
  const days = ranges.flatMap(range => {
    const timeZone = zones.get(range.project)
    return timeZone ? daysTouched(range, timeZone) : []
  })
  await addStaleDays(client, days)
}

/**
 * The time zones that the days of projects are kept in; none where they wait to be listed, all of them stale.
 * Locked against a change until the transaction ends, so that no day is marked in the zone of yesterday.
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
