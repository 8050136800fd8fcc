import { type ClientBase } from 'pg'
import { type TouchedTimeRange } from '../rollup/stale-days.ts'

/**
 * Where in time some facts lie; `facts` is a table or a query. Of each UTC date the first and the last are enough: a zone has one
 * midnight between them, or none.
 */
export async function touchedTimeRanges(client: ClientBase, facts: string): Promise<TouchedTimeRange[]> {
  const { rows } = await client.query<TouchedTimeRange>(
    `select project, min(occurred_at) as "firstAt", max(occurred_at) as "lastAt"
     from ${facts} facts
     group by project, date_bin('1 day', occurred_at, '1970-01-01Z')`,
  )
  return rows
}
