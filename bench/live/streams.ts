import { once } from 'node:events'
import { type ClientRequest, type IncomingMessage, request } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { type Figure, megabytes } from '../figure.ts'
import { residentOf } from '../memory.ts'
import { type ServerProcess } from '../server-process.ts'

const subscribers = 500
const mostBytes = 60e6
const intervalSeconds = 5
const intervals = 4
/** After this time the memory of a start is given back. */
const settledMs = 15_000

const subscription = JSON.stringify({
  query: `subscription {
    answer(question: { measure: { metrics: [{ name: events }] } }, intervalSeconds: ${intervalSeconds}) {
      ... on MeasureAnswer { groups { numbers { value } } }
    }
  }`,
})

const event = JSON.stringify({
  query: 'mutation { trackEvent(input: { name: "seen" }) { status } }',
})

/** The memory of idle subscribers to one question, and the statements that they cost while events arrive. */
export async function streamFigures(
  server: ServerProcess,
  report: (line: string) => void,
): Promise<Figure[]> {
  // The first request of a kind loads code.
  const warm = await subscribed(server, 20)
  await server.ask(server.ratesAdmin, event)
  await pause(settledMs)
  for (const { asking } of warm) asking.destroy()
  await pause(settledMs)
  const before = await residentOf(server.pid)
  report(`Opening ${subscribers} subscriptions`)
  const open = await subscribed(server, subscribers)
  await pause(settledMs)
  const growth = (await residentOf(server.pid)) - before
  report(`Counting statements of ${intervals} intervals`)
  const statements = await statementsOf(server)
  const answers = open.reduce((sum, { answers }) => sum + answers(), 0) - subscribers
  for (const { asking } of open) asking.destroy()
  return [
    {
      name: `(i) memory of ${subscribers} idle subscribers to one question`,
      convograph: megabytes(growth),
      target: `< ${megabytes(mostBytes)}`,
      isMet: growth < mostBytes,
    },
    {
      name: `(i) statements in ${intervals} intervals of ${intervalSeconds} s, with an event each second`,
      convograph: statements,
    },
    { name: '(i) answers that the subscribers received meanwhile', convograph: answers.toLocaleString('en') },
  ]
}

interface Subscribed {
  asking: ClientRequest
  answers(): number
}

const atOnce = 20

/** Opens subscriptions, each on a connection of its own, and waits for the first answer of each. */
async function subscribed(server: ServerProcess, count: number): Promise<Subscribed[]> {
  const open: Subscribed[] = []
  while (open.length < count)
    open.push(...(await Promise.all(Array.from({ length: atOnce }, () => subscribe(server)))))
  return open
}

async function subscribe({ url, ratesAdmin }: ServerProcess): Promise<Subscribed> {
  const asking = request(`${url}/stream`, {
    method: 'POST',
    agent: false,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${ratesAdmin}` },
  })
  asking.on('error', () => undefined)
  asking.end(subscription)
  const [response] = (await once(asking, 'response')) as [IncomingMessage]
  if (response.statusCode !== 200) throw new Error(`a subscription was refused with ${response.statusCode}`)
  const first = Promise.withResolvers<void>()
  let answers = 0
  response.setEncoding('utf8').on('data', (text: string) => {
    answers += text.split('"data":{').length - 1
    if (answers) first.resolve()
    if (text.includes('"errors"')) first.reject(new Error(`a subscription failed: ${text}`))
  })
  response.on('error', () => undefined)
  await first.promise
  return { asking, answers: () => answers }
}

async function statementsOf(server: ServerProcess): Promise<string> {
  await server.run({ do: 'record' })
  for (let second = 0; second < intervals * intervalSeconds; second++) {
    await server.ask(server.ratesAdmin, event)
    await pause(1_000)
  }
  return (await server.run({ do: 'stop recording' })).sql
}
