import { type Client } from 'pg'
import { type ClickHouse } from '../../clickhouse/client.ts'
import { type Cursor } from '../cursor.ts'

/** A day (UTC, all projects) on which the engines differ, and in what: `facts` is their number, others are columns. */
export interface Difference {
  day: string
  parts: string[]
}

/** What every comparison needs: both engines, how far one has been copied to the other, and how to tell of progress. */
export interface Compared {
  client: Client
  clickhouse: ClickHouse
  cursor: Cursor
  show(what: string): void
}
