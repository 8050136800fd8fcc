import 'reflect-metadata'
import { ReflectMetadataProvider } from '@mikro-orm/decorators/legacy'
import { Migrator } from '@mikro-orm/migrations'
import { MikroORM } from '@mikro-orm/postgresql'
import pg from 'pg'
import { migrations } from '../migrations/index.ts'
import { entities } from './entities/index.ts'
import { migrated, newerThanOurs } from './migrated.ts'
import { dropUselessSessions } from './useless-sessions.ts'

/** The ORM for stored things, and a pool of its own for the log, so that neither starves the other. */
export interface Database {
  orm: MikroORM
  log: pg.Pool
  /** For whoever needs a session of their own: advisory locks, COPY. */
  connect(): Promise<pg.Client>
  /** @throws Error when a newer version has been here */
  migrate(): Promise<void>
  /** The names of the migrations that were run, on a connection that nothing else uses. */
  migrationsRun(): Promise<string[]>
  close(): Promise<void>
}

/** Any number, but the same in every process: who holds it runs the migrations. */
const migrationLock = 7_411_001

/** A connection that leads nowhere is noticed, however quiet it is. */
const reach = { connectionTimeoutMillis: 2_000, keepAlive: true, keepAliveInitialDelayMillis: 5_000 }

/**
 * PostgreSQL ends a statement that takes too long. Where it cannot say so, because it hangs or the network does, the
 * client gives up a moment later, and the connection with it.
 */
const patience = (seconds: number) => ({
  statement_timeout: seconds * 1_000,
  query_timeout: seconds * 1_000 + 500,
})

/** No transaction of a pool waits for anything but PostgreSQL. */
const idle_in_transaction_session_timeout = 5_000

/** Connects lazily: nothing is sent before the first statement. */
export async function openDatabase(url: string): Promise<Database> {
  const orm = await openOrm(url, 9)
  const log = new pg.Pool({
    connectionString: url,
    max: 4,
    ...reach,
    ...patience(5),
    // Who waits for a lock holds up everything that came later.
    lock_timeout: 1_000,
    idle_in_transaction_session_timeout,
    application_name: 'convograph-log',
  })
  const probe = new pg.Pool({
    connectionString: url,
    max: 1,
    ...reach,
    query_timeout: 500,
    application_name: 'convograph-probe',
  })
  // A pool emits what an idle connection meets (a restart, say); the next statement opens another one.
  for (const pool of [log, probe]) pool.on('error', () => undefined)
  const connect = () => connectClient(url)
  return {
    orm,
    log,
    connect,
    migrate: () => migrate(url, connect),
    migrationsRun: () => migrationsRun(probe),
    close: async () => {
      await Promise.all([orm.close(), log.end(), probe.end()])
    },
  }
}

function openOrm(url: string, seconds: number): Promise<MikroORM> {
  return MikroORM.init({
    clientUrl: url,
    entities,
    metadataProvider: ReflectMetadataProvider,
    extensions: [Migrator],
    migrations: { migrationsList: migrations, snapshot: false, tableName: 'migrations' },
    pool: { min: 0, max: 8 },
    // The migrator speaks to the console otherwise; what goes wrong is thrown.
    debug: false,
    logger: () => undefined,
    driverOptions: {
      ...reach,
      ...patience(seconds),
      idle_in_transaction_session_timeout,
      application_name: 'convograph-lists',
      onPoolCreated: dropUselessSessions,
    },
  })
}

async function connectClient(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, ...reach, application_name: 'convograph' })
  client.on('error', () => undefined)
  await client.connect()
  return client
}

/** Of several processes that start at once, one migrates while the others wait for it. */
async function migrate(url: string, connect: () => Promise<pg.Client>): Promise<void> {
  const client = await connect()
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock])
    const names = await migrationsRun(client).catch(noneYet)
    refuseNewer(names)
    if (migrated(names) === 'older') await runMigrations(url)
  } finally {
    await client.end()
  }
}

async function migrationsRun(client: pg.ClientBase | pg.Pool): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>('select name from migrations')
  return rows.map(({ name }) => name)
}

const undefinedTable = '42P01'

function noneYet(error: Error): string[] {
  if ('code' in error && error.code === undefinedTable) return []
  throw error
}

function refuseNewer(names: string[]): void {
  const [newer] = newerThanOurs(names)
  if (newer)
    throw new Error(
      `A newer version has changed the tables (${newer}). Start that version, or restore a backup from before.`,
    )
}

/** A migration may take longer than a request. */
async function runMigrations(url: string): Promise<void> {
  const orm = await openOrm(url, 30)
  try {
    await orm.migrator.up()
  } finally {
    await orm.close()
  }
}

/** SQLSTATEs and socket errors after which the same idempotent statement may succeed. */
const passing =
  /^(08(?!P01)...|25006|25P03|40001|40P01|53...|55P03|57P0[1-5]|57014|ECONNRESET|ECONNREFUSED|EPIPE|ETIMEDOUT)$/
const passingMessage =
  /terminated|timeout exceeded|read timeout|Connection ended|not queryable|shutting down/i

/** Whether PostgreSQL was out of reach, as opposed to refusing the statement. */
export function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? String(error.code) : ''
  return passing.test(code) || passingMessage.test(error.message)
}
