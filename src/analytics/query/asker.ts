import { type EntityManager } from '@mikro-orm/postgresql'
import { type ClickHouse } from '../../clickhouse/client.ts'
import { type MeasureRows } from './measure/measure-rows.ts'

/** What a question needs to know of the request that asks it. */
export interface Asker {
  project: string
  em: EntityManager
  clickhouse: ClickHouse
  /** Measures for all questions of the request. */
  measureRows: MeasureRows
  /** Waits until every fact received by now can be counted; gives the instant before which all are in. */
  caughtUp(): Promise<Date>
  /** The same for what PostgreSQL keeps of facts: users and conversations. It needs no ClickHouse. */
  caughtUpInPostgres(): Promise<Date>
  /** The zone of the project's days, where a question names none. */
  timeZone(): Promise<string>
  /** When the request came. */
  asOf: Date
  /** Ends the statements of a question: nobody waits for its answer any more. A change has none. */
  signal: AbortSignal | undefined
}
