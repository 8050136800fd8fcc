import { type Database } from './database.ts'

/**
 * Takes new samples for the planner, which PostgreSQL keeps as values of columns: those of rows that are gone would stay until as many
 * rows as a tenth of their table have changed. It reads up to 30,000 rows of each table, on a session without time limits.
 */
export async function renewStatistics({ connect }: Pick<Database, 'connect'>): Promise<void> {
  const client = await connect()
  try {
    const { rows } = await client.query<{ tables: string }>(
      `select string_agg(format('%I.%I', schemaname, tablename), ', ') as tables from pg_tables where schemaname = 'public'`,
    )
    await client.query(`analyze ${rows[0]!.tables}`)
  } finally {
    await client.end()
  }
}
