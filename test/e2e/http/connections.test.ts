import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { readEnv } from '../../../src/env.ts'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { TrackEventsDocument } from '../operations/operations.ts'

let app: TestApp

/** A socket to the service, on which this text is written. */
async function opened(text = ''): Promise<Socket> {
  const { hostname, port } = new URL(app.url)
  const socket = connect(Number(port), hostname)
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  socket.write(text)
  return socket
}

/** All bytes until the service closes the connection. */
async function received(socket: Socket): Promise<string> {
  let text = ''
  socket.setEncoding('utf8').on('data', part => {
    text += part
  })
  await once(socket, 'close')
  return text
}

function posted(body: string, headers: Record<string, string> = {}): string {
  const all = { host: 'localhost', 'content-type': 'application/json', ...headers }
  const lines = Object.entries({ ...all, 'content-length': body.length }).map(
    ([n, value]) => `${n}: ${value}`,
  )
  return `POST /graphql HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${body}`
}

describe('a connection', () => {
  beforeAll(async () => {
    app = await startTestApp({ MAX_CONNECTIONS: '40', CORS_ORIGINS: 'https://app.example.com' })
  })
  afterAll(() => app.close())

  test('takes 50 requests at once and answers them in order', async () => {
    const requests = Array.from({ length: 50 }, (_, i) =>
      posted(`{"query":"{ a${i}: __typename }"}`, i === 49 ? { connection: 'close' } : {}),
    )
    const text = await received(await opened(requests.join('')))
    const answered = [...text.matchAll(/"a(\d+)":"Query"/g)].map(([, i]) => Number(i))
    expect(answered).toEqual(Array.from({ length: 50 }, (_, i) => i))
  })

  test('that breaks off anywhere costs its batch nothing: a second request stores the batch once', async () => {
    const { token, ask, answer } = story(app, 'broken off')
    const batch = (n: number) =>
      Array.from({ length: 5 }, (_, i) => ({ eventId: `${n}-${i}`, name: 'a', userId: 'ann' }))
    const query = 'mutation ($e: [EventInput!]!) { trackEvents(input: { events: $e }) { accepted } }'
    for (let n = 0; n < 40; n++) {
      const body = JSON.stringify({ query, variables: { e: batch(n) } })
      const request = posted(body, { authorization: `Bearer ${token}` })
      // At 0, 25, 50, 75 and 100 % of the request; some complete ones disconnect before their answer.
      const socket = await opened(request.slice(0, (request.length * (n % 5)) / 4))
      if (n % 2) await new Promise(resolve => setTimeout(resolve, n))
      socket.destroy()
    }
    for (let n = 0; n < 40; n++) {
      const { trackEvents } = await answer(TrackEventsDocument, { events: batch(n) })
      const statuses = new Set(trackEvents.receipts.map(({ status }) => status))
      expect([['ACCEPTED'], ['DUPLICATE']]).toContainEqual([...statuses])
    }
    expect((await ask('{ summary { totalEvents } }')).data).toEqual({ summary: { totalEvents: 200 } })
  })

  test('above the limit is closed, and connections are accepted again after others have closed', async () => {
    const idle: Socket[] = []
    for (let n = 0; n < 40; n++) idle.push(await opened())
    const late = await Promise.all([1, 2, 3].map(async () => received(await opened())))
    expect(late).toEqual(['', '', ''])
    for (const socket of idle) socket.destroy()
    await Promise.all(idle.map(socket => socket.closed || once(socket, 'close')))

    const question = posted('{"query":"{ __typename }"}', { connection: 'close' })
    await expect.poll(async () => received(await opened(question))).toContain('{"__typename":"Query"}')
    const metrics = await (await fetch(new URL('/metrics', app.url))).text()
    expect(Number(/connections_refused_total (\d+)/.exec(metrics)?.[1])).toBeGreaterThanOrEqual(3)
  })

  test("from a page of an allowed origin may make the API's requests, from other pages none", async () => {
    const preflight = (origin: string) =>
      fetch(app.url, {
        method: 'OPTIONS',
        headers: {
          origin,
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'authorization,content-type,apollo-require-preflight',
        },
      })
    const listed = await preflight('https://app.example.com')
    expect([listed.status, Object.fromEntries(listed.headers)]).toMatchObject([
      204,
      {
        'access-control-allow-origin': 'https://app.example.com',
        'access-control-allow-methods': 'GET, POST',
        'access-control-allow-headers':
          'authorization, content-type, apollo-require-preflight, mcp-protocol-version, mcp-method, mcp-name',
        vary: 'Origin',
      },
    ])
    for (const other of ['https://example.com', 'https://app.example.com.evil.com', 'null'])
      expect((await preflight(other)).headers.get('access-control-allow-origin')).toBeNull()
  })

  test('from a page of an allowed origin may read the response headers, even of a refusal', async () => {
    const ask = (body: string) =>
      fetch(app.url, {
        method: 'POST',
        headers: { origin: 'https://app.example.com', 'content-type': 'application/json' },
        body,
      })
    for (const body of ['{"query":"{ __typename }"}', '{']) {
      const { headers } = await ask(body)
      expect(headers.get('access-control-allow-origin')).toBe('https://app.example.com')
      expect(headers.get('access-control-expose-headers')).toBe(
        'x-request-id, retry-after, x-ratelimit-limit, x-ratelimit-remaining, x-ratelimit-reset',
      )
    }
  })

  test('has the headers that keep a browser from guessing types and from framing', async () => {
    const { headers } = await fetch(new URL('/nothing', app.url))
    expect(Object.fromEntries(headers)).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'SAMEORIGIN',
      'referrer-policy': 'no-referrer',
      'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
    })
    expect(headers.get('x-powered-by')).toBeNull()
  })

  test('accepts anything legal, at any depth', async () => {
    const { happened, answer } = story(app, 'deep')
    const nested = (levels: number, inner: unknown, wrap: (inner: unknown) => unknown): unknown =>
      levels ? wrap(nested(levels - 1, inner, wrap)) : inner
    await happened([
      { name: 'a', userId: 'ann', properties: nested(8, 1, a => ({ a })) as Record<string, unknown> },
    ])
    const filter = nested(7, { property: 'plan', values: ['pro'] }, inner => ({ and: [inner] }))
    const sequence = { behavior: { sequence: { first: { event: 'a' }, second: { event: 'b', filter } } } }
    const condition = nested(7, sequence, inner => ({ or: [inner] }))
    const query = 'query ($c: SegmentInput!) { previewSegment(input: { condition: $c }) { size } }'
    expect(await answer(query, { c: condition })).toEqual({ previewSegment: { size: 0 } })
  })
})

describe('the address that login attempts are counted by', () => {
  const query = 'mutation { obtainToken(username: "nobody", password: "a") { accessToken } }'
  const addressesAfter = async (forwarded: string) => {
    const headers = { 'content-type': 'application/json', 'x-forwarded-for': forwarded }
    await fetch(app.url, { method: 'POST', headers, body: JSON.stringify({ query }) })
    const { rows } = await app.services.database.pool.query<{ address: string }>(
      "delete from login_attempts where key like 'address:%' returning substr(key, 9) as address",
    )
    return rows.map(({ address }) => address)
  }
  afterEach(() => app.close())

  test('is that of the connection, whatever X-Forwarded-For says', async () => {
    app = await startTestApp()
    expect(await addressesAfter('203.0.113.7')).toEqual(['127.0.0.1'])
  })

  test('is the one in front of a trusted proxy, which a client cannot choose', async () => {
    app = await startTestApp({ TRUST_PROXY: '127.0.0.0/8, 192.0.2.1' })
    expect(await addressesAfter('203.0.113.7')).toEqual(['203.0.113.7'])
    // The proxy appends the address of its client to the client's header.
    expect(await addressesAfter('198.51.100.1, 203.0.113.8')).toEqual(['203.0.113.8'])
    expect(await addressesAfter('198.51.100.1, 203.0.113.9, 192.0.2.1')).toEqual(['203.0.113.9'])
  })

  test('is that of the connection if another proxy is trusted', async () => {
    app = await startTestApp({ TRUST_PROXY: '192.0.2.1' })
    expect(await addressesAfter('203.0.113.7')).toEqual(['127.0.0.1'])
  })
})

test('invalid settings of connections are refused', () => {
  for (const wrong of ['true', '2', 'localhost', '10.0.0.0/33', '10.0.0.1/a', '::1/129', '10.0.0.1/8/8'])
    expect(() => readEnv({ TRUST_PROXY: wrong })).toThrow('TRUST_PROXY must be addresses or networks')
  expect(readEnv({ TRUST_PROXY: '10.0.0.0/8, fd00::/8,192.0.2.1' }).trustedProxies).toEqual([
    '10.0.0.0/8',
    'fd00::/8',
    '192.0.2.1',
  ])
  expect(readEnv({ TRUST_PROXY: '' }).trustedProxies).toEqual([])
  expect(() => readEnv({ MAX_CONNECTIONS: '9' })).toThrow('MAX_CONNECTIONS')
})
