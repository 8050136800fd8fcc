import { type ClientBase, type Pool } from 'pg'

/** A place in commit order: `tx` and `seq` as texts, since both are 64 bits wide. */
export interface Place {
  tx: string
  seq: string
}

/** The one row of `projection`: what is applied, and the batch that may be under way. */
export interface Cursor extends Place {
  generation: number
  batch: string
  facts: string
  receivedAt: Date | null
  next: (Place & { facts: string }) | null
}

/** Whether everything up to `head` lies at or before `place`. */
export function hasPassed(place: Place, head: Place): boolean {
  const tx = BigInt(place.tx)
  const headTx = BigInt(head.tx)
  return tx > headTx || (tx === headTx && BigInt(place.seq) >= BigInt(head.seq))
}

export async function readCursor(client: ClientBase | Pool): Promise<Cursor> {
  const { rows } = await client.query(
    `select generation, batch::text, facts::text, tx::text, seq::text, received_at,
       next_tx::text, next_seq::text, next_facts::text
     from projection`,
  )
  return toCursor(rows[0])
}

/**
 * Where the log ends now: the last committed fact. Aliased, since `order by tx` beside `tx::text as tx`
 * would sort the text.
 */
export async function readHead(client: ClientBase | Pool): Promise<Place> {
  const { rows } = await client.query<Place>(
    `select e.tx::text as tx, e.seq::text as seq from events e order by e.tx desc, e.seq desc limit 1`,
  )
  return rows[0] ?? { tx: '0', seq: '0' }
}

/**
 * Fixes the bounds of the next batch before it is applied, so that a crash repeats this batch and no other.
 * Rows of transactions that began before every one still running can no longer be joined by a late commit.
 */
export async function recordBatch(client: ClientBase, mostFacts: number): Promise<Cursor> {
  await client.query(
    `with page as (
       select e.tx, e.seq
       from events e, projection p
       where (e.tx, e.seq) > (p.tx, p.seq) and e.tx < pg_snapshot_xmin(pg_current_snapshot())
       order by e.tx, e.seq
       limit $1
     ), last as (
       select page.tx, page.seq, (select count(*) from page) as facts
       from page order by page.tx desc, page.seq desc limit 1
     )
     update projection
     set batch = batch + 1, next_tx = last.tx, next_seq = last.seq, next_facts = last.facts
     from last`,
    [mostFacts],
  )
  return readCursor(client)
}

/** The recorded batch is in ClickHouse, and what is derived from it is kept: the cursor moves behind it. */
export async function moveCursor(client: ClientBase): Promise<void> {
  await client.query(
    `update projection p
     set tx = next_tx, seq = next_seq, facts = facts + next_facts,
       received_at = (
         select max(e.received_at) from events e
         where (e.tx, e.seq) > (p.tx, p.seq) and (e.tx, e.seq) <= (p.next_tx, p.next_seq)),
       next_tx = null, next_seq = null, next_facts = null`,
  )
}

/** Forgets what was applied; the new generation makes every batch a new one for ClickHouse. */
export async function restartCursor(client: ClientBase): Promise<Cursor> {
  await client.query(
    `update projection
     set generation = generation + 1, batch = 0, facts = 0, tx = '0', seq = 0, received_at = null,
       next_tx = null, next_seq = null, next_facts = null`,
  )
  return readCursor(client)
}

// biome-ignore lint/suspicious/noExplicitAny: a row as the driver gives it
function toCursor(row: any): Cursor {
  const { generation, batch, facts, tx, seq } = row
  const next = row.next_tx === null ? null : { tx: row.next_tx, seq: row.next_seq, facts: row.next_facts }
  return { generation, batch, facts, tx, seq, receivedAt: row.received_at, next }
}
