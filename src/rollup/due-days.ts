import { type ClientBase, type QueryResultRow } from 'pg'

/** Days to compute, and the order in which they wait: all of it SQL. */
interface Waiting {
  table: 'daily_stats' | 'precomputed_days'
  /** The condition that a day has to be computed. */
  isDue: string
  /** Those first that have waited longest, so that days that change all the time hold up no other. */
  longestWaiting: string
  /** What is selected of each. */
  columns: string
}

/**
 * Locks at most `mostDays` due days of the project that has waited longest, for the rest of the transaction. A transaction that marks one
 * of them waits.
 * @returns the days, oldest first; those that another process computes are left out
 */
export async function lockDueDays<Row extends QueryResultRow>(
  client: ClientBase,
  { table, isDue, longestWaiting, columns }: Waiting,
  mostDays: number,
): Promise<Row[]> {
  const { rows } = await client.query<Row>(
    `with due as (
       select * from ${table}
       where ${isDue} and project = (select project from ${table} where ${isDue} order by ${longestWaiting} limit 1)
       order by ${longestWaiting}
       limit $1
       for update skip locked
     )
     select ${columns} from due order by starts_at`,
    [mostDays],
  )
  return rows
}
