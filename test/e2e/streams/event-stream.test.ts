import { once } from 'node:events'
import { connect } from 'node:net'
import { createClient, NetworkError } from 'graphql-sse'
import { createClient as createSocketClient } from 'graphql-ws'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { story } from '../../support/story.ts'
import { eventStream } from '../../support/streams/event-stream.ts'
import { socketUrl } from '../../support/streams/socket-url.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'

let app: TestApp
let isClosed = false

beforeAll(async () => {
  app = await startTestApp({
    ALLOWED_HOSTS: '127.0.0.1',
    CORS_ORIGINS: 'https://dash.example',
    DRAIN_SECONDS: '1',
  })
  app.services.streams.clock.secondMs = 50
})
afterAll(() => isClosed || app.close())

const feed = 'subscription { events { arrived events { name } } }'

/** A client as the documentation of graphql-sse has it. */
const client = (token: string) =>
  createClient({
    url: `${app.url}/stream`,
    headers: { Authorization: `Bearer ${token}` },
    retryAttempts: 0,
  })

interface Feed {
  events: { events: { name: string }[] }
}

test('a client of graphql-sse gets each answer, and leaves', async () => {
  const { happened, token } = story(app, 'sse')
  const connected = client(token)
  const answers = connected.iterate<Feed>({ query: feed })
  const names = async () => ((await answers.next()).value!.data as Feed).events.events.map(({ name }) => name)
  expect(await names()).toEqual([])
  await happened([{ name: 'open' }])
  expect(await names()).toEqual(['open'])
  await answers.return!()
  await expect.poll(() => app.services.streams.subscribers).toBe(0)
})

test('a client of graphql-sse reads the errors of its operation, and the status of other refusals', async () => {
  const { value } = await client(app.token('admin')).iterate({ query: 'subscription { nothing }' }).next()
  expect(value!.errors!.map(({ extensions }: { extensions: object }) => extensions)).toEqual([
    { code: 'GRAPHQL_VALIDATION_FAILED' },
  ])
  const refused = await client('x.y.z')
    .iterate({ query: feed })
    .next()
    .catch(error => error)
  expect(refused).toBeInstanceOf(NetworkError)
  expect(refused.response.status).toBe(401)
})

test('a subscription sent to /graphql is told where to go', async () => {
  const response = await fetch(app.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${app.token('admin')}` },
    body: JSON.stringify({ query: feed }),
  })
  const { errors } = (await response.json()) as { errors: { message: string }[] }
  expect([response.status, errors[0]!.message]).toEqual([
    400,
    'Send a subscription to /graphql/stream (SSE) or /graphql/ws (WebSocket).',
  ])
})

test('curl reads the messages line by line', async () => {
  const socket = connect(Number(new URL(app.url).port), '127.0.0.1')
  const body = JSON.stringify({ query: feed })
  socket.write(
    `POST /graphql/stream HTTP/1.1\r\nhost: 127.0.0.1\r\nuser-agent: curl/8\r\naccept: */*\r\n` +
      `authorization: Bearer ${app.token('admin', 'curl')}\r\ncontent-type: application/json\r\n` +
      `content-length: ${body.length}\r\n\r\n${body}`,
  )
  let text = ''
  socket.setEncoding('utf8').on('data', part => {
    text += part
  })
  await expect
    .poll(() => text)
    .toContain('event: next\ndata: {"data":{"events":{"arrived":0,"events":[]}}}\n\n')
  expect(text).toMatch(/^HTTP\/1.1 200 OK\r\n/)
  await expect.poll(() => text).toContain('\n:\n\n')
  socket.destroy()
})

test('only allowed hosts are answered, and pages of allowed origins may read', async () => {
  const post = (headers: Record<string, string>) =>
    eventStream(app, app.token('admin', 'origins'), feed, {}, headers)
  const allowed = await post({ origin: 'https://dash.example' })
  expect(allowed.headers.get('access-control-allow-origin')).toBe('https://dash.example')
  const other = await post({ origin: 'https://evil.example' })
  expect(other.headers.get('access-control-allow-origin')).toBeNull()
  for (const stream of [allowed, other]) stream.close()
  const socket = connect(Number(new URL(app.url).port), '127.0.0.1')
  socket.write('POST /graphql/stream HTTP/1.1\r\nhost: evil.example\r\ncontent-length: 0\r\n\r\n')
  const [answer] = await once(socket, 'data')
  expect(String(answer)).toMatch(/^HTTP\/1.1 421 /)
  socket.destroy()
})

test('a service that stops completes every subscription at once, and begins none', async () => {
  const token = app.token('admin', 'drain')
  const stream = await eventStream(app, token, feed)
  expect((await stream.next())!.event).toBe('next')
  const socket = createSocketClient({
    url: socketUrl(app),
    connectionParams: { authorization: `Bearer ${token}` },
    retryAttempts: 0,
  })
  const closed = new Promise<CloseEvent>(resolve =>
    socket.on('closed', event => resolve(event as CloseEvent)),
  )
  const answers = socket.iterate({ query: feed })
  expect((await answers.next()).done).toBe(false)
  isClosed = true
  const closing = app.close()
  expect(await stream.next()).toEqual({ event: 'complete', data: undefined })
  expect(await stream.next()).toBeUndefined()
  expect((await answers.next()).done).toBe(true)
  expect((await closed).code).toBe(1001)
  const refused = await eventStream(app, token, feed)
  expect([refused.status, (await refused.refusal())[0]!.extensions.code]).toEqual([503, 'OVERLOADED'])
  expect(await closing).toBe(true)
})
