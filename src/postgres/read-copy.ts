import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { type ClientBase } from 'pg'
import { copyOut } from './copy-out.ts'

/**
 * Reads tab-separated rows of a query into memory. For COPY in a transaction: PostgreSQL has sent everything before
 * ClickHouse is asked. If ClickHouse left a COPY unread, the rollback behind it would wait for ever.
 */
export async function readCopy(client: ClientBase, query: string): Promise<Readable> {
  const rows = await buffer(copyOut(client, `copy (${query}) to stdout`))
  return Readable.from([rows], { objectMode: false })
}
