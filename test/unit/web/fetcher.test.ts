import { afterEach, expect, test, vi } from 'vitest'
import { fetcherWith } from '../../../web/explorer/fetcher.ts'

afterEach(() => vi.unstubAllGlobals())

interface Sent {
  path: string
  headers: Record<string, string>
  body: unknown
}

/** The requests from now on, each answered with these events or with `{"data":{}}`. */
function watch(events = ''): Sent[] {
  const sent: Sent[] = []
  vi.stubGlobal('fetch', async (path: string, { headers, body }: RequestInit) => {
    sent.push({ path, headers: headers as Record<string, string>, body: JSON.parse(String(body)) })
    return events
      ? new Response(events, { headers: { 'content-type': 'text/event-stream' } })
      : Response.json({ data: {} })
  })
  return sent
}

test('a query is one request with the token, and headers of its own win', async () => {
  const sent = watch()
  const query = '{ summary { totalEvents } }'
  expect(await fetcherWith('t')({ query, variables: { a: 1 } })).toEqual({ data: {} })
  await fetcherWith('t')({ query }, { headers: { Authorization: 'Bearer other', 'X-A': 1 } })
  await fetcherWith('')({ query })
  expect(sent).toMatchObject([
    { path: '/graphql', body: { query, variables: { a: 1 } }, headers: { authorization: 'Bearer t' } },
    { headers: { authorization: 'Bearer other', 'x-a': '1' } },
    {},
  ])
  expect(sent[2]!.headers).not.toHaveProperty('authorization')
})

test.each(['', 'query Two { a } '])('a subscription is a stream, also beside “%s”', async before => {
  const sent = watch(
    'event: next\ndata: {"data":{"n":1}}\n\nevent: next\ndata: {"data":{"n":2}}\n\nevent: complete\n\n',
  )
  const query = `${before}subscription One { n }`
  const answer = await fetcherWith('t')({ query, operationName: 'One' })
  if (!('subscribe' in answer)) throw new Error('no stream')
  const answers: unknown[] = []
  await new Promise<void>((resolve, reject) => {
    answer.subscribe({ next: each => answers.push(each), error: reject, complete: resolve })
  })
  expect(answers).toEqual([{ data: { n: 1 } }, { data: { n: 2 } }])
  expect(sent).toMatchObject([{ path: '/graphql/stream', body: { query, operationName: 'One' } }])
})

test.each(['{', 'query Two { a } subscription One { n }'])(
  'the service says what is wrong with %s',
  async query => {
    const sent = watch()
    await fetcherWith('t')({ query })
    expect(sent).toMatchObject([{ path: '/graphql' }])
  },
)

test('a stream that cannot be opened is an error, and one that was stopped is not', async () => {
  vi.stubGlobal('fetch', async () => {
    throw new TypeError('no network')
  })
  const failing = async (isStopped: boolean) => {
    const answer = await fetcherWith('t')({ query: 'subscription { n }' })
    if (!('subscribe' in answer)) throw new Error('no stream')
    const error = vi.fn()
    const stream = answer.subscribe({ next: () => undefined, error, complete: () => undefined })
    if (isStopped) stream.unsubscribe()
    await new Promise(resolve => setTimeout(resolve))
    return error.mock.calls.length
  }
  expect([await failing(false), await failing(true)]).toEqual([1, 0])
})
