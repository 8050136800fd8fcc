import { type Client } from 'pg'
import { type ClickHouse } from '../clickhouse/client.ts'
import { copyOut } from '../postgres/copy-out.ts'
import { copiedObject } from './copied-object.ts'
import { readCursor } from './cursor.ts'
import { type LogPosition } from './log-position.ts'

/** The columns of users in ClickHouse, and the SQL that reads them from PostgreSQL. */
const columns = {
  project: 'project',
  user_no: 'no',
  external_id: `coalesce(external_id, '')`,
  username: `coalesce(username, '')`,
  traits: copiedObject('traits'),
  created_at: `created_at at time zone 'UTC'`,
  changed_tx: 'changed_tx',
  is_linked: '(linked_to is not null)::integer',
}

/**
 * Copies new and changed users to ClickHouse, at most `mostUsers`. Returns the position of the last copied change, and
 * whether there may be more; undefined when no user has changed. An interrupted copy is simply repeated, because of
 * several rows of a user the latest counts. A user who changes during the copy gets a later position and is included in
 * the next batch.
 */
export async function copyUsers(
  client: Client,
  clickhouse: ClickHouse,
  mostUsers: number,
): Promise<{ to: LogPosition; isFull: boolean } | undefined> {
  const { users: after } = await readCursor(client)
  const full = await changeAfter(client, after, mostUsers)
  const to = full ?? (await lastChange(client, after))
  if (!to) return undefined
  await insertUsers(client, clickhouse, changedUsers(after, to))
  await moveUserPosition(client, to)
  return { to, isFull: full !== undefined }
}

async function insertUsers(client: Client, clickhouse: ClickHouse, statement: string): Promise<void> {
  const rows = copyOut(client, `copy (${statement}) to stdout`)
  await clickhouse.insertUsers(rows, Object.keys(columns))
}

/** Copies all users again. */
export async function recopyUsers(client: Client, clickhouse: ClickHouse, mostUsers: number): Promise<void> {
  await moveUserPosition(client, { tx: '0', seq: '0' })
  while ((await copyUsers(client, clickhouse, mostUsers))?.isFull);
}

/** Copies every user to a ClickHouse beside the one of the cursor; returns the position of the last change. */
export async function copyAllUsers(
  client: Client,
  clickhouse: ClickHouse,
  mostUsers: number,
): Promise<LogPosition> {
  for (let after: LogPosition = { tx: '0', seq: '0' }; ; ) {
    const to = (await changeAfter(client, after, mostUsers)) ?? (await lastChange(client, after))
    if (!to) return after
    await insertUsers(client, clickhouse, changedUsers(after, to))
    after = to
  }
}

/** Copies the current state of some users, whatever their last change is. */
export async function copyTheseUsers(
  client: Client,
  clickhouse: ClickHouse,
  numbers: number[],
): Promise<void> {
  const statement = `select ${Object.values(columns).join(', ')} from users where no in (${numbers.join(', ')})`
  await insertUsers(client, clickhouse, statement)
}

/** The number of users that ClickHouse certainly has. Users that changed since the last copy may be missing there. */
export async function countCopiedUsers(client: Client): Promise<number> {
  const { rows } = await client.query<{ users: number }>(
    `select count(*)::integer as users
     from users
     where linked_to is null
       and (changed_tx, no) <= ((select users_tx from projection), (select users_no from projection))`,
  )
  return rows[0]!.users
}

/** The position of the settled change `users` changes after another position; undefined when there are fewer. */
const changeAfter = (client: Client, after: LogPosition, users: number) =>
  settledChange(client, after, `u.changed_tx, u.no offset ${users - 1}`)

const lastChange = (client: Client, after: LogPosition) =>
  settledChange(client, after, 'u.changed_tx desc, u.no desc')

/** As with events, a change is settled when every running transaction began after the transaction of the change. */
async function settledChange(
  client: Client,
  { tx, seq }: LogPosition,
  order: string,
): Promise<LogPosition | undefined> {
  const { rows } = await client.query<LogPosition>(
    `select u.changed_tx::text as tx, u.no::text as seq
     from users u
     where (u.changed_tx, u.no) > ($1::xid8, $2::integer)
       and u.changed_tx < pg_snapshot_xmin(pg_current_snapshot())
     order by ${order}
     limit 1`,
    [tx, seq],
  )
  return rows[0]
}

/** COPY takes no parameters, so the positions are written into the text. They are digits from PostgreSQL. */
const changedUsers = (after: LogPosition, to: LogPosition) => `
  select ${Object.values(columns).join(', ')}
  from users
  where (changed_tx, no) > ('${after.tx}'::xid8, ${after.seq}) and (changed_tx, no) <= ('${to.tx}'::xid8, ${to.seq})
  order by changed_tx, no`

async function moveUserPosition(client: Client, { tx, seq }: LogPosition): Promise<void> {
  await client.query('update projection set users_tx = $1, users_no = $2', [tx, seq])
}
