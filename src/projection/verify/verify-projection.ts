import { type Client } from 'pg'
import { type ClickHouse } from '../../clickhouse/client.ts'
import { allUsers } from '../../clickhouse/scope.ts'
import { type Cursor, readCursor } from '../cursor.ts'
import { type Compared, type Difference } from './verdict.ts'
import { verifyEvents } from './verify-events.ts'
import { verifyProperties, verifyTraits } from './verify-json.ts'
import { verifyPrecomputed } from './verify-precomputed.ts'
import { verifySnapshots } from './verify-snapshots.ts'
import { verifyFirstActivities, verifyUsers } from './verify-users.ts'

export interface Verdict {
  days: number
  events: number
  /** Events of the log that the projection has not copied yet. */
  waiting: number
  differences: Difference[]
  /** The number of users in PostgreSQL, and of those copied to ClickHouse. */
  users: { log: number; columns: number }
}

/**
 * Compares ClickHouse with PostgreSQL, day by day: each column of each event, users, first activities,
 * snapshots and precomputed days.
 * All of PostgreSQL is read in one snapshot. `show` gets the name of the current comparison.
 */
export async function verifyProjection(
  client: Client,
  clickhouse: ClickHouse,
  show: (what: string) => void = () => undefined,
): Promise<Verdict> {
  await client.query('begin isolation level repeatable read read only')
  try {
    return await verdict({ client, clickhouse, cursor: await readCursor(client), show })
  } finally {
    await client.query('rollback')
  }
}

async function verdict(compared: Compared): Promise<Verdict> {
  const { client, clickhouse, cursor } = compared
  const { log, differences } = await verifyEvents(compared)
  const [held] = await clickhouse.inspect<{ users: number }>('verify users', allUsers)
  return {
    days: log.length,
    events: log.reduce((sum, { rows }) => sum + rows, 0),
    waiting: await eventsWaiting(client, cursor),
    differences: byDay([
      ...differences,
      ...(await verifyProperties(compared)),
      ...(await verifyUsers(compared)),
      ...(await verifyTraits(compared)),
      ...(await verifyFirstActivities(compared)),
      ...(await verifySnapshots(compared)),
      // Days are computed from events: where these differ, the days differ too.
      ...(differences.length ? [] : await verifyPrecomputed(compared)),
    ]),
    users: { log: await countUsers(client), columns: held!.users },
  }
}

/** Merges the differences of all comparisons into one per day. */
function byDay(differences: Difference[]): Difference[] {
  const parts = Map.groupBy(differences, ({ day }) => day)
  return [...parts]
    .map(([day, found]) => ({ day, parts: found.flatMap(({ parts }) => parts) }))
    .sort((a, b) => (a.day < b.day ? -1 : 1))
}

async function countUsers(client: Client): Promise<number> {
  const { rows } = await client.query<{ users: number }>(
    'select count(*)::integer as users from users where linked_to is null',
  )
  return rows[0]!.users
}

async function eventsWaiting(client: Client, { tx, seq }: Cursor): Promise<number> {
  const { rows } = await client.query<{ events: number }>(
    'select count(*)::integer as events from events e where (e.tx, e.seq) > ($1::xid8, $2::bigint)',
    [tx, seq],
  )
  return rows[0]!.events
}
