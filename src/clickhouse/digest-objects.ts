import { Readable } from 'node:stream'
import { type Engine } from './topology/engine.ts'

/** The objects of a day that are not empty: how many, and a checksum over them. */
export interface DigestedObjects {
  day: string
  rows: number
  digest: string
}

const forgetObjects = { query: 'truncate table compared_objects' }

/** Gives the checksums of tab-separated rows of id, day and JSON, read as those of a fact are. */
export async function digestObjects(engine: Engine, rows: Buffer): Promise<DigestedObjects[]> {
  await engine.command('projection', forgetObjects)
  await engine.insert('projection', {
    table: 'compared_objects',
    columns: ['id', 'day', 'object'],
    rows: Readable.from([rows], { objectMode: false }),
  })
  const digested = await engine.rows<DigestedObjects>('projection', {
    query: digestedObjects('compared_objects', { id: 'id', day: 'day', object: 'object' }),
  })
  await engine.command('projection', forgetObjects)
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
