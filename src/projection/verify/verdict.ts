import { type Client } from 'pg'
import { type ClickHouse } from '../../clickhouse/client.ts'
import { type Cursor } from '../cursor.ts'

/** A UTC day of all projects on which the engines differ, with the differing columns, or `events` for their number. */
export interface Difference {
  day: string
  parts: string[]
}

/** The input of every comparison: both engines, the cursor between them, and a function that shows progress. */
export interface Compared {
  client: Client
  clickhouse: ClickHouse
  cursor: Cursor
  show(what: string): void
}
