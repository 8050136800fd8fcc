import { type Pool } from 'pg'
import { type ClickHouse } from '../../src/clickhouse/client.ts'
import { raw } from '../../src/clickhouse/sql.ts'
import { openStores } from '../../src/engines/stores.ts'
import { type Env } from '../../src/env.ts'
import { type Verdict, verifyProjection } from '../../src/projection/verify/verify-projection.ts'
import { projects } from './load/batch.ts'

/** An event by `project/event_id`; `content` is from the client, `copied` is in both engines. */
interface LoggedEvent {
  key: string
  content: string
  copied: string
}

/** The times of a user's first event, in milliseconds since 1970, from the three places that store it. */
export interface FirstEvent {
  user: number
  log: number
  users: number
  columns: number
}

/** The contents of both engines. */
export interface Stored {
  /** The events of the projects of the load. */
  log: LoggedEvent[]
  /** The number of events of all projects. */
  rows: number
  columns: { key: string; copied: string }[]
  firstEvents: FirstEvent[]
  cursor: { events: number; isIdle: boolean }
  verdict: Verdict
}

/** Opens the data of a stopped service, reads it and closes it again. */
export async function readStored(env: Env): Promise<Stored> {
  const { database, clickhouse, close } = await openStores(env, () => undefined)
  const client = await database.connect()
  try {
    return {
      log: await readLog(database.pool),
      rows: await countRows(database.pool),
      columns: await clickhouse.query('columns', raw(columnsStatement)),
      firstEvents: await readFirstEvents(database.pool, clickhouse),
      cursor: await readCursor(database.pool),
      verdict: await verifyProjection(client, clickhouse),
    }
  } finally {
    await client.end()
    await close()
  }
}

const columnsStatement = `
  select concat(project, '/', event_id) as key,
    concat(toString(seq), '|', name, '|', toString(user_no), '|', toString(toUnixTimestamp64Milli(occurred_at)), '|',
      conversation_id) as copied
  from events
  where project in (${projects.map(project => `'${project}'`).join()})`

async function readLog(pool: Pool): Promise<LoggedEvent[]> {
  const { rows } = await pool.query<LoggedEvent>(
    `select e.project || '/' || event_id as key,
       concat(name, '|', external_id, '|', (extract(epoch from occurred_at) * 1000)::bigint, '|', conversation_id) as content,
       concat(seq, '|', name, '|', coalesce(user_no, 0), '|', (extract(epoch from occurred_at) * 1000)::bigint, '|',
         conversation_id) as copied
     from events e
     left join users u on u.no = e.user_no and u.project = e.project
     where e.project = any($1::text[])`,
    [projects],
  )
  return rows
}

async function countRows(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ count: number }>('select count(*)::integer as count from events')
  return rows[0]!.count
}

/** A first event that has expired stays that of its user. */
async function readFirstEvents(pool: Pool, clickhouse: ClickHouse): Promise<FirstEvent[]> {
  const { rows } = await pool.query<Omit<FirstEvent, 'columns'>>(
    `select u.no as user,
       (extract(epoch from case when first_seen_at < kept_until then first_seen_at else min(occurred_at) end) * 1000)::double precision
         as log,
       (extract(epoch from first_seen_at) * 1000)::double precision as users
     from users u
     join events e on e.user_no = u.no
     left join projects p on p.id = u.project
     group by u.no, kept_until`,
  )
  const kept = await clickhouse.query<{ user: number; at: number }>(
    'first events',
    raw(
      `select user_no as user, toUnixTimestamp64Milli(min(occurred_at)) as at from first_events group by user_no`,
    ),
  )
  const at = new Map(kept.map(({ user, at }) => [user, at]))
  return rows.map(row => ({ ...row, columns: at.get(row.user) ?? Number.NaN }))
}

async function readCursor(pool: Pool): Promise<Stored['cursor']> {
  const { rows } = await pool.query(
    'select events::integer as events, next_tx is null as "isIdle" from projection',
  )
  return rows[0]
}
