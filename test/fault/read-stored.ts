import { type Pool } from 'pg'
import { type ClickHouse } from '../../src/clickhouse/client.ts'
import { raw } from '../../src/clickhouse/sql.ts'
import { type Env } from '../../src/env.ts'
import { type Verdict, verifyProjection } from '../../src/projection/verify.ts'
import { openStores } from '../../src/stores.ts'

/** When a user was first active: `no` is the user's number, times are milliseconds since 1970. */
export interface FirstFact {
  no: number
  at: number
}

/** What both engines hold. A fact is told as `project/event_id name user conversation milliseconds`. */
export interface Stored {
  log: string[]
  columns: string[]
  /** Over the facts of the log, as ClickHouse keeps it, and as the users in PostgreSQL carry it. */
  firstFacts: { log: FirstFact[]; columns: FirstFact[]; users: FirstFact[] }
  /** Where the projection stands; `isIdle` when no batch is under way. */
  cursor: { facts: number; isIdle: boolean }
  verdict: Verdict
}

/** Opens the data of a service that has stopped, reads it and closes it again. */
export async function readStored(env: Env): Promise<Stored> {
  const { database, clickhouse, close } = await openStores(env, () => undefined)
  try {
    const client = await database.connect()
    const verdict = await verifyProjection(client, clickhouse)
    await client.end()
    return { ...(await readLog(database.log)), ...(await readColumns(database.log, clickhouse)), verdict }
  } finally {
    await close()
  }
}
