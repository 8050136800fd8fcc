import { type Client } from 'pg'

/** Of all processes, the one whose session holds this lock projects. */
const projectionLock = 7_411_002

/** Makes this session the one that projects, unless another process has one. It is given up when the session ends. */
export async function mayProject(session: Client): Promise<boolean> {
  const { rows } = await session.query('select pg_try_advisory_lock($1) as mine', [projectionLock])
  if (rows[0].mine) await readByIndex(session)
  return rows[0].mine
}

/**
 * Makes the session find facts by an index. A batch lies together there, but the planner takes it for as large as the
 * transactions that wrote it: after a large one it would read the whole log for each batch, and sort.
 */
export async function readByIndex(session: Client): Promise<void> {
  await session.query('set enable_seqscan = off; set enable_bitmapscan = off')
}
