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
  /** The statement that creates it. */
  definition: string
  columns: readonly string[]
  /** The rows of the days, in the order of the columns. */
  rows(days: DaysToPrecompute): Sql
  /** The versions of days whose rows a batch changes with events of other days: a column `version`. */
  touchedBy?(batch: string): Sql
}
