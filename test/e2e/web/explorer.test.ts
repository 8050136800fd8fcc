import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../../support/test-app.ts'

let app: TestApp
/** Of GraphiQL. */
let script: string

/** As a browser opens an address. `fetch` would follow by itself. */
const open = (path: string, accept = 'text/html,application/xhtml+xml,*/*;q=0.8') =>
  fetch(new URL(path, app.url), { redirect: 'manual', headers: { accept, 'accept-encoding': 'identity' } })

/** The directives of a content security policy. */
const policyOf = ({ headers }: Response): Record<string, string> =>
  Object.fromEntries(
    headers
      .get('content-security-policy')!
      .split('; ')
      .map(directive => [directive.split(' ', 1)[0], directive.slice(directive.indexOf(' ') + 1)]),
  )

/** Whatever the policy names beside the service itself. */
const hostsOf = (response: Response) =>
  Object.values(policyOf(response))
    .flatMap(values => values.split(' '))
    .filter(value => value.includes('.'))

const scriptOf = (html: string) => /src="(\/graphql\/explorer\/assets\/[^"]+\.js)"/.exec(html)![1]!

describe('an explorer for browsers', () => {
  beforeAll(async () => {
    app = await startTestApp()
  })
  afterAll(() => app.close())

  test('is the page that tries Apollo’s Sandbox first, and may load its script and frame only', async () => {
    const response = await open('/graphql')
    expect([response.status, Object.fromEntries(response.headers)]).toMatchObject([
      200,
      {
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-cache',
        vary: 'Accept, Accept-Encoding',
      },
    ])
    expect(hostsOf(response)).toEqual([
      'https://embeddable-sandbox.cdn.apollographql.com',
      'https://sandbox.embed.apollographql.com',
    ])
    expect(policyOf(response)['script-src']).not.toContain('unsafe')
  })

  test('?ui=graphiql is GraphiQL, which may load and send nothing elsewhere', async () => {
    const response = await open('/graphql?ui=graphiql')
    expect(response.status).toBe(200)
    expect(policyOf(response)).toEqual({
      'default-src': "'self'",
      'style-src': "'self' 'unsafe-inline'",
      'img-src': "'self' data:",
      'object-src': "'none'",
      'base-uri': "'self'",
      'form-action': "'none'",
      'frame-ancestors': "'none'",
    })
    const html = await response.text()
    expect(html).not.toMatch(/https?:/)
    script = scriptOf(html)
    const answer = await open(script, '*/*')
    expect([answer.status, Object.fromEntries(answer.headers)]).toMatchObject([
      200,
      {
        'content-type': 'text/javascript; charset=utf-8',
        'cache-control': 'public, max-age=31536000, immutable',
      },
    ])
  })

  test('?ui=apollo is the Sandbox', async () => {
    const [asked, first] = await Promise.all([open('/graphql?ui=apollo'), open('/graphql')])
    expect(await asked.text()).toBe(await first.text())
  })

  test.each(['?ui=other', '?ui=', '?ui=apollo&ui=graphiql'])('%s is refused', async search => {
    const response = await open(`/graphql${search}`)
    expect([response.status, await response.json()]).toMatchObject([
      400,
      { errors: [{ message: 'ui must be graphiql or apollo.' }] },
    ])
  })

  test.each(['none.js', '../graphiql.html', '..%2f.fingerprint', ''])('has no file %s', async name => {
    const response = await open(`/graphql/explorer/assets/${name}`, '*/*')
    expect(response.status).toBe(404)
  })

  test('is not what clients of the API get', async () => {
    for (const accept of ['application/json', '*/*', 'application/json, text/html']) {
      const response = await open('/graphql?query={__typename}', accept)
      expect([accept, response.status, response.headers.get('content-type')]).toEqual([
        accept,
        400,
        'application/json; charset=utf-8',
      ])
    }
  })

  test('is told to clients', async () => {
    expect((await app.ask('{ settings { features { explorer } } }')).data).toEqual({
      settings: { features: { explorer: true } },
    })
  })
})

describe('the setting SANDBOX', () => {
  afterEach(() => app.close())

  test('graphiql never loads Apollo’s script', async () => {
    app = await startTestApp({ SANDBOX: 'graphiql' })
    const first = await open('/graphql')
    expect([first.status, first.headers.get('location')]).toEqual([302, '/graphql?ui=graphiql'])
    const forced = await open('/graphql?ui=apollo')
    expect([forced.status, await forced.json()]).toMatchObject([
      400,
      { errors: [{ message: 'ui must be graphiql.' }] },
    ])
  })

  test('apollo does not go on to GraphiQL by itself', async () => {
    app = await startTestApp({ SANDBOX: 'apollo' })
    const first = await open('/graphql')
    expect([first.status, first.headers.get('location')]).toEqual([302, '/graphql?ui=apollo'])
    expect((await open('/graphql?ui=graphiql')).status).toBe(200)
  })

  test('off leaves the API only', async () => {
    app = await startTestApp({ SANDBOX: 'off' })
    for (const path of ['/graphql', '/graphql?ui=graphiql', '/graphql?ui=apollo']) {
      const response = await open(path)
      expect([response.status, response.headers.get('content-type')]).toEqual([
        400,
        'application/json; charset=utf-8',
      ])
    }
    expect((await open(script, '*/*')).status).toBe(404)
  })
})
