import { createHash } from 'node:crypto'
import { type ClickHouseSettings } from '@clickhouse/client'
import { noteStatement } from '../analytics/query/asked-field.ts'
import { checkedTimeZone } from '../analytics/query/calendar.ts'
import { type ReadState } from '../analytics/query/copy-state.ts'
import { type SandboxLane } from '../clickhouse/sandbox/sandbox-users.ts'
import { type Sql, upTo } from '../clickhouse/sql.ts'
import { type Table } from '../clickhouse/topology/engine.ts'
import { chargeCustomQuery } from '../request/admit.ts'
import { type RequestScope } from '../request/request-scope.ts'
import { checkSqlText } from './check-sql-text.ts'
import { showsColumn, tablesNamedIn } from './check-tree.ts'
import { type CheckedStatement, checkedStatement } from './checked-statement.ts'
import { customQueryError } from './custom-query-error.ts'
import { boundValues, namedValues, type Parameters, typeOfValue } from './parameters.ts'
import { numbered, type Placeholder } from './placeholders.ts'
import { sandboxOf } from './sandbox-of.ts'
import { queryTables } from './tables/index.ts'

/** SQL of a person, with the values of its placeholders. */
export interface CustomQuery {
  sql: string
  parameters?: Parameters | null
  /** Default: that of the project. */
  timeZone?: string | null
  /** The limit of a run that the message of a timeout names. */
  timeoutSeconds: number
}

export interface PrepareOptions {
  /** Whose places the query takes. Default: those of custom queries. */
  lane?: SandboxLane
  /** Whether the rows are those of `state`, whatever arrives while they are read. Such a query is slower. */
  isSnapshot?: boolean
}

/** A checked query in a view of its own, which lasts until it is disposed of. */
export interface PreparedQuery extends AsyncDisposable {
  /** `select * from` the view with the values bound, for any connection of the service. */
  select(mostRows: number): Sql
  /** The rows of `select`. @throws as `asError` converts */
  table(mostRows: number, settings: ClickHouseSettings): Promise<Table>
  /** The columns of `select`. @throws as `table` */
  columns(settings: ClickHouseSettings): Promise<Table['meta']>
  /** The tables that the query names, sorted. */
  tables: string[]
  placeholders: Placeholder[]
  state: ReadState
  timeZone: string
  /** Converts an error of ClickHouse about the query into the error of the caller. */
  asError(error: unknown): unknown
}

/**
 * Checks SQL and puts it into a view, which reads the rows of the project and has the grants of a restricted user. The
 * query is charged to the caller, noted for the audit log, and holds a place of its lane until it is disposed of.
 * @throws NOT_CONFIGURED, RATE_LIMITED, OVERLOADED, DB_UNAVAILABLE, SQL_NOT_ALLOWED, SQL_FAILED with the line and column
 * of a syntax error, and TOO_LONG, INVALID_TEXT, INVALID_PARAMETERS, INVALID_TIME_ZONE
 */
export async function prepareQuery(
  scope: RequestScope,
  query: CustomQuery,
  options: PrepareOptions = {},
): Promise<PreparedQuery> {
  sandboxOf(scope)
  checkSqlText(query.sql)
  await chargeCustomQuery(scope)
  scope.ranSql.push(createHash('sha256').update(query.sql).digest('hex'))
  return prepareAgain(scope, query, options)
}

/** The same for a query that is charged and noted already. */
export async function prepareAgain(
  scope: RequestScope,
  query: CustomQuery,
  { lane = 'customQueries', isSnapshot = false }: PrepareOptions,
): Promise<PreparedQuery> {
  const sandbox = sandboxOf(scope)
  const timeZone = query.timeZone == null ? await scope.timeZone() : checkedTimeZone(query.timeZone)
  const state = await scope.caughtUp()
  const { text, read, asError } = readQuery(query)
  await using held = new AsyncDisposableStack()
  held.defer(await scope.services.gate.concurrency[lane].acquire())
  noteStatement()
  const statement = await failingAs(asError, () => checkedStatement(sandbox, text))
  const tables = tablesOf(scope.project, timeZone, statement, isSnapshot ? state.batch : undefined)
  const sandboxed = {
    text: statement.text,
    values: read(statement),
    tables,
    project: scope.project,
    isKept: !isSnapshot,
  }
  const view = await failingAs(asError, () => sandbox.open(lane, sandboxed))
  held.defer(view.close)
  const place = held.move()
  return {
    select: view.select,
    table: (mostRows, settings) =>
      failingAs(asError, () => view.table(mostRows, settings, scope.signal), scope.signal),
    columns: settings => failingAs(asError, () => view.columns(settings, scope.signal), scope.signal),
    tables: [...tables.keys()].sort(),
    placeholders: statement.placeholders,
    state,
    timeZone,
    asError,
    [Symbol.asyncDispose]: () => leave(place, scope),
  }
}

/** The text with numbered placeholders, a function for the values of these, and one for errors about the text. */
function readQuery({ sql, parameters, timeoutSeconds }: CustomQuery) {
  const given = parameters ?? []
  const sent = numbered(sql, position => typeOfValue(Array.isArray(given) ? given[position] : ''))
  const values = namedValues(given, sent.positions)
  return {
    text: sent.text,
    read: ({ placeholders }: CheckedStatement) => boundValues(placeholders, values),
    asError: (error: unknown) => customQueryError(error, { sql, numbered: sent, timeoutSeconds }),
  }
}

async function failingAs<Result>(
  asError: (error: unknown) => unknown,
  work: () => Promise<Result>,
  signal?: AbortSignal,
): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    signal?.throwIfAborted()
    throw asError(error)
  }
}

/** The rows of the tables that the statement names; with a batch only events up to that one. */
function tablesOf(
  project: string,
  timeZone: string,
  { tree }: CheckedStatement,
  batch: string | undefined,
): Map<string, Sql> {
  const source = { project, timeZone, shows: (column: string) => showsColumn(tree, column) }
  const named = [...tablesNamedIn(tree)].filter(name => Object.hasOwn(queryTables, name))
  return new Map(
    named.map(name => {
      const rows = queryTables[name]!.rows(source)
      return [name, batch === undefined ? rows : upTo(rows, { batch, changedQuarters: undefined })]
    }),
  )
}

/** A statement that was cancelled keeps its place until it has ended in ClickHouse; its caller does not wait for that. */
async function leave(place: AsyncDisposableStack, { signal, services }: RequestScope): Promise<void> {
  const left = place.disposeAsync()
  if (!signal?.aborted) return left
  left.catch(error => services.log.warn({ err: error }, 'the view of a custom query was not dropped'))
}
