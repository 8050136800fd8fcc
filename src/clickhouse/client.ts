import { EventEmitter } from 'node:events'
import { Readable } from 'node:stream'
import { type ClickHouseSettings } from '@clickhouse/client'
import { Cancelling } from './cancelling.ts'
import { isDamage } from './damage.ts'
import { type DigestedObjects, digestObjects } from './digest-objects.ts'
import { type ExplainedStatement, type PlannedTable, toExplained } from './explained-statement.ts'
import { ExportStatements } from './export-statements.ts'
import { layout } from './layout.ts'
import { type LinkedVisitor, moveVisitors } from './move-visitors.ts'
import { PrecomputedRows } from './precomputed/precomputed-rows.ts'
import { asQuestionError } from './question-error.ts'
import { RowRemoval } from './remove-rows.ts'
import { replaceColumns } from './replace-columns.ts'
import { Sandbox } from './sandbox/sandbox.ts'
import { embeddedUsers, serverUsers } from './sandbox/sandbox-users.ts'
import { compile, type Sql, sql } from './sql.ts'
import { dropTables, refillFirstEvents, tables } from './tables.ts'
import { type EmbeddedClickHouse, embeddedEngine } from './topology/embedded.ts'
import { type Engine, type Purpose, type Statement } from './topology/engine.ts'
import { remoteEngine } from './topology/remote.ts'

/** The engine in this process, or the URL of a server, and that of its restricted user if it has one. */
export type ClickHouseSource = EmbeddedClickHouse | { url: string; sandboxUrl?: string }

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

/** ClickHouse, which holds every event as columns and answers the questions about them. */
export class ClickHouse {
  /** Whether the engine runs in this process; no other process can reach that one. */
  readonly isEmbedded: boolean
  /** Runs statements of people; undefined on a server without a restricted user. */
  readonly sandbox: Sandbox | undefined
  /** Statements whose rows become files. */
  readonly exports: ExportStatements
  /** The rows that are computed ahead, day by day. */
  readonly precomputed: PrecomputedRows
  readonly #engine: Engine
  readonly #removal: RowRemoval
  readonly #queryTimeoutMs: number
  readonly #cancelling: Cancelling
  readonly #damage = new EventEmitter()

  constructor(source: ClickHouseSource, queryTimeoutMs: number) {
    this.isEmbedded = !('url' in source)
    this.#engine =
      'url' in source
        ? remoteEngine(source.url, queryTimeoutMs + graceMs, source.sandboxUrl)
        : embeddedEngine(source)
    this.#removal = new RowRemoval(this.#engine)
    this.precomputed = new PrecomputedRows(this.#engine)
    this.#queryTimeoutMs = queryTimeoutMs
    this.#cancelling = new Cancelling(query => this.#engine.command('cancelling', { query }))
    this.sandbox = this.#sandboxOf(source)
    this.exports = new ExportStatements(this.#engine, this.#cancelling, (...failed) =>
      this.#failure(...failed),
    )
  }

  /**
   * Answers one named question. ClickHouse cancels it when the signal aborts.
   * @throws DB_UNAVAILABLE when ClickHouse does not answer, QUERY_TIMEOUT past the time limit, QUERY_TOO_LARGE past
   * the limit of memory or of the answer, INVALID_FILTER for a regular expression that it cannot compile, the
   * signal's reason
   */
  query<Row>(name: string, question: Sql, signal?: AbortSignal): Promise<Row[]> {
    return this.#ask('questions', name, question, signal)
  }

  /** Answers a question as `query` does, and explains the statement: its SQL, and what it reads. */
  async explain<Row>(
    name: string,
    question: Sql,
    signal?: AbortSignal,
  ): Promise<{ rows: Row[]; explained: ExplainedStatement }> {
    const measured = this.#asking(name, signal, comment =>
      this.#engine.measuredRows<Row>('questions', this.#statement(question, comment), signal),
    )
    const planned = this.query<PlannedTable>(`explain ${name}`, sql`explain estimate ${question}`, signal)
    const [{ data, statistics }, tables] = await Promise.all([measured, planned])
    return { rows: data, explained: toExplained(name, compile(question), statistics, tables) }
  }

  /** Answers a question of the projection or the roll-up, which never waits for those of users, nor they for it. */
  inspect<Row>(name: string, question: Sql): Promise<Row[]> {
    return this.#ask('projection', name, question)
  }

  /** Answers a question that reads whole tables to find damage. */
  check<Row>(name: string, question: Sql): Promise<Row[]> {
    return this.#ask('checks', name, question)
  }

  /** Adds a batch of tab-separated rows. Adding the same token again has no effect. */
  insert(rows: Readable, columns: string[], token: string): Promise<void> {
    return this.#engine.insert('projection', {
      table: 'events',
      columns,
      rows,
      token,
      settings: insertSettings,
    })
  }

  /** Adds the current state of users: tab-separated rows. Adding the same rows again has no effect. */
  insertUsers(rows: Readable, columns: string[]): Promise<void> {
    return this.#engine.insert('projection', { table: 'users', columns, rows, settings: insertSettings })
  }

  /** Adds the users of a segment's snapshot. Adding the same users again has no effect. */
  async insertSnapshot(id: string, users: number[]): Promise<void> {
    const rows = Readable.from([users.map(no => `${id}\t${no}\n`).join('')], { objectMode: false })
    const columns = ['snapshot_id', 'user_no']
    await this.#engine.insert('changes', { table: 'snapshot_members', columns, rows }).catch(error => {
      throw asQuestionError('keep a snapshot', error)
    })
  }

  /** Replaces the costs of events: tab-separated rows of `cost_corrections`. Repeating it has no effect. */
  correctCosts(rows: () => Readable): Promise<void> {
    return replaceColumns(this.#engine, 'cost_corrections', rows)
  }

  /** Replaces the user, bot and channel of events: tab-separated rows of `restatements`. Repeating it has no effect. */
  restate(rows: () => Readable): Promise<void> {
    return replaceColumns(this.#engine, 'restatements', rows)
  }

  /**
   * Adds first activities of users: tab-separated rows of project, user, time and the last batch that may have an
   * activity of the user. The earliest time and the latest batch of a user count.
   */
  addFirstEvents(rows: Readable): Promise<void> {
    const columns = ['project', 'user_no', 'occurred_at', 'batch']
    return this.#engine.insert('projection', { table: 'first_events', columns, rows })
  }

  /** Replaces the first activities of users: as `addFirstEvents`, after those of the users are deleted. */
  async replaceFirstEvents(users: number[], rows: Readable): Promise<void> {
    const query = 'delete from first_events where user_no in {users:Array(Int64)}'
    await this.#engine.command('projection', { query, query_params: { users } })
    await this.addFirstEvents(rows)
  }

  /** Gives the places of visitors in tables of users to the users that they are linked to. Repeating it has no effect. */
  moveVisitors(visitors: LinkedVisitor[]): Promise<void> {
    return moveVisitors(this.#engine, visitors)
  }

  /** Deletes events of a project, by their positions in the log. Repeating it has no effect. */
  removeEvents(project: string, seqs: string[]): Promise<void> {
    return this.#removal.events(project, seqs)
  }

  /** Deletes users from every table but that of events. Repeating it has no effect. */
  removeUsers(users: number[]): Promise<void> {
    return this.#removal.users(users)
  }

  /** Deletes what a project without events has left, its snapshots too. Repeating it has no effect. */
  async removeProject(project: string, snapshots: string[]): Promise<void> {
    await this.#removal.project(project, snapshots)
    await this.precomputed.removeProject(project)
  }

  /** Returns checksums of JSON objects as ClickHouse stores them: tab-separated rows of id, day and object. */
  digestObjects(rows: Buffer): Promise<DigestedObjects[]> {
    return digestObjects(this.#engine, rows)
  }

  createTables(): Promise<void> {
    return this.#run(tables)
  }

  dropTables(): Promise<void> {
    return this.#run(dropTables)
  }

  /** Gives this ClickHouse one more id, and records that its tables have the layout of this version. */
  nameStore(id: string): Promise<void> {
    return this.#run([`insert into store (id, layout) values ('${id}', '${layout}')`])
  }

  /** Makes `first_events` agree with `events` again after a crash. */
  refillFirstEvents(): Promise<void> {
    return this.#run([refillFirstEvents])
  }

  isUp(): Promise<boolean> {
    return this.#engine.isUp()
  }

  /** Calls the listener whenever a question finds tables that cannot be read. */
  onDamage(listener: (error: Error) => void): void {
    this.#damage.on('found', listener)
  }

  close(): Promise<void> {
    return this.#engine.close()
  }

  #sandboxOf(source: ClickHouseSource): Sandbox | undefined {
    if (!('url' in source)) return new Sandbox(this.#engine, this.#cancelling, embeddedUsers, true)
    const { sandboxUrl } = source
    return sandboxUrl === undefined
      ? undefined
      : new Sandbox(this.#engine, this.#cancelling, serverUsers(sandboxUrl), false)
  }

  #ask<Row>(purpose: Purpose, name: string, question: Sql, signal?: AbortSignal): Promise<Row[]> {
    return this.#asking(name, signal, comment =>
      this.#engine.rows<Row>(purpose, this.#statement(question, comment), signal),
    )
  }

  async #asking<Answer>(
    name: string,
    signal: AbortSignal | undefined,
    run: (comment: string) => Promise<Answer>,
  ): Promise<Answer> {
    try {
      return await (signal ? this.#cancelling.run(signal, mark => run(`${name} ${mark}`)) : run(name))
    } catch (error) {
      throw this.#failure(name, error, signal)
    }
  }

  #failure(name: string, error: unknown, signal: AbortSignal | undefined): unknown {
    signal?.throwIfAborted()
    if (isDamage(error)) this.#damage.emit('found', error)
    return asQuestionError(name, error)
  }

  #statement(question: Sql, comment: string): Statement {
    const settings = { max_execution_time: this.#queryTimeoutMs / 1_000, log_comment: comment }
    return { ...compile(question), settings }
  }

  async #run(statements: string[]): Promise<void> {
    for (const query of statements) await this.#engine.command('projection', { query })
  }
}
