import { readFileSync } from 'node:fs'
import pino from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { graphqlRequest } from '../../support/graphql/graphql-request.ts'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { SummaryDocument, TrackEventDocument, TrackEventsDocument } from '../operations/operations.ts'

let app: TestApp
const lines: string[] = []

beforeAll(async () => {
  const log = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) })
  app = await startTestApp({}, log)
})
afterAll(() => app.close())

const get = (path: string) => fetch(new URL(path, app.url))

describe('health', () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'))

  test.each(['/health', '/health/', '/health/ready', '/health/ready/'])(
    '%s reports the service and both engines, without a token',
    async path => {
      const response = await get(path)
      expect([response.status, await response.json()]).toEqual([
        200,
        {
          status: 'healthy',
          service: 'convograph',
          version,
          engines: { postgresql: true, clickhouse: true },
          embedded: { disk: 'free' },
          migrations: 'current',
          projection: 'current',
          draining: false,
        },
      ])
    },
  )

  const ready = async () => {
    const response = await get('/health/ready')
    return [response.status, (await response.json()) as object]
  }

  test.each([
    [
      'newer',
      `insert into migrations (name) values ('99990101000000_later')`,
      `delete from migrations where name like '9999%'`,
    ],
    [
      'older',
      `delete from migrations where name = '20261122000000_log'`,
      `insert into migrations (name) values ('20261122000000_log')`,
    ],
    ['older', `alter table migrations rename to gone`, `alter table gone rename to migrations`],
  ])(
    'a database with the tables of a version that is %s is not ready, and the answer says so',
    async (word, change, undo) => {
      const { pool } = app.services.database
      await pool.query(change)
      await expect.poll(ready).toEqual([
        503,
        expect.objectContaining({
          status: 'unhealthy',
          engines: { postgresql: true, clickhouse: true },
          migrations: word,
        }),
      ])
      await pool.query(undo)
      await expect
        .poll(ready)
        .toEqual([200, expect.objectContaining({ status: 'healthy', migrations: 'current' })])
    },
  )

  test('is answered while every connection to the log is in use, and simultaneous requests share one check', async () => {
    const { pool } = app.services.database
    const used = await Promise.all(Array.from({ length: 4 }, () => pool.connect()))
    try {
      const answers = await Promise.all(Array.from({ length: 50 }, ready))
      expect(answers.every(([status]) => status === 200)).toBe(true)
      const { rows } = await used[0]!.query(
        `select count(*)::int as probing from pg_stat_activity
         where datname = current_database() and application_name = 'convograph-probe'`,
      )
      expect(rows).toEqual([{ probing: 1 }])
    } finally {
      for (const client of used) client.release()
    }
  })

  test('/health/live reports only that the process answers', async () => {
    const response = await get('/health/live')
    expect([response.status, await response.json()]).toEqual([200, { status: 'alive' }])
  })
})

describe('logs', () => {
  test('are JSON lines with the request id of the response, without tokens or any sent value', async () => {
    lines.length = 0
    const { ask, token } = story(app, 'secret-project')
    const sent = {
      eventId: 'secret-id',
      name: 'secret-name',
      userId: 'secret-user',
      properties: { 'secret-key': 'secret-value' },
    }
    await ask(TrackEventDocument, { input: sent })
    await ask(TrackEventDocument, { input: { ...sent, timestamp: 'secret-time' } })
    await ask(TrackEventsDocument, { events: [] })
    await ask(TrackEventsDocument as never, { events: [{ properties: 'secret-text' }] })
    await ask('query Guess { events(first: 1, after: "secret-cursor") { totalCount } }')
    await ask('{ secretField }')
    const { headers } = await ask('query Refused { events(first: 0) { nodes { name } } }')
    await fetch(app.url, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: '{"secret',
    })
    await graphqlRequest({ url: app.url, token: `${token}x` }, '{ summary { totalEvents } }')

    const written = lines.join('')
    expect(written).not.toMatch(/secret/i)
    for (const part of token.split('.')) expect(written).not.toContain(part)
    const entries = lines.map(line => JSON.parse(line))
    expect(entries).toContainEqual(
      expect.objectContaining({
        operation: 'events',
        operationName: 'Refused',
        codes: ['BAD_USER_INPUT'],
        requestId: headers.get('x-request-id'),
      }),
    )
  })

  test('contain the whole error of which the client sees one neutral line', async () => {
    lines.length = 0
    const { ask, happened } = story(app, 'broken')
    await happened([{ name: 'a' }])
    await app.services.database.pool.query('alter table projects rename to gone')
    try {
      const { data, errors, headers } = await ask(SummaryDocument, {})
      expect(data).toEqual({ summary: null })
      const requestId = headers.get('x-request-id')
      expect(errors).toEqual([
        expect.objectContaining({
          message: 'Something went wrong on the server.',
          extensions: { code: 'INTERNAL_SERVER_ERROR', requestId },
        }),
      ])
      expect(lines.map(line => JSON.parse(line))).toContainEqual(
        expect.objectContaining({ requestId, msg: 'a resolver failed' }),
      )
    } finally {
      await app.services.database.pool.query('alter table gone rename to projects')
    }
    expect(lines.join('')).toContain('relation \\"projects\\" does not exist')
  })

  test('name a request that failed before GraphQL started with the request id of its answer', async () => {
    lines.length = 0
    const { pool } = app.services.database
    await pool.query('alter table api_keys rename to gone')
    try {
      const key = `cg_${'a'.repeat(43)}`
      const { status, errors, headers } = await graphqlRequest(
        { url: app.url, token: key },
        '{ summary { totalEvents } }',
      )
      const requestId = headers.get('x-request-id')
      expect([status, errors]).toEqual([
        500,
        [
          expect.objectContaining({
            message: 'Something went wrong on the server.',
            extensions: { code: 'INTERNAL_SERVER_ERROR', requestId },
          }),
        ],
      ])
      expect(lines.map(line => JSON.parse(line))).toContainEqual(
        expect.objectContaining({ requestId, msg: 'a request failed before it began' }),
      )
    } finally {
      await pool.query('alter table gone rename to api_keys')
    }
  })
})

/**
 * The samples of Prometheus' text format: `name{label="value"} 1`. Throws for a line that is neither a sample nor a
 * comment.
 */
async function samples(): Promise<Map<string, number>> {
  const response = await get('/metrics')
  expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/)
  const lines = (await response.text()).split('\n').filter(line => line && !line.startsWith('#'))
  return new Map(
    lines.map(line => {
      const [, sample, value] =
        /^([a-z_]+(?:\{(?:[a-z]+="[^"]*",?)+\})?) (-?[\d.e+-]+|NaN|\+Inf)$/.exec(line) ?? []
      if (sample === undefined) throw new Error(`Not a sample: ${line}`)
      return [sample, Number(value)]
    }),
  )
}

describe('metrics', () => {
  test('count events by result, requests and errors, and measure the time of operations', async () => {
    const { ask, answer } = story(app, 'counted')
    const before = await samples()
    const grown = (after: Map<string, number>, sample: string) =>
      (after.get(sample) ?? 0) - (before.get(sample) ?? 0)

    await answer(TrackEventsDocument, {
      events: [{ eventId: '1', name: 'a' }, { eventId: '1', name: 'a' }, { eventId: '2', name: 'a' }, {}],
    })
    await answer(SummaryDocument, {})
    await ask('query Wrong { events(first: 0) { nodes { name } } }')
    await graphqlRequest({ url: app.url, token: null }, 'query Nobody { summary { totalEvents } }')

    const after = await samples()
    expect(grown(after, 'convograph_facts_total{status="accepted"}')).toBe(2)
    expect(grown(after, 'convograph_facts_total{status="duplicate"}')).toBe(1)
    expect(grown(after, 'convograph_facts_total{status="rejected"}')).toBe(1)
    expect(grown(after, 'convograph_requests_total{operation="trackEvents",status="200"}')).toBe(1)
    expect(grown(after, 'convograph_requests_total{operation="summary",status="401"}')).toBe(1)
    expect(grown(after, 'convograph_errors_total{code="BAD_USER_INPUT"}')).toBe(1)
    expect(grown(after, 'convograph_errors_total{code="UNAUTHENTICATED"}')).toBe(1)
    expect(grown(after, 'convograph_request_duration_seconds_count{operation="summary"}')).toBe(2)
  })

  test('show that the engines are up, and the lag of the projection', async () => {
    await story(app, 'lag').happened([{ name: 'a' }])
    await story(app, 'lag').answer(SummaryDocument, {})
    const now = await samples()
    expect(now.get('convograph_engine_up{engine="postgresql"}')).toBe(1)
    expect(now.get('convograph_engine_up{engine="clickhouse"}')).toBe(1)
    expect(now.get('convograph_projection_lag_facts')).toBe(0)
    expect(now.get('convograph_projection_lag_seconds')).toBe(0)
  })

  test('name an operation by its field, whatever clients call it, and count refused tokens', async () => {
    const { ask } = story(app, 'names')
    const before = await samples()
    for (let i = 0; i < 20; i++) await ask(`query Name${i} { __typename }`)
    await graphqlRequest({ url: app.url, token: 'no.real.token' }, '{ summary { totalEvents } }')

    const after = await samples()
    const grown = [...after].filter(
      ([sample, count]) => count !== before.get(sample) && /requests_total/.test(sample),
    )
    expect(grown.map(([sample, count]) => [sample, count - (before.get(sample) ?? 0)]).sort()).toEqual([
      ['convograph_requests_total{operation="__typename",status="200"}', 20],
      ['convograph_requests_total{operation="refused",status="401"}', 1],
    ])
  })
})
