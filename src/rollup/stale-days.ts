import { type ClientBase } from 'pg'
import { type Day, daysIn } from '../analytics/query/measure/days.ts'
import { WeekStart } from '../schema/date-range-input.ts'

/** A time range with changed events of one project; both ends are included. */
export interface TouchedTimeRange {
  project: string
  firstAt: Date
  lastAt: Date
}

/** A day of a project, in the time zone of the project's roll-up. */
export interface ProjectDay extends Day {
  project: string
  timeZone: string
}

/** The days that a time range touches. */
export function daysTouched({ project, firstAt, lastAt }: TouchedTimeRange, timeZone: string): ProjectDay[] {
  const range = { from: firstAt, to: new Date(lastAt.getTime() + 1) }
  const days = daysIn(range, { timeZone, weekStart: WeekStart.MONDAY })
  return days.map(day => ({ ...day, project, timeZone }))
}

/**
 * Adds the days to the precomputed ones and to the roll-up, or marks them as stale if they exist; with `keepsNumbers`
 * the roll-up stays as it is. Waits for a day that is being computed, because its rows may not include the change. Rows
 * are locked in order, so that two transactions that mark the same days never deadlock.
 */
export async function addStaleDays(
  client: ClientBase,
  days: ProjectDay[],
  keepsNumbers = false,
): Promise<void> {
  if (!days.length) return
  await client.query(
    `with touched as materialized (
       select distinct *
       from unnest($1::text[], $2::date[], $3::text[], $4::timestamptz[], $5::timestamptz[])
         as touched (project, day, time_zone, starts_at, ends_at)
       order by project, day
     ),
     precomputed as (
       insert into precomputed_days as stored (project, day, starts_at, ends_at)
       select project, day, starts_at, ends_at from touched
       on conflict (project, day) do update set is_stale = true where not stored.is_stale
     )
     insert into daily_stats as stored (project, day, time_zone, starts_at, ends_at)
     select * from touched where not $6
     on conflict (project, day) do update set is_stale = true where not (stored.is_stale or stored.is_kept)`,
    [
      days.map(({ project }) => project),
      days.map(({ date }) => date),
      days.map(({ timeZone }) => timeZone),
      days.map(({ from }) => from),
      days.map(({ to }) => to),
      keepsNumbers,
    ],
  )
}
