import { type Sql } from '../sql.ts'

/** A statement of a person to run: its text, its values, and the rows that its tables have. */
export interface SandboxedStatement {
  text: string
  /** The values of its placeholders, bound, by their names. */
  values: ReadonlyMap<string, Sql>
  /** The rows of each table that the statement may name. */
  tables: ReadonlyMap<string, Sql>
  /** The project whose rows they are. */
  project?: string
  /** Whether other statements of the project may have the same rows, so that the views can be kept for them. */
  isKept?: boolean
}
