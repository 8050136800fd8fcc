import { type ClientBase } from 'pg'
import { type ClickHouse } from '../../clickhouse/client.ts'
import { makesUserActiveInLog } from '../../entities/event-conditions.ts'
import { readCopy } from '../../postgres/read-copy.ts'
import { markDaysStale } from '../../rollup/mark-days-stale.ts'
import { type TouchedTimeRange } from '../../rollup/stale-days.ts'
import { restateLastDays } from '../derived/move-last-days.ts'

/**
 * Computes the times of users again who lost events to another user, because their conversation turned out to be that
 * of the other: their first and last event, and their first activity in both databases. Repeating it has no effect.
 */
export async function recomputeFormerUsers(
  client: ClientBase,
  clickhouse: ClickHouse,
  restatements: string[],
): Promise<void> {
  const { rows } = await client.query<{ no: number }>(
    'select distinct unnest(former_users) as no from restatements where id = any($1)',
    [restatements],
  )
  if (!rows.length) return
  const users = rows.map(({ no }) => no)
  const before = await firstActivities(client, users)
  await client.query(recompute, [users])
  await restateLastDays(client, users)
  await clickhouse.replaceFirstEvents(users, await readCopy(client, firstActivityRows(users)))
  await markDaysStale(client, [...before, ...(await firstActivities(client, users))])
}

/**
 * Only of events that are copied: the batches have yet to add the others. A first activity that has expired stays.
 */
const recompute = `
  update users
  set first_seen_at = seen.first_at, last_seen_at = seen.last_at,
    first_active_at = least(seen.active_at, case when first_active_at < former.kept_until then first_active_at end)
  from (
    select no, (select kept_until from projects where id = project) as kept_until
    from users where no = any($1::integer[])
  ) former, lateral (
    select min(occurred_at) as first_at, max(occurred_at) as last_at,
      min(occurred_at) filter (where ${makesUserActiveInLog}) as active_at
    from events
    where user_no = former.no and (events.tx, events.seq) <= (select tx, seq from projection)
  ) seen
  where users.no = former.no`

async function firstActivities(client: ClientBase, users: number[]): Promise<TouchedTimeRange[]> {
  const { rows } = await client.query<TouchedTimeRange>(
    `select project, first_active_at as "firstAt", first_active_at as "lastAt"
     from users
     where no = any($1::integer[]) and first_active_at is not null`,
    [users],
  )
  return rows
}

/** COPY takes no parameters; the numbers come from the database. */
const firstActivityRows = (users: number[]) => `
  select project, no, first_active_at at time zone 'UTC', (select projection.batch from projection)
  from users
  where no in (${users.join(', ')}) and first_active_at is not null`
