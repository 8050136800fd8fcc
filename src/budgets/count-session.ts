import { type Client, type ClientBase } from 'pg'
import { type Database } from '../postgres/database.ts'
import { transaction } from '../postgres/transaction.ts'

/** The session that holds this lock counts spend. Two that counted at once would both count the same events. */
const countLock = 7_411_021

/** How long a count waits for that of another process; a first count of a large budget takes longer. */
const mostWaitMs = 2_000
const mostStatementMs = 120_000

/**
 * Opens a session for counts. New events are read by an index, whatever the planner thinks of large transactions. A commit
 * that a crash loses is counted again.
 */
export async function openCountSession(database: Database): Promise<Client> {
  const session = await database.connect()
  await session.query(
    `set enable_seqscan = off; set enable_bitmapscan = off; set jit = off; set synchronous_commit = off;
     set lock_timeout = ${mostWaitMs}; set statement_timeout = ${mostStatementMs}`,
  )
  return session
}

/** Does the work while no other session counts. @throws after 2 s in which another one does, and as the work does */
export async function inTurn<Result>(session: ClientBase, work: () => Promise<Result>): Promise<Result> {
  await session.query('select pg_advisory_lock($1)', [countLock])
  const result = await work().catch(async error => {
    // A dead session has lost its lock already, and the error of the work says why.
    await unlock(session).catch(() => undefined)
    throw error
  })
  await unlock(session)
  return result
}

const unlock = (session: ClientBase) => session.query('select pg_advisory_unlock($1)', [countLock])

/** A transaction in which all statements see the same events. */
export const inSnapshot = <Result>(client: ClientBase, work: () => Promise<Result>): Promise<Result> =>
  transaction(client, async () => {
    await client.query('set transaction isolation level repeatable read')
    return work()
  })
