import { randomBytes } from 'node:crypto'
import { type ClickHouseSettings } from '@clickhouse/client'
import { type Cancelling } from '../cancelling.ts'
import { compile, int, joined, raw, type Sql, sql } from '../sql.ts'
import { type Engine, type Table } from '../topology/engine.ts'
import { inlined } from './inlined.ts'
import { type SandboxLane, type SandboxUser, type SandboxUsers, sandboxLanes } from './sandbox-users.ts'

/** A statement of a person to run: its text, its values, and the rows that its tables have. */
export interface SandboxedStatement {
  text: string
  /** The values of its placeholders, bound, by their names. */
  values: ReadonlyMap<string, Sql>
  /** The rows of each table that the statement may name. */
  tables: ReadonlyMap<string, Sql>
}

/** A statement in its view, which lasts until it is closed. */
export interface SandboxedView {
  /** `select * from` the view, with the values bound. It returns at most this many rows. */
  select(mostRows: number): Sql
  /** The rows of `select`. ClickHouse cancels the statement when the signal aborts. */
  table(mostRows: number, settings: ClickHouseSettings, signal: AbortSignal | undefined): Promise<Table>
  /** The names and types of the columns of `select`. Nothing is read. */
  columns(settings: ClickHouseSettings, signal: AbortSignal | undefined): Promise<Table['meta']>
  /** Drops the view once its statements have ended in ClickHouse. */
  close(): Promise<void>
}

/** Only the limit of the rows of an answer has this name. */
export const mostRowsName = 'most_rows_of_answer'

/** A database that is older than this is no longer in use by any process. */
const mostAgeSeconds = 86_400

/**
 * Runs statements of people with the grants of a restricted user. Each run has a database of its own with one view for
 * each table, which reads the rows of one project as the owner, and a view of the statement, which runs as the
 * restricted user. ClickHouse analyses a view with a parameter only when it is read, so even the analysis of the
 * statement has no other grants. The names in the statement are looked up in its database alone.
 */
export class Sandbox {
  readonly #engine: Engine
  readonly #cancelling: Cancelling
  readonly #free: Record<SandboxLane, SandboxUser[]>
  readonly #mainDatabase: string | undefined
  readonly #prefixes: ReadonlySet<string>
  readonly #isShared: boolean

  constructor(engine: Engine, cancelling: Cancelling, users: SandboxUsers, isEmbedded: boolean) {
    this.#engine = engine
    this.#cancelling = cancelling
    this.#free = { customQueries: [...users.customQueries], exports: [...users.exports] }
    this.#mainDatabase = isEmbedded ? 'default' : undefined
    this.#prefixes = new Set(sandboxLanes.flatMap(lane => users[lane].map(({ prefix }) => prefix)))
    this.#isShared = !isEmbedded
  }

  /** The statement as ClickHouse writes it: on one line, without comments, with every name and text quoted one way. */
  async formatted(text: string): Promise<string> {
    const [row] = await this.#engine.rows<{ text: string }>('customQueries', {
      query: 'select formatQuerySingleLine({sql:String}) as text',
      query_params: { sql: text },
    })
    return row!.text
  }

  /** The syntax tree of a formatted statement, a line for each node. Nothing of the statement runs. */
  syntaxTree(formatted: string, values: Record<string, unknown>): Promise<string[]> {
    return this.#engine.explain('customQueries', {
      query: `explain ast ${formatted}`,
      query_params: values,
    })
  }

  /** Creates the view of a statement. The caller has a place in the lane, so that a user is free. */
  async open(lane: SandboxLane, statement: SandboxedStatement): Promise<SandboxedView> {
    const user = this.#free[lane].pop()!
    const id = randomBytes(8).toString('hex')
    const database = `${user.prefix}${Math.floor(Date.now() / 1_000)}_${id}`
    const view = `run_${id}`
    const running = new Set<Promise<unknown>>()
    const rowsOf = (mostRows: number) => viewOf(`${database}.${view}`, statement.values, mostRows)
    const select = (mostRows: number) => sql`select * from ${rowsOf(mostRows)}`
    const close = async () => {
      await Promise.allSettled(running)
      await this.#drop(database).finally(() => this.#free[lane].push(user))
    }
    try {
      await this.#create(database, view, user, statement)
    } catch (error) {
      await close().catch(() => undefined)
      throw error
    }
    return {
      select,
      table: async (mostRows, ...how) =>
        withNames(await this.#table(materialized(rowsOf(mostRows)), running, ...how)),
      columns: async (...how) => {
        const { data } = await this.#table(sql`describe (${select(1)})`, running, ...how)
        return data.map(([name, type]) => ({ name: String(name), type: String(type) }))
      },
      close,
    }
  }

  async #table(
    statement: Sql,
    running: Set<Promise<unknown>>,
    settings: ClickHouseSettings,
    signal: AbortSignal | undefined,
  ): Promise<Table> {
    const run = (log_comment: string) => {
      const ending = this.#engine.table(
        'customQueries',
        { ...compile(statement), settings: { ...settings, log_comment } },
        signal,
      )
      running.add(ending)
      return ending
    }
    return signal ? this.#cancelling.run(signal, mark => run(`customQuery ${mark}`)) : run('customQuery')
  }

  /** The name of the database that has the tables of all projects. */
  async mainDatabase(): Promise<string> {
    const [row] = await this.#engine.rows<{ name: string }>('views', {
      query: 'select currentDatabase() as name',
      database: this.#mainDatabase,
    })
    return row!.name
  }

  /** Drops the databases of runs that a crash has left behind. */
  async sweep(): Promise<void> {
    for (const name of await this.leftDatabases()) await this.#drop(name)
  }

  /** The databases that no run uses, as far as this process can tell. */
  async leftDatabases(): Promise<string[]> {
    const rows = await this.#engine.rows<{ name: string }>('views', {
      query: 'select name from system.databases',
      database: this.#mainDatabase,
    })
    return rows.map(({ name }) => name).filter(name => this.#isLeft(name))
  }

  /** Other processes may use a server at the same time. */
  #isLeft(name: string): boolean {
    const prefix = [...this.#prefixes].find(prefix => name.startsWith(prefix))
    if (prefix === undefined || !/^\d+_[0-9a-f]+$/.test(name.slice(prefix.length))) return false
    const ageSeconds = Date.now() / 1_000 - Number.parseInt(name.slice(prefix.length), 10)
    return !this.#isShared || ageSeconds > mostAgeSeconds
  }

  async #create(
    database: string,
    view: string,
    { name }: SandboxUser,
    { text, tables }: SandboxedStatement,
  ): Promise<void> {
    await this.#command(`create database ${database} engine = Memory`, this.#mainDatabase)
    for (const [table, rows] of tables)
      await this.#command(
        `create view ${database}.${table} definer = current_user sql security definer as ${inlined(rows)}`,
        this.#mainDatabase,
      )
    await this.#command(
      `create view ${view} definer = \`${name}\` sql security definer as select * from (${text}) limit {${mostRowsName}:UInt64}`,
      database,
    )
  }

  #drop(database: string): Promise<void> {
    return this.#command(`drop database if exists ${database}`, this.#mainDatabase)
  }

  #command(query: string, database: string | undefined): Promise<void> {
    return this.#engine.command('views', { query, database })
  }
}

function viewOf(view: string, values: ReadonlyMap<string, Sql>, mostRows: number): Sql {
  const given = [...values].map(([name, value]) => sql`${raw(name)} = ${value}`)
  return sql`${raw(view)}(${joined([...given, sql`${raw(mostRowsName)} = ${int(mostRows)}`])})`
}

/** ClickHouse counts the bytes of a constant once, however many rows show it, and so would limit no result of constants. */
const materialized = (rows: Sql): Sql => sql`select * apply(materialize) from ${rows}`

/** The table with the names that its columns have in the view. */
const withNames = (table: Table): Table => ({
  ...table,
  meta: table.meta.map(({ name, type }) => ({ name: name.slice('materialize('.length, -1), type })),
})
