import { type Client } from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { type ClickHouse } from '../clickhouse/client.ts'
import { readCursor } from './cursor.ts'
import { type LogPosition } from './log-position.ts'

/** Their columns in ClickHouse, and what fills them. */
const columns = {
  project: 'project',
  user_no: 'no',
  external_id: 'external_id',
  username: `coalesce(username, '')`,
  traits: 'traits',
  created_at: `created_at at time zone 'UTC'`,
  changed_tx: 'changed_tx',
}

/**
 * Brings the users who are new or have changed, up to so many, to ClickHouse, and gives how far they are there, and
 * whether there may be more; undefined when nobody has changed. Cut short it is simply repeated: of a user's rows there the latest counts.
 * Whoever changes meanwhile has moved behind the end and follows with the next.
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
  const rows = client.query(copyTo(`copy (${changedUsers(after, to)}) to stdout`))
  await clickhouse.insertUsers(rows, Object.keys(columns))
  await moveUsers(client, to)
  return { to, isFull: full !== undefined }
}

/** Forgets which users were copied, and copies all of them. */
export async function recopyUsers(client: Client, clickhouse: ClickHouse, mostUsers: number): Promise<void> {
  await moveUsers(client, { tx: '0', seq: '0' })
  while ((await copyUsers(client, clickhouse, mostUsers))?.isFull);
}

/** How many users ClickHouse has for certain: those who have changed since may be there or not. */
export async function countCopiedUsers(client: Client): Promise<number> {
  const { rows } = await client.query<{ users: number }>(
    `select count(*)::integer as users
     from users
     where (changed_tx, no) <= ((select users_tx from projection), (select users_no from projection))`,
  )
  return rows[0]!.users
}

/** The place of the change so many after another one, all of them settled; undefined when there are fewer. */
const changeAfter = (client: Client, after: LogPosition, users: number) =>
  settledChange(client, after, `u.changed_tx, u.no offset ${users - 1}`)

const lastChange = (client: Client, after: LogPosition) =>
  settledChange(client, after, 'u.changed_tx desc, u.no desc')

/** As with facts, a change is settled when every transaction that is still running began after its own. */
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

/** The places stand in the text since COPY takes no parameters; they are digits that PostgreSQL gave. */
const changedUsers = (after: LogPosition, to: LogPosition) => `
  select ${Object.values(columns).join(', ')}
  from users
  where (changed_tx, no) > ('${after.tx}'::xid8, ${after.seq}) and (changed_tx, no) <= ('${to.tx}'::xid8, ${to.seq})
  order by changed_tx, no`

async function moveUsers(client: Client, { tx, seq }: LogPosition): Promise<void> {
  await client.query('update projection set users_tx = $1, users_no = $2', [tx, seq])
}
