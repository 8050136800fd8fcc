import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createRates } from '../../../src/limits/rates.ts'
import { pooledTransaction } from '../../../src/postgres/transaction.ts'
import { type Answer, graphqlRequest } from '../../support/graphql/graphql-request.ts'
import { jsonSpans } from '../../support/otlp/json-spans.ts'
import { postTraces } from '../../support/otlp/post-traces.ts'
import { sessionsWaiting } from '../../support/sessions-waiting.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'

const limits = { RATE_TRACK: '5', RATE_BATCH: '2', RATE_OTLP: '2', RATE_QUERY: '500', MAX_COMPLEXITY: '500' }

let app: TestApp
beforeAll(async () => {
  app = await startTestApp(limits)
})
afterAll(() => app.close())

const one = 'mutation { trackEvent(input: { name: "a" }) { status } }'
const batch = 'mutation { trackEvents(input: { events: [{ name: "a" }] }) { accepted } }'
/** 2 points, 18 for each 30 days of events, and a value: 51 in whole points. */
const counted = 'summary(range: { last: { count: 80, unit: DAY } }) { totalConversations }'
const summary = `{ ${counted} }`

/** A caller in a project of its own. */
const as = (project: string) => (query: string) => app.ask(query, {}, app.token('admin', project))

/** The parts of an answer that a client acts on. */
const outcomeOf = ({ status, headers, errors }: Answer<unknown>) => ({
  status,
  code: errors[0]?.extensions.code,
  limit: headers.get('x-ratelimit-limit'),
  remaining: headers.get('x-ratelimit-remaining'),
})

describe('tracking', () => {
  test('is allowed five times in a minute, then refused with a time to retry', async () => {
    const ask = as('five')
    for (const remaining of ['4', '3', '2', '1', '0'])
      expect(outcomeOf(await ask(one))).toEqual({ status: 200, code: undefined, limit: '5', remaining })
    const refused = await ask(one)
    expect(outcomeOf(refused)).toEqual({ status: 429, code: 'RATE_LIMITED', limit: '5', remaining: '0' })

    const { retryAfterMs, resetAt } = refused.errors[0]!.extensions as {
      retryAfterMs: number
      resetAt: string
    }
    expect(retryAfterMs).toBeGreaterThan(30_000)
    expect(retryAfterMs).toBeLessThanOrEqual(60_000)
    expect(refused.headers.get('retry-after')).toBe(String(Math.ceil(retryAfterMs / 1_000)))
    const reset = Math.ceil(Date.parse(resetAt) / 1_000)
    expect(refused.headers.get('x-ratelimit-reset')).toBe(String(reset))
    expect(refused.errors[0]).toMatchObject({
      message: `More than 5 mutations that track in a minute (setting RATE_TRACK). The minute ends at ${resetAt}; send the request again after retryAfterMs.`,
      extensions: { setting: 'RATE_TRACK' },
    })
  })

  test('by spans has a separate limit, for requests however many spans they have', async () => {
    const token = app.token('service', 'spans')
    const send = () => postTraces(app, JSON.stringify(jsonSpans([{}, {}, {}])), { token })
    for (const remaining of ['1', '0']) {
      const { status, headers } = await send()
      expect({ status, remaining: headers.get('x-ratelimit-remaining') }).toEqual({ status: 200, remaining })
    }
    const { status, headers, bytes } = await send()
    expect(status).toBe(429)
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(30)
    expect(JSON.parse(bytes.toString())).toMatchObject({
      code: 8,
      message: expect.stringMatching(/^More than 2 requests with spans in a minute \(setting RATE_OTLP\)/),
      details: [{ reason: 'RATE_LIMITED' }],
    })
  })

  test('in batches has a separate limit, and identify counts as a single event', async () => {
    const ask = as('batches')
    expect(outcomeOf(await ask(batch))).toMatchObject({ status: 200, limit: '2', remaining: '1' })
    expect(outcomeOf(await ask(batch))).toMatchObject({ status: 200, remaining: '0' })
    expect(outcomeOf(await ask(batch))).toMatchObject({ status: 429 })
    const identified = await ask('mutation { identify(input: { userId: "ann" }) { userErrors { code } } }')
    expect(outcomeOf(identified)).toMatchObject({ status: 200, limit: '5', remaining: '4' })
  })

  test('several times in one request counts each time, even through fragments; refused events are not stored', async () => {
    const ask = as('aliases')
    const track = (id: string) => `${id}: trackEvent(input: { eventId: "${id}", name: "a" }) { status }`
    expect(outcomeOf(await ask(`mutation { ${track('a')} ${track('b')} }`))).toMatchObject({ remaining: '3' })
    const four = `mutation { ...two ... on Mutation { ${track('e')} ${track('f')} } }
      fragment two on Mutation { ${track('c')} ${track('d')} }`
    expect(outcomeOf(await ask(four))).toMatchObject({ status: 429, remaining: '3' })
    expect((await ask('{ events { totalCount } }')).data).toEqual({ events: { totalCount: 2 } })
  })

  test('with a question in the same document counts against both', async () => {
    const ask = as('both')
    const both = `mutation { trackEvent(input: { name: "a" }) { status } deleteFunnel(input: { id: "1" }) { userErrors { code } } }`
    // A fifth of either limit: five fields of a mutation cost 20 points each.
    expect(outcomeOf(await ask(both))).toMatchObject({ status: 200, limit: '5', remaining: '4' })
    expect((await ask('{ rateLimit { remaining } }')).data).toEqual({
      rateLimit: { remaining: 500 - 100 - 1 },
    })
  })
})

describe('a question', () => {
  test('reports its cost and the remaining points', async () => {
    const ask = as('cost')
    const answer = await ask(`{ ${counted} rateLimit { cost limit remaining resetAt } }`)
    // The field with the remaining points adds 0.01 and four values, and the sum is rounded up once.
    expect(answer.data).toMatchObject({ rateLimit: { cost: 51, limit: 500, remaining: 449 } })
    const { resetAt } = (answer.data as { rateLimit: { resetAt: string } }).rateLimit
    expect(Date.parse(resetAt) - Date.now()).toBeGreaterThan(30_000)
    expect(outcomeOf(answer)).toMatchObject({ limit: '500', remaining: '449' })
  })

  test('reports its cost beside its answer, and tracking does not', async () => {
    const extensions = async (query: string) => {
      const response = await fetch(app.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${app.token('admin', 'extensions')}`,
        },
        body: JSON.stringify({ query }),
      })
      return ((await response.json()) as { extensions?: object }).extensions
    }
    expect(await extensions(summary)).toEqual({ cost: 51 })
    expect(await extensions(one)).toBeUndefined()
  })

  test('is refused once the points of the minute are used up; a cheaper one still fits', async () => {
    const ask = as('points')
    for (let i = 0; i < 9; i++) expect(outcomeOf(await ask(summary))).toMatchObject({ status: 200 })
    // 459 points are used.
    expect(outcomeOf(await ask(summary))).toMatchObject({
      status: 429,
      code: 'RATE_LIMITED',
      remaining: '41',
    })
    expect(outcomeOf(await ask('{ __typename }'))).toMatchObject({ status: 200, remaining: '40' })
    expect(outcomeOf(await as('others')(summary))).toMatchObject({ status: 200 })
  })

  test.each<[string, string | undefined]>([
    ['that costs too much', '{ users(first: 100) { nodes { events(first: 10) { nodes { properties } } } } }'],
    ['with an unknown field', '{ nothing }'],
    ['that cannot be parsed', '{'],
    ['that is missing', undefined],
  ])('%s is refused with the rate limit of the caller', async (title, query) => {
    const token = app.token('admin', `refused: ${title}`)
    await app.ask('{ __typename }', {}, token)
    const refused = await fetch(app.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query }),
    })
    expect(refused.status).toBe(400)
    const header = (name: string) => Number(refused.headers.get(`x-ratelimit-${name}`))
    expect([header('limit'), header('remaining')]).toEqual([500, 499])
    expect(header('reset') - Date.now() / 1_000).toBeGreaterThan(0)
    expect(header('reset') - Date.now() / 1_000).toBeLessThanOrEqual(61)
  })

  test('that is refused for its cost uses no points', async () => {
    const ask = as('refused')
    expect(
      outcomeOf(await ask('{ users(first: 100) { nodes { events(first: 10) { nodes { properties } } } } }')),
    ).toMatchObject({
      status: 400,
    })
    expect((await ask('{ rateLimit { remaining } }')).data).toEqual({ rateLimit: { remaining: 499 } })
  })

  test('with invalid variables uses one point, because its cost is unknown', async () => {
    const ask = (first: unknown) =>
      app.ask(
        'query ($first: Int!) { events(first: $first) { totalCount } }',
        { first },
        app.token('admin', 'unfit'),
      )
    expect(outcomeOf(await ask('many'))).toMatchObject({
      status: 400,
      code: 'BAD_USER_INPUT',
      remaining: '499',
    })
    expect(outcomeOf(await ask('many'))).toMatchObject({ remaining: '498' })
  })

  test('is counted per subject or key, and per address without a token', async () => {
    const ask = (token: string | null) => app.ask('{ __typename }', {}, token)
    const { data } = await as('keys')(
      'mutation { createApiKey(input: { name: "a", scopes: [READ] }) { key } }',
    )
    const { key } = (data as { createApiKey: { key: string } }).createApiKey
    expect(outcomeOf(await ask(key))).toMatchObject({ remaining: '499' })
    expect(outcomeOf(await ask(null))).toMatchObject({ remaining: '499' })
    expect(outcomeOf(await ask(null))).toMatchObject({ remaining: '498' })
    expect(outcomeOf(await ask(key))).toMatchObject({ remaining: '498' })
  })
})

test('nothing is counted without limits', async () => {
  const rates = createRates(app.services.database.pool, { track: 0, batch: 0, query: 0, sql: 0, otlp: 0 })
  expect(await rates.charge('ann', { track: 1, batch: 1, query: 1e9 })).toEqual({ allowances: {} })
})

test('two processes count together, and accept exactly the limit of simultaneous requests', async () => {
  const { pool } = app.services.database
  const processes = [0, 1].map(() => createRates(pool, { track: 30, batch: 0, query: 0, sql: 0, otlp: 0 }))
  const charge = { track: 1, batch: 0, query: 0 }
  const charged = await Promise.all(
    Array.from({ length: 100 }, (_, i) => processes[i % 2]!.charge('ann', charge)),
  )
  expect(charged.filter(({ refused }) => !refused)).toHaveLength(30)
})

test('a request far below the limit is counted without waiting for PostgreSQL, and later ones with all before', async () => {
  const { pool } = app.services.database
  const rates = createRates(pool, { track: 10, batch: 0, query: 0, sql: 0, otlp: 0 })
  const remaining = async () => (await rates.charge('far', { track: 1 })).allowances.track!.remaining
  expect(await remaining()).toBe(9)
  await pooledTransaction(pool, async client => {
    // The next count waits for this transaction.
    await client.query('select used from rate_counts for update')
    expect([await remaining(), await remaining(), await remaining()]).toEqual([8, 7, 6])
    await expect.poll(() => sessionsWaiting(app)).toBe(1)
  })
  // Another process knows of all four: its first request waits for the count.
  const other = createRates(pool, { track: 10, batch: 0, query: 0, sql: 0, otlp: 0 })
  const ofOther = async () => (await other.charge('far', { track: 1 })).allowances.track!.remaining
  await expect.poll(ofOther).toBeLessThan(6)
  for (let i = 0; i < 10; i++) await rates.charge('far', { track: 1 })
  expect(await rates.charge('far', { track: 1 })).toMatchObject({ refused: 'track' })
})

test('a process counts for itself while PostgreSQL does not count', async () => {
  const { pool } = app.services.database
  await pool.query('alter table rate_counts rename to gone')
  try {
    const rates = createRates(pool, { track: 3, batch: 0, query: 0, sql: 0, otlp: 0 })
    const charge = { track: 1, batch: 0, query: 0 }
    const refused = []
    for (let i = 0; i < 5; i++) refused.push((await rates.charge('bob', charge)).refused)
    expect(refused).toEqual([undefined, undefined, undefined, 'track', 'track'])
  } finally {
    await pool.query('alter table gone rename to rate_counts')
  }
})

test('a minute later the whole rate is available again', async () => {
  const { pool } = app.services.database
  const charge = { track: 3, batch: 0, query: 0 }
  const limit = { track: 3, batch: 0, query: 0, sql: 0, otlp: 0 }
  expect((await createRates(pool, limit).charge('late', charge)).refused).toBeUndefined()
  expect((await createRates(pool, limit).charge('late', charge)).refused).toBe('track')
  await pool.query("update rate_counts set resets_at = resets_at - interval '1 minute'")
  expect(await createRates(pool, limit).charge('late', charge)).toMatchObject({
    allowances: { track: { remaining: 0 } },
    refused: undefined,
  })
})

test('a minute that has ended leaves nothing behind in the next, in PostgreSQL or in memory', async () => {
  const { pool } = app.services.database
  const rates = createRates(pool, { track: 9, batch: 0, query: 0, sql: 0, otlp: 0 })
  const remaining = async (track: number) =>
    (await rates.charge('edge', { track, batch: 0, query: 0 })).allowances.track!.remaining
  expect(await remaining(3)).toBe(6)
  await pool.query("update rate_counts set resets_at = resets_at - interval '1 minute'")
  expect([await remaining(1), await remaining(1)]).toEqual([8, 7])
})

test('a client with one bad token after another has to wait, and a client with a good token does not', async () => {
  const bad = () => graphqlRequest({ url: app.url, token: 'no.real.token' }, '{ __typename }')
  const statuses: number[] = []
  for (let i = 0; i < 10; i++)
    statuses.push(...(await Promise.all(Array.from({ length: 35 }, bad))).map(({ status }) => status))
  expect(statuses.filter(status => status === 401)).toHaveLength(300)
  expect(statuses.filter(status => status === 429)).toHaveLength(50)
  const refused = await bad()
  expect(outcomeOf(refused)).toMatchObject({ status: 429, code: 'RATE_LIMITED' })
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(outcomeOf(await as('good')(summary))).toMatchObject({ status: 200 })
})
