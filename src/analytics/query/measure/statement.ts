import { type Sql } from '../../../clickhouse/sql.ts'
import { type Metric } from '../../../metrics-catalogue/catalogue.ts'

/** Computes metrics that come from one source. */
export interface Statement {
  /** One row: over everything. */
  together(metrics: Metric[]): Sql
  /** A row for each bucket that has any, with its start in milliseconds as `bucket`. */
  overTime(metrics: Metric[]): Sql
}
