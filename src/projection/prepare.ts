import { type Client } from 'pg'
import { type Logger } from 'pino'
import { type ClickHouse } from '../clickhouse/client.ts'
import { allEvents, allUsers } from '../clickhouse/scope.ts'
import { applyBatch } from './apply-batch.ts'
import { type Copying } from './batches.ts'
import { countCopiedUsers, recopyUsers } from './copy-users.ts'
import { type Cursor, readCursor } from './cursor.ts'
import { finishBatch } from './finish-batch.ts'
import { markLostDays } from './mark-versions-stale.ts'
import { readBatch } from './read-batch.ts'
import { continueRebuild, rebuildProjection } from './rebuild.ts'
import { repeatInterruptedRemoval } from './remove/remove-next.ts'
import { claimStore, reasonToRebuild } from './store.ts'

interface Preparing extends Copying {
  log: Logger
  /** ClickHouse lacks events that it had before, so questions are refused until the rebuild ends. */
  onRebuild(): void
}

/**
 * Prepares ClickHouse for the next batch and gives it a new id. ClickHouse is rebuilt from the log when it is not the
 * one that the log was copied to, has tables of another version, lacks events, or is damaged.
 */
export async function prepareProjection(preparing: Preparing, damage?: string): Promise<Cursor> {
  const { client, clickhouse, mostEvents } = preparing
  const before = await readCursor(client)
  const reason = damage ?? (await reasonToRebuild(clickhouse, before))
  if (reason) return rebuildAndLog(reason, preparing)
  await clickhouse.createTables()
  await repeatInterruptedBatch(client, clickhouse)
  await repeatInterruptedRemoval(client, clickhouse)
  const cursor = await readCursor(client)
  const held = await eventsHeld(clickhouse)
  if (held !== Number(cursor.events))
    return rebuildAndLog(`It has ${held} of ${cursor.events} events`, preparing)
  if (cursor.isRebuilding) {
    preparing.onRebuild()
    await continueRebuild(preparing)
  }
  await refillUsers(client, clickhouse, mostEvents)
  await markLostDays(client, clickhouse)
  await claimStore(client, clickhouse)
  return readCursor(client)
}

/** Logs the rebuild, unless no event had been copied yet. */
async function rebuildAndLog(reason: string, preparing: Preparing): Promise<Cursor> {
  const { client, log, onRebuild } = preparing
  const { events } = await readCursor(client)
  if (events !== '0') log.warn({ events: Number(events), reason }, 'ClickHouse is being rebuilt from the log')
  onRebuild()
  await rebuildProjection(preparing)
  const rebuilt = await readCursor(client)
  if (events !== '0') log.warn({ events: Number(rebuilt.events) }, 'ClickHouse has been rebuilt from the log')
  return rebuilt
}

async function eventsHeld(clickhouse: ClickHouse): Promise<number> {
  const [held] = await clickhouse.inspect<{ events: number }>('events held', allEvents)
  return held!.events
}

/** Copies all users again when ClickHouse lacks users that were copied before. */
async function refillUsers(client: Client, clickhouse: ClickHouse, mostUsers: number): Promise<void> {
  const [held] = await clickhouse.inspect<{ users: number }>('users held', allUsers)
  if (held!.users < (await countCopiedUsers(client))) await recopyUsers(client, clickhouse, mostUsers)
}

/**
 * Applies a batch that a crash has interrupted again. ClickHouse ignores the part that it has, since the batch has
 * the same number. It may ignore too much of `first_events`, so `first_events` is refilled; for `events` the caller
 * compares the counts.
 */
export async function repeatInterruptedBatch(client: Client, clickhouse: ClickHouse): Promise<Cursor> {
  const cursor = await readCursor(client)
  if (!cursor.next) return cursor
  const rows = readBatch(client, { after: cursor, to: cursor.next }, cursor.batch)
  const applied = await applyBatch(clickhouse, cursor, rows)
  await clickhouse.refillFirstEvents()
  return finishBatch(client, cursor, Promise.resolve(applied))
}
