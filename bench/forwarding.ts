import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { type Figure, rate, rateFigure } from './figure.ts'
import { trackRound } from './ingest.ts'
import { type ServerProcess } from './server-process.ts'
import { spreadOf, timed } from './spread.ts'

const rounds = 3
/** Tracking may lose a third of its rate to a destination on the same processors. */
const leastBeside = 0.6

/** The rows that have arrived at a server on this machine, by path. */
interface Sink extends AsyncDisposable {
  origin: string
  rowsAt: Map<string, number>
}

/**
 * Rows per second to a server in the process of the benchmark, without a filter and with conditions that ClickHouse judges, after
 * a pause in which they have waited; and the rate of tracking while a destination follows, beside the rate without one.
 */
export async function forwardingFigures(
  server: ServerProcess,
  report: (line: string) => void,
): Promise<Figure[]> {
  await using sink = await startSink()
  const plain = await destinationAt(server, sink, '/plain', '')
  const judged = await destinationAt(
    server,
    sink,
    '/judged',
    'filter: { where: { dimension: CHANNEL, operator: IS_SET } }',
  )
  const rates = {
    alone: [] as number[],
    beside: [] as number[],
    plain: [] as number[],
    judged: [] as number[],
  }
  await trackRound(server)
  await rateOfWaiting(plain)
  for (let round = 1; round <= rounds; round++) {
    report(`Forwarding, round ${round} of ${rounds}`)
    rates.alone.push(await trackRound(server))
    rates.plain.push(await rateOfWaiting(plain))
    rates.judged.push(await rateOfWaiting(judged))
    await plain.act('resume')
    rates.beside.push(await trackRound(server))
    await rateOfWaiting(plain)
  }
  return [
    { name: '(i) rows/s to a destination on this machine', convograph: rate(spreadOf(rates.plain)) },
    { name: '(i) the same with conditions', convograph: rate(spreadOf(rates.judged)) },
    rateFigure(
      '(i) events/s tracked beside a destination',
      spreadOf(rates.beside),
      spreadOf(rates.alone),
      leastBeside,
    ),
  ]
}

interface Destination {
  act(what: 'pause' | 'resume'): Promise<void>
  waiting(): Promise<number>
  /** The rows that have arrived. */
  arrived(): number
}

/** A destination that is paused. */
async function destinationAt(
  { ask, ratesAdmin }: ServerProcess,
  { origin, rowsAt }: Sink,
  path: string,
  more: string,
): Promise<Destination> {
  const run = <Data>(query: string) => ask<Data>(ratesAdmin, JSON.stringify({ query }))
  const input = `name: "${path}", kind: HTTP_NDJSON, url: "${origin}${path}", sendsUsers: false, ${more}`
  const { made } = await run<{ made: { destination: { id: string } } }>(
    `mutation { made: createDestination(input: { ${input} }) { destination { id } } }`,
  )
  const { id } = made.destination
  const act = async (what: 'pause' | 'resume') => {
    await run(`mutation { ${what}Destination(input: { id: "${id}" }) { userErrors { code } } }`)
  }
  await act('pause')
  const waiting = async () => {
    const { destination } = await run<{ destination: { lag: { events: number } } }>(
      `{ destination(id: "${id}") { lag { events } } }`,
    )
    return destination.lag.events
  }
  return { act, waiting, arrived: () => rowsAt.get(path) ?? 0 }
}

/** Sends what waits for a destination, pauses it again, and gives the rows per second. */
async function rateOfWaiting({ act, waiting, arrived }: Destination): Promise<number> {
  const before = arrived()
  const { ms } = await timed(async () => {
    await act('resume')
    while ((await waiting()) > 0) await pause(50)
  })
  await act('pause')
  return ((arrived() - before) * 1_000) / ms
}

async function startSink(): Promise<Sink> {
  const rowsAt: Sink['rowsAt'] = new Map()
  const server = createServer(async (request, response) => {
    let rows = 0
    for await (const chunk of request) rows += linesIn(chunk as Buffer)
    rowsAt.set(request.url!, (rowsAt.get(request.url!) ?? 0) + rows)
    response.end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    rowsAt,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** Each row of NDJSON ends with a line feed. */
const linesIn = (chunk: Buffer) => chunk.reduce((lines, byte) => lines + Number(byte === 10), 0)
