import { mutate } from '../mutate.ts'
import { compile, int, integers, joined, name, type Sql, sql, text } from '../sql.ts'
import { type Engine } from '../topology/engine.ts'
import { precomputedTables } from './index.ts'
import { columnsOf, type DaysToPrecompute } from './precomputed-table.ts'

/** The rows of the precomputed tables. */
export class PrecomputedRows {
  readonly #engine: Engine

  constructor(engine: Engine) {
    this.#engine = engine
  }

  /** Computes the rows of days. Returns the number of rows of each version in all tables. */
  async add(days: DaysToPrecompute): Promise<Map<number, number>> {
    for (const table of precomputedTables) {
      const { query, query_params } = compile(table.rows(days))
      const insert = `insert into ${table.name} (${columnsOf(table).join(', ')})`
      await this.#engine.command('projection', { query: `${insert} ${query}`, query_params })
    }
    return this.count(days.days.map(({ version }) => version))
  }

  /** The number of rows of each of the versions in all tables; a version without rows is absent. */
  async count(versions: number[]): Promise<Map<number, number>> {
    const ofTables = precomputedTables.map(
      table => sql`select version from ${name(table.name)} where version in ${integers(versions)}`,
    )
    const rows = await this.#rows<{ version: number; rows: number }>(sql`
select version, count() as rows
from (${joined(ofTables, ' union all ')})
group by version`)
    return new Map(rows.map(({ version, rows }) => [version, rows]))
  }

  /** The versions of the days that a batch changes though it has no events on them. Some may be no longer valid. */
  touchedBy(batch: string): Promise<number[]> {
    return this.#versionsIn(precomputedTables.flatMap(table => table.touchedBy?.(batch) ?? []))
  }

  /** The versions that have rows. */
  versions(): Promise<number[]> {
    return this.#versionsIn(precomputedTables.map(table => sql`select version from ${name(table.name)}`))
  }

  /** The versions that have rows of these users. */
  versionsOf(users: number[]): Promise<number[]> {
    return this.#versionsIn(
      precomputedTables.map(table => sql`select version from ${name(table.name)} where ${table.isOf(users)}`),
    )
  }

  async #versionsIn(ofTables: Sql[]): Promise<number[]> {
    const rows = await this.#rows<{ version: number }>(
      sql`select distinct version from (${joined(ofTables, ' union all ')})`,
    )
    return rows.map(({ version }) => version)
  }

  /** Deletes the rows of versions that no question reads any more. */
  async remove(versions: number[]): Promise<void> {
    for (const table of precomputedTables)
      await this.#delete(table.name, sql`version in ${integers(versions)}`)
  }

  /** Deletes all rows of these users, of every version. */
  async removeUsers(users: number[]): Promise<void> {
    for (const table of precomputedTables) await this.#delete(table.name, table.isOf(users))
  }

  /** Deletes all rows of a project. */
  async removeProject(project: string): Promise<void> {
    for (const table of precomputedTables) await this.#delete(table.name, sql`project = ${text(project)}`)
  }

  /** A deletion that finds nothing would rewrite the parts all the same. */
  async #delete(table: string, condition: Sql): Promise<void> {
    const found = await this.#rows(sql`select 1 from ${name(table)} where ${condition} limit ${int(1)}`)
    if (!found.length) return
    await mutate(this.#engine, table, compile(sql`alter table ${name(table)} delete where ${condition}`))
  }

  #rows<Row>(question: Sql): Promise<Row[]> {
    return this.#engine.rows<Row>('projection', compile(question))
  }
}
