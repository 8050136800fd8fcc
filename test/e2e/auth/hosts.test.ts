import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readEnv } from '../../../src/env.ts'
import { exchange } from '../../attack/exchange.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'

let app: TestApp

interface Query {
  path?: string
  method?: string
  headers?: Record<string, string>
}

/** The status and code of a request for this host; `fetch` would not send one. */
function statusOf(host: string, { path = '/graphql', method = 'POST', headers = {} }: Query = {}) {
  return new Promise<unknown[]>((resolve, reject) => {
    const all = { host, 'content-type': 'application/json', ...headers }
    const asking = request(new URL(path, app.url), { method, headers: all, agent: false }, response => {
      let text = ''
      response.setEncoding('utf8').on('data', part => (text += part))
      response.on('end', () => {
        const json = String(response.headers['content-type']).startsWith('application/json')
        const code = json && JSON.parse(text).errors?.[0].extensions.code
        resolve(code ? [response.statusCode, code] : [response.statusCode])
      })
    })
    asking.on('error', reject)
    asking.end(method === 'POST' ? '{"query":"{ __typename }"}' : undefined)
  })
}

const refused = [421, 'HOST_NOT_ALLOWED']

describe('with a list of hosts', () => {
  beforeAll(async () => {
    app = await startTestApp({
      ALLOWED_HOSTS: 'api.Example.com, *.inner.example.com, local:8002, [::1]',
      CORS_ORIGINS: 'https://app.example.com',
    })
  })
  afterAll(() => app.close())

  test.each([
    'api.example.com',
    'API.EXAMPLE.COM',
    'api.example.com.',
    'api.example.com:443',
    'a.inner.example.com',
    'a.b.inner.example.com:8080',
    'local:8002',
    '[::1]',
    '[::1]:8002',
  ])('requests for %s are answered', async host => {
    expect(await statusOf(host)).toEqual([200])
  })

  test.each([
    'example.com',
    'evil.example.com',
    'api.example.com.evil.org',
    'evilapi.example.com',
    'inner.example.com',
    '.inner.example.com',
    'evilinner.example.com',
    'local',
    'local:80',
    'local:8002:8002',
    '::1',
    '127.0.0.1',
    'api.example.com@evil.org',
    'api.example.com:x',
    'api.example.com, evil.org',
    '*.inner.example.com:',
    '',
  ])('requests for %j are refused', async host => {
    expect(await statusOf(host)).toEqual(refused)
  })

  test('unknown paths and preflight requests for another host are refused too', async () => {
    expect(await statusOf('evil.org', { path: '/admin', method: 'GET' })).toEqual(refused)
    const preflight = { origin: 'https://app.example.com', 'access-control-request-method': 'POST' }
    expect(await statusOf('evil.org', { method: 'OPTIONS', headers: preflight })).toEqual(refused)
    expect(await statusOf('api.example.com', { method: 'OPTIONS', headers: preflight })).toEqual([204])
  })

  test('probes and scrapers may use any host', async () => {
    for (const path of ['/health', '/health/live', '/health/ready', '/metrics'])
      expect(await statusOf('10.0.0.7:8002', { path, method: 'GET' })).toEqual([200])
    expect(await statusOf('10.0.0.7:8002', { path: '/metrics/x', method: 'GET' })).toEqual(refused)
  })

  test('an untrusted proxy header about the host changes nothing', async () => {
    for (const forwarded of ['evil.org', 'api.example.com']) {
      const headers = { 'x-forwarded-host': forwarded }
      expect(await statusOf('api.example.com', { headers })).toEqual([200])
      expect(await statusOf('evil.org', { headers })).toEqual(refused)
    }
  })

  test.each([
    ['POST http://evil.org/graphql HTTP/1.1', 'api.example.com', 421],
    ['POST http://api.example.com/graphql HTTP/1.1', 'evil.org', 421],
    ['POST http://api.example.com/graphql HTTP/1.1', 'api.example.com', 200],
  ])('%s with the host %s needs both hosts in the list', async (line, host, status) => {
    const head = `${line}\r\nhost: ${host}\r\ncontent-type: application/json\r\ncontent-length: 26\r\n\r\n`
    const { hostname, port } = new URL(app.url)
    const bytes = `${head}{"query":"{ __typename }"}`
    expect(await exchange({ host: hostname, port: Number(port) }, bytes, 5_000)).toMatchObject({ status })
  })
})

describe('behind a trusted proxy', () => {
  beforeAll(async () => {
    app = await startTestApp({ ALLOWED_HOSTS: 'api.example.com,upstream', TRUST_PROXY: '127.0.0.1' })
  })
  afterAll(() => app.close())

  test("both the forwarded host and the service's own host have to be in the list", async () => {
    const forwarded = (host: string) => ({ headers: { 'x-forwarded-host': host } })
    expect(await statusOf('upstream', forwarded('api.example.com'))).toEqual([200])
    expect(await statusOf('upstream', forwarded('evil.org'))).toEqual(refused)
    expect(await statusOf('upstream', forwarded('api.example.com, evil.org'))).toEqual(refused)
    expect(await statusOf('other', forwarded('api.example.com'))).toEqual(refused)
    expect(await statusOf('upstream')).toEqual([200])
  })
})

test.each(['https://example.com', 'a b', '*', '*.*.example.com', 'a:b', '-', '[::1', 'a/b'])(
  'ALLOWED_HOSTS may not be %j',
  hosts => {
    expect(() => readEnv({ ALLOWED_HOSTS: `localhost,${hosts}` })).toThrow('ALLOWED_HOSTS must be hosts')
  },
)
