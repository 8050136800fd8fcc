import { request } from 'node:http'
import pino from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readEnv } from '../../../src/env.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'

const token = 'c4nary/of+metrics=16'
const lines: string[] = []
let app: TestApp

beforeAll(async () => {
  const log = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) })
  app = await startTestApp({ METRICS_TOKEN: token }, log)
})
afterAll(() => app.close())

/** The answer to a request with these `Authorization` headers. */
function answerTo(authorization: string[], path = '/metrics', method = 'GET') {
  return new Promise<{ status?: number; challenge?: string; text: string }>((resolve, reject) => {
    const headers = ['host', 'localhost', ...authorization.flatMap(value => ['authorization', value])]
    const asking = request(new URL(path, app.url), { method, headers, agent: false }, response => {
      let text = ''
      response.setEncoding('utf8').on('data', part => (text += part))
      response.on('end', () =>
        resolve({ status: response.statusCode, challenge: response.headers['www-authenticate'], text }),
      )
    })
    asking.on('error', reject)
    asking.end()
  })
}

test('the metrics are shown for the token', async () => {
  const { status, text } = await answerTo([`Bearer ${token}`])
  expect(status).toBe(200)
  expect(text).toContain('convograph_engine_up')
})

test.each([
  [[]],
  [['']],
  [[token]],
  [['Bearer ']],
  [[`bearer ${token}`]],
  [[`Bearer ${token}x`]],
  [[`Bearer ${token.slice(0, -1)}`]],
  [[`Bearer ${token}`, `Bearer ${token}`]],
  [[`Basic ${Buffer.from(`:${token}`).toString('base64')}`]],
])('the metrics are hidden from any other header: %j', async authorization => {
  for (const [path, method] of [
    ['/metrics', 'GET'],
    ['/metrics?x', 'GET'],
    ['/%6Detrics', 'GET'],
    ['/metrics', 'HEAD'],
  ]) {
    const { status, challenge, text } = await answerTo(authorization, path, method)
    expect([status, challenge]).toEqual([401, 'Bearer realm="convograph metrics"'])
    expect(text).not.toContain('convograph_')
    if (method === 'GET') expect(JSON.parse(text).errors[0].extensions).toEqual({ code: 'UNAUTHENTICATED' })
  }
})

test('an administrator cannot scrape, and a scraper cannot administrate', async () => {
  expect((await answerTo([`Bearer ${app.token('admin')}`])).status).toBe(401)
  const { status } = await app.ask('{ summary { totalEvents } }', {}, token)
  expect(status).toBe(401)
})

test('probes need no token', async () => {
  for (const path of ['/health', '/health/live', '/health/ready'])
    expect((await answerTo([], path)).status).toBe(200)
})

test('the token is in no log line', () => {
  expect(lines.join('')).not.toContain('c4nary')
})

test.each(['15 characters..', 'with a blank in it', 'sixteen letters ü'])(
  'METRICS_TOKEN may not be %j',
  value => {
    expect(() => readEnv({ METRICS_TOKEN: value })).toThrow(/METRICS_TOKEN must have at least 16 [^"]*$/)
    expect(() => readEnv({ METRICS_TOKEN: value })).not.toThrow(value)
  },
)
