import type { Answer, Asking } from '../graphql/graphql-request.ts'

/** A message of `/graphql/stream`. */
export interface Message {
  event: string
  data: {
    data?: Record<string, unknown> | null
    errors?: { message: string; extensions: Record<string, unknown> }[]
  }
}

export interface EventStream {
  status: number
  headers: Headers
  /** The next message that is no heartbeat; undefined at the end. */
  next(): Promise<Message | undefined>
  /** The errors of a subscription that was refused with a status. */
  refusal(): Promise<Answer<unknown>['errors']>
  /** Every line as it was sent, so far. */
  text(): string
  /** Drops the connection. */
  close(): void
}

/** Subscribes over server-sent events and reads them as they come. */
export async function eventStream(
  app: Pick<Asking, 'url'>,
  token: string | null,
  query: string,
  variables: object = {},
  headers: Record<string, string> = {},
): Promise<EventStream> {
  const leaving = new AbortController()
  const response = await fetch(`${app.url}/stream`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token !== null && { authorization: `Bearer ${token}` }),
      ...headers,
    },
    body: JSON.stringify({ query, variables }),
    signal: leaving.signal,
  })
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  let all = ''
  let waiting = ''
  const next = async (): Promise<Message | undefined> => {
    for (;;) {
      const end = waiting.indexOf('\n\n')
      if (end >= 0) {
        const block = waiting.slice(0, end)
        waiting = waiting.slice(end + 2)
        const message = messageIn(block)
        if (message) return message
        continue
      }
      const { done, value } = await reader.read()
      if (done) return undefined
      all += value
      waiting += value
    }
  }
  return {
    status: response.status,
    headers: response.headers,
    next,
    refusal: async () => {
      while (await next());
      return JSON.parse(all).errors
    },
    text: () => all,
    close: () => leaving.abort(),
  }
}

function messageIn(block: string): Message | undefined {
  const [, event] = /^event: (\w+)$/m.exec(block) ?? []
  const [, data] = /^data: ?(.*)$/m.exec(block) ?? []
  return event ? { event, data: data ? JSON.parse(data) : undefined } : undefined
}
