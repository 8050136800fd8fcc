import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type AddressInfo } from 'node:net'

/** An answer of a provider: a status with a body, or a stream of events. */
interface Reply {
  status?: number
  headers?: Record<string, string>
  json?: unknown
  /** The blocks of the stream, each with its line ends. */
  events?: string[]
  /** Whether the connection breaks after the last block, or, without blocks, before any answer. */
  breaks?: boolean
  /** Whether the answer stays open after the last block, until the caller goes away. */
  hangs?: boolean
}

export interface ProviderServer extends AsyncDisposable {
  url: string
  /** The bodies of the requests so far, and what they asked for. */
  requests: { path: string; body: Record<string, unknown> }[]
  /** The answers to the next requests, in their order; the last one stays. */
  replies(...replies: Reply[]): void
}

/** A server that answers as a provider of models does, with answers that a test gives it. */
export async function startProvider(): Promise<ProviderServer> {
  let coming: Reply[] = []
  const requests: ProviderServer['requests'] = []
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request)
    requests.push({ path: request.url ?? '', body })
    await answer(response, coming.length > 1 ? coming.shift()! : coming[0]!)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    replies(...replies) {
      coming = replies
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  let text = ''
  for await (const chunk of request) text += chunk
  return text === '' ? {} : JSON.parse(text)
}

async function answer(response: ServerResponse, reply: Reply): Promise<void> {
  if (reply.breaks && !reply.events) return void response.destroy()
  if (reply.hangs && !reply.events) return
  const type = reply.events ? 'text/event-stream' : 'application/json'
  response.writeHead(reply.status ?? 200, {
    'content-type': type,
    'x-request-id': 'req_1',
    'request-id': 'req_1',
    ...reply.headers,
  })
  if (!reply.events) return void response.end(JSON.stringify(reply.json))
  for (const event of reply.events) await new Promise(resolve => response.write(event, resolve))
  if (reply.breaks) return void response.destroy()
  if (!reply.hangs) response.end()
}

/** The stream of OpenAI's chats: each part as data, then the mark of its end. */
export const dataEvents = (parts: unknown[]) => [
  ...parts.map(part => `data: ${JSON.stringify(part)}\n\n`),
  'data: [DONE]\n\n',
]

/** The streams of OpenAI's responses and of Anthropic, whose events have the name of their type. */
export const typedEvents = (parts: { type: string }[]) =>
  parts.map(part => `event: ${part.type}\ndata: ${JSON.stringify(part)}\n\n`)
