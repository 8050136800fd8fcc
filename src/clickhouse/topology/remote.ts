import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { text as textOf } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { type ClickHouseClient, type ClickHouseSettings, createClient } from '@clickhouse/client'
import { countRows } from './count-rows.ts'
import { commonSettings, type Engine, type Purpose, purposes, type Statement, type Table } from './engine.ts'
import { exactJson } from './exact-json.ts'

const connectionsOf: Record<Purpose, number> = {
  questions: 16,
  customQueries: 4,
  views: 4,
  projection: 2,
  changes: 2,
  checks: 1,
  exports: 2,
  probes: 1,
  cancelling: 2,
}

/** How long a server may take to answer a ping, and to begin the answer with all rows of an export. */
const probeMs = 500
const exportMs = 3_600_000

/** The format of a statement that names none. */
const linesOfText: ClickHouseSettings = { default_format: 'TabSeparatedRaw' }

/** The server computes all rows before it sends the first one. Otherwise an error would look like the end of the rows. */
const whole: ClickHouseSettings = { wait_end_of_query: 1 }

/** How a server is reached. */
interface Remote {
  url: string
  /** Bounds each request. */
  requestMs: number
  /** The same server for its restricted user, as which custom queries run. */
  sandboxUrl?: string
  /** Settings of every statement beside the common ones. */
  settings?: ClickHouseSettings
}

/** A ClickHouse server, over HTTP. */
export function remoteEngine(remote: Remote): Engine {
  const clients = clientsOf(remote)
  const engine: Engine = {
    ...reading(clients),
    ...streaming(clients),
    ...writing(clients),
    isUp: async () => (await clients.probes.ping()).success,
    nodes: async () => [{ name: 'ClickHouse', engine }],
    close: async () => {
      await Promise.all(purposes.map(purpose => clients[purpose].close()))
    },
  }
  return engine
}

type Clients = Record<Purpose, ClickHouseClient>

const clientsOf = ({ url, requestMs, sandboxUrl = url, settings }: Remote): Clients =>
  Object.fromEntries(
    purposes.map(purpose => [
      purpose,
      createClient({
        url: purpose === 'customQueries' ? sandboxUrl : url,
        clickhouse_settings: purpose === 'probes' ? {} : { ...commonSettings, ...settings },
        request_timeout: { probes: probeMs, exports: exportMs }[purpose as string] ?? requestMs,
        max_open_connections: connectionsOf[purpose],
        log: { level: 127 },
      }),
    ]),
  ) as Clients

function reading(clients: Clients): Pick<Engine, 'rows' | 'measuredRows' | 'table' | 'explain'> {
  const answer = <Format extends 'JSONEachRow' | 'JSON' | 'JSONCompact'>(
    purpose: Purpose,
    { settings, ...statement }: Statement,
    format: Format,
    signal?: AbortSignal,
  ) => {
    signal?.throwIfAborted()
    return clients[purpose].query({ ...statement, clickhouse_settings: settings, format })
  }
  return {
    rows: async (purpose, statement, signal) =>
      (await answer(purpose, statement, 'JSONEachRow', signal)).json(),
    measuredRows: async <Row>(purpose: Purpose, statement: Statement, signal?: AbortSignal) => {
      const result = await answer(purpose, statement, 'JSON', signal)
      const { data, statistics } = await result.json<Row>()
      return { data, statistics: statistics! }
    },
    table: async (purpose, statement, signal) =>
      exactJson<Table>(await (await answer(purpose, statement, 'JSONCompact', signal)).text()),
    explain: async (purpose, { settings, ...statement }) => {
      const { stream } = await clients[purpose].exec({
        ...statement,
        clickhouse_settings: { ...settings, ...linesOfText },
      })
      return (await textOf(stream)).trimEnd().split('\n')
    },
  }
}

/** All rows of an export, piece by piece or as a file. */
function streaming(clients: Clients): Pick<Engine, 'pieces' | 'writeParquet'> {
  const stream = (
    purpose: Purpose,
    { settings, query, ...bound }: Statement,
    format: string,
    signal?: AbortSignal,
  ) => {
    signal?.throwIfAborted()
    return clients[purpose].exec({
      ...bound,
      query: `${query} format ${format}`,
      clickhouse_settings: { ...settings, ...whole },
    })
  }
  return {
    async *pieces(purpose, statement, text, signal) {
      const rows = await stream(purpose, statement, 'TSVRaw', signal)
      const rowsIn = countRows(text)
      for await (const bytes of rows.stream) yield { rows: rowsIn(bytes), bytes }
    },
    writeParquet: async (purpose, statement, path, signal) => {
      const file = await stream(purpose, statement, 'Parquet', signal)
      await pipeline(file.stream, createWriteStream(path, { flags: 'wx' }))
      return Number(file.summary!.result_rows)
    },
  }
}

/** The same stream; undefined for one without a byte, for which ClickHouse has an error. */
async function unlessEmpty(rows: Readable): Promise<Readable | undefined> {
  const chunks: AsyncIterator<Buffer> = rows[Symbol.asyncIterator]()
  const first = await chunks.next()
  if (first.done) return undefined
  const all = async function* () {
    yield first.value
    yield* { [Symbol.asyncIterator]: () => chunks }
  }
  return Readable.from(all(), { objectMode: false })
}

const writing = (clients: Clients): Pick<Engine, 'command' | 'insert'> => ({
  command: async (purpose, { settings, database, ...statement }) => {
    // The client has one database for all statements. The first value of a parameter of the request counts.
    const named = { ...(database && { database }), ...settings } as ClickHouseSettings
    await clients[purpose].command({ ...statement, clickhouse_settings: named })
  },
  insert: async (purpose, { table, columns, rows, token, settings }) => {
    const values = await unlessEmpty(rows)
    if (!values) return
    await clients[purpose].insert({
      table,
      columns: columns as [string, ...string[]],
      values,
      format: 'TabSeparated',
      clickhouse_settings: {
        ...settings,
        deduplicate_insert: token === undefined ? 'disable' : 'enable',
        insert_deduplication_token: token,
      },
    })
  },
})
