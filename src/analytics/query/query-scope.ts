import { type EntityManager } from '@mikro-orm/postgresql'
import { type ClickHouse } from '../../clickhouse/client.ts'
import { type ReadState } from './copy-state.ts'
import { type MeasureRows } from './measure/measure-rows.ts'
import { type PrecomputedDays } from './precomputed/precomputed-days.ts'
import { type Run } from './run-at.ts'

/** The part of the request that questions need. */
export interface QueryScope {
  project: string
  em: EntityManager
  clickhouse: ClickHouse
  /** Runs a statement on the state of the copy that `caughtUp` gives, as all statements of the request do. */
  run: Run
  /** Shared by all questions of the request, which measure the same rows in one statement. */
  measureRows: MeasureRows
  /** Waits until ClickHouse has every event received by now; gives the state that all questions of the request read. */
  caughtUp(): Promise<ReadState>
  /** The same for users and conversations, which PostgreSQL derives from events. Needs no ClickHouse. */
  caughtUpInPostgres(): Promise<ReadState>
  /** The precomputed days at the state that `caughtUp` gives; undefined if only events may be read. */
  precomputedDays(): Promise<PrecomputedDays | undefined>
  /** The time zone of the project: the default of every question. */
  timeZone(): Promise<string>
  /** The instant before which events of the project have expired; null if none has. */
  keptUntil: Date | null
  /** When the request arrived. */
  asOf: Date
  /** Cancels the statements of a query when its client is gone or its time is up. A mutation has none. */
  signal: AbortSignal | undefined
}
