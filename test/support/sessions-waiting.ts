import type { TestApp } from './test-app.ts'

/** The number of sessions of the test's database that wait for a row which another transaction has locked. */
export async function sessionsWaiting({ services }: TestApp): Promise<number> {
  const { rows } = await services.database.pool.query<{ count: number }>(
    `select count(*)::int as count from pg_stat_activity
     where datname = current_database() and wait_event_type = 'Lock' and wait_event <> 'advisory'`,
  )
  return rows[0]!.count
}
