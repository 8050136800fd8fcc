import { type ClientBase, type QueryConfig } from 'pg'
import { type TextColumn, textColumns } from './places.ts'
import { isDistinctive } from './redact.ts'

/** A row that has a text in one of its columns. */
export interface NamingRow {
  /** The place of the row in its table, until the transaction ends or another one updates the row. */
  ctid: string
  table: string
  columns: TextColumn[]
  row: Record<string, unknown>
}

/** A search reads whole tables, which takes longer than the statements of a pool may. */
const mostSearchMs = 3_600_000

/** The rows of a project outside of the tables of users and events that may name a user, locked if they are to change. */
export async function* rowsNaming(
  client: ClientBase,
  project: string,
  names: string[],
  { isLocked = false } = {},
): AsyncGenerator<NamingRow> {
  const tables = Map.groupBy(await textColumns(client), ({ table }) => table)
  const texts = [...new Set(names.flatMap(searched))]
  for (const [table, columns] of tables) {
    const search: QueryConfig & { query_timeout: number } = {
      text: `select ctid::text, to_jsonb(t) as row from ${table} t
       where ${columns[0]!.ofProject} and (${columns.map(hasText).join(' or ')})
       ${isLocked ? 'for update' : ''}`,
      values: [project, texts],
      query_timeout: mostSearchMs,
    }
    const { rows } = await client.query<{ ctid: string; row: Record<string, unknown> }>(search)
    for (const row of rows) yield { table, columns, ...row }
  }
}

/** A short name names a user only as a whole value of JSON, in its quotes: without them, most rows would have it. */
function searched(name: string): string[] {
  const json = JSON.stringify(name)
  return isDistinctive(name) ? [name, json.slice(1, -1)] : [json]
}

const hasText = ({ column }: TextColumn) =>
  `exists (select from unnest($2::text[]) name where position(name in ${column}::text) > 0)`
