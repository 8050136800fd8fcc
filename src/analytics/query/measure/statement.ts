import { type Sql } from '../../../clickhouse/sql.ts'
import { type Metric } from '../../../metrics-catalogue/catalogue.ts'

/** Computes metrics of one source. */
export interface Statement {
  /** One row over the whole range. */
  together(metrics: Metric[]): Sql
  /** A row for each bucket with rows; `bucket` is its start in milliseconds. */
  overTime(metrics: Metric[]): Sql
}
