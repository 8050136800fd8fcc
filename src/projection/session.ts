import { type Client } from 'pg'
import { type Database } from '../database.ts'

/** Of all processes, the one whose session holds this lock projects. */
const projectionLock = 7_411_002

/** A session that may project, or undefined while another process has it. End it to give it up. */
export async function projectionSession(database: Database): Promise<Client | undefined> {
  const client = await database.connect()
  const { rows } = await client.query('select pg_try_advisory_lock($1) as mine', [projectionLock])
  if (rows[0].mine) return client
  await client.end()
  return undefined
}
