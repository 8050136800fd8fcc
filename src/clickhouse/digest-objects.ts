import { Readable } from 'node:stream'
import { type ClickHouseClient } from '@clickhouse/client'

/** The objects of a day that are not empty: how many, and a checksum over them. */
export interface DigestedObjects {
  day: string
  rows: number
  digest: string
}

/** Gives the checksums of tab-separated rows of id, day and JSON, read as those of a fact are. */
export async function digestObjects(client: ClickHouseClient, rows: Buffer): Promise<DigestedObjects[]> {
  await client.command({ query: 'truncate table compared_objects' })
  await client.insert({
    table: 'compared_objects',
    // In one piece: the embedded engine damages characters that lie in two.
    values: Readable.from([rows], { objectMode: false }),
    format: 'TabSeparated',
  })
  const result = await client.query({
    query: digestedObjects('compared_objects', { id: 'id', day: 'day', object: 'object' }),
    format: 'JSONEachRow',
  })
  const digested = await result.json<DigestedObjects>()
  await client.command({ query: 'truncate table compared_objects' })
  return digested
}

/** The same checksums of the rows of a table. */
export const digestedObjects = (
  table: string,
  { id, day, object }: Record<'id' | 'day' | 'object', string>,
) => `
  select toString(${day}) as day, count() as rows, toString(sum(cityHash64(toUInt64(${id}), toString(${object})))) as digest
  from ${table}
  where toString(${object}) != '{}'
  group by day`
