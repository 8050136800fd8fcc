import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../../support/test-app.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp({
    CORS_ORIGINS: 'https://app.example.com',
    TRUST_PROXY: '127.0.0.1',
    RATE_BATCH: '1',
  })
})
afterAll(() => app.close())

const get = (headers: Record<string, string> = {}) => fetch(new URL('/sdk.js', app.url), { headers })

test('serves the script to pages of any origin, without a token', async () => {
  const response = await get({ origin: 'https://elsewhere.example.com' })
  expect([response.status, Object.fromEntries(response.headers)]).toMatchObject([
    200,
    {
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=3600',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
    },
  ])
  expect(await response.text()).toContain('createAnalytics')
})

test('is at most 6 kB compressed', async () => {
  const script = await (await get()).bytes()
  const size = gzipSync(script, { level: 9 }).length
  console.log(`sdk.js: ${script.length} bytes, ${size} bytes compressed`)
  expect(size).toBeLessThanOrEqual(6_000)
})

test('is sent once: a browser that has it gets no body', async () => {
  const first = await get()
  const again = await get({ 'if-none-match': first.headers.get('etag')! })
  expect([again.status, await again.text()]).toEqual([304, ''])
})

test('is compressed for a client that can read it, and only for such a client', async () => {
  const encodings = ['gzip, br', 'identity', 'gzip;q=0']
  const responses = await Promise.all(encodings.map(encoding => get({ 'accept-encoding': encoding })))
  expect(responses.map(({ headers }) => headers.get('content-encoding'))).toEqual(['gzip', null, null])
  const [one, other] = await Promise.all(responses.map(response => response.text()))
  expect(one).toBe(other)
})

test('a page may send events from the origins of CORS_ORIGINS alone', async () => {
  const preflight = (origin: string) =>
    fetch(app.url, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type',
      },
    })
  const [own, other] = await Promise.all([
    preflight('https://app.example.com'),
    preflight('https://x.example.com'),
  ])
  expect([own, other].map(({ headers }) => headers.get('access-control-allow-origin'))).toEqual([
    'https://app.example.com',
    null,
  ])
  expect(own!.headers.get('access-control-allow-headers')).toMatch(/authorization, content-type/)
})

test('the visitors of a page share its key, but not its rate limit', async () => {
  const { data } = await app.ask<{ createApiKey: { key: string } }>(
    'mutation { createApiKey(input: { name: "page", scopes: [TRACK] }) { key } }',
  )
  const query = 'mutation { track(input: { events: [{ event: { name: "seen" } }] }) { accepted } }'
  const track = async (address: string, origin?: string) => {
    const headers = {
      'content-type': 'application/json',
      authorization: `Bearer ${data!.createApiKey.key}`,
      'x-forwarded-for': address,
      ...(origin && { origin }),
    }
    return (await fetch(app.url, { method: 'POST', headers, body: JSON.stringify({ query }) })).status
  }
  const page = 'https://app.example.com'
  expect([await track('198.51.100.1', page), await track('198.51.100.1', page)]).toEqual([200, 429])
  expect(await track('198.51.100.2', page)).toBe(200)
  // Services, and pages of other origins, are one caller.
  expect([await track('198.51.100.1'), await track('198.51.100.2')]).toEqual([200, 429])
  expect(await track('198.51.100.3', 'https://elsewhere.example.com')).toBe(429)
})
