import { type ClickHouse } from '../clickhouse/client.ts'
import { type Database, isOutage } from '../postgres/database.ts'
import { type Migrated, migrated } from '../postgres/migrated.ts'
import { type Projector } from '../projection/projector.ts'
import { type ProjectionState } from '../projection/store-watch.ts'

/** The conditions under which the service answers requests. */
export interface Readiness {
  engines: { postgresql: boolean; clickhouse: boolean }
  /** The state when PostgreSQL last answered; `unknown` before its first answer. */
  migrations: Migrated | 'unknown'
  /** Whether this process may answer questions from ClickHouse. */
  projection: ProjectionState
}

/** How long an engine may take to answer. */
const mostMs = 500
/** How long a result is reused, so that frequent probes cost nothing. */
const freshMs = 100

/** Checks both engines. Probes during a check, and up to 0.1 s after it, share its result. */
export function createReadiness(
  database: Database,
  clickhouse: ClickHouse,
  projector: Projector,
): () => Promise<Readiness> {
  let migrations: Readiness['migrations'] = 'unknown'
  let shared: Promise<Readiness> | undefined

  const postgresIsUp = async () => {
    try {
      migrations = migrated(await database.migrationsRun())
      return true
    } catch (error) {
      // PostgreSQL answers, but has no table of migrations.
      if (!isOutage(error)) migrations = 'older'
      return !isOutage(error)
    }
  }

  const askPostgres = inTime(postgresIsUp)
  const askClickHouse = inTime(() => clickhouse.isUp().catch(() => false))

  const check = async (): Promise<Readiness> => {
    const [postgresql, held] = await Promise.all([askPostgres(), askClickHouse()])
    return { engines: { postgresql, clickhouse: held }, migrations, projection: projector.state() }
  }

  return () => {
    shared ??= check().finally(() => {
      setTimeout(() => {
        shared = undefined
      }, freshMs).unref()
    })
    return shared
  }
}

/**
 * False when there is no answer within 0.5 s. The attempt continues in the background, so that connecting may take
 * longer than one check. An answer that arrived while this process was busy still counts as in time.
 */
function inTime(ask: () => Promise<boolean>): () => Promise<boolean> {
  let asking: Promise<boolean> | undefined
  return () => {
    asking ??= ask().finally(() => {
      asking = undefined
    })
    let timer: NodeJS.Timeout | undefined
    const timeout = new Promise<boolean>(resolve => {
      timer = setTimeout(() => setImmediate(resolve, false), mostMs)
    })
    return Promise.race([asking, timeout]).finally(() => clearTimeout(timer))
  }
}
