import { type Sql } from '../../clickhouse/sql.ts'

/** The project and the calendar of a custom query, and the columns that it may show. */
export interface TableSource {
  project: string
  timeZone: string
  /** Whether the statement may show the column. A column that costs a join is left out otherwise. */
  shows(column: string): boolean
}

/** A table of custom queries: the rows of one project. */
export interface QueryTable {
  /** A sentence about a row. */
  description: string
  /** What each column means, by its name. `docs/custom-queries.md` has the same. */
  columns: Record<string, string>
  /** A `select` of these columns. */
  rows(source: TableSource): Sql
}
