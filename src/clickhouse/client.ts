import { EventEmitter } from 'node:events'
import { Readable } from 'node:stream'
import { type ClickHouseSettings } from '@clickhouse/client'
import { type DigestedObjects, digestObjects } from './digest-objects.ts'
import { type ExplainedStatement } from './explained-statement.ts'
import { type ExportStatements } from './export-statements.ts'
import { type LinkedVisitor, moveVisitors } from './move-visitors.ts'
import { type PrecomputedRows } from './precomputed/precomputed-rows.ts'
import { asQuestionError } from './question-error.ts'
import { type RowsOfNode } from './questions.ts'
import { type ClickHouseSource, type Reached, reach } from './reach.ts'
import { replaceColumns } from './replace-columns.ts'
import { type Sandbox } from './sandbox/sandbox.ts'
import { type Sql } from './sql.ts'
import { createTables, type Front, nameStore, removeTables } from './table-definitions.ts'
import { refillFirstEvents } from './tables.ts'
import { type Engine, onOneNodeEach } from './topology/engine.ts'

const insertSettings: ClickHouseSettings = {
  // One batch is one block, so that a batch has one token per part however it is read.
  input_format_parallel_parsing: 0,
  max_insert_block_size: '10000000',
  min_insert_block_size_rows: '10000000',
  max_partitions_per_insert_block: '0',
  deduplicate_blocks_in_dependent_materialized_views: 1,
  fsync_metadata: 1,
}

/** ClickHouse, which holds every event as columns and answers the questions about them. */
export class ClickHouse {
  #reached: Reached
  #next: ClickHouse | undefined
  #former: ClickHouse | undefined
  readonly #damage = new EventEmitter()

  /** `next` is to take the place of this one, once it is filled from the log. */
  constructor(source: ClickHouseSource, queryTimeoutMs: number, next?: ClickHouse) {
    this.#next = next
    this.#reached = reach(source, queryTimeoutMs, error => this.#damage.emit('found', error))
  }

  /** Whether the engine runs in this process; no other process can reach that one. */
  get isEmbedded(): boolean {
    return this.#reached.isEmbedded
  }

  /** Runs statements of people; undefined on a server without a restricted user, and on a cluster. */
  get sandbox(): Sandbox | undefined {
    return this.#reached.sandbox
  }

  /** Statements whose rows become files. */
  get exports(): ExportStatements {
    return this.#reached.exports
  }

  /** The rows that are computed ahead, day by day; undefined on a cluster, which computes all of them for each question. */
  get precomputed(): PrecomputedRows | undefined {
    return this.#reached.precomputed
  }

  /** The one that is to take the place of this one; undefined once it has. */
  get next(): ClickHouse | undefined {
    return this.#next
  }

  /** From now on this is the next one. Statements that run end where they began. */
  becomeNext(): void {
    const next = this.#next
    if (!next) return
    ;[this.#reached, next.#reached] = [next.#reached, this.#reached]
    next.onDamage(error => this.#damage.emit('found', error))
    this.#former = next
    this.#next = undefined
  }

  get #engine(): Engine {
    return this.#reached.engine
  }

  get #front(): Front | undefined {
    return this.#reached.front
  }

  /**
   * Answers one named question. ClickHouse cancels it when the signal aborts.
   * @throws DB_UNAVAILABLE when ClickHouse does not answer, QUERY_TIMEOUT past the time limit, QUERY_TOO_LARGE past
   * the limit of memory or of the answer, INVALID_FILTER for a regular expression that it cannot compile, the
   * signal's reason
   */
  query<Row>(name: string, question: Sql, signal?: AbortSignal): Promise<Row[]> {
    return this.#reached.questions.query(name, question, signal)
  }

  /** Answers a question as `query` does, and explains the statement: its SQL, and what it reads. */
  explain<Row>(
    name: string,
    question: Sql,
    signal?: AbortSignal,
  ): Promise<{ rows: Row[]; explained: ExplainedStatement }> {
    return this.#reached.questions.explain(name, question, signal)
  }

  /** Answers a question of the projection or the roll-up, which never waits for those of users, nor they for it. */
  inspect<Row>(name: string, question: Sql): Promise<Row[]> {
    return this.#reached.questions.ask('projection', name, question)
  }

  /** Answers a question that reads whole tables to find damage. */
  check<Row>(name: string, question: Sql): Promise<Row[]> {
    return this.#reached.questions.ask('checks', name, question)
  }

  /** The servers that hold the rows: one, or the nodes of a cluster. */
  nodes(): Promise<RowsOfNode[]> {
    return this.#reached.questions.nodes()
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
    const deletion = { query, query_params: { users } }
    await onOneNodeEach(this.#engine, node => node.command('projection', deletion))
    await this.addFirstEvents(rows)
  }

  /** Gives the places of visitors in tables of users to the users that they are linked to. Repeating it has no effect. */
  moveVisitors(visitors: LinkedVisitor[]): Promise<void> {
    return moveVisitors(this.#engine, visitors)
  }

  /** Deletes events of a project, by their positions in the log. Repeating it has no effect. */
  removeEvents(project: string, seqs: string[]): Promise<void> {
    return this.#reached.removal.events(project, seqs)
  }

  /** Deletes users from every table but that of events. Repeating it has no effect. */
  async removeUsers(users: number[]): Promise<void> {
    await this.#reached.removal.users(users)
    await this.precomputed?.removeUsers(users)
  }

  /** Deletes what a project without events has left, its snapshots too. Repeating it has no effect. */
  async removeProject(project: string, snapshots: string[]): Promise<void> {
    await this.#reached.removal.project(project, snapshots)
    await this.precomputed?.removeProject(project)
  }

  /** Returns checksums of JSON objects as ClickHouse stores them: tab-separated rows of id, day and object. */
  digestObjects(rows: Buffer): Promise<DigestedObjects[]> {
    return digestObjects(this.#engine, rows)
  }

  createTables(): Promise<void> {
    return createTables(this.#engine, this.#front)
  }

  dropTables(): Promise<void> {
    return removeTables(this.#engine, this.#front)
  }

  /** Gives this ClickHouse one more id, and records that its tables have the layout of this version. */
  nameStore(id: string): Promise<void> {
    return nameStore(this.#engine, id)
  }

  /** Makes `first_events` agree with `events` again after a crash. */
  refillFirstEvents(): Promise<void> {
    return this.#engine.command('projection', { query: refillFirstEvents })
  }

  isUp(): Promise<boolean> {
    return this.#engine.isUp()
  }

  /** Calls the listener whenever a question finds tables that cannot be read. */
  onDamage(listener: (error: Error) => void): void {
    this.#damage.on('found', listener)
  }

  async close(): Promise<void> {
    const all = [this, this.#next, this.#former].filter(clickhouse => clickhouse !== undefined)
    await Promise.all(all.map(clickhouse => clickhouse.#engine.close()))
  }
}
