import { ReflectMetadataProvider } from '@mikro-orm/decorators/legacy'
import { Migrator } from '@mikro-orm/migrations'
import { MikroORM } from '@mikro-orm/postgresql'
import pg from 'pg'
import { migrations } from '../../migrations/index.ts'
import { entities } from '../entities/index.ts'
import { migrated, newerThanOurs } from './migrated.ts'
import { CancellingClient, evictBrokenConnections, silenceCancellation } from './pool-patches.ts'
import { reach, timeLimits } from './time-limits.ts'

/** The ORM for stored things, and a separate pool for the log, so that neither starves the other. */
export interface Database {
  orm: MikroORM
  pool: pg.Pool
  /** Opens a separate session, for advisory locks and COPY. */
  connect(): Promise<pg.Client>
  /** @throws Error when a newer version has changed the tables */
  migrate(): Promise<void>
  /** The names of the migrations that have run, read on a separate connection. */
  migrationsRun(): Promise<string[]>
  close(): Promise<void>
}

/** Any number that is the same in every process: the holder of this lock runs the migrations. */
const migrationLock = 7_411_001

/** A list is read by an index and is fast. The limit lies below the time after which a dead network is noticed. */
const mostListMs = 9_000

/** Creates the pools. They connect with the first statement. */
export async function openDatabase(url: string, queryTimeoutMs = mostListMs): Promise<Database> {
  const orm = await openOrm(url, {
    ...timeLimits(Math.min(queryTimeoutMs, mostListMs)),
    application_name: 'convograph-lists',
    onPoolCreated: evictBrokenConnections,
    Client: CancellingClient,
  })
  const pool = new pg.Pool({
    connectionString: url,
    max: 4,
    ...timeLimits(5_000),
    // A statement that waits for a lock holds up all statements behind it.
    lock_timeout: 1_000,
    application_name: 'convograph-log',
  })
  const probe = new pg.Pool({
    connectionString: url,
    max: 1,
    ...reach,
    query_timeout: 500,
    application_name: 'convograph-probe',
  })
  // A pool emits the errors of idle connections (after a restart, say); the next statement opens another connection.
  // A connection in use fails its statement as well; without a listener its error event would end the process.
  for (const each of [pool, probe]) {
    each.on('error', () => undefined)
    each.on('connect', client => client.on('error', () => undefined))
  }
  const connect = () => connectClient(url)
  return {
    orm,
    pool,
    connect,
    migrate: () => migrate(url, connect),
    migrationsRun: () => migrationsRun(probe),
    close: async () => {
      await Promise.all([orm.close(), pool.end(), probe.end()])
    },
  }
}

const openOrm = (url: string, driverOptions: object) =>
  MikroORM.init({
    clientUrl: url,
    entities,
    metadataProvider: ReflectMetadataProvider,
    extensions: [Migrator],
    migrations: { migrationsList: migrations, snapshot: false, tableName: 'migrations' },
    pool: { min: 0, max: 8 },
    onCreateConnection: silenceCancellation,
    // Without these the migrator writes to the console. Failures are thrown.
    debug: false,
    logger: () => undefined,
    driverOptions,
  })

async function connectClient(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, ...reach, application_name: 'convograph' })
  client.on('error', () => undefined)
  await client.connect()
  return client
}

/** Of several processes that start at once, one migrates and the others wait for it. */
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

/** A migration may take longer than a request, up to 30 s per statement unless it lifts the limit itself. */
async function runMigrations(url: string): Promise<void> {
  const orm = await openOrm(url, { ...reach, statement_timeout: 30_000 })
  try {
    await orm.migrator.up()
  } finally {
    await orm.close()
  }
}

/** SQLSTATEs and socket errors after which the same idempotent statement may succeed. */
const outageCodes =
  /^(08(?!P01)...|25006|25P03|40001|40P01|53...|55P03|57P0[1-5]|57014|ECONNRESET|ECONNREFUSED|EPIPE|ETIMEDOUT)$/
const outageMessages =
  /terminated|timeout exceeded|read timeout|Connection ended|not queryable|shutting down/i

/** Whether PostgreSQL was unreachable, as opposed to refusing the statement. */
export function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? String(error.code) : ''
  return outageCodes.test(code) || outageMessages.test(error.message)
}
