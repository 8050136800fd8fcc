import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { type Run } from '../run.ts'

const mostMessages = 100

/** Writes only to the write-ahead log until the embedded PostgreSQL ends, which happens on a full disk. */
export async function endPostgres({ env, signal }: Run): Promise<void> {
  const text = await readFile(join(env.dataDir, 'postgres.json'), 'utf8')
  const client = new pg.Client({ ...JSON.parse(text), host: '127.0.0.1', database: 'convograph' })
  client.on('error', () => undefined)
  try {
    await client.connect()
    for (let message = 0; message < mostMessages && !signal.aborted; message++)
      await client.query(`select pg_logical_emit_message(true, 'fault', repeat('x', 1000000))`)
  } catch {
    // PostgreSQL has ended, now or before.
  } finally {
    await client.end().catch(() => undefined)
  }
}
