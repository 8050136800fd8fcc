import { type Client } from 'pg'

/** The process whose session holds this lock runs the projection. */
const projectionLock = 7_411_002

/** Takes the lock of the projection, unless another process holds it. The lock ends with the session. */
export async function mayProject(session: Client): Promise<boolean> {
  const { rows } = await session.query('select pg_try_advisory_lock($1) as mine', [projectionLock])
  if (rows[0].mine) await readByIndex(session)
  return rows[0].mine
}

/**
 * Makes the session read events by an index, in which the events of a batch are adjacent. The planner estimates a batch
 * by the size of the transactions that wrote it: after a large transaction it would scan and sort the whole log per
 * batch.
 */
export async function readByIndex(session: Client): Promise<void> {
  await session.query('set enable_seqscan = off; set enable_bitmapscan = off')
}
