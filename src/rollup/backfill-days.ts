import { IANAZone } from 'luxon'
import { type ClientBase } from 'pg'
import { type ClickHouse } from '../clickhouse/client.ts'
import { eventsOf } from '../clickhouse/scope.ts'
import { type Sql, sql } from '../clickhouse/sql.ts'
import { transaction } from '../postgres/transaction.ts'
import { addStaleDays, daysTouched } from './stale-days.ts'

/**
 * Adds a stale row for every day with events of one project whose roll-up is missing, or was made for another time zone.
 * @returns whether there was such a project
 */
export function backfillDays(client: ClientBase, clickhouse: ClickHouse): Promise<boolean> {
  return transaction(client, async () => {
    const found = await lockProjectWithoutDays(client)
    if (!found) return false
    const { project, timeZone } = found
    const dates = await clickhouse.inspect<{ first: number; last: number }>(
      'rollUp: days',
      datesQuery(project),
    )
    const days = dates.flatMap(({ first, last }) =>
      daysTouched({ project, firstAt: new Date(first), lastAt: new Date(last) }, timeZone),
    )
    await client.query('delete from daily_stats where project = $1 and not is_kept', [project])
    await client.query('delete from precomputed_days where project = $1', [project])
    await addStaleDays(client, days)
    await client.query('update roll_ups set time_zone = $2 where project = $1', [project, timeZone])
    return true
  })
}

/** Skips projects whose days another transaction is marking, and projects with an unknown time zone. */
async function lockProjectWithoutDays(
  client: ClientBase,
): Promise<{ project: string; timeZone: string } | undefined> {
  const { rows } = await client.query<{ project: string; timeZone: string }>(
    `select roll_ups.project, coalesce(projects.time_zone, 'UTC') as "timeZone"
     from roll_ups left join projects on projects.id = roll_ups.project
     where roll_ups.time_zone is distinct from coalesce(projects.time_zone, 'UTC')
     for update of roll_ups skip locked`,
  )
  return rows.find(({ timeZone }) => IANAZone.isValidZone(timeZone))
}

/** The times of the first and the last event of each UTC date. */
const datesQuery = (project: string): Sql => sql`
select toUnixTimestamp64Milli(min(occurred_at)) as first, toUnixTimestamp64Milli(max(occurred_at)) as last
from ${eventsOf(project)}
group by toDate(occurred_at)`
