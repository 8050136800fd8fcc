import { type ClickHouseSettings, parseError } from '@clickhouse/client'
import { type ChdbResult, type Session } from 'chdb'
import {
  commonSettings,
  type Engine,
  type Insertion,
  type Piece,
  type Purpose,
  purposes,
  type Statement,
  type Table,
} from './engine.ts'
import { exactJson } from './exact-json.ts'
import { parameterText } from './parameter-text.ts'
import { quoted } from './quoted.ts'
import { SessionPool } from './session-pool.ts'
import { spooled } from './spool.ts'

/** An open data folder of the engine in this process. */
export interface EmbeddedClickHouse {
  /** Opens another session on the folder. Sessions run their statements concurrently. */
  openSession(): Session
  /** The folder for the temporary files of inserts. */
  spoolFolder: string
}

/**
 * Each running statement occupies a thread of Node's pool; `thread-pool.ts` sets more threads than there are
 * sessions.
 */
const sessionsOf: Record<Purpose, number> = {
  questions: 12,
  customQueries: 2,
  views: 1,
  projection: 1,
  changes: 1,
  checks: 1,
  exports: 2,
  probes: 1,
  cancelling: 1,
}

/**
 * Long statements yield the processors to requests, which this process also reads, and to the projection. Without the
 * capability `CAP_SYS_NICE` ClickHouse ignores the setting, and `engines/yield-processors.ts` does what is possible.
 */
const niceOf: Partial<Record<Purpose, number>> = {
  questions: 10,
  customQueries: 15,
  checks: 19,
  exports: 19,
}

/** The groups, or sorted rows, of one statement beyond this size continue in temporary files of the data folder. */
const mostBytesInMemory = '100000000'

/** The longest SQL text. The values of a question are part of the text. */
const mostQueryBytes = '16777216'

/** The engine in this process. */
export function embeddedEngine({ openSession, spoolFolder }: EmbeddedClickHouse): Engine {
  const open = (purpose: Purpose) =>
    withSettings(openSession(), {
      ...commonSettings,
      max_query_size: mostQueryBytes,
      os_threads_nice_value_query: niceOf[purpose] ?? 0,
      max_bytes_before_external_group_by: mostBytesInMemory,
      max_bytes_before_external_sort: mostBytesInMemory,
    })
  const pools = Object.fromEntries(
    purposes.map(purpose => [
      purpose,
      new SessionPool(Array.from({ length: sessionsOf[purpose] }, () => open(purpose))),
    ]),
  ) as Record<Purpose, SessionPool>
  const run = (
    purpose: Purpose,
    statement: Statement,
    signal?: AbortSignal,
    format: Format = 'JSONEachRow',
  ): Promise<ChdbResult> => pools[purpose].use(signal, session => runIn(session, textOf(statement), format))
  const engine: Engine = {
    rows: async (purpose, statement, signal) => toRows(await run(purpose, statement, signal)),
    measuredRows: async (purpose, statement, signal) =>
      JSON.parse((await run(purpose, statement, signal, 'JSON')).text()),
    table: async (purpose, statement, signal) =>
      exactJson<Table>((await run(purpose, statement, signal, 'JSONCompact')).text()),
    explain: async (purpose, statement) =>
      (await run(purpose, statement, undefined, 'TSVRaw')).text().trimEnd().split('\n'),
    pieces: (purpose, statement, _, signal) =>
      pools[purpose].each(signal, session => piecesIn(session, statement)),
    writeParquet: async (purpose, { query, ...bound }, path, signal) => {
      await run(purpose, { ...bound, query: `${query} into outfile ${quoted(path)} format Parquet` }, signal)
      const [counted] = toRows<{ rows: number }>(
        await run(purpose, { query: `select count() as rows from file(${quoted(path)}, 'Parquet')` }),
      )
      return Number(counted!.rows)
    },
    command: async (purpose, statement) => {
      await run(purpose, statement)
    },
    insert: (purpose, insertion) =>
      spooled(spoolFolder, insertion.rows, async (path, size) => {
        if (size) await run(purpose, insertFrom(path, insertion))
      }),
    isUp: async () => (await run('probes', { query: 'select 1' })).rowsRead > 0,
    nodes: async () => [{ name: 'ClickHouse', engine }],
    close: async () => {
      await Promise.all(purposes.map(purpose => pools[purpose].close()))
    },
  }
  return engine
}

/** A row per line, or all rows and what the statement read. */
type Format = 'JSONEachRow' | 'JSON' | 'JSONCompact' | 'TSVRaw'

/** Errors have ClickHouse's error number in `code` and its name in `type`, as from the client of a server. */
async function runIn(session: Session, statement: string, format: Format): Promise<ChdbResult> {
  try {
    await clear(session)
    return await session.queryAsync(statement, { format })
  } catch (error) {
    throw await afterFailure(session, error)
  }
}

/** A statement whose rows are read in pieces has no place for `set` before it. */
async function* piecesIn(session: Session, { query, ...bound }: Statement): AsyncGenerator<Piece> {
  try {
    await clear(session)
    await session.queryAsync(setting(bound))
    for await (const piece of session.queryStream(query, { format: 'TSVRaw' }))
      yield { rows: piece.numRows, bytes: piece.raw() }
  } catch (error) {
    throw await afterFailure(session, error)
  }
}

async function afterFailure(session: Session, error: unknown): Promise<unknown> {
  withRemains.add(session)
  await clear(session).catch(() => undefined)
  return error instanceof Error ? parseError(error) : error
}

/**
 * Sessions whose last statement failed. Until another one succeeds, a session holds the tables that it read (`drop table` would
 * wait for that), and what it has written of its answer, with which the next answer would begin.
 */
const withRemains = new WeakSet<Session>()

/** The mark is removed first: the `kill query` that ended the failed statement is repeated, and would end this one as well. */
async function clear(session: Session): Promise<void> {
  if (!withRemains.has(session)) return
  await session.queryAsync(`set log_comment = ''; select 1`)
  withRemains.delete(session)
}

function withSettings(session: Session, settings: ClickHouseSettings): Session {
  session.query(`set ${assignments(settings)}`)
  return session
}

/**
 * Binds values with `set param_…`; their placeholders in the text have the types. The engine's own call for bound
 * values runs only one statement at a time in the whole process. Settings and values stay in the session until
 * another statement sets them, so every statement of a purpose sets the same ones.
 */
function textOf({ query, database, ...bound }: Statement): string {
  return [database && `use ${database}`, setting(bound), query].filter(Boolean).join('; ')
}

/** The statement that binds the values. It also replaces the `log_comment` of the statement before, by which `kill query` finds that. */
function setting({ query_params = {}, settings = {} }: Omit<Statement, 'query'>): string {
  const values = Object.entries(query_params).map(([name, value]) => [`param_${name}`, parameterText(value)])
  return `set ${assignments({ log_comment: '', ...settings, ...Object.fromEntries(values) })}`
}

const assignments = (settings: ClickHouseSettings) =>
  Object.entries(settings)
    .map(([name, value]) => `${name} = ${typeof value === 'string' ? quoted(value) : Number(value)}`)
    .join(', ')

/** The engine reads the file itself, so no byte is converted to a JavaScript string. */
const insertFrom = (path: string, { table, columns, token, settings }: Insertion): Statement => ({
  query: `insert into ${table} (${columns.join(', ')}) select * from file(${quoted(path)}, 'TabSeparated')`,
  settings: {
    ...settings,
    use_structure_from_insertion_table_in_table_functions: '1',
    insert_deduplication_token: token ?? '',
    // Only with this setting ClickHouse deduplicates an insert from a select, and then requires a token.
    deduplicate_insert_select: token === undefined ? 'disable' : 'force_enable',
  } as ClickHouseSettings,
})

function toRows<Row>(result: ChdbResult): Row[] {
  const text = result.text()
  return text
    ? text
        .trimEnd()
        .split('\n')
        .map(line => JSON.parse(line) as Row)
    : []
}
