import { type ClickHouse } from '../clickhouse/client.ts'
import { type Database, isOutage } from '../postgres/database.ts'
import { type Migrated, migrated } from '../postgres/migrated.ts'
import { type Projector } from '../projection/projector.ts'
import { type ProjectionState } from '../projection/store-watch.ts'

/** What has to be so for requests to be answered. */
export interface Readiness {
  engines: { postgresql: boolean; clickhouse: boolean }
  /** As PostgreSQL last said; unknown until it has. */
  migrations: Migrated | 'unknown'
  /** Whether this process may answer questions from ClickHouse. */
  projection: ProjectionState
}

/** How long an engine may take to answer. */
const mostMs = 500
/** How long a look is good for, so that being probed often costs nothing. */
const freshMs = 100

/** Looks at both engines. Who asks while a look is under way, or just after, shares it. */
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
      // It answers, but does not know the table of migrations.
      if (!isOutage(error)) migrations = 'older'
      return !isOutage(error)
    }
  }

  const askPostgres = inTime(postgresIsUp)
  const askClickHouse = inTime(() => clickhouse.isUp().catch(() => false))

  const look = async (): Promise<Readiness> => {
    const [postgresql, held] = await Promise.all([askPostgres(), askClickHouse()])
    return { engines: { postgresql, clickhouse: held }, migrations, projection: projector.state() }
  }

  return () => {
    shared ??= look().finally(() => {
      setTimeout(() => {
        shared = undefined
      }, freshMs).unref()
    })
    return shared
  }
}

/**
 * False when there is no answer in time. The question stands until there is one, so that connecting may take longer
 * than a look; and an answer that came while this process was busy counts.
 */
function inTime(ask: () => Promise<boolean>): () => Promise<boolean> {
  let asking: Promise<boolean> | undefined
  return () => {
    asking ??= ask().finally(() => {
      asking = undefined
    })
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<boolean>(resolve => {
      timer = setTimeout(() => setImmediate(resolve, false), mostMs)
    })
    return Promise.race([asking, late]).finally(() => clearTimeout(timer))
  }
}
