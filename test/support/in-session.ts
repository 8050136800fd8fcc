import { type Client } from 'pg'
import { type Database } from '../../src/postgres/database.ts'

/** Gives work a session of its own, which ends afterwards. */
export async function inSession<Result>(
  database: Database,
  work: (client: Client) => Promise<Result>,
): Promise<Result> {
  const client = await database.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
