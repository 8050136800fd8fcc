import { type ClientBase, type Pool } from 'pg'
import { transaction } from '../postgres/transaction.ts'
import { isAtOrAfter, type LogPosition } from './log-position.ts'
import { selectLastWaiting } from './restate/queue.ts'

/**
 * The only row of `projection`: the position of the last applied event, the running batch, and the position of the
 * last copied user.
 */
export interface Cursor extends LogPosition {
  /** The id of the ClickHouse that was filled; null before the first one, and while it is being emptied. */
  store: string | null
  isRebuilding: boolean
  generation: number
  batch: string
  events: string
  receivedAt: Date | null
  next: LogPosition | null
  users: LogPosition
  /** The last of the links and restatements that wait. */
  lastWaiting: string | null
}

export async function readCursor(client: ClientBase | Pool): Promise<Cursor> {
  const { rows } = await client.query(
    `select generation, batch::text, events::text, tx::text, seq::text, received_at,
       next_tx::text, next_seq::text, users_tx::text, users_no::text, store, is_rebuilding, ${selectLastWaiting} as last_waiting
     from projection`,
  )
  return toCursor(rows[0])
}

/** The last committed event, the latest committed change of a user, and the last link or restatement that waits. */
export interface Head extends LogPosition {
  users: LogPosition
  lastWaiting: string | null
}

/**
 * The end of the log and of the changes of users, in one statement because every question waits for it. The tables have
 * aliases because `order by tx` beside `tx::text as tx` would sort the text.
 */
export async function readHead(client: ClientBase | Pool): Promise<Head> {
  const { rows } = await client.query(
    `select
       (select array[e.tx::text, e.seq::text] from events e order by e.tx desc, e.seq desc limit 1) as event,
       (select array[u.changed_tx::text, u.no::text] from users u order by u.changed_tx desc, u.no desc limit 1) as change,
       ${selectLastWaiting} as last_waiting`,
  )
  const { event, change, last_waiting: lastWaiting } = rows[0]
  return { ...toLogPosition(event), users: toLogPosition(change), lastWaiting }
}

const toLogPosition = (found: [string, string] | null): LogPosition => ({
  tx: found?.[0] ?? '0',
  seq: found?.[1] ?? '0',
})

/** The last batch that ClickHouse has in whole: a batch is recorded before it is applied, and finished afterwards. */
export const finishedBatch = ({ batch, next }: Cursor): string => (next ? String(BigInt(batch) - 1n) : batch)

/** The end of a batch, and whether the batch has as many events as a batch may have. */
export interface End extends LogPosition {
  isFull: boolean
}

/**
 * The end of the batch after a position; undefined when there is no settled event after it. The end is usually the
 * last settled event, found by one look-up in the index. Events are counted only when more positions lie in between
 * than a batch may have. Settled events do not change, so a batch that is read later is the same.
 */
export async function batchEnd(
  client: ClientBase,
  after: LogPosition,
  mostEvents: number,
): Promise<End | undefined> {
  const settled = await lastSettled(client)
  if (!settled || isAtOrAfter(after, settled)) return undefined
  const isSmall = BigInt(settled.seq) - BigInt(after.seq) <= mostEvents
  const full = isSmall ? undefined : await eventAfter(client, after, mostEvents)
  return { ...(full ?? settled), isFull: full !== undefined }
}

/** Stores the end of the next batch before the batch is applied, so that a crash repeats exactly this batch. */
export async function recordBatch(client: ClientBase, { tx, seq }: LogPosition): Promise<Cursor> {
  await client.query('update projection set batch = batch + 1, next_tx = $1, next_seq = $2', [tx, seq])
  return readCursor(client)
}

/** The last event before the oldest running transaction: no commit can add an event at or before its position. */
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

/** The position of the settled event `events` events after another position. */
async function eventAfter(
  client: ClientBase,
  { tx, seq }: LogPosition,
  events: number,
): Promise<LogPosition | undefined> {
  const { rows } = await client.query<LogPosition>(
    `select e.tx::text as tx, e.seq::text as seq
     from events e
     where (e.tx, e.seq) > ($1::xid8, $2::bigint) and e.tx < pg_snapshot_xmin(pg_current_snapshot())
     order by e.tx, e.seq
     offset $3 limit 1`,
    [tx, seq, events - 1],
  )
  return rows[0]
}

/** Moves the cursor to the end of the batch, once ClickHouse and the tables derived from it have its events. */
export async function moveCursor(client: ClientBase, events: number): Promise<void> {
  await client.query(
    `update projection
     set tx = next_tx, seq = next_seq, events = events + $1,
       received_at = (select max(received_at) from batch),
       next_tx = null, next_seq = null`,
    [events],
  )
}

/**
 * Resets the cursor before ClickHouse is emptied. The new generation gives every batch a new deduplication token.
 */
export async function restartCursor(client: ClientBase): Promise<void> {
  await client.query(
    `update projection
     set generation = generation + 1, batch = 0, events = 0, tx = '0', seq = 0, received_at = null,
       next_tx = null, next_seq = null, users_tx = '0', users_no = 0,
       store = null, is_rebuilding = true`,
  )
  await client.query('update removed_events set copied = 0')
}

/** Makes another ClickHouse, which has the log up to a position, the one of the cursor, as a new generation. */
export async function exchangeCursor(
  client: ClientBase,
  filled: LogPosition & { batch: number; events: number; users: LogPosition; store: string },
): Promise<void> {
  const { batch, events, tx, seq, users, store } = filled
  await transaction(client, async () => {
    await client.query(
      `update projection
       set generation = generation + 1, batch = $1, events = $2, tx = $3::xid8, seq = $4,
         received_at = (select received_at from events where (events.tx, events.seq) = ($3::xid8, $4::bigint)),
         next_tx = null, next_seq = null, users_tx = $5::xid8, users_no = $6, store = $7, is_rebuilding = false`,
      [batch, events, tx, seq, users.tx, users.seq, store],
    )
    // What the log had lost before is not in the new one.
    await client.query('update removed_events set copied = 0')
    // The new one has no precomputed rows yet.
    await client.query('update precomputed_days set is_stale = true where not is_stale')
  })
}

/** Records the id of the ClickHouse that the log is copied to from now on. */
export async function recordStore(client: ClientBase, id: string): Promise<void> {
  await client.query('update projection set store = $1', [id])
}

/** The cursor has come to the end of the log for the first time since it was restarted. */
export async function finishRebuilding(client: ClientBase): Promise<void> {
  await client.query('update projection set is_rebuilding = false')
}

// biome-ignore lint/suspicious/noExplicitAny: a row from the driver
function toCursor(row: any): Cursor {
  const { generation, batch, events, tx, seq } = row
  const next = row.next_tx === null ? null : { tx: row.next_tx, seq: row.next_seq }
  const users = { tx: row.users_tx, seq: row.users_no }
  const { store, is_rebuilding: isRebuilding } = row
  return {
    store,
    isRebuilding,
    generation,
    batch,
    events,
    tx,
    seq,
    receivedAt: row.received_at,
    next,
    users,
    lastWaiting: row.last_waiting,
  }
}
