import { type ClickHouse } from '../../clickhouse/client.ts'
import { integers, raw, sql } from '../../clickhouse/sql.ts'
import { differingParts } from './differing-parts.ts'
import { columnsDay, columnsDigests, type Day, logDay, logDigests } from './digest.ts'
import { type Compared, type Difference } from './verdict.ts'
import { written } from './written.ts'

/** The columns of a user in both engines. */
const row = {
  'users.project': written('project', 'text'),
  'users.external_id': written('external_id', 'text'),
  'users.username': written('username', 'text'),
  'users.created_at': written('created_at', 'timestamptz'),
  'users.changed_tx': written('changed_tx', 'bigint'),
}

/** Compares the copied users by the day of their creation, without users that changed after the copy. */
export async function verifyUsers({ client, clickhouse, cursor, show }: Compared): Promise<Difference[]> {
  show('Comparing users')
  const no = written('user_no', 'integer')
  const parts = Object.values(row).map(column => [no, column])
  const { tx, seq } = cursor.users
  const { rows: log } = await client.query<Day>(
    `select ${logDay('created_at')} as day, count(*)::integer as rows, ${logDigests(parts)} as digests
     from (select u.*, no as user_no from users u where linked_to is null and (changed_tx, no) <= ($1::xid8, $2::integer)) users
     group by 1`,
    [tx, seq],
  )
  const columns = await clickhouse.inspect<Day>(
    'verify: users',
    sql`select ${raw(columnsDay('created_at'))} as day, count() as rows, ${raw(columnsDigests(parts))} as digests
      from users final
      where user_no not in ${integers(await changedSince({ client, cursor }))}
      group by day`,
  )
  return differingParts(log, columns, Object.keys(row), 'users')
}

/** The numbers of the users whose latest change is not copied yet. */
export async function changedSince({
  client,
  cursor,
}: Pick<Compared, 'client' | 'cursor'>): Promise<number[]> {
  const { tx, seq } = cursor.users
  const { rows } = await client.query<{ no: number }>(
    'select no from users where (changed_tx, no) > ($1::xid8, $2::integer)',
    [tx, seq],
  )
  return rows.map(({ no }) => no)
}

/** Compares the first activities of users, by day. */
export async function verifyFirstActivities({ client, clickhouse, show }: Compared): Promise<Difference[]> {
  show('Comparing first activities')
  const parts = [
    [written('project', 'text'), written('user_no', 'integer'), written('occurred_at', 'timestamptz')],
  ]
  const { rows: log } = await client.query<Day>(
    `select ${logDay('occurred_at')} as day, count(*)::integer as rows, ${logDigests(parts)} as digests
     from (select project, no as user_no, first_active_at as occurred_at from users) users
     where occurred_at is not null
     group by 1`,
  )
  return differingParts(
    log,
    await firstActivities(clickhouse, columnsDigests(parts)),
    ['first_activity'],
    'first_activity',
  )
}

const firstActivities = (clickhouse: ClickHouse, digests: string) =>
  clickhouse.inspect<Day>(
    'verify: first activities',
    sql`select ${raw(columnsDay('occurred_at'))} as day, count() as rows, ${raw(digests)} as digests
      from first_events final
      group by day`,
  )
