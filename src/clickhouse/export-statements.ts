import { type ClickHouseSettings } from '@clickhouse/client'
import { type Cancelling } from './cancelling.ts'
import { type ClusterPlace, compile, type Sql } from './sql.ts'
import { type Engine, type Piece, type RowText, type Statement } from './topology/engine.ts'

/** How the rows of an export are read. */
export interface Exporting {
  /** The time zone of functions of time. Default: UTC. */
  timeZone?: string
  signal: AbortSignal
}

/** Rows of an export are never held together in memory, so their number has no limit. */
const exportSettings: ClickHouseSettings = {
  max_execution_time: 3_600,
  max_result_bytes: '0',
  max_memory_usage: '1000000000',
  // The dialect of custom queries. A session keeps its settings, so every export has the same ones.
  allow_suspicious_types_in_group_by: 1,
  allow_suspicious_types_in_order_by: 1,
  joined_subquery_requires_alias: 0,
  max_bytes_before_external_sort: '60000000',
  max_bytes_before_external_group_by: '30000000',
  // Every step of a statement holds a few blocks of rows, and those of an export are wide.
  max_block_size: '2048',
  max_bytes_ratio_before_external_sort: 0,
  max_bytes_ratio_before_external_group_by: 0,
  // The order of a statement counts, although another one is around it.
  query_plan_remove_redundant_sorting: 0,
  // Rows are written as text before they are sorted: by all threads, and one text is moved faster than many values.
  query_plan_execute_functions_after_sorting: 0,
  date_time_input_format: 'best_effort',
  date_time_output_format: 'iso',
  // The answer to a question is in the text of the statement.
  max_query_size: '67108864',
  output_format_json_quote_decimals: 1,
  output_format_parquet_row_group_size: '50000',
  output_format_parquet_parallel_encoding: 0,
}

/** Converts an error of a statement into that of a question. @throws the reason of the signal once it has aborted */
type AsFailure = (name: string, error: unknown, signal: AbortSignal) => unknown

/** The statements of exports, which have sessions, memory and time of their own. */
export class ExportStatements {
  readonly #engine: Engine
  readonly #cancelling: Cancelling
  readonly #asFailure: AsFailure
  readonly #place: ClusterPlace | undefined

  /** `place` is that of the rows in a cluster. */
  constructor(engine: Engine, cancelling: Cancelling, asFailure: AsFailure, place?: ClusterPlace) {
    this.#engine = engine
    this.#place = place
    this.#cancelling = cancelling
    this.#asFailure = asFailure
  }

  /** Reads all rows of a statement, each of which is one text, piece by piece. @throws as `ClickHouse.query` */
  async *pieces(
    name: string,
    question: Sql,
    text: RowText,
    { timeZone, signal }: Exporting,
  ): AsyncGenerator<Piece> {
    const read = (mark: string) =>
      this.#engine.pieces('exports', this.#statement(question, `${name} ${mark}`, timeZone), text, signal)
    try {
      yield* this.#cancelling.read(signal, read)
    } catch (error) {
      throw this.#asFailure(name, error, signal)
    }
  }

  /** Writes all rows of a statement into a new file of Parquet; returns their number. @throws as `ClickHouse.query` */
  parquet(name: string, question: Sql, path: string, { timeZone, signal }: Exporting): Promise<number> {
    return this.#run(name, signal, comment =>
      this.#engine.writeParquet('exports', this.#statement(question, comment, timeZone), path, signal),
    )
  }

  /** The rows of a statement about an export. @throws as `ClickHouse.query` */
  rows<Row>(name: string, question: Sql, signal: AbortSignal): Promise<Row[]> {
    return this.#run(name, signal, comment =>
      this.#engine.rows<Row>('exports', this.#statement(question, comment), signal),
    )
  }

  async #run<Answer>(
    name: string,
    signal: AbortSignal,
    run: (comment: string) => Promise<Answer>,
  ): Promise<Answer> {
    try {
      return await this.#cancelling.run(signal, mark => run(`${name} ${mark}`))
    } catch (error) {
      throw this.#asFailure(name, error, signal)
    }
  }

  #statement(question: Sql, comment: string, session_timezone = 'UTC'): Statement {
    const settings = { ...exportSettings, session_timezone, log_comment: comment }
    return { ...compile(question, this.#place), settings }
  }
}
