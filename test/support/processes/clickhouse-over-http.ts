import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { text } from 'node:stream/consumers'
import { startClickHouse } from '../../../src/engines/clickhouse.ts'

/** A ClickHouse that answers over HTTP and can be stopped: `CLICKHOUSE_URL` points to it. */
export interface ClickHouseOverHttp {
  url: string
  /** Stops listening until `start`, and cuts running requests. */
  stop(): Promise<void>
  start(): Promise<void>
  close(): Promise<void>
}

type Engine = Awaited<ReturnType<typeof startClickHouse>>

/**
 * The embedded engine behind the part of ClickHouse's HTTP protocol that `@clickhouse/client` speaks. The calling
 * process holds the one embedded folder, so the app under test must use `url`. Like a server, the engine finishes a
 * statement whose client has disconnected.
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
      // A message of the engine begins with its number, as a server's does.
      ({ message }: Error) => response.writeHead(500).end(message),
    )
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return server
}

/** Every other parameter of a request is a setting of its statement or a bound value. */
const notSettings = /^(query|query_id|default_format|database|session_id|wait_end_of_query)$/

async function answer({ openSession }: Engine, request: IncomingMessage): Promise<string> {
  const { pathname, searchParams } = new URL(request.url!, 'http://clickhouse')
  if (pathname === '/ping') return 'Ok.\n'
  const sent = await text(request)
  const set = [...searchParams]
    .filter(([name]) => !notSettings.test(name))
    .map(([name, value]) => `${name} = '${value.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`)
  const insert = searchParams.get('query')
  const statement = insert === null ? sent : `${insert}\n${sent}`
  using session = openSession()
  const result = await session.queryAsync(set.length ? `set ${set.join(', ')}; ${statement}` : statement)
  return result.text()
}
