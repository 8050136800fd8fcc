import { type ClickHouseSettings } from '@clickhouse/client'
import { type Cancelling } from '../cancelling.ts'
import { compile, int, joined, raw, type Sql, sql } from '../sql.ts'
import { type Engine, type Table } from '../topology/engine.ts'
import { mostRowsName, SandboxPlace } from './sandbox-place.ts'
import { type SandboxLane, type SandboxUsers, sandboxLanes } from './sandbox-users.ts'
import { type SandboxedStatement } from './sandboxed-statement.ts'

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

/** A database that is older than this is no longer in use by any process. */
const mostAgeSeconds = 86_400

/**
 * Runs statements of people with the grants of a restricted user. Each run has a database with one view for each table, which
 * reads the rows of one project as the owner, and a view of the statement, which runs as the restricted user. In the embedded
 * engine, the next runs of the project have the same views; on a server, whose users see all databases, a run has its own. ClickHouse analyses a view with a parameter only when it is read, so even the analysis of the
 * statement has no other grants. The names in the statement are looked up in its database alone.
 */
export class Sandbox {
  readonly #engine: Engine
  readonly #cancelling: Cancelling
  readonly #places: Record<SandboxLane, SandboxPlace[]>
  readonly #free: Record<SandboxLane, SandboxPlace[]>
  readonly #mainDatabase: string | undefined
  readonly #prefixes: ReadonlySet<string>
  readonly #isShared: boolean

  constructor(engine: Engine, cancelling: Cancelling, users: SandboxUsers, isEmbedded: boolean) {
    this.#engine = engine
    this.#cancelling = cancelling
    const placesOf = (lane: SandboxLane) =>
      users[lane].map(user => new SandboxPlace(user, (query, database) => this.#command(query, database)))
    this.#places = { customQueries: placesOf('customQueries'), exports: placesOf('exports') }
    this.#free = { customQueries: [...this.#places.customQueries], exports: [...this.#places.exports] }
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
  async open(lane: SandboxLane, asked: SandboxedStatement): Promise<SandboxedView> {
    const statement = { ...asked, isKept: Boolean(asked.isKept && !this.#isShared) }
    const place = this.#take(lane, statement.project)
    const running = new Set<Promise<unknown>>()
    const close = async () => {
      await Promise.allSettled(running)
      await place.leave(statement).finally(() => this.#free[lane].push(place))
    }
    const view = await place.viewOf(statement).catch(async error => {
      // A half-made database is of no use to the next statement.
      statement.isKept = false
      await close().catch(() => undefined)
      throw error
    })
    const rowsOf = (mostRows: number) => viewOf(view, statement.values, mostRows)
    const select = (mostRows: number) => sql`select * from ${rowsOf(mostRows)}`
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

  /** A free place, if possible the last one with the views of the project, or one with none. */
  #take(lane: SandboxLane, project: string | undefined): SandboxPlace {
    const free = this.#free[lane]
    const of = (kept: string | undefined) => free.findLastIndex(place => place.project === kept)
    const index = [of(project), of(undefined), 0].find(index => index >= 0)!
    return free.splice(index, 1)[0]!
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
    const kept = new Set(sandboxLanes.flatMap(lane => this.#places[lane].flatMap(place => place.databases)))
    const rows = await this.#engine.rows<{ name: string }>('views', {
      query: 'select name from system.databases',
      database: this.#mainDatabase,
    })
    return rows.map(({ name }) => name).filter(name => !kept.has(name) && this.#isLeft(name))
  }

  /** Other processes may use a server at the same time. */
  #isLeft(name: string): boolean {
    const prefix = [...this.#prefixes].find(prefix => name.startsWith(prefix))
    if (prefix === undefined || !/^\d+_[0-9a-f]+$/.test(name.slice(prefix.length))) return false
    const ageSeconds = Date.now() / 1_000 - Number.parseInt(name.slice(prefix.length), 10)
    return !this.#isShared || ageSeconds > mostAgeSeconds
  }

  #drop(database: string): Promise<void> {
    return this.#command(`drop database if exists ${database}`)
  }

  #command(query: string, database = this.#mainDatabase): Promise<void> {
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
