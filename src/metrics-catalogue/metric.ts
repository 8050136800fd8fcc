import { type MetricParts } from './metric-parts.ts'
import { type Total } from './total.ts'

/**
 * The unit of a metric. The unit decides the GraphQL type, and the value where there are no rows. The SQL of a
 * metric per minute counts; `analytics/query/measure/per-minute.ts` divides the count by the elapsed minutes.
 */
export type Unit =
  | 'COUNT'
  | 'TOKENS'
  | 'TOKENS_EACH'
  | 'USD'
  | 'RATE'
  | 'MS'
  | 'SECONDS'
  | 'SCORE'
  | 'PER_USER'
  | 'PER_CONVERSATION'
  | 'PER_MINUTE'
  | 'PER_SECOND'

/** What is said of a number, whether it is a metric or not. */
export interface Words {
  unit: Unit
  /** The description of every GraphQL field that shows the metric. */
  description: string
  /** Whether a higher value is better; null if that depends on the point of view. */
  isUpGood: boolean | null
  /**
   * The numbers that add up, of which the metric is made. A `Total` knows its own. Absent for one that is made of none,
   * such as a percentile.
   */
  parts?: MetricParts
}

/**
 * A metric of events, which any dimension can break down. A `Total` adds up over days and kinds: the projections of
 * `clickhouse/tables.ts` keep its states. Anything else, such as a percentile, is one aggregate as text.
 */
export interface EventMetricRecord extends Words {
  source: 'events'
  sql: Total | string
}

/** A metric of rows that are derived from events first; `sql` is an aggregate over these rows, or a `Total` of sessions. */
type DerivedMetricRecord = Words &
  (
    | { source: 'sessions'; sql: Total | string }
    | { source: 'trailingDays' | 'firstActivities' | 'knownUsers'; sql: string }
  )

export type MetricRecord = EventMetricRecord | DerivedMetricRecord

/** The rows that a metric is computed from: `analytics/query/measure/measured.ts` has the SQL of each. */
export type Source = MetricRecord['source']

export type MetricRecords = Record<string, MetricRecord>
