import { type EntityManager } from '@mikro-orm/postgresql'
import { type ClickHouse } from '../../clickhouse/client.ts'
import { type MeasureRows } from './measure/measure-rows.ts'

/** The part of the request that questions need. */
export interface QueryScope {
  project: string
  em: EntityManager
  clickhouse: ClickHouse
  /** Shared by all questions of the request, which measure the same rows in one statement. */
  measureRows: MeasureRows
  /** Waits until ClickHouse has every event received by now; gives the instant before which all are in. */
  caughtUp(): Promise<Date>
  /** The same for users and conversations, which PostgreSQL derives from events. Needs no ClickHouse. */
  caughtUpInPostgres(): Promise<Date>
  /** The time zone of the project: the default of every question. */
  timeZone(): Promise<string>
  /** When the request arrived. */
  asOf: Date
  /** Cancels the statements of a query when its client is gone or its time is up. A mutation has none. */
  signal: AbortSignal | undefined
}
