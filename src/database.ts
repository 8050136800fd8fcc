import 'reflect-metadata'
import { ReflectMetadataProvider } from '@mikro-orm/decorators/legacy'
import { Migrator } from '@mikro-orm/migrations'
import { MikroORM } from '@mikro-orm/postgresql'
import pg from 'pg'
import { migrations } from '../migrations/index.ts'
import { cancelledQuietly } from './cancelled-quietly.ts'
import { entities } from './entities/index.ts'
import { timeLimits } from './time-limits.ts'

/** The ORM for stored things, and a pool of its own for the log, so that neither starves the other. */
export interface Database {
  orm: MikroORM
  log: pg.Pool
  /** For whoever needs a session of their own: advisory locks, COPY. */
  connect(): Promise<pg.Client>
  migrate(): Promise<void>
  close(): Promise<void>
}

/** Any number, but the same in every process: who holds it runs the migrations. */
const migrationLock = 7_411_001

/** Connects lazily: nothing is sent before the first statement. */
export async function openDatabase(url: string, queryTimeoutMs = 30_000): Promise<Database> {
  const orm = await openOrm(url, { ...timeLimits(queryTimeoutMs), Client: HearingClient })
  const log = new pg.Pool({
    connectionString: url,
    max: 4,
    ...timeLimits(10_000),
    application_name: 'convograph-log',
  })
  // A pool emits what an idle connection meets (a restart, say); the next statement opens another one.
  log.on('error', () => undefined)
  const connect = () => connectClient(url)
  return {
    orm,
    log,
    connect,
    migrate: () => migrate(url, connect),
    close: async () => {
      await Promise.all([orm.close(), log.end()])
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
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 2_000,
    keepAlive: true,
    application_name: 'convograph',
  })
  client.on('error', () => undefined)
  await client.connect()
  return client
}

/**
 * Of several processes that start at once, one migrates while the others wait for it. A migration may take longer
 * than a question: it lifts the limit where it has to.
 */
async function migrate(url: string, connect: () => Promise<pg.Client>): Promise<void> {
  const client = await connect()
  const orm = await openOrm(url, { connectionTimeoutMillis: 2_000, statement_timeout: 30_000 })
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock])
    await orm.migrator.up()
  } finally {
    await Promise.all([orm.close(), client.end()])
  }
}

/** SQLSTATEs and socket errors after which the same idempotent statement may succeed. */
const passing =
  /^(08(?!P01)...|40001|40P01|53...|55P03|57P0[1-5]|57014|25006|ECONNRESET|ECONNREFUSED|EPIPE|ETIMEDOUT)$/
const passingMessage = /terminated|timeout exceeded|Connection ended|not queryable|shutting down/i

/** Whether PostgreSQL was out of reach, as opposed to refusing the statement. */
export function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? String(error.code) : ''
  return passing.test(code) || passingMessage.test(error.message)
}
