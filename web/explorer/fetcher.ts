import { type Fetcher, type FetcherParams, type Observable } from '@graphiql/toolkit'
import { type ExecutionResult, getOperationAST, parse } from 'graphql'
import { answersOf, type StreamedAnswer } from '../api/stream.ts'

type Headers = Record<string, string>

/** Sends what people write: subscriptions over server-sent events, everything else as one request. Headers that they write win. */
export const fetcherWith =
  (token: string): Fetcher =>
  (sent, { headers } = {}) => {
    const all: Headers = { ...(token && { authorization: `Bearer ${token}` }), ...lowered(headers) }
    return isSubscription(sent) ? streamed(sent, all) : answered(sent, all)
  }

const lowered = (headers: Headers = {}): Headers =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]))

/** Read here, because the document that GraphiQL hands over may still be that of the tab before. The service refuses a wrong text. */
function isSubscription({ query, operationName }: FetcherParams): boolean {
  try {
    return getOperationAST(parse(query), operationName)?.operation === 'subscription'
  } catch {
    return false
  }
}

async function answered(sent: FetcherParams, headers: Headers) {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/json', ...headers },
    body: JSON.stringify(sent),
  })
  return (await response.json()) as ExecutionResult
}

/** An observable rather than an iterable: ending an iterable would wait for its next event. */
const streamed = (sent: FetcherParams, headers: Headers) =>
  ({
    subscribe: ({ next, error, complete }: Observer) => {
      const end = new AbortController()
      const follow = async () => {
        for await (const answer of answersOf(sent, headers, end.signal)) next(answer)
        complete()
      }
      follow().catch(reason => end.signal.aborted || error(reason))
      return { unsubscribe: () => end.abort() }
    },
  }) as unknown as Observable<ExecutionResult>

interface Observer {
  next(answer: StreamedAnswer): void
  error(reason: unknown): void
  complete(): void
}
