import { eventsIn } from './sse.ts'

/** An answer of a subscription. */
export interface StreamedAnswer {
  data?: unknown
  errors?: { message: string; extensions?: Record<string, unknown> }[]
}

/**
 * Subscribes over server-sent events. `sent` has the query and its variables.
 * @returns the answers one by one, until the service completes the stream
 * @throws TypeError when the connection breaks
 */
export async function* answersOf(
  sent: object,
  headers: Record<string, string>,
  signal: AbortSignal,
): AsyncGenerator<StreamedAnswer> {
  const response = await fetch('/graphql/stream', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream, application/json',
      ...headers,
    },
    body: JSON.stringify(sent),
    signal,
  })
  if (!response.headers.get('content-type')?.startsWith('text/event-stream')) {
    yield (await response.json()) as StreamedAnswer
    return
  }
  let text = ''
  for await (const part of textsOf(response.body!)) {
    const [events, rest] = eventsIn(text + part)
    text = rest
    for (const { event, data } of events) {
      if (event === 'complete') return
      if (event === 'next') yield JSON.parse(data) as StreamedAnswer
    }
  }
}

/** Not every browser can iterate over a stream itself. */
async function* textsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      yield decoder.decode(value, { stream: true })
    }
  } finally {
    reader.releaseLock()
  }
}
