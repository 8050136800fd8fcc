import { Readable } from 'node:stream'
import { type ClickHouseClientConfigOptions, type ClickHouseSettings, createClient } from '@clickhouse/client'
import { invalidPattern, queryTimeout, queryTooLarge, unavailable } from '../errors.ts'
import { cancelling } from './cancelling.ts'
import { correctCosts } from './correct-costs.ts'
import { compile, type Sql } from './sql.ts'
import { dropTables, refillFirstFacts, tables } from './tables.ts'

/** The in-process engine, or where a server listens. */
export type ClickHouseSource = EmbeddedClickHouse | { url: string }

interface EmbeddedClickHouse {
  connection: NonNullable<ClickHouseClientConfigOptions['connection']>
  /** Runs a statement at once, whatever the connection is busy with. */
  runBeside(statement: string): void
}

/** The columns of every fact, and the questions that are asked of them. */
export interface ClickHouse {
  /**
   * Answers one named question. When the signal aborts, ClickHouse ends it.
   * @throws DB_UNAVAILABLE when ClickHouse does not answer, QUERY_TIMEOUT past the time limit, QUERY_TOO_LARGE past
   * the limit of memory, INVALID_FILTER for a regular expression that it cannot compile, the signal's reason
   */
  query<Row>(name: string, question: Sql, signal?: AbortSignal): Promise<Row[]>
  /** Adds a batch of tab-separated rows. The same token again has no effect. */
  insert(rows: Readable, columns: string[], token: string): Promise<void>
  /** Adds users as they are now: tab-separated rows. The same rows again have no effect. */
  insertUsers(rows: Readable, columns: string[]): Promise<void>
  /** Adds the users of a snapshot of a segment. The same ones again have no effect. */
  insertSnapshot(id: string, users: number[]): Promise<void>
  /** Gives facts other costs: tab-separated rows of `cost_corrections`. The same rows again have no effect. */
  correctCosts(rows: () => Readable): Promise<void>
  createTables(): Promise<void>
  dropTables(): Promise<void>
  /** Makes `first_facts` agree with `facts` again after a crash. */
  refillFirstFacts(): Promise<void>
  isUp(): Promise<boolean>
  close(): Promise<void>
}

const settings: ClickHouseSettings = {
  // A property is what was sent: a text that looks like a date stays text, a key may hold a dot.
  input_format_try_infer_dates: 0,
  input_format_try_infer_datetimes: 0,
  json_type_escape_dots_in_keys: 1,
  type_json_skip_duplicated_paths: 1,
  output_format_json_quote_64bit_integers: 0,
  join_use_nulls: 0,
  // Totals ask for projections. Other questions could use none, and planning would take longer for each there is.
  optimize_use_projections: 0,
  // The embedded engine keeps settings from one statement to the next: what a question sets must not stay.
  max_execution_time: 0,
  log_comment: '',
}

const insertSettings: ClickHouseSettings = {
  // One batch is one block, so that a batch has one token per part however it is read.
  input_format_parallel_parsing: 0,
  max_insert_block_size: '10000000',
  min_insert_block_size_rows: '10000000',
  max_partitions_per_insert_block: '0',
  deduplicate_blocks_in_dependent_materialized_views: 1,
  fsync_metadata: 1,
}

/** How long an engine may take to say that it is up. */
const probeMs = 500

export function openClickHouse(source: ClickHouseSource, queryTimeoutMs: number): ClickHouse {
  const client = createClient({
    ...('url' in source ? { url: source.url } : { connection: source.connection }),
    clickhouse_settings: settings,
    request_timeout: queryTimeoutMs + 5_000,
    log: { level: 127 },
  })
  // Of its own, where questions could use up the connections: a probe must not wait for them.
  const probe =
    'url' in source
      ? createClient({ url: source.url, request_timeout: probeMs, max_open_connections: 1 })
      : client
  const run = async (statements: string[]) => {
    for (const query of statements) await client.command({ query })
  }
  const markOf = cancelling('url' in source ? query => client.command({ query }) : source.runBeside)
  return {
    query: async <Row>(name: string, question: Sql, signal?: AbortSignal) => {
      signal?.throwIfAborted()
      const log_comment = signal ? `${name} ${markOf(signal)}` : name
      try {
        const result = await client.query({
          ...compile(question),
          format: 'JSONEachRow',
          abort_signal: signal,
          clickhouse_settings: { max_execution_time: queryTimeoutMs / 1_000, log_comment },
        })
        return await result.json<Row>()
      } catch (error) {
        signal?.throwIfAborted()
        throw asQuestionError(name, error)
      }
    },
    insert: async (values, columns, token) => {
      await client.insert({
        table: 'facts',
        values,
        format: 'TabSeparated',
        columns: columns as [string, ...string[]],
        clickhouse_settings: { ...insertSettings, insert_deduplication_token: token },
      })
    },
    insertUsers: async (values, columns) => {
      await client.insert({
        table: 'users',
        values,
        format: 'TabSeparated',
        columns: columns as [string, ...string[]],
        clickhouse_settings: { fsync_metadata: 1 },
      })
    },
    insertSnapshot: async (id, users) => {
      await client.insert({
        table: 'snapshot_members',
        values: Readable.from([users.map(no => `${id}\t${no}\n`).join('')], { objectMode: false }),
        format: 'TabSeparated',
      })
    },
    correctCosts: rows => correctCosts(client, rows),
    createTables: () => run(tables),
    dropTables: () => run(dropTables),
    refillFirstFacts: () => run([refillFirstFacts]),
    isUp: async () => (await probe.ping()).success,
    close: async () => {
      await Promise.all(new Set([client, probe]).values().map(opened => opened.close()))
    },
  }
}

/** What the numbers of ClickHouse's errors say of a question. */
const refusals: Record<string, (name: string) => Error> = {
  // TIMEOUT_EXCEEDED, and TOO_SLOW: it would be.
  159: queryTimeout,
  160: queryTimeout,
  // MEMORY_LIMIT_EXCEEDED, CANNOT_ALLOCATE_MEMORY.
  241: queryTooLarge,
  173: queryTooLarge,
  // TOO_MANY_SIMULTANEOUS_QUERIES.
  202: () => unavailable('ClickHouse'),
  // CANNOT_COMPILE_REGEXP.
  427: invalidPattern,
}

/**
 * ClickHouse numbers what it refuses: that is a bug or a limit. Anything without a number is an outage.
 * (The embedded engine throws a `ClickHouseError` of its own copy of the client, which `instanceof` misses.)
 */
function asQuestionError(name: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const refusal = refusals[code]
  if (refusal) return refusal(name)
  return /^\d+$/.test(code) ? Object.assign(error as Error, { question: name }) : unavailable('ClickHouse')
}
