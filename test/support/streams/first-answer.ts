import type { Answer, Asking } from '../graphql/graphql-request.ts'
import { eventStream } from './event-stream.ts'

/** The subscriptions that answer nothing until something changes. */
const silent = /^subscription\s*\{\s*(jobChanged|alertChanged)\b/

/** The first answer of a subscription, or its refusal. */
export async function firstAnswer<Data>(
  asking: Asking,
  query: string,
  variables: object | undefined,
): Promise<Answer<Data>> {
  const stream = await eventStream(asking, asking.token, query, variables)
  const { status, headers } = stream
  if (status !== 200) return { status, headers, data: null, errors: await stream.refusal() }
  const message = silent.test(query) ? undefined : await stream.next()
  stream.close()
  const { data = null, errors = [] } = message?.data ?? {}
  return { status, headers, data: data as Data | null, errors }
}
