import { type ClientBase } from 'pg'
import { type TouchedTimeRange } from '../rollup/stale-days.ts'

/**
 * The time ranges that facts touch, one per project and UTC date; `facts` is a table or a query. The first and the
 * last fact of a date are enough, because every time zone has at most one midnight between them.
 */
export async function touchedTimeRanges(client: ClientBase, facts: string): Promise<TouchedTimeRange[]> {
  const { rows } = await client.query<TouchedTimeRange>(
    `select project, min(occurred_at) as "firstAt", max(occurred_at) as "lastAt"
     from ${facts} facts
     group by project, date_bin('1 day', occurred_at, '1970-01-01Z')`,
  )
  return rows
}
