import { type MeasuredRows, type Statement } from './topology/engine.ts'

/** A statement of ClickHouse with the work that it took. */
export interface ExplainedStatement {
  /** The name in ClickHouse's query log, such as `funnel`. */
  name: string
  sql: string
  /** The value of each placeholder in the SQL. */
  parameters: Record<string, unknown>
  /** The tables that the plan reads, and the rows that it expects to read of each. */
  tables: { table: string; parts: number; estimatedRows: number }[]
  readRows: number
  readBytes: number
  elapsedMs: number
}

/** A row of `explain estimate`. */
export interface PlannedTable {
  table: string
  parts: number
  rows: number
}

export function toExplained(
  name: string,
  { query, query_params }: Statement,
  { elapsed, rows_read, bytes_read }: MeasuredRows<unknown>['statistics'],
  tables: PlannedTable[],
): ExplainedStatement {
  return {
    name,
    sql: query,
    parameters: query_params ?? {},
    tables: tables.map(({ table, parts, rows }) => ({ table, parts, estimatedRows: rows })),
    readRows: rows_read,
    readBytes: bytes_read,
    elapsedMs: elapsed * 1_000,
  }
}
