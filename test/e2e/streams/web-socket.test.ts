import { once } from 'node:events'
import { createClient } from 'graphql-ws'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { signToken } from '../../../src/auth/tokens/sign-token.ts'
import { story } from '../../support/story.ts'
import { socketUrl } from '../../support/streams/socket-url.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'

let app: TestApp

beforeAll(async () => {
  app = await startTestApp({ CORS_ORIGINS: 'https://dash.example', ALLOWED_HOSTS: '127.0.0.1' })
})
afterAll(() => app.close())
beforeEach(async () => {
  await expect.poll(() => app.services.streams.subscribers).toBe(0)
  app.services.streams.clock.secondMs = 100
})

const address = () => socketUrl(app)

/** A client as the documentation of graphql-ws has it. */
const client = (token: string, retryAttempts = 0) =>
  createClient({ url: address(), connectionParams: { Authorization: `Bearer ${token}` }, retryAttempts })

const counted =
  'subscription { answer(question: { measure: { metrics: [{ name: events }] } }) { ... on MeasureAnswer { groups { numbers { value } } } } }'

interface Counted {
  answer: { groups: { numbers: { value: number }[] }[] }
}

test('a client of graphql-ws gets each changed answer, and leaves', async () => {
  const { happened, token } = story(app, 'socket')
  await happened([{ name: 'open' }])
  const connected = client(token)
  const answers = connected.iterate<Counted>({ query: counted })
  const value = async () => (await answers.next()).value!.data!.answer.groups[0]!.numbers[0]!.value
  expect(await value()).toBe(1)
  await happened([{ name: 'open' }])
  expect(await value()).toBe(2)
  await answers.return!()
  await expect.poll(() => app.services.streams.questions, { timeout: 1_000 }).toBe(0)
  await connected.dispose()
})

test('SSE and WebSocket share one stream', async () => {
  const { token } = story(app, 'shared')
  const connected = client(token)
  const one = connected.iterate<Counted>({ query: counted })
  const other = connected.iterate<Counted>({ query: counted })
  await Promise.all([one.next(), other.next(), app.ask(counted, {}, token)])
  await expect.poll(() => app.services.streams.subscribers).toBe(2)
  expect(app.services.streams.questions).toBe(1)
  await connected.dispose()
  await expect.poll(() => app.services.streams.questions).toBe(0)
})

test.each([
  ['a query', '{ summary { totalEvents } }', 'BAD_REQUEST'],
  ['a mutation', 'mutation { track(input: { events: [] }) { accepted } }', 'BAD_REQUEST'],
  ['no document', ' ', 'GRAPHQL_PARSE_FAILED'],
  ['an unknown field', 'subscription { nothing }', 'GRAPHQL_VALIDATION_FAILED'],
  ['two fields', 'subscription { jobChanged { id } b: jobChanged { id } }', 'GRAPHQL_VALIDATION_FAILED'],
])('%s is refused with its code, and the connection stays', async (_, query, code) => {
  const connected = client(story(app, 'refused').token)
  const refused = await connected
    .iterate({ query })
    .next()
    .catch(error => error)
  expect(refused.map(({ extensions }: { extensions: object }) => extensions)).toEqual([{ code }])
  const answers = connected.iterate({ query: counted })
  expect((await answers.next()).value!.data).toHaveProperty('answer')
  await connected.dispose()
})

/** The code and the reason with which the service closes a connection after these messages. */
async function closing(
  messages: (string | object)[],
  options: string[] | WebSocketInit = ['graphql-transport-ws'],
) {
  const socket = new WebSocket(address(), options as string[])
  const closed = once(socket, 'close') as Promise<[CloseEvent]>
  socket.addEventListener('error', () => undefined)
  socket.addEventListener('open', () => {
    for (const message of messages)
      socket.send(typeof message === 'string' ? message : JSON.stringify(message))
  })
  const [{ code, reason }] = await closed
  return [code, reason]
}

const init = (payload?: object) => ({ type: 'connection_init', payload })

test.each([
  ['no token', [init()], 4401],
  ['a wrong token', [init({ Authorization: 'Bearer x.y.z' })], 4401],
  ['a token that is no text', [init({ Authorization: { a: 1 } })], 4401],
  ['a subscription before the token', [{ type: 'subscribe', id: '1', payload: { query: counted } }], 4401],
  ['nothing for five seconds', [], 4408],
  ['no JSON', ['x'], 4400],
  ['an unknown message', [{ type: 'hello' }], 4400],
  ['JSON that is too deep', [`${'['.repeat(100)}${']'.repeat(100)}`], 4400],
  ['a message that is too large', ['x'.repeat(1_100_000)], 1009],
])('a connection that sends %s is closed', async (_, messages, code) => {
  expect((await closing(messages))[0]).toBe(code)
})

test('a connection without the protocol, or with a former one, is refused', async () => {
  expect((await closing([], []))[0]).toBe(4406)
  expect((await closing([], ['graphql-ws']))[0]).toBe(1006)
})

/** The status of the answer to the request for an upgrade. */
async function upgradeStatus(headers: Record<string, string>): Promise<number | string> {
  const { request } = await import('node:http')
  const { promise, resolve } = Promise.withResolvers<number | string>()
  const asked = request(address().replace('ws', 'http'), {
    headers: {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
      'sec-websocket-protocol': 'graphql-transport-ws',
      ...headers,
    },
  })
  asked.on('upgrade', (_, socket) => {
    socket.destroy()
    resolve('upgraded')
  })
  asked.on('response', response => resolve(response.resume().statusCode!))
  asked.end()
  return promise
}

test('only allowed origins and hosts connect', async () => {
  const { host } = new URL(app.url)
  expect(await upgradeStatus({})).toBe('upgraded')
  expect(await upgradeStatus({ origin: `http://${host}` })).toBe('upgraded')
  expect(await upgradeStatus({ origin: 'https://dash.example' })).toBe('upgraded')
  expect(await upgradeStatus({ origin: 'https://evil.example' })).toBe(403)
  expect(await upgradeStatus({ origin: 'null' })).toBe(403)
  expect(await upgradeStatus({ host: 'evil.example' })).toBe(421)
})

test('a request that offers another protocol, or another path, is answered as before', async () => {
  const { token } = story(app, 'upgrades')
  const { request } = await import('node:http')
  const answered = (path: string, upgrade: string) => {
    const { promise, resolve } = Promise.withResolvers<unknown>()
    const asked = request(new URL(path, app.url), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${token}`,
        connection: 'Upgrade',
        upgrade,
      },
    })
    asked.on('response', response => resolve(response.resume().statusCode))
    asked.end(JSON.stringify({ query: '{ __typename }' }))
    return promise
  }
  expect(await answered('/graphql', 'h2c')).toBe(200)
  expect(await answered('/graphql', 'websocket')).toBe(200)
  const plain = await fetch(address().replace('ws', 'http'))
  expect([plain.status, plain.headers.get('upgrade')]).toEqual([426, 'websocket'])
})

test('a token that expires ends its subscriptions, and closes the connection so that clients renew it', async () => {
  const token = signToken(app.env, { roles: ['admin'], subject: 'ann', expiresInSeconds: 2 })
  const connected = client(token)
  const closed = new Promise<CloseEvent>(resolve =>
    connected.on('closed', event => resolve(event as CloseEvent)),
  )
  const answers = connected.iterate({ query: counted })
  await answers.next()
  const last = (await answers.next()).value!
  expect(last.errors!.map((error: { extensions: object }) => error.extensions)).toEqual([
    { code: 'UNAUTHENTICATED' },
  ])
  expect((await closed).code).toBe(4403)
  await expect.poll(() => app.services.streams.subscribers).toBe(0)
})

test('a dropped connection ends its streams within a second', async () => {
  const socket = new WebSocket(address(), ['graphql-transport-ws'])
  await once(socket, 'open')
  socket.send(JSON.stringify(init({ authorization: `Bearer ${app.token('admin')}` })))
  await once(socket, 'message')
  socket.send(JSON.stringify({ type: 'subscribe', id: '1', payload: { query: counted } }))
  await once(socket, 'message')
  expect(app.services.streams.questions).toBe(1)
  socket.close()
  await expect.poll(() => app.services.streams.questions, { timeout: 1_000 }).toBe(0)
})
