import { type Env } from '../env.ts'
import { type Database } from '../postgres/database.ts'
import { serverName } from './server-name.ts'

/**
 * Gives PostgreSQL the tables of this version.
 * @throws Error that names DATABASE_URL, without its password, when that server cannot be used
 */
export async function migrateDatabase(database: Database, { databaseUrl }: Pick<Env, 'databaseUrl'>) {
  if (databaseUrl) await requireConnection(database, serverName('DATABASE_URL', databaseUrl))
  await database.migrate()
}

async function requireConnection({ connect }: Database, server: string): Promise<void> {
  try {
    const client = await connect()
    await client.end()
  } catch (cause) {
    throw new Error(`PostgreSQL at ${server} ${complaint(cause as NodeJS.ErrnoException)}`, { cause })
  }
}

/** A refusal of the server has one of its codes, of five characters. Without one there was no answer. */
const complaint = ({ code = '', message }: NodeJS.ErrnoException) =>
  /^[0-9A-Z]{5}$/.test(code) && !code.startsWith('E')
    ? `refuses the connection: ${message}`
    : `does not answer: ${message || code}`
