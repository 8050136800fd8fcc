import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'

/** What the proxy does with a request to track. */
export type Fate = 'passes' | 'answer lost' | '500' | '429' | 'reset' | 'silence' | 'cut' | 'not ours'

/** A server before the service that fails as networks do. Everything but a request to track passes. */
export interface FailingProxy {
  url: string
  /** The number of requests with each fate. */
  fates: Record<string, number>
  /** What happens to the next request. */
  next: () => Fate
  close(): void
}

/** Longer than the clients of the proof wait for an answer. */
const silenceMs = 1_500

export async function failingProxy(service: string, next: () => Fate): Promise<FailingProxy> {
  const proxy: FailingProxy = { url: '', fates: {}, next, close: () => undefined }
  const server = createServer(async (request, response) => {
    const fate = request.method === 'POST' ? proxy.next() : 'passes'
    if (request.method === 'POST') proxy.fates[fate] = (proxy.fates[fate] ?? 0) + 1
    await meet(fate, service, request, response).catch(() => response.destroy())
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  proxy.url = `http://127.0.0.1:${(server.address() as { port: number }).port}`
  proxy.close = () => {
    server.closeAllConnections()
    server.close()
  }
  return proxy
}

async function meet(fate: Fate, service: string, request: IncomingMessage, response: ServerResponse) {
  if (fate === 'reset') return response.destroy()
  if (fate === 'silence') return pause(silenceMs).then(() => response.destroy())
  if (fate === 'passes' || fate === 'answer lost') {
    const { status, headers, body } = await forward(service, request)
    return fate === 'passes' ? response.writeHead(status, headers).end(body) : response.destroy()
  }
  // Headers as the service has them, so that the page can read the answer.
  const readable = { 'access-control-allow-origin': '*', 'access-control-expose-headers': 'retry-after' }
  if (fate === 'not ours') return response.writeHead(200, readable).end('<h1>Welcome to the hotel</h1>')
  if (fate === 'cut')
    return response.writeHead(200, { 'content-length': 99 }).write('{', () => response.destroy())
  return response
    .writeHead(Number(fate), { ...readable, ...(fate === '429' && { 'retry-after': '1' }) })
    .end()
}

/** Passes a request on, and reads the whole answer. */
async function forward(service: string, request: IncomingMessage) {
  const { host: _, connection: __, 'content-length': ___, ...headers } = request.headers
  const answer = await fetch(service + request.url, {
    method: request.method!,
    headers: headers as Record<string, string>,
    body: request.method === 'POST' ? await buffer(request) : null,
  })
  const {
    'content-encoding': _e,
    'content-length': _l,
    connection: _c,
    'keep-alive': _k,
    ...own
  } = Object.fromEntries(answer.headers)
  return { status: answer.status, headers: own, body: Buffer.from(await answer.arrayBuffer()) }
}
