import { randomUUID } from 'node:crypto'
import { type ClientBase, type Pool } from 'pg'
import { type ClickHouse } from '../../clickhouse/client.ts'
import { type Copying } from '../batches.ts'
import { copyAllUsers } from '../copy-users.ts'
import { batchEnd, type Cursor, exchangeCursor, readCursor } from '../cursor.ts'
import { isAtOrAfter, type LogPosition } from '../log-position.ts'
import { batchColumns, readBatch } from '../read-batch.ts'
import { restoreFirstActivities } from '../rebuild.ts'
import { reasonToRebuild } from '../store.ts'

/** What the new ClickHouse has of the log. */
interface Filled extends LogPosition {
  batch: number
  events: number
}

/**
 * Fills the ClickHouse that is to take the place of this one from the log, and exchanges the two. Meanwhile this one answers
 * questions and gets no new events: what changes in the log waits, and reaches the new one afterwards. A fill that was interrupted, also
 * by the signal, begins anew. Returns whether the two were exchanged. Call this while no batch is recorded.
 */
export async function moveToNext(
  { client, clickhouse, mostEvents }: Copying,
  signal: AbortSignal,
): Promise<boolean> {
  const { next } = clickhouse
  if (!next || signal.aborted) return false
  await next.dropTables()
  await next.createTables()
  const filled = await fill({ client, clickhouse: next, mostEvents }, await readCursor(client), signal)
  if (signal.aborted) return false
  const users = await copyAllUsers(client, next, mostEvents)
  await restoreFirstActivities({ client, clickhouse: next })
  const store = randomUUID()
  await next.nameStore(store)
  await exchangeCursor(client, { ...filled, users, store })
  clickhouse.becomeNext()
  return true
}

/**
 * Chooses the ClickHouse that the log is copied to already: the new one once the exchange has taken place, maybe in another
 * process. If neither is, the new one is filled at once.
 * @throws Error when the one that would decide does not answer
 */
export async function chooseFilled(client: ClientBase | Pool, clickhouse: ClickHouse): Promise<void> {
  const { next } = clickhouse
  if (!next) return
  const cursor = await readCursor(client)
  const [ofNext, ofFormer] = await Promise.allSettled(
    [next, clickhouse].map(one => reasonToRebuild(one, cursor)),
  )
  if (isFilled(ofNext!)) return clickhouse.becomeNext()
  if (isFilled(ofFormer!)) return
  for (const found of [ofNext!, ofFormer!]) if (found.status === 'rejected') throw found.reason
  clickhouse.becomeNext()
}

const isFilled = (found: PromiseSettledResult<string | undefined>) =>
  found.status === 'fulfilled' && found.value === undefined

/**
 * Copies batches up to the cursor. Later events are copied after the exchange like any others, so that users, conversations and days
 * get them too.
 */
async function fill(
  { client, clickhouse, mostEvents }: Omit<Copying, 'connect'>,
  cursor: Cursor,
  signal: AbortSignal,
): Promise<Filled> {
  const { generation } = cursor
  const filled: Filled = { tx: '0', seq: '0', batch: 0, events: 0 }
  while (!isAtOrAfter(filled, cursor) && !signal.aborted) {
    const found = await batchEnd(client, filled, mostEvents)
    if (!found) break
    const end = isAtOrAfter(found, cursor) ? cursor : found
    filled.batch++
    const rows = readBatch(client, { after: filled, to: end }, String(filled.batch))
    await clickhouse.insert(rows.stream, batchColumns, `${generation + 1}:${filled.batch}`)
    filled.events += rows.count()
    Object.assign(filled, { tx: end.tx, seq: end.seq })
  }
  return filled
}
