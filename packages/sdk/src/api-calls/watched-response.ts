import { type IncomingMessage, type ServerResponse } from 'node:http'
import { type Analytics } from '../analytics.ts'
import { quietly } from '../model-calls/quietly.ts'

/** What a plugin records about the requests of a server. */
export interface ApiCallOptions<Request> {
  analytics: Pick<Analytics, 'apiCall'>
  /** The user of a request, read when it is answered: `request => request.user?.id`. Default: none. */
  userId?: (request: Request) => string | null | undefined
  /** Requests that are not recorded, such as health checks, by what is known when they arrive. Default: all are recorded. */
  skip?: (request: Request) => boolean
  /** The share of requests that are recorded, 0 to 1, each by chance. Default: 1. */
  sample?: number
}

/** The status of a request whose client went away before the answer was complete, as nginx logs it. */
const clientClosedRequest = 499

/** The endpoint of all requests that no route matches, so that addresses that scanners try do not become endpoints. */
export const unmatched = '(unmatched)'

/** Records a request once it is answered or given up. `endpoint` gives its route then. Nothing that fails here is thrown. */
export function watchResponse<Request>(
  request: Request,
  { method = 'GET' }: Pick<IncomingMessage, 'method'>,
  response: Pick<ServerResponse, 'once' | 'statusCode'>,
  options: ApiCallOptions<Request>,
  endpoint: () => string,
): void {
  const { analytics, sample = 1 } = options
  if (sample < 1 && Math.random() >= sample) return
  if (quietly(() => options.skip?.(request))) return
  const timestamp = new Date().toISOString()
  const start = performance.now()
  let isRecorded = false
  const record = (statusCode: number) => {
    if (isRecorded) return
    isRecorded = true
    const durationMs = performance.now() - start
    quietly(() => {
      const userId = quietly(() => options.userId?.(request)) ?? undefined
      analytics.apiCall({ endpoint: endpoint(), method, statusCode, durationMs, timestamp, userId })
    })
  }
  response.once('finish', () => record(response.statusCode))
  response.once('close', () => record(clientClosedRequest))
}
