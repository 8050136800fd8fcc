import { Readable } from 'node:stream'
import { type Engine } from './topology/engine.ts'

/** The non-empty JSON objects of one day: their number and a checksum over them. */
export interface DigestedObjects {
  day: string
  rows: number
  digest: string
}

const deleteObjects = { query: 'truncate table compared_objects' }

/**
 * Returns the checksums of tab-separated rows of id, day and JSON. ClickHouse parses them as it parses those of
 * events.
 */
export async function digestObjects(engine: Engine, rows: Buffer): Promise<DigestedObjects[]> {
  const { engine: node } = (await engine.nodes())[0]!
  await node.command('projection', deleteObjects)
  await node.insert('projection', {
    table: 'compared_objects',
    columns: ['id', 'day', 'object'],
    rows: Readable.from([rows], { objectMode: false }),
  })
  const digested = await node.rows<DigestedObjects>('projection', {
    query: digestedObjects('compared_objects', { id: 'id', day: 'day', object: 'object' }),
  })
  await node.command('projection', deleteObjects)
  return digested
}

/** SQL for the same checksums over the rows of a table. */
export const digestedObjects = (
  table: string,
  { id, day, object }: Record<'id' | 'day' | 'object', string>,
) => `
  select toString(${day}) as day, count() as rows, toString(sum(cityHash64(toUInt64(${id}), toString(${object})))) as digest
  from ${table}
  where toString(${object}) != '{}'
  group by day`
