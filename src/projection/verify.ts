import { type Client } from 'pg'
import { type ClickHouse } from '../clickhouse/client.ts'
import { allUsers, dayChecksums } from '../clickhouse/scope.ts'

/** A day (UTC, all projects) on which the engines differ; counts are of facts. */
interface Difference {
  day: string
  log: number
  columns: number
}

export interface Verdict {
  days: number
  facts: number
  /** Facts in the log that the projection has not come to. */
  waiting: number
  differences: Difference[]
  /** How many users each of them knows; ClickHouse those that the projection has come to. */
  users: { log: number; columns: number }
}

interface Day {
  day: string
  facts: number
  checksum: string
}

/**
 * Compares what both engines hold, day by day: how many facts, and a checksum over their ids, names, users,
 * times and labels. Properties and measures are not in it, since the engines write them differently.
 */
export async function verifyProjection(client: Client, clickhouse: ClickHouse): Promise<Verdict> {
  const { rows: log } = await client.query<Day>(logChecksums)
  const { rows: waiting } = await client.query<{ facts: number }>(factsWaiting)
  const columns = await clickhouse.inspect<Day>('verify', dayChecksums)
  const [users] = await clickhouse.inspect<{ users: number }>('verify users', allUsers)
  const held = new Map(columns.map(day => [day.day, day]))
  const logged = new Set(log.map(({ day }) => day))
  const differing = log.flatMap(day => difference(day, held.get(day.day)))
  const surplus = columns
    .filter(({ day }) => !logged.has(day))
    .map(({ day, facts }) => ({ day, log: 0, columns: facts }))
  return {
    days: log.length,
    facts: log.reduce((sum, { facts }) => sum + facts, 0),
    waiting: waiting[0]!.facts,
    differences: [...differing, ...surplus],
    users: { log: await countUsers(client), columns: users!.users },
  }
}

function difference(log: Day, columns: Day | undefined): Difference[] {
  if (columns?.checksum === log.checksum && columns.facts === log.facts) return []
  return [{ day: log.day, log: log.facts, columns: columns?.facts ?? 0 }]
}

async function countUsers(client: Client): Promise<number> {
  const { rows } = await client.query<{ users: number }>('select count(*)::integer as users from users')
  return rows[0]!.users
}

const factsWaiting = `
  select count(*)::integer as facts
  from events e
  where (e.tx, e.seq) > ((select tx from projection), (select seq from projection))`

const logChecksums = `
  with projected as (
    select e.*, md5(concat(
      e.seq, '|', project, '|', event_id, '|', kind, '|', name, '|', coalesce(user_no, 0), '|', session_id, '|',
      conversation_id, '|', bot_id, '|', channel, '|', (extract(epoch from occurred_at) * 1000)::bigint)) as digest
    from events e
    where (e.tx, e.seq) <= ((select tx from projection), (select seq from projection))
  )
  select to_char(occurred_at at time zone 'UTC', 'YYYY-MM-DD') as day, count(*)::integer as facts,
    sum(('x' || left(digest, 8))::bit(32)::bigint)::text as checksum
  from projected
  group by 1
  order by 1`
