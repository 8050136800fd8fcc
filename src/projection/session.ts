import { type Client } from 'pg'

/** Of all processes, the one whose session holds this lock projects. */
const projectionLock = 7_411_002

/** Makes this session the one that projects, unless another process has one. It is given up when the session ends. */
export async function mayProject(session: Client): Promise<boolean> {
  const { rows } = await session.query('select pg_try_advisory_lock($1) as mine', [projectionLock])
  return rows[0].mine
}
