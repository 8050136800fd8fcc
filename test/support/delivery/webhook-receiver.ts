import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

/** A request as the receiver of a webhook got it. */
export interface ReceivedRequest {
  url: string
  headers: IncomingHttpHeaders
  body: string
}

export interface WebhookReceiver {
  url: string
  requests: ReceivedRequest[]
  close(): Promise<void>
}

/** An HTTP server on a free port, which answers as `answer` says. */
export async function startWebhookReceiver(
  answer: (response: ServerResponse, request: ReceivedRequest) => void = response => response.end(),
): Promise<WebhookReceiver> {
  const requests: ReceivedRequest[] = []
  const server = createServer(async (request, response) => {
    const received = { url: request.url!, headers: request.headers, body: await text(request) }
    requests.push(received)
    answer(response, received)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    requests,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
