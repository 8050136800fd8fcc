import { type FastifyInstance } from 'fastify'
import { type Client } from 'pg'
import pino from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { signToken } from '../../../src/auth/tokens/sign-token.ts'
import { type TokenRole } from '../../../src/auth/viewer.ts'
import { Definition } from '../../../src/entities/definition.ts'
import { startApollo } from '../../../src/graphql/apollo.ts'
import { serviceSchema } from '../../../src/resolvers/build-schema.ts'
import { createServer } from '../../../src/server.ts'
import { exportCost, exportRoute } from '../../support/graphql/export-route.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'

/** `GET /export` returns the number of saved definitions of the project. */
const route = exportRoute(async ({ em }) => ({ definitions: await em.count(Definition, {}) }))

let app: TestApp
const servers: FastifyInstance[] = []
let url: string
beforeAll(async () => {
  // Two exports per minute, and one question at a time.
  app = await startTestApp({
    RATE_QUERY: '15',
    MAX_COMPLEXITY: '15',
    MAX_QUESTIONS: '1',
    QUEUE_WAIT_MS: '200',
  })
  url = await serve(app.env.limits.requestTimeoutMs)
})
afterAll(async () => {
  for (const server of servers) {
    server.server.closeAllConnections()
    await server.close()
  }
  await app.close()
})

async function serve(requestTimeoutMs: number, served = route, log = app.services.log): Promise<string> {
  const env = { ...app.env, limits: { ...app.env.limits, requestTimeoutMs } }
  const wiring = { env, services: { ...app.services, log }, schema: serviceSchema(), trusted: undefined }
  const server = await createServer(wiring)
  await served(server, { ...wiring, apollo: await startApollo(env, wiring.schema, log) })
  servers.push(server)
  return `${await server.listen({ host: '127.0.0.1', port: 0 })}/export`
}

/** Each project has its own rate and its own audit log. */
const tokenOf = (project: string, role: TokenRole = 'admin') =>
  signToken(app.env, { roles: [role], subject: 'ann', project, expiresInSeconds: 600 })

const get = (token?: string, address = url, signal?: AbortSignal) =>
  fetch(address, { headers: token ? { authorization: `Bearer ${token}` } : {}, signal })

async function refusalOf(response: Response) {
  const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] }
  return { status: response.status, codes: errors.map(({ extensions }) => extensions.code) }
}

async function auditOf(project: string) {
  const { rows } = await app.services.database.pool.query(
    'select subject, kind, fields, cost, outcome from audit_log where project = $1 order by id',
    [project],
  )
  return rows
}
const entry = { subject: 'ann', kind: 'QUERY', fields: ['export'], cost: exportCost, outcome: 'OK' }

async function metric(line: string): Promise<number> {
  const text = await app.services.metrics.registry.metrics()
  return Number(
    text
      .split('\n')
      .find(found => found.startsWith(line))
      ?.slice(line.length) ?? 0,
  )
}
const requests = (operation: string, status: number) =>
  metric(`convograph_requests_total{operation="${operation}",status="${status}"}`)

describe('a route beside GraphQL', () => {
  test('answers in the project of the token, with an audit entry, a metric and the remaining rate', async () => {
    const before = await requests('export', 200)
    const response = await get(tokenOf('answered'))
    expect(await response.json()).toEqual({ definitions: 0 })
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'x-request-id': expect.any(String),
      'x-content-type-options': 'nosniff',
      'x-ratelimit-limit': '15',
      'x-ratelimit-remaining': '8',
    })
    expect(await requests('export', 200)).toBe(before + 1)
    await expect.poll(() => auditOf('answered'), { timeout: 10_000 }).toEqual([entry])
  })

  test('refuses a request without a token with 401', async () => {
    const response = await get()
    expect(await refusalOf(response)).toEqual({ status: 401, codes: ['UNAUTHENTICATED'] })
    expect(response.headers.get('www-authenticate')).toBe('Bearer realm="convograph"')
  })

  test('refuses a request with a bad token with 401, and counts it', async () => {
    const before = await requests('refused', 401)
    expect(await refusalOf(await get('forged'))).toEqual({ status: 401, codes: ['UNAUTHENTICATED'] })
    expect(await requests('refused', 401)).toBe(before + 1)
  })

  test('refuses another role with 403, and records it in the audit log', async () => {
    expect(await refusalOf(await get(tokenOf('forbidden', 'service')))).toEqual({
      status: 403,
      codes: ['FORBIDDEN'],
    })
    await expect
      .poll(() => auditOf('forbidden'), { timeout: 10_000 })
      .toEqual([{ ...entry, cost: 0, outcome: 'FORBIDDEN' }])
  })

  test('refuses a caller above its rate with 429 and a time to retry', async () => {
    for (const status of [200, 200]) expect((await get(tokenOf('eager'))).status).toBe(status)
    const response = await get(tokenOf('eager'))
    expect(await refusalOf(response)).toEqual({ status: 429, codes: ['RATE_LIMITED'] })
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(response.headers.get('x-ratelimit-remaining')).toBe('1')
    expect(await requests('export', 429)).toBe(1)
  })

  test('refuses with 503 at the concurrency limit, and answers again afterwards', async () => {
    const release = await app.services.gate.concurrency.questions.acquire()
    const response = await get(tokenOf('late'))
    expect(await refusalOf(response)).toEqual({ status: 503, codes: ['OVERLOADED'] })
    expect(response.headers.get('retry-after')).toBe('1')
    release()
    expect((await get(tokenOf('late'))).status).toBe(200)
    expect(app.services.gate.concurrency.questions.running).toBe(0)
  })
})

describe('a route that fails', () => {
  let lines: string[]
  const failingWith = (error: Error) => {
    lines = []
    const log = pino({ base: undefined }, { write: (line: string) => void lines.push(line) })
    return serve(
      60_000,
      exportRoute(() => Promise.reject(error)),
      log,
    )
  }

  test('answers a bug with 500, a neutral message and the same status in the metrics', async () => {
    const before = await requests('export', 500)
    const response = await get(tokenOf('bug'), await failingWith(new Error('secret detail')))
    expect(response.status).toBe(500)
    expect(await response.text()).not.toContain('secret')
    expect(await requests('export', 500)).toBe(before + 1)
  })

  test('answers an outage with 503 and logs its cause', async () => {
    const outage = Object.assign(new Error('terminating connection'), { code: '57P01' })
    expect(await refusalOf(await get(tokenOf('outage'), await failingWith(outage)))).toEqual({
      status: 503,
      codes: ['DB_UNAVAILABLE'],
    })
    expect(lines.filter(line => line.includes('57P01'))).toHaveLength(1)
  })
})

describe('the PostgreSQL statement of a route', () => {
  let holder: Client
  beforeEach(async () => {
    holder = await app.services.database.connect()
    await holder.query('begin; lock table definitions')
  })
  afterEach(() => holder.end())

  const waiting = async () => {
    const { rows } = await app.services.database.pool.query(
      `select count(*)::integer as n from pg_stat_activity
       where datname = current_database() and application_name = 'convograph-lists' and wait_event_type = 'Lock'`,
    )
    return rows[0].n
  }

  test('is cancelled when the client disconnects', async () => {
    const client = new AbortController()
    const answer = get(tokenOf('gone'), url, client.signal).catch(({ name }: Error) => name)
    await expect.poll(waiting).toBe(1)
    client.abort()
    expect(await answer).toBe('AbortError')
    await expect.poll(waiting).toBe(0)
    await expect
      .poll(() => auditOf('gone'), { timeout: 10_000 })
      .toEqual([{ ...entry, outcome: 'CLIENT_GONE' }])
  })

  test('is cancelled at the time limit of the request', async () => {
    const hurried = await serve(300)
    expect(await refusalOf(await get(tokenOf('slow'), hurried))).toEqual({
      status: 504,
      codes: ['QUERY_TIMEOUT'],
    })
    await expect.poll(waiting).toBe(0)
  })
})
