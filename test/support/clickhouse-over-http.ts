import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { text } from 'node:stream/consumers'
import { startClickHouse } from '../../src/engines/clickhouse.ts'

/** A ClickHouse that answers over HTTP and can be taken away: what `CLICKHOUSE_URL` points to. */
export interface ClickHouseOverHttp {
  url: string
  /** Nothing listens until `start`; requests under way are cut. */
  stop(): Promise<void>
  start(): Promise<void>
  close(): Promise<void>
}

type Engine = Awaited<ReturnType<typeof startClickHouse>>

/**
 * The embedded engine behind as much of ClickHouse's HTTP protocol as `@clickhouse/client` speaks to it. The
 * process that calls this has the one embedded folder, so the app under test must use `url`. Like a server, it goes
 * on with the statement of a client that goes away.
 */
export async function startClickHouseOverHttp(folder: string): Promise<ClickHouseOverHttp> {
  const engine = await startClickHouse(folder, () => undefined)
  let server = await listen(engine, 0)
  const { port } = server.address() as { port: number }
  const stop = async () => {
    if (!server.listening) return
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  }
  return {
    url: `http://127.0.0.1:${port}`,
    stop,
    start: async () => {
      server = await listen(engine, port)
    },
    close: async () => {
      await stop()
      await engine.stop()
    },
  }
}

async function listen(engine: Engine, port: number): Promise<Server> {
  const server = createServer((request, response) => {
    answer(engine, request).then(
      body => response.end(body),
      ({ code = '1', type = 'UNKNOWN', message }: Error & { code?: string; type?: string }) =>
        response.writeHead(500).end(`Code: ${code}. DB::Exception: ${message} (${type}) (version 0)`),
    )
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return server
}

/** Every other parameter of a request is a setting of its statement. */
const notSettings = /^(query|query_id|default_format|database|session_id|param_.*)$/

async function answer({ connection, runBeside }: Engine, request: IncomingMessage): Promise<string> {
  const { pathname, searchParams } = new URL(request.url!, 'http://clickhouse')
  if (pathname === '/ping') return 'Ok.\n'
  const sent = await text(request)
  if (sent.startsWith('kill query')) {
    runBeside(sent)
    return ''
  }
  const settings = Object.fromEntries([...searchParams].filter(([name]) => !notSettings.test(name)))
  const insert = searchParams.get('query')
  if (insert !== null) {
    await connection.insert({ query: insert, values: sent, clickhouse_settings: settings })
    return ''
  }
  const { stream } = await connection.query({
    query: sent,
    query_params: parametersOf(sent, searchParams),
    clickhouse_settings: settings,
  })
  return text(stream)
}

/** The bound values, read by the types that their placeholders name. */
function parametersOf(query: string, searchParams: URLSearchParams): Record<string, unknown> {
  const placeholders = [...query.matchAll(/\{(p\d+):([^}]+)\}/g)]
  return Object.fromEntries(
    placeholders.map(([, name, type]) => [name, read[type!]!(searchParams.get(`param_${name}`)!)]),
  )
}

const escapes: Record<string, string> = { t: '\t', n: '\n', r: '\r' }
const unescaped = (value: string) =>
  value.replace(/\\(.)/gs, (_, letter: string) => escapes[letter] ?? letter)

const read: Record<string, (value: string) => unknown> = {
  String: unescaped,
  Int64: Number,
  'Array(Int64)': value => JSON.parse(value),
  'Array(String)': value => [...value.matchAll(/'((?:\\.|[^'\\])*)'/gs)].map(([, item]) => unescaped(item!)),
}
