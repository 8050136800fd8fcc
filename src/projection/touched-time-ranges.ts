import { type ClientBase } from 'pg'
import { type TouchedTimeRange } from '../rollup/stale-days.ts'

/**
 * The time ranges that events touch, one per project and UTC date; `events` is a table or a query. The first and the
 * last event of a date are enough, because every time zone has at most one midnight between them.
 */
export async function touchedTimeRanges(client: ClientBase, events: string): Promise<TouchedTimeRange[]> {
  const { rows } = await client.query<TouchedTimeRange>(
    `select project, min(occurred_at) as "firstAt", max(occurred_at) as "lastAt"
     from ${events} events
     group by project, date_bin('1 day', occurred_at, '1970-01-01Z')`,
  )
  return rows
}
