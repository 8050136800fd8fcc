import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { type ClientBase } from 'pg'
import { to as copyTo } from 'pg-copy-streams'

/**
 * Reads tab-separated rows of a query into memory. For COPY in a transaction: PostgreSQL has sent everything before
 * ClickHouse is asked. If ClickHouse left a COPY unread, the rollback behind it would wait for ever.
 */
export async function readCopy(client: ClientBase, query: string): Promise<Readable> {
  const rows = await buffer(client.query(copyTo(`copy (${query}) to stdout`)))
  return Readable.from([rows], { objectMode: false })
}
