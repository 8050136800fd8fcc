import { randomBytes } from 'node:crypto'
import { inlined } from './inlined.ts'
import { type SandboxUser } from './sandbox-users.ts'
import { type SandboxedStatement } from './sandboxed-statement.ts'

/** Only the limit of the rows of an answer has this name. */
export const mostRowsName = 'most_rows_of_answer'

/** Runs a statement as the owner of all tables, in a database or in the main one. */
export type Command = (query: string, database?: string) => Promise<void>

/** The views of a place beyond this number are dropped, all at once. */
const mostViews = 100

/** A database with the tables of statements, and the views of these statements by their text. */
interface Views {
  database: string
  ofStatements: Map<string, string>
}

/**
 * A place for one statement at a time. Its user may read all of its databases, so they have the rows of one project at a time.
 * The views of a project stay until another one takes the place: a repeated statement needs no new ones.
 */
export class SandboxPlace {
  /** The project whose views are kept. */
  project: string | undefined
  readonly #user: SandboxUser
  readonly #command: Command
  readonly #byTables = new Map<string, Views>()

  constructor(user: SandboxUser, command: Command) {
    this.#user = user
    this.#command = command
  }

  /** The databases that are kept. */
  get databases(): string[] {
    return [...this.#byTables.values()].map(({ database }) => database)
  }

  /** The name of the view of a statement, with its database. It is there until `leave`, or longer if it is kept. */
  async viewOf(statement: SandboxedStatement): Promise<string> {
    const isOthers = statement.project === undefined || statement.project !== this.project
    if (isOthers || this.#countOfViews() >= mostViews) await this.#dropAll()
    this.project = statement.project
    const tables = new Map([...statement.tables].map(([name, rows]) => [name, inlined(rows)]))
    const key = JSON.stringify([...tables])
    const views = this.#byTables.get(key) ?? (await this.#created(key, tables))
    const known = views.ofStatements.get(statement.text)
    return `${views.database}.${known ?? (await this.#createdView(views, statement.text))}`
  }

  /** Drops the views that are not kept. */
  async leave({ isKept }: SandboxedStatement): Promise<void> {
    if (!isKept) await this.#dropAll()
  }

  #countOfViews(): number {
    return [...this.#byTables.values()].reduce((sum, { ofStatements }) => sum + ofStatements.size, 0)
  }

  async #created(key: string, tables: Map<string, string>): Promise<Views> {
    const database = `${this.#user.prefix}${Math.floor(Date.now() / 1_000)}_${randomId()}`
    const views: Views = { database, ofStatements: new Map() }
    this.#byTables.set(key, views)
    await this.#command(`create database ${database} engine = Memory`)
    for (const [table, rows] of tables)
      await this.#command(
        `create view ${database}.${table} definer = current_user sql security definer as ${rows}`,
      )
    return views
  }

  async #createdView({ database, ofStatements }: Views, text: string): Promise<string> {
    const view = `run_${randomId()}`
    await this.#command(
      `create view ${view} definer = \`${this.#user.name}\` sql security definer as select * from (${text}) limit {${mostRowsName}:UInt64}`,
      database,
    )
    ofStatements.set(text, view)
    return view
  }

  async #dropAll(): Promise<void> {
    for (const [key, { database }] of this.#byTables) {
      await this.#command(`drop database if exists ${database}`)
      this.#byTables.delete(key)
    }
    this.project = undefined
  }
}

const randomId = () => randomBytes(8).toString('hex')
