import { sql } from '../../../src/clickhouse/sql.ts'
import { openStores, type Stores } from '../../../src/engines/stores.ts'
import { inSession } from '../../support/in-session.ts'
import { placesWith } from '../../support/privacy/everywhere.ts'
import { type Run } from '../run.ts'
import { planted, type Removal } from './removals.ts'

/** What removals left that had to go, and took that had to stay, in both engines of a stopped service. */
export async function leftOver({ env, removals = [] }: Run): Promise<string[]> {
  const stores = await openStores(env, () => undefined)
  try {
    const places = await placesWith({ services: stores, env }, planted)
    return [
      ...places.map(place => `${place} has a text that was to be removed`),
      ...differences('PostgreSQL', removals, await inPostgres(stores)),
      ...differences('ClickHouse', removals, await inClickHouse(stores)),
    ]
  } finally {
    await stores.close()
  }
}

interface Count {
  project: string
  events: number
}

const differences = (engine: string, removals: Removal[], counts: Count[]): string[] =>
  removals.flatMap(({ what, project, left }) => {
    const { events } = counts.find(count => count.project === project) ?? { events: 0 }
    return events === left ? [] : [`${engine} has ${events} events of ${project} after ${what}, not ${left}`]
  })

/** In a session without the time limit of requests. */
const inPostgres = ({ database }: Stores): Promise<Count[]> =>
  inSession(database, async client => {
    const { rows } = await client.query<Count>(
      'select project, count(*)::integer as events from events group by 1',
    )
    return rows
  })

const inClickHouse = ({ clickhouse }: Stores): Promise<Count[]> =>
  clickhouse.check<Count>(
    'events',
    sql`select project, toUInt32(count()) as events from events group by project`,
  )
