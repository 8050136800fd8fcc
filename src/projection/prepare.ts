import { type Client } from 'pg'
import { type Logger } from 'pino'
import { type ClickHouse } from '../clickhouse/client.ts'
import { allFacts, allUsers } from '../clickhouse/scope.ts'
import { applyBatch } from './apply-batch.ts'
import { countCopiedUsers, recopyUsers } from './copy-users.ts'
import { type Cursor, readCursor } from './cursor.ts'
import { finishBatch } from './finish-batch.ts'
import { rebuildProjection } from './rebuild.ts'

/**
 * Repeats the batch that a crash may have cut short, then holds ClickHouse against the log: columns that
 * were dropped, restored from elsewhere or never written are rebuilt.
 */
export async function prepareProjection(
  client: Client,
  clickhouse: ClickHouse,
  mostFacts: number,
  log: Logger,
): Promise<Cursor> {
  await clickhouse.createTables()
  const cursor = await repeatCutBatch(client, clickhouse)
  const [held] = await clickhouse.inspect<{ facts: number }>('facts held', allFacts)
  if (held!.facts === Number(cursor.facts)) return refillUsers(client, clickhouse, cursor, mostFacts)
  log.warn(
    { held: held!.facts, expected: Number(cursor.facts) },
    'ClickHouse lacks what was projected: rebuilding it',
  )
  await rebuildProjection(client, clickhouse, mostFacts)
  return readCursor(client)
}

/** Copies all users once more where ClickHouse lacks some that it had been given. */
async function refillUsers(
  client: Client,
  clickhouse: ClickHouse,
  cursor: Cursor,
  mostUsers: number,
): Promise<Cursor> {
  const [held] = await clickhouse.inspect<{ users: number }>('users held', allUsers)
  if (held!.users >= (await countCopiedUsers(client))) return cursor
  await recopyUsers(client, clickhouse, mostUsers)
  return readCursor(client)
}

/**
 * ClickHouse drops what of it had arrived already: the batch has the same number. It may drop too much of
 * `first_facts`, which is refilled; of `facts` the count tells.
 */
export async function repeatCutBatch(client: Client, clickhouse: ClickHouse): Promise<Cursor> {
  const cursor = await readCursor(client)
  if (!cursor.next) return cursor
  const facts = await applyBatch(client, clickhouse, cursor)
  await clickhouse.refillFirstFacts()
  return finishBatch(client, cursor, Promise.resolve(facts))
}
