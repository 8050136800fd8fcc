import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import {
  type Address,
  type FromServer,
  type Order,
  type OrderTo,
  type Outcomes,
  type ToServer,
} from './orders.ts'

/** The measured service in a process of its own, so that the load generator is not part of it. */
export interface ServerProcess extends Address {
  pid: number
  order<Do extends Order['do']>(order: OrderTo<Do>): Promise<Outcomes[Do]>
  /** Asks over HTTP. @throws Error for anything but an answer without errors */
  ask<Data>(token: string, body: string): Promise<Data>
  /** The same, and the points that it says the question costs. */
  askWithCost<Data>(token: string, body: string): Promise<{ data: Data; cost: number }>
  stop(): Promise<void>
}

/** As in production, and whatever the settings of this machine are: graphql checks more outside of it. */
const env = { NODE_ENV: 'production' }

export async function startServer(dataDir: string, report: (line: string) => void): Promise<ServerProcess> {
  const child = fork(fileURLToPath(new URL('./server.js', import.meta.url)), [dataDir], { env })
  const waiting = new Map<number, PromiseWithResolvers<never>>()
  const ready = Promise.withResolvers<Address>()
  child.on('message', (message: FromServer) => {
    if ('progress' in message) report(message.progress)
    else if ('ready' in message) ready.resolve(message.ready)
    else if ('error' in message) waiting.get(message.id)!.reject(new Error(message.error))
    else waiting.get(message.id)!.resolve(message.outcome as never)
  })
  child.once('exit', code => {
    const error = new Error(`the server ended with ${code}`)
    ready.reject(error)
    for (const { reject } of waiting.values()) reject(error)
  })
  const address = await ready.promise
  let last = 0
  return {
    ...address,
    pid: child.pid!,
    order: order => {
      const outcome = Promise.withResolvers<never>()
      waiting.set(++last, outcome)
      child.send({ id: last, order } satisfies ToServer)
      return outcome.promise
    },
    ask: async <Data>(token: string, body: string) => (await post<Data>(address.url, token, body)).data,
    askWithCost: (token, body) => post(address.url, token, body),
    stop: () => stop(child),
  }
}

async function post<Data>(url: string, token: string, body: string): Promise<{ data: Data; cost: number }> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body,
    signal: AbortSignal.timeout(60_000),
  })
  const { data, errors, extensions } = (await response.json()) as {
    data?: Data
    errors?: unknown
    extensions?: { cost: number }
  }
  if (!data || errors) throw new Error(`HTTP ${response.status}: ${JSON.stringify(errors)}`)
  return { data, cost: extensions?.cost ?? 0 }
}

/** The server stops when its channel closes; PostgreSQL may take 9 s of the time it has. */
async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  if (child.connected) child.disconnect()
  const deadline = setTimeout(() => child.kill('SIGKILL'), 20_000)
  await ended
  clearTimeout(deadline)
}
