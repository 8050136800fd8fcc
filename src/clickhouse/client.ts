import { EventEmitter } from 'node:events'
import { Readable } from 'node:stream'
import { type ClickHouseSettings } from '@clickhouse/client'
import { Cancelling } from './cancelling.ts'
import { correctCosts } from './correct-costs.ts'
import { isDamage } from './damage.ts'
import { type DigestedObjects, digestObjects } from './digest-objects.ts'
import { layout } from './layout.ts'
import { asQuestionError } from './question-error.ts'
import { compile, type Sql } from './sql.ts'
import { dropTables, refillFirstFacts, tables } from './tables.ts'
import { type EmbeddedClickHouse, embeddedEngine } from './topology/embedded.ts'
import { type Lane } from './topology/engine.ts'
import { remoteEngine } from './topology/remote.ts'

/** The in-process engine, or where a server listens. */
export type ClickHouseSource = EmbeddedClickHouse | { url: string }

/** The columns of every fact, and the questions that are asked of them. */
export interface ClickHouse {
  /**
   * Answers one named question. When the signal aborts, ClickHouse ends it.
   * @throws DB_UNAVAILABLE when ClickHouse does not answer, QUERY_TIMEOUT past the time limit, QUERY_TOO_LARGE past
   * the limit of memory or of the answer, INVALID_FILTER for a regular expression that it cannot compile, the
   * signal's reason
   */
  query<Row>(name: string, question: Sql, signal?: AbortSignal): Promise<Row[]>
  /** The same for the projection and the roll-up, which do not wait for questions, nor questions for them. */
  inspect<Row>(name: string, question: Sql): Promise<Row[]>
  /** The same for what reads whole tables to see whether they can be read. */
  check<Row>(name: string, question: Sql): Promise<Row[]>
  /** Adds a batch of tab-separated rows. The same token again has no effect. */
  insert(rows: Readable, columns: string[], token: string): Promise<void>
  /** Adds users as they are now: tab-separated rows. The same rows again have no effect. */
  insertUsers(rows: Readable, columns: string[]): Promise<void>
  /** Adds the users of a snapshot of a segment. The same ones again have no effect. */
  insertSnapshot(id: string, users: number[]): Promise<void>
  /** Gives facts other costs: tab-separated rows of `cost_corrections`. The same rows again have no effect. */
  correctCosts(rows: () => Readable): Promise<void>
  /** Gives checksums of JSON objects as ClickHouse holds them: tab-separated rows of id, day and object. */
  digestObjects(rows: Buffer): Promise<DigestedObjects[]>
  createTables(): Promise<void>
  dropTables(): Promise<void>
  /** Gives this ClickHouse another id, beside those that it had, as one whose tables have the layout of this version. */
  nameStore(id: string): Promise<void>
  /** Makes `first_facts` agree with `facts` again after a crash. */
  refillFirstFacts(): Promise<void>
  isUp(): Promise<boolean>
  /** The engine of this process, which no other process can reach. */
  isEmbedded: boolean
  /** Calls the listener whenever a question meets tables that cannot be read. */
  onDamage(listener: (error: Error) => void): void
  close(): Promise<void>
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

/** A request to a server may take a moment longer than the statement in it. */
const graceMs = 5_000

export function openClickHouse(source: ClickHouseSource, queryTimeoutMs: number): ClickHouse {
  const engine = 'url' in source ? remoteEngine(source.url, queryTimeoutMs + graceMs) : embeddedEngine(source)
  const cancelling = new Cancelling(query => engine.command('cancelling', { query }))
  const ask = async <Row>(lane: Lane, name: string, question: Sql, signal?: AbortSignal) => {
    const settings = { max_execution_time: queryTimeoutMs / 1_000 }
    const statement = (log_comment: string) =>
      engine.rows<Row>(lane, { ...compile(question), settings: { ...settings, log_comment } }, signal)
    try {
      return await (signal ? cancelling.run(signal, mark => statement(`${name} ${mark}`)) : statement(name))
    } catch (error) {
      signal?.throwIfAborted()
      if (isDamage(error)) damage.emit('met', error)
      throw asQuestionError(name, error)
    }
  }
  const damage = new EventEmitter()
  const run = async (statements: string[]) => {
    for (const query of statements) await engine.command('projection', { query })
  }
  return {
    query: (name, question, signal) => ask('questions', name, question, signal),
    inspect: (name, question) => ask('projection', name, question),
    check: (name, question) => ask('checks', name, question),
    insert: (rows, columns, token) =>
      engine.insert('projection', { table: 'facts', columns, rows, token, settings: insertSettings }),
    insertUsers: (rows, columns) =>
      engine.insert('projection', { table: 'users', columns, rows, settings: insertSettings }),
    insertSnapshot: async (id, users) => {
      const rows = Readable.from([users.map(no => `${id}\t${no}\n`).join('')], { objectMode: false })
      const columns = ['snapshot_id', 'user_no']
      await engine.insert('changes', { table: 'snapshot_members', columns, rows }).catch(error => {
        throw asQuestionError('keep a snapshot', error)
      })
    },
    correctCosts: rows => correctCosts(engine, rows),
    digestObjects: rows => digestObjects(engine, rows),
    createTables: () => run(tables),
    dropTables: () => run(dropTables),
    nameStore: id => run([`insert into store (id, layout) values ('${id}', '${layout}')`]),
    refillFirstFacts: () => run([refillFirstFacts]),
    isEmbedded: !('url' in source),
    onDamage: listener => {
      damage.on('met', listener)
    },
    isUp: () => engine.isUp(),
    close: () => engine.close(),
  }
}
