import { once } from 'node:events'
import { type AddressInfo, connect } from 'node:net'
import express, { type Request, Router } from 'express'
import fastify from 'fastify'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { convograph as expressCalls } from '../../../packages/sdk/src/express.ts'
import { convograph as fastifyCalls } from '../../../packages/sdk/src/fastify.ts'
import { recordedCalls } from '../../support/providers/recorded-calls.ts'

/** Both servers have the same routes, so that one table of requests holds for both. */
const servers = [
  { name: 'Fastify', start: startFastify },
  { name: 'Express', start: startExpress },
]

let analytics: ReturnType<typeof recordedCalls>
const running: Record<string, { url: string; close: () => unknown }> = {}

beforeAll(async () => {
  analytics = recordedCalls()
  for (const { name, start } of servers) running[name] = await start()
})

afterAll(() => Promise.all(Object.values(running).map(({ close }) => close())))

beforeEach(() => {
  analytics.apiCalls.length = 0
})

const options = {
  get analytics() {
    return analytics
  },
  userId: ({ headers }: { headers: Record<string, unknown> }) => {
    if (headers.authorization === 'broken') throw new Error('no user')
    return headers.authorization as string | undefined
  },
  skip: ({ url }: { url?: string }) => url === '/health',
}

async function startFastify() {
  const app = fastify()
  app.register(fastifyCalls, options)
  app.get('/health', async () => 'ok')
  app.get('/users/:id', async () => 'user')
  app.post('/users', async (_, reply) => reply.status(201).send('made'))
  app.get('/slow', () => new Promise(() => {}))
  app.get('/broken', async () => {
    throw new Error('canary')
  })
  app.register(
    async shop => {
      shop.get('/', async () => 'shop')
      shop.get('/orders/:order', async () => 'order')
      shop.get('/broken/:order', async () => {
        throw new Error('canary')
      })
    },
    { prefix: '/shops/:shop' },
  )
  app.get('/files/*', async () => 'file')
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  return { url, close: () => app.close() }
}

async function startExpress() {
  const app = express()
  app.use(expressCalls<Request>(options))
  app.get('/health', (_, response) => void response.send('ok'))
  app.get('/users/:id', (_, response) => void response.send('user'))
  app.post('/users', (_, response) => void response.status(201).send('made'))
  app.get('/slow', () => {})
  app.get('/broken', () => {
    throw new Error('canary')
  })
  const orders = Router()
  orders.get('/:order', (_, response) => void response.send('order'))
  const shop = Router()
  shop.get('/', (_, response) => void response.send('shop'))
  shop.use('/orders', orders)
  shop.get('/broken/:order', async () => {
    throw new Error('canary')
  })
  app.use('/shops/:shop', shop)
  app.get('/files/*splat', (_, response) => void response.send('file'))
  app.use('/static', (request, response, next) =>
    request.path === '/a.js' ? void response.send('a') : next(),
  )
  app.use(
    '/merged/:shop',
    Router().use(
      '/7',
      Router({ mergeParams: true }).get('/list', (_, r) => void r.send('list')),
    ),
  )
  app.get(['/old', '/older/:id'], (_, response) => void response.send('old'))
  app.use(
    (_error: Error, _: unknown, response: express.Response, _next: unknown) =>
      void response.status(500).send(),
  )
  const server = app.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** The calls of the requests so far, once there are as many. */
async function recorded(count: number) {
  await expect.poll(() => analytics.apiCalls.length).toBe(count)
  return analytics.apiCalls
}

async function requested(server: string, path: string, init: RequestInit = {}) {
  await (await fetch(running[server]!.url + path, init)).text()
}

for (const { name } of servers) {
  test(`${name}: a request is a call with the whole path of its route`, async () => {
    const wildcard = name === 'Fastify' ? '/files/*' : '/files/*splat'
    const requests: [method: string, path: string, endpoint: string, statusCode: number][] = [
      ['GET', '/users/7?token=canary', '/users/:id', 200],
      ['POST', '/users', '/users', 201],
      ['GET', '/broken', '/broken', 500],
      ['GET', '/shops/7', '/shops/:shop', 200],
      ['GET', '/shops/7/orders/7', '/shops/:shop/orders/:order', 200],
      ['GET', '/shops/a%2Fb/orders/9', '/shops/:shop/orders/:order', 200],
      ['GET', '/shops/shops/broken/9', '/shops/:shop/broken/:order', 500],
      ['GET', '/files/a/b.txt', wildcard, 200],
      ['GET', '/wp-admin/canary.php', '(unmatched)', 404],
      ['DELETE', '/users/7', '(unmatched)', 404],
    ]
    for (const [method, path] of requests) await requested(name, path, { method })
    const calls = await recorded(requests.length)
    expect(calls.map(call => [call.method, call.endpoint, call.statusCode])).toEqual(
      requests.map(([method, , endpoint, statusCode]) => [method, endpoint, statusCode]),
    )
    expect(calls[0]).toEqual({
      endpoint: '/users/:id',
      method: 'GET',
      statusCode: 200,
      durationMs: expect.any(Number),
      timestamp: expect.stringMatching(/^\d{4}-.*Z$/),
      userId: undefined,
    })
    expect(JSON.stringify(calls)).not.toContain('canary')
  })

  test(`${name}: the option userId names the user, and a failure of it names none`, async () => {
    await requested(name, '/users/7', { headers: { authorization: 'ann' } })
    await requested(name, '/users/7', { headers: { authorization: 'broken' } })
    expect((await recorded(2)).map(({ userId }) => userId)).toEqual(['ann', undefined])
  })

  test(`${name}: skipped requests are no calls`, async () => {
    await requested(name, '/health')
    await requested(name, '/users/7')
    expect(await recorded(1)).toMatchObject([{ endpoint: '/users/:id' }])
  })

  test(`${name}: a client that goes away is a call with the status 499`, async () => {
    const socket = connect(Number(new URL(running[name]!.url).port), '127.0.0.1')
    socket.write('GET /slow HTTP/1.1\r\nhost: localhost\r\n\r\n')
    await once(socket, 'connect')
    setTimeout(() => socket.destroy(), 50)
    expect(await recorded(1)).toMatchObject([{ endpoint: '/slow', statusCode: 499 }])
  })

  test(`${name}: analytics that fail are not noticed`, async () => {
    const kept = analytics
    analytics = {
      ...analytics,
      apiCall: () => {
        throw new Error('no analytics')
      },
    }
    const response = await fetch(`${running[name]!.url}/users/7`)
    analytics = kept
    expect([response.status, await response.text()]).toEqual([200, 'user'])
  })
}

test('Express: middleware without routes, several paths and merged parameters have a path too', async () => {
  const requests = [
    ['/static/a.js', '/static'],
    ['/static/b.js', '(unmatched)'],
    ['/merged/7/7/list', '/merged/:shop/7/list'],
    ['/older/7', '/old,/older/:id'],
  ]
  for (const [path] of requests) await requested('Express', path!)
  const calls = await recorded(requests.length)
  expect(calls.map(({ endpoint }) => endpoint)).toEqual(requests.map(([, endpoint]) => endpoint))
})

test('a sample records a share of the requests', async () => {
  const app = fastify()
  const sampled = recordedCalls()
  app.register(fastifyCalls, { analytics: sampled, sample: 0 })
  app.get('/', async () => 'ok')
  await fetch(await app.listen({ port: 0, host: '127.0.0.1' }))
  await app.close()
  expect(sampled.apiCalls).toEqual([])
})
