import { type Readable } from 'node:stream'
import { type ClickHouseSettings } from '@clickhouse/client'

/**
 * The purposes of statements. Each purpose has its own sessions or connections, so the statements of one purpose never wait
 * for those of another.
 */
export const purposes = [
  'questions',
  'customQueries',
  'views',
  'projection',
  'changes',
  'checks',
  'exports',
  'probes',
  'cancelling',
] as const
export type Purpose = (typeof purposes)[number]

/** An SQL statement with a placeholder `{name:Type}` for each value, its values, and its settings. */
export interface Statement {
  query: string
  query_params?: Record<string, unknown>
  settings?: ClickHouseSettings
  /**
   * The database of names without one; the main database if absent. A session of the embedded engine keeps it, so every
   * statement of a purpose names one, or none does.
   */
  database?: string
}

/** Rows to insert into a table: tab-separated bytes, in the order of the columns. */
export interface Insertion {
  table: string
  columns: readonly string[]
  rows: Readable
  /** The deduplication token: inserting the same token again has no effect. Without one the rows are always added. */
  token?: string
  settings?: ClickHouseSettings
}

/** The rows of a statement as ClickHouse's format `JSON` has them: with what the statement read. */
export interface MeasuredRows<Row> {
  data: Row[]
  /** `elapsed` is in seconds. */
  statistics: { elapsed: number; rows_read: number; bytes_read: number }
}

/** Rows as lists of values, with the names and types of their columns, and what the statement read. */
export interface Table {
  meta: { name: string; type: string }[]
  /** A whole number that a JavaScript number cannot hold is its digits as text. */
  data: unknown[][]
  statistics: MeasuredRows<unknown>['statistics']
}

/** The text of a row: one line, or one of CSV, in which a value in quotes may have line breaks. */
export type RowText = 'CSV' | 'LINE'

/** Some of the rows of a statement. */
export interface Piece {
  rows: number
  bytes: Uint8Array
}

/**
 * A ClickHouse, in this process or on a server. An error with one of ClickHouse's error numbers in `code` is a
 * refusal; any other error means that ClickHouse is unreachable.
 */
export interface Engine {
  /**
   * Runs a statement and returns its rows. The promise settles when the statement has ended in ClickHouse.
   * @throws the reason of the signal when the signal aborts before the statement has begun
   */
  rows<Row>(purpose: Purpose, statement: Statement, signal?: AbortSignal): Promise<Row[]>
  /** The same, with what the statement read. */
  measuredRows<Row>(purpose: Purpose, statement: Statement, signal?: AbortSignal): Promise<MeasuredRows<Row>>
  /** The same as a table. */
  table(purpose: Purpose, statement: Statement, signal?: AbortSignal): Promise<Table>
  /** Explains a statement; the lines of the explanation. Such a statement cannot name a format: its own would be meant. */
  explain(purpose: Purpose, statement: Statement): Promise<string[]>
  /**
   * Reads the rows of a statement, each of which is one text, piece by piece and with a line feed after each, so that memory
   * does not grow with their number. The statement is not read to its end when the reader stops.
   */
  pieces(purpose: Purpose, statement: Statement, text: RowText, signal?: AbortSignal): AsyncIterable<Piece>
  /** Writes the rows of a statement into a new file of Parquet; returns their number. */
  writeParquet(purpose: Purpose, statement: Statement, path: string, signal?: AbortSignal): Promise<number>
  /** Runs a statement that returns no rows. */
  command(purpose: Purpose, statement: Statement): Promise<void>
  /** Inserts rows, if there are any. */
  insert(purpose: Purpose, insertion: Insertion): Promise<void>
  isUp(): Promise<boolean>
  /** The servers that hold the rows: itself, or those of a cluster. */
  nodes(): Promise<readonly Node[]>
  close(): Promise<void>
}

/** A server with rows of its own. Its engine names its own tables. */
export interface Node {
  /** The shard of a cluster that it has, such as `shard 2`; the name of the only server otherwise. */
  name: string
  engine: Engine
  /** Whether it is not the first server of its shard, whose rows it has as well. */
  isReplica?: boolean
}

/** Does work on every server that holds rows, at once. */
export async function onEachNode<Result>(
  engine: Engine,
  work: (node: Engine) => Promise<Result>,
): Promise<Result[]> {
  const nodes = await engine.nodes()
  return Promise.all(nodes.map(({ engine: node }) => work(node)))
}

/** Does work on one server of each shard, at once. Its replicas pass a change of rows on to each other. */
export async function onOneNodeEach<Result>(
  engine: Engine,
  work: (node: Engine) => Promise<Result>,
): Promise<Result[]> {
  const nodes = (await engine.nodes()).filter(({ isReplica }) => !isReplica)
  return Promise.all(nodes.map(({ engine: node }) => work(node)))
}

/** A part of a cluster does not answer, so that no statement over all rows can be answered. */
export class ShardAway extends Error {
  /** Such as `shard 2`. */
  readonly shard: string

  constructor(shard: string, cause: unknown) {
    super(`${shard} of the cluster does not answer`, { cause })
    this.shard = shard
  }
}

/** Settings of every statement. */
export const commonSettings: ClickHouseSettings = {
  // Properties are stored as sent: a text that looks like a date stays text, and a key may contain a dot.
  input_format_try_infer_dates: 0,
  input_format_try_infer_datetimes: 0,
  json_type_escape_dots_in_keys: 1,
  type_json_skip_duplicated_paths: 1,
  // The default parser is wrong in the last bit of some fractions.
  precise_float_parsing: 1,
  output_format_json_quote_64bit_integers: 0,
  // A list of properties is shown as the JSON that was sent: `a/b`, not `a\/b`.
  output_format_json_escape_forward_slashes: 0,
  join_use_nulls: 0,
  // Only totals turn projections on. Other questions use none, and each projection makes planning slower.
  optimize_use_projections: 0,
  // ClickHouse would derive comparisons from chains of them. No statement gains, and a funnel takes up to 20 ms longer to plan.
  optimize_and_compare_chain: 0,
  // Machine code makes no question of ours faster, and ClickHouse would compile it while others wait (decision 0098).
  compile_expressions: 0,
  compile_aggregate_expressions: 0,
  compile_sort_description: 0,
  // The nodes of a statement's syntax tree. A funnel of 20 steps with 100 conditions each has some 200,000.
  max_ast_elements: '1000000',
  max_expanded_ast_elements: '1000000',
  // An answer is held in memory, here and in ClickHouse, so larger answers are refused.
  max_result_bytes: '100000000',
  result_overflow_mode: 'throw',
}
