import { type Pool } from 'pg'
import { readEnv } from '../env.ts'
import { progressLine } from './progress-line.ts'

/** Runs a command on the tables of PostgreSQL, whether the service is running or not. */
export async function withPool(command: (pool: Pool) => Promise<void>): Promise<void> {
  const { reachPostgres } = await import('../engines/reach-postgres.ts')
  const { migrateDatabase } = await import('../engines/migrate-database.ts')
  const { openDatabase } = await import('../postgres/database.ts')
  const env = readEnv()
  const progress = progressLine()
  await using started = new AsyncDisposableStack()
  const postgres = await reachPostgres(env, progress.show)
  started.defer(postgres.stop)
  const database = await openDatabase(postgres.url)
  started.defer(database.close)
  await migrateDatabase(database, env)
  progress.done()
  await command(database.pool)
}
