import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../../support/test-app.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

/** `fetch` would decompress and follow by itself. */
const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(new URL(path, app.url), {
    redirect: 'manual',
    headers: { 'accept-encoding': 'identity', ...headers },
  })

const script = async () => /src="(\/app\/assets\/[^"]+\.js)"/.exec(await (await get('/app/')).text())![1]!

describe('the page', () => {
  test('is where people look first', async () => {
    const response = await get('/')
    expect([response.status, response.headers.get('location')]).toEqual([302, '/app/'])
  })

  test.each(['/app', '/app/', '/app/users/ann?range=7d', '/app/no/such/page'])(
    'answers %s, may load and send nothing elsewhere, and is asked for each time',
    async path => {
      const response = await get(path)
      expect([response.status, Object.fromEntries(response.headers)]).toMatchObject([
        200,
        {
          'content-type': 'text/html; charset=utf-8',
          'cache-control': 'no-cache',
          'content-security-policy':
            "default-src 'self'; object-src 'none'; base-uri 'self'; form-action 'none'; frame-ancestors 'none'",
          'x-content-type-options': 'nosniff',
        },
      ])
      expect(await response.text()).toContain('<title>Convograph</title>')
    },
  )

  test('has scripts that browsers keep for a year, compressed before they are asked for', async () => {
    const path = await script()
    const plain = await (await get(path)).bytes()
    const zipped = await get(path, { 'accept-encoding': 'br, gzip' })
    expect(Object.fromEntries(zipped.headers)).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'Accept-Encoding',
    })
    expect(zipped.headers.get('content-encoding')).toMatch(/^(br|gzip)$/)
    expect(Buffer.from(await zipped.bytes()).equals(plain)).toBe(true)
  })

  test('is not sent again to a browser that has it', async () => {
    const { headers } = await get('/app/')
    const again = await get('/app/', { 'if-none-match': headers.get('etag')! })
    expect([again.status, await again.text()]).toEqual([304, ''])
  })

  test.each(['/app/assets/none.js', '/app/assets/../../package.json', '/app/assets/..%2f..%2fpackage.json'])(
    'has no file %s',
    async path => {
      const response = await get(path)
      expect(await response.text()).not.toContain('"dependencies"')
      expect([200, 404]).toContain(response.status)
    },
  )

  test('does not change what /graphql and other paths answer', async () => {
    expect((await get('/nothing')).status).toBe(404)
    expect((await fetch(new URL('/app', app.url), { method: 'POST' })).status).toBe(405)
  })
})

test('WEB=false turns the page off', async () => {
  await app.close()
  app = await startTestApp({ WEB: 'false' })
  expect([(await get('/')).status, (await get('/app/')).status]).toEqual([404, 404])
})
