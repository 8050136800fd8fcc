import { Readable } from 'node:stream'
import { mutate } from './mutate.ts'
import { type Engine, onEachNode } from './topology/engine.ts'

/** Deletes rows and rewrites the parts that have them. What is deleted twice is deleted once. */
export class RowRemoval {
  readonly #engine: Engine

  constructor(engine: Engine) {
    this.#engine = engine
  }

  /** Deletes events of a project, by their positions in the log. */
  async events(project: string, seqs: string[]): Promise<void> {
    await this.#onEachNode('truncate table removals')
    const text = seqs.map(seq => `${seq}\n`).join('')
    await onEachNode(this.#engine, node =>
      node.insert('projection', {
        table: 'removals',
        columns: ['seq'],
        rows: Readable.from([text], { objectMode: false }),
      }),
    )
    await this.#delete('events', 'project = {project:String} and seq in (select seq from removals)', {
      project,
    })
    await this.#onEachNode('truncate table removals')
  }

  /** Deletes users by their numbers, from every table but `events` and the precomputed ones. */
  async users(users: number[]): Promise<void> {
    for (const table of ['users', 'first_events', 'snapshot_members'])
      await this.#delete(table, 'user_no in {users:Array(UInt32)}', { users })
  }

  /** Deletes what belongs to a project, from every table but `events`. */
  async project(project: string, snapshots: string[]): Promise<void> {
    for (const table of ['users', 'first_events'])
      await this.#delete(table, 'project = {project:String}', { project })
    await this.#delete('snapshot_members', 'snapshot_id in {snapshots:Array(UInt64)}', { snapshots })
  }

  /** A deletion that finds nothing would rewrite the parts all the same. */
  async #delete(table: string, condition: string, query_params: Record<string, unknown>): Promise<void> {
    const query = `select 1 from ${table} where ${condition} limit 1`
    const found = await onEachNode(this.#engine, node => node.rows('projection', { query, query_params }))
    if (!found.flat().length) return
    await mutate(this.#engine, table, {
      query: `alter table ${table} delete where ${condition}`,
      query_params,
    })
  }

  async #onEachNode(query: string): Promise<void> {
    await onEachNode(this.#engine, node => node.command('projection', { query }))
  }
}
