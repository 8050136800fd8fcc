import { type Readable } from 'node:stream'
import { type ClickHouseSettings } from '@clickhouse/client'

/**
 * What statements are for. The statements of one lane never wait for those of another: each lane has sessions, or
 * connections, of its own.
 */
export const lanes = ['questions', 'projection', 'changes', 'checks', 'probes', 'cancelling'] as const
export type Lane = (typeof lanes)[number]

/** One SQL statement with `{name:Type}` in place of each value, its values, and settings for it alone. */
export interface Statement {
  query: string
  query_params?: Record<string, unknown>
  settings?: ClickHouseSettings
}

/** Rows on their way into a table: tab-separated bytes, in the order of the columns. */
export interface Insertion {
  table: string
  columns: readonly string[]
  rows: Readable
  /** Makes the same insertion again have no effect. */
  token?: string
  settings?: ClickHouseSettings
}

/**
 * A ClickHouse, wherever it runs. An error that carries one of ClickHouse's numbers in `code` is a refusal; any other
 * error means that ClickHouse is out of reach.
 */
export interface Engine {
  /**
   * Runs a statement and gives its rows. The promise settles when the statement has ended in ClickHouse.
   * @throws the reason of the signal when the signal aborts before the statement has begun
   */
  rows<Row>(lane: Lane, statement: Statement, signal?: AbortSignal): Promise<Row[]>
  /** Runs a statement that has no rows to give. */
  command(lane: Lane, statement: Statement): Promise<void>
  insert(lane: Lane, insertion: Insertion): Promise<void>
  isUp(): Promise<boolean>
  close(): Promise<void>
}

/** Settings of every statement. */
export const commonSettings: ClickHouseSettings = {
  // A property is what was sent: a text that looks like a date stays text, a key may hold a dot.
  input_format_try_infer_dates: 0,
  input_format_try_infer_datetimes: 0,
  json_type_escape_dots_in_keys: 1,
  type_json_skip_duplicated_paths: 1,
  // The quick way is wrong in the last bit of some fractions.
  precise_float_parsing: 1,
  output_format_json_quote_64bit_integers: 0,
  join_use_nulls: 0,
  // Totals ask for projections. Other questions could use none, and planning would take longer for each there is.
  optimize_use_projections: 0,
  // An answer is held in memory, here and in ClickHouse: a larger one is refused.
  max_result_bytes: '100000000',
  result_overflow_mode: 'throw',
}
