import { type ClientBase } from 'pg'
import { type Day, daysIn } from '../analytics/query/measure/days.ts'
import { WeekStart } from '../schema/date-range-input.ts'

/** Facts of a project between two instants, both included. */
export interface TouchedTimeRange {
  project: string
  firstAt: Date
  lastAt: Date
}

/** A day of a project, in the time zone that its days are kept in. */
export interface ProjectDay extends Day {
  project: string
  timeZone: string
}

/** The days that a range touches. */
export function daysTouched({ project, firstAt, lastAt }: TouchedTimeRange, timeZone: string): ProjectDay[] {
  const range = { from: firstAt, to: new Date(lastAt.getTime() + 1) }
  const days = daysIn(range, { timeZone, weekStart: WeekStart.MONDAY })
  return days.map(day => ({ ...day, project, timeZone }))
}

/**
 * From now on the days are known to have facts, and their numbers, if there are any, to be outdated. A day that is
 * being rolled up is waited for: it may have been counted without what makes it stale. Taken in order, so that two
 * who mark the same days do not wait for each other.
 */
export async function addStaleDays(client: ClientBase, days: ProjectDay[]): Promise<void> {
  if (!days.length) return
  await client.query(
    `insert into daily_stats as kept (project, day, time_zone, starts_at, ends_at)
     select distinct *
     from unnest($1::text[], $2::date[], $3::text[], $4::timestamptz[], $5::timestamptz[])
       as touched (project, day, time_zone, starts_at, ends_at)
     order by project, day
     on conflict (project, day) do update set is_stale = true where not kept.is_stale`,
    [
      days.map(({ project }) => project),
      days.map(({ date }) => date),
      days.map(({ timeZone }) => timeZone),
      days.map(({ from }) => from),
      days.map(({ to }) => to),
    ],
  )
}
