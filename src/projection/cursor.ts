import { type ClientBase, type Pool } from 'pg'
import { isAtOrAfter, type LogPosition } from './log-position.ts'

/** The one row of `projection`: what is applied, the batch that may be under way, and up to which change users are there. */
export interface Cursor extends LogPosition {
  /** The id of the ClickHouse that all this is about; null while it is being emptied, and before there was one. */
  store: string | null
  isRebuilding: boolean
  generation: number
  batch: string
  facts: string
  receivedAt: Date | null
  next: LogPosition | null
  users: LogPosition
}

export async function readCursor(client: ClientBase | Pool): Promise<Cursor> {
  const { rows } = await client.query(
    `select generation, batch::text, facts::text, tx::text, seq::text, received_at,
       next_tx::text, next_seq::text, users_tx::text, users_no::text, store, is_rebuilding
     from projection`,
  )
  return toCursor(rows[0])
}

/** The last committed fact, and the latest committed change of a user. */
interface Head extends LogPosition {
  users: LogPosition
}

/**
 * Where the log and the changes of users end now, in one statement: every question waits for it. Aliased, since
 * `order by tx` beside `tx::text as tx` would sort the text.
 */
export async function readHead(client: ClientBase | Pool): Promise<Head> {
  const { rows } = await client.query(
    `select
       (select array[e.tx::text, e.seq::text] from events e order by e.tx desc, e.seq desc limit 1) as fact,
       (select array[u.changed_tx::text, u.no::text] from users u order by u.changed_tx desc, u.no desc limit 1) as change`,
  )
  const { fact, change } = rows[0]
  return { ...toLogPosition(fact), users: toLogPosition(change) }
}

const toLogPosition = (found: [string, string] | null): LogPosition => ({
  tx: found?.[0] ?? '0',
  seq: found?.[1] ?? '0',
})

/** Where a batch ends, and whether it has as many facts as a batch may have. */
export interface End extends LogPosition {
  isFull: boolean
}

/**
 * Where the batch after a place ends; undefined when there is nothing settled behind it. As a rule that is the last
 * settled fact, found with one look into the index; only where more positions lie between than a batch should have are
 * facts counted off. What is settled stays as it is: read later, the batch is the same.
 */
export async function batchEnd(
  client: ClientBase,
  after: LogPosition,
  mostFacts: number,
): Promise<End | undefined> {
  const settled = await lastSettled(client)
  if (!settled || isAtOrAfter(after, settled)) return undefined
  const isSmall = BigInt(settled.seq) - BigInt(after.seq) <= mostFacts
  const full = isSmall ? undefined : await factAfter(client, after, mostFacts)
  return { ...(full ?? settled), isFull: full !== undefined }
}

/** Fixes where the next batch ends before it is applied, so that a crash repeats this batch and no other. */
export async function recordBatch(client: ClientBase, { tx, seq }: LogPosition): Promise<Cursor> {
  await client.query('update projection set batch = batch + 1, next_tx = $1, next_seq = $2', [tx, seq])
  return readCursor(client)
}

/** Facts of transactions that began before every one still running can no longer be joined by a late commit. */
async function lastSettled(client: ClientBase): Promise<LogPosition | undefined> {
  const { rows } = await client.query<LogPosition>(
    `select e.tx::text as tx, e.seq::text as seq
     from events e
     where e.tx < pg_snapshot_xmin(pg_current_snapshot())
     order by e.tx desc, e.seq desc
     limit 1`,
  )
  return rows[0]
}

/** The place of the fact so many after the cursor, all of them settled. */
async function factAfter(
  client: ClientBase,
  { tx, seq }: LogPosition,
  facts: number,
): Promise<LogPosition | undefined> {
  const { rows } = await client.query<LogPosition>(
    `select e.tx::text as tx, e.seq::text as seq
     from events e
     where (e.tx, e.seq) > ($1::xid8, $2::bigint) and e.tx < pg_snapshot_xmin(pg_current_snapshot())
     order by e.tx, e.seq
     offset $3 limit 1`,
    [tx, seq, facts - 1],
  )
  return rows[0]
}

/** The gathered batch, of so many facts, is in ClickHouse, and what is derived from it is kept. */
export async function moveCursor(client: ClientBase, facts: number): Promise<void> {
  await client.query(
    `update projection
     set tx = next_tx, seq = next_seq, facts = facts + $1,
       received_at = (select max(received_at) from batch),
       next_tx = null, next_seq = null`,
    [facts],
  )
}

/**
 * Forgets what was applied, and where to: what ClickHouse has is about to be emptied. The new generation makes every
 * batch a new one for ClickHouse.
 */
export async function restartCursor(client: ClientBase): Promise<void> {
  await client.query(
    `update projection
     set generation = generation + 1, batch = 0, facts = 0, tx = '0', seq = 0, received_at = null,
       next_tx = null, next_seq = null, users_tx = '0', users_no = 0,
       store = null, is_rebuilding = true`,
  )
}

/** The log is copied to the ClickHouse with this id from now on. */
export async function recordStore(client: ClientBase, id: string): Promise<void> {
  await client.query('update projection set store = $1', [id])
}

/** The cursor has come to the end of the log for the first time since it was restarted. */
export async function finishRebuilding(client: ClientBase): Promise<void> {
  await client.query('update projection set is_rebuilding = false')
}

// biome-ignore lint/suspicious/noExplicitAny: a row as the driver gives it
function toCursor(row: any): Cursor {
  const { generation, batch, facts, tx, seq } = row
  const next = row.next_tx === null ? null : { tx: row.next_tx, seq: row.next_seq }
  const users = { tx: row.users_tx, seq: row.users_no }
  const { store, is_rebuilding: isRebuilding } = row
  return { store, isRebuilding, generation, batch, facts, tx, seq, receivedAt: row.received_at, next, users }
}
