import { type ClientBase } from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { type ClickHouse } from '../clickhouse/client.ts'
import { type FactColumn, factColumnNames, factColumns } from '../entities/fact-columns.ts'
import { batchFacts } from './batch-facts.ts'
import { type Cursor } from './cursor.ts'

/** How a column leaves PostgreSQL where its own text is not what ClickHouse reads. */
const expressions: Record<string, (column: string) => string> = {
  timestamptz: column => `${column} at time zone 'UTC'`,
  boolean: column => `${column}::integer`,
  inet: column => `host(${column})`,
}

const expressionOf = (column: FactColumn) => expressions[factColumns[column].pg]?.(column) ?? column

const columns = ['seq', 'received_at', ...factColumnNames]
const selected = ['seq', `received_at at time zone 'UTC'`, ...factColumnNames.map(expressionOf)].join(', ')

/**
 * Sends the recorded batch to ClickHouse as bytes: the text of COPY is ClickHouse's TabSeparated.
 * Applied twice, it counts once: the batch's number is its deduplication token. Gives how many facts it has.
 */
export async function applyBatch(
  client: ClientBase,
  clickhouse: ClickHouse,
  cursor: Cursor,
): Promise<number> {
  const rows = client.query(
    copyTo(
      `copy (
         select ${selected}
         from (${batchFacts({ after: cursor, to: cursor.next! })}) e
         order by e.tx, e.seq
       ) to stdout`,
    ),
  )
  await clickhouse.insert(rows, columns, `${cursor.generation}:${cursor.batch}`)
  return rows.rowCount
}
