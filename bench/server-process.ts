import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { json } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import {
  type Address,
  type Command,
  type CommandTo,
  type FromServer,
  type Outcomes,
  type ToServer,
} from './commands.ts'

/** The measured service in its own process, so that the load generator is not part of it. */
export interface ServerProcess extends Address {
  pid: number
  run<Do extends Command['do']>(command: CommandTo<Do>): Promise<Outcomes[Do]>
  /** Sends a request over HTTP. @throws Error unless the answer has no errors */
  ask<Data>(token: string, body: string): Promise<Data>
  /** The same, with the cost from the answer. */
  askWithCost<Data>(token: string, body: string): Promise<{ data: Data; cost: number }>
  stop(): Promise<void>
}

/** Production, whatever the environment of this machine is: graphql does additional checks in development. */
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
    run: command => {
      const outcome = Promise.withResolvers<never>()
      waiting.set(++last, outcome)
      child.send({ id: last, command } satisfies ToServer)
      return outcome.promise
    },
    ask: async <Data>(token: string, body: string) => (await post<Data>(address.url, token, body)).data,
    askWithCost: (token, body) => post(address.url, token, body),
    stop: () => stop(child),
  }
}

/** `node:http`, because `fetch` and a signal for each request take more of the processors than some of the answers. */
async function post<Data>(url: string, token: string, body: string): Promise<{ data: Data; cost: number }> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` }
  const sent = request(url, { method: 'POST', headers, timeout: 60_000 }, resolve)
  sent.once('timeout', () => sent.destroy(new Error('no answer in 60 s')))
  sent.once('error', reject).end(body)
  const response = await promise
  const { data, errors, extensions } = (await json(response)) as {
    data?: Data
    errors?: unknown
    extensions?: { cost: number }
  }
  if (!data || errors) throw new Error(`HTTP ${response.statusCode}: ${JSON.stringify(errors)}`)
  return { data, cost: extensions?.cost ?? 0 }
}

/** The server stops when its channel closes; PostgreSQL may take 9 s of the time limit. */
async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  if (child.connected) child.disconnect()
  const deadline = setTimeout(() => child.kill('SIGKILL'), 20_000)
  await ended
  clearTimeout(deadline)
}
