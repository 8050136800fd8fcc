import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { type Run } from '../run.ts'

const mostMessages = 100

/** Writes to the write-ahead log alone, which ends the embedded PostgreSQL on a full disk, until it has ended. */
export async function endPostgres({ env, signal }: Run): Promise<void> {
  const text = await readFile(join(env.dataDir, 'postgres.json'), 'utf8')
  const client = new pg.Client({ ...JSON.parse(text), host: '127.0.0.1', database: 'convograph' })
  client.on('error', () => undefined)
  try {
    await client.connect()
    for (let message = 0; message < mostMessages && !signal.aborted; message++)
      await client.query(`select pg_logical_emit_message(true, 'fault', repeat('x', 1000000))`)
  } catch {
    // It has ended, this time or before.
  } finally {
    await client.end().catch(() => undefined)
  }
}
