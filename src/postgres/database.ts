import { ReflectMetadataProvider } from '@mikro-orm/decorators/legacy'
import { Migrator } from '@mikro-orm/migrations'
import { MikroORM } from '@mikro-orm/postgresql'
import pg from 'pg'
import { migrations } from '../../migrations/index.ts'
import { entities } from '../entities/index.ts'
import { cancelledQuietly } from './cancelled-quietly.ts'
import { migrated, newerThanOurs } from './migrated.ts'
import { reach, timeLimits } from './time-limits.ts'
import { dropUselessSessions } from './useless-sessions.ts'

/** The ORM for stored things, and a pool of its own for the log, so that neither starves the other. */
export interface Database {
  orm: MikroORM
  pool: pg.Pool
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

/** A list is read by an index. One that took longer than this would hold up what notices a dead network. */
const mostListMs = 9_000

/** Connects lazily: nothing is sent before the first statement. */
export async function openDatabase(url: string, queryTimeoutMs = mostListMs): Promise<Database> {
  const orm = await openOrm(url, {
    ...timeLimits(Math.min(queryTimeoutMs, mostListMs)),
    application_name: 'convograph-lists',
    onPoolCreated: dropUselessSessions,
    Client: HearingClient,
  })
  const pool = new pg.Pool({
    connectionString: url,
    max: 4,
    ...timeLimits(5_000),
    // Who waits for a lock holds up everything that came later.
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
  // A pool emits what an idle connection meets (a restart, say); the next statement opens another one.
  // A connection that is in use tells its user by the statement that fails; unheard, its event would end the process.
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
    onCreateConnection: cancelledQuietly,
    // The migrator speaks to the console otherwise; what goes wrong is thrown.
    debug: false,
    logger: () => undefined,
    driverOptions,
  })

/** Kysely cancels statements on a client of its own: if that broke unheard, the process would end. */
class HearingClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config)
    this.on('error', () => undefined)
  }
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

/** A migration may take longer than a request, and lifts the limit where it has to. */
async function runMigrations(url: string): Promise<void> {
  const orm = await openOrm(url, { ...reach, statement_timeout: 30_000 })
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
