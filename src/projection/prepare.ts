import { type Client } from 'pg'
import { type Logger } from 'pino'
import { type ClickHouse } from '../clickhouse/client.ts'
import { allFacts, allUsers } from '../clickhouse/scope.ts'
import { applyBatch } from './apply-batch.ts'
import { type Copying } from './batches.ts'
import { countCopiedUsers, recopyUsers } from './copy-users.ts'
import { type Cursor, readCursor } from './cursor.ts'
import { finishBatch } from './finish-batch.ts'
import { readBatch } from './read-batch.ts'
import { continueRebuild, rebuildProjection } from './rebuild.ts'
import { claimStore, reasonToRebuild, storeHeld } from './store.ts'

interface Preparing extends Copying {
  log: Logger
  /** Questions have to wait: ClickHouse lacks facts that were there before. */
  onRebuild(): void
}

/**
 * Brings ClickHouse to where the log can be continued from, and gives it a new id. It is filled anew where it is not
 * the one that the log was copied to, has tables of another version, lacks facts, or is known to be damaged.
 */
export async function prepareProjection(preparing: Preparing, damage?: string): Promise<Cursor> {
  const { client, clickhouse, mostFacts } = preparing
  const before = await readCursor(client)
  const reason = damage ?? reasonToRebuild(await storeHeld(clickhouse), before)
  if (reason) return rebuildSaying(reason, preparing)
  await clickhouse.createTables()
  const cursor = await repeatCutBatch(client, clickhouse)
  const held = await factsHeld(clickhouse)
  if (held !== Number(cursor.facts))
    return rebuildSaying(`It has ${held} of ${cursor.facts} facts`, preparing)
  if (cursor.isRebuilding) {
    preparing.onRebuild()
    await continueRebuild(preparing)
  }
  await refillUsers(client, clickhouse, mostFacts)
  await claimStore(client, clickhouse)
  return readCursor(client)
}

/** Nothing is said where nothing had been copied yet. */
async function rebuildSaying(reason: string, preparing: Preparing): Promise<Cursor> {
  const { client, log, onRebuild } = preparing
  const { facts } = await readCursor(client)
  if (facts !== '0') log.warn({ facts: Number(facts), reason }, 'ClickHouse is filled anew from the log')
  onRebuild()
  await rebuildProjection(preparing)
  const rebuilt = await readCursor(client)
  if (facts !== '0') log.warn({ facts: Number(rebuilt.facts) }, 'ClickHouse is filled')
  return rebuilt
}

async function factsHeld(clickhouse: ClickHouse): Promise<number> {
  const [held] = await clickhouse.inspect<{ facts: number }>('facts held', allFacts)
  return held!.facts
}

/** Copies all users once more where ClickHouse lacks some that it had been given. */
async function refillUsers(client: Client, clickhouse: ClickHouse, mostUsers: number): Promise<void> {
  const [held] = await clickhouse.inspect<{ users: number }>('users held', allUsers)
  if (held!.users < (await countCopiedUsers(client))) await recopyUsers(client, clickhouse, mostUsers)
}

/**
 * ClickHouse drops what of it had arrived already: the batch has the same number. It may drop too much of
 * `first_facts`, which is refilled; of `facts` the count tells.
 */
export async function repeatCutBatch(client: Client, clickhouse: ClickHouse): Promise<Cursor> {
  const cursor = await readCursor(client)
  if (!cursor.next) return cursor
  const rows = readBatch(client, { after: cursor, to: cursor.next })
  const facts = await applyBatch(clickhouse, cursor, rows)
  await clickhouse.refillFirstFacts()
  return finishBatch(client, cursor, Promise.resolve(facts))
}
