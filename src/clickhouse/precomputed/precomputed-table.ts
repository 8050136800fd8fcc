import { type Sql } from '../sql.ts'

/** A span of time with both of its ends; `to` is excluded. */
export interface Span {
  from: Date
  to: Date
}

/** A day, and the version of its rows in the precomputed tables. No two days and no two computations share a version. */
export interface VersionedDay extends Span {
  version: number
}

/** Days of a project to precompute, and all of its other days. */
export interface DaysToPrecompute {
  project: string
  /** In the order of time. */
  days: VersionedDay[]
  /** The spans of these days. */
  spans: Span[]
  /** The versions of the other days that are precomputed. */
  others: number[]
  /** The spans of the other days with events. */
  stale: Span[]
}

/**
 * A table with rows for each day of a project that has ended. Rows are never changed: a day that is computed again has a
 * new version. Every table has the columns `project`, `day_at`, the start of the day, and `version`.
 */
export interface PrecomputedTable {
  name: string
  /** Its own columns, with their types. */
  columns: Record<string, string>
  /** Further parts of the definition, such as a projection. */
  more?: string
  /** The columns by which the rows of a project are sorted. */
  orderBy: string
  /** The rows of the days: `dayColumns`, and then its own columns in their order. */
  rows(days: DaysToPrecompute): Sql
  /** Whether a row was made of something of these users, by number. Their erasure deletes it. */
  isOf(users: number[]): Sql
  /** The versions of days whose rows a batch changes with events of other days: a column `version`. */
  touchedBy?(batch: string): Sql
}

const dayColumnTypes = {
  project: 'LowCardinality(String)',
  day_at: `DateTime64(3, 'UTC')`,
  version: 'UInt64',
}

/** The columns of a table, in the order of its rows. */
export const columnsOf = ({ columns }: PrecomputedTable): string[] =>
  Object.keys({ ...dayColumnTypes, ...columns })

/** The statement that creates a table. */
export function definitionOf({ name, columns, more, orderBy }: PrecomputedTable): string {
  const typed = Object.entries({ ...dayColumnTypes, ...columns }).map(([column, type]) => `${column} ${type}`)
  return `create table if not exists ${name} (
    ${[...typed, ...(more ? [more] : [])].join(',\n    ')}
  )
  engine = MergeTree
  partition by toYYYYMM(day_at)
  order by (project, ${orderBy})`
}
