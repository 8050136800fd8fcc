import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readEnv } from '../../../src/env.ts'
import { dashboard } from '../../support/graphql/dashboard.ts'
import { graphqlRequest } from '../../support/graphql/graphql-request.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'

let app: TestApp

const everything =
  'nodes { eventId name userId sessionId conversationId botId channel timestamp receivedAt properties }'
const aliases = (count: number, field: string) =>
  Array.from({ length: count }, (_, i) => `a${i}: ${field}`).join(' ')

/** Status, code and measured size of a refused request. */
async function refused(query: string, variables?: object): Promise<Record<string, unknown>> {
  const { status, data, errors } = await app.ask(query, variables)
  expect(Object.values(data ?? {}).filter(answer => answer !== null)).toEqual([])
  return { status, ...errors[0]!.extensions }
}

/** The page for a browser. */
async function pageType(): Promise<string | null> {
  return (await fetch(app.url, { headers: { accept: 'text/html' } })).headers.get('content-type')
}

/** The response to a raw body, and whether the response is JSON. */
async function post(body: string, headers: Record<string, string> = { 'content-type': 'application/json' }) {
  const response = await fetch(app.url, {
    method: 'POST',
    headers: { authorization: `Bearer ${app.token('admin')}`, ...headers },
    body,
  })
  const { errors } = (await response.json()) as { errors?: { extensions: { code: string } }[] }
  return { status: response.status, code: errors?.[0]?.extensions.code }
}

describe('in production', () => {
  beforeAll(async () => {
    app = await startTestApp({ NODE_ENV: 'production', MAX_DEPTH: '3' })
  })
  afterAll(() => app.close())

  test('the schema is hidden from introspection and from guessing', async () => {
    expect(await refused('{ __schema { types { name } } }')).toMatchObject({ status: 400 })
    expect(await refused('{ __type(name: "Summary") { fields { name } } }')).toMatchObject({ status: 400 })
    for (const guess of [
      '{ sumary { totalEvents } }',
      '{ summary { totalEvent } }',
      '{ timeSeries(input: { mesure: EVENTS }) { timestamps } }',
    ]) {
      const { errors } = await app.ask(guess)
      expect(JSON.stringify(errors)).not.toMatch(/did you mean|summary"|totalEvents"|measure"/i)
    }
    const { errors } = await app.ask(
      'query ($i: TimeSeriesInput!) { timeSeries(input: $i) { timestamps } }',
      { i: { mesure: 'EVENTS' } },
    )
    expect(JSON.stringify(errors)).not.toMatch(/did you mean/i)
  })

  test('there is no page to try queries on', async () => {
    expect(await pageType()).toMatch(/^application\/json/)
  })

  test('errors repeat no sent value and suggest no correct one', async () => {
    const query = 'query ($i: TimeSeriesInput!) { timeSeries(input: $i) { timestamps } }'
    const messages = async (document: string, i?: object) =>
      (await app.ask(document, i && { i })).errors.map(({ message }) => message)
    const secret = 'correct horse battery staple'
    expect(await messages(query, { measure: secret })).toEqual([
      'Variable "$i" at "i.measure" does not fit its type.',
    ])
    expect(
      await messages(`{ timeSeries(input: { event: 7, measure: "${secret}" }) { timestamps } }`),
    ).toEqual(['A value does not fit its type.', 'A value does not fit its type.'])
    expect(await messages('{ audience { meta { asOf } } }')).toEqual([
      'An argument that is required is missing.',
    ])
    const { errors } = await app.ask(query, { i: { measure: secret } })
    expect(errors).toEqual([
      {
        message: expect.any(String),
        locations: [expect.any(Object)],
        extensions: { code: 'BAD_USER_INPUT' },
      },
    ])
  })

  test('a query deeper than the limit is refused, even through fragments', async () => {
    const measured = { measure: 'DEPTH', cost: 4, limit: 3, setting: 'MAX_DEPTH' }
    const tooDeep = { status: 400, code: 'QUERY_TOO_COMPLEX', ...measured }
    expect(await refused('{ events { edges { node { name } } } }')).toEqual(tooDeep)
    const fragments =
      '{ ...a } fragment a on Query { events { ...b } } fragment b on EventConnection { edges { ... { node { name } } } }'
    expect(await refused(fragments)).toEqual(tooDeep)
    expect((await app.ask('{ events(first: 1) { nodes { name } } }')).status).toBe(200)
  })
})

describe('with INTROSPECTION set,', () => {
  const schema = '{ __schema { queryType { name } } }'

  test('production shows the schema and the page', async () => {
    app = await startTestApp({ NODE_ENV: 'production', INTROSPECTION: 'true' })
    expect((await app.ask(schema)).status).toBe(200)
    expect(await pageType()).toMatch(/^text\/html/)
    await app.close()
  })

  test('development hides both', async () => {
    app = await startTestApp({ INTROSPECTION: 'false' })
    expect(await refused(schema)).toMatchObject({ status: 400, code: 'GRAPHQL_VALIDATION_FAILED' })
    expect(await pageType()).toMatch(/^application\/json/)
    await app.close()
  })

  test.each([
    ['INTROSPECTION', 'yes'],
    ['MAX_ALIASES', '-1'],
    ['MAX_ROOT_FIELDS', '0'],
    ['MAX_DIRECTIVES', '1001'],
  ])('%s may not be %j', (setting, value) => {
    expect(() => readEnv({ [setting]: value })).toThrow(setting)
  })
})

describe('at 90 %, at 100 % and above', () => {
  beforeAll(async () => {
    app = await startTestApp()
  })
  afterAll(() => app.close())

  const deep = (fields: string) =>
    `{ segments(first: 1) { edges { node { snapshots(first: 1) { edges { node { members(first: 1) { edges { ${fields} } } } } } } } } }`
  /** A page costs 2 points; each of its rows 0.01, each JSON value in a row 0.25, any other value 0.001. */
  const events = (first: number, field: string) => `events(first: ${first}) { nodes { ${field} } }`
  /** Two statements and 100 × (0.01 + each × 4 × 0.26) points: rows within rows count four times. */
  const pages = (each: number) =>
    `users(first: 100) { nodes { activities(first: ${each}) { nodes { metadata } } } }`
  const selected = (field: (i: number) => string, count: number) =>
    Array.from({ length: count }, (_, i) => field(i))
  const summary = (field: (i: number) => string) => (count: number) =>
    `{ summary { ${selected(field, count).join(' ')} } }`

  test.each<[string, number, (measured: number) => string]>([
    [
      'DEPTH',
      10,
      measured =>
        deep(
          { 9: 'cursor', 10: 'node { no: userId }', 11: 'node { events(first: 1) { totalCount } }' }[
            measured
          ]!,
        ),
    ],
    ['ALIASES', 30, summary(i => `a${i}: ${['totalEvents', '__typename'][i % 2]}`)],
    ['ROOT_FIELDS', 20, count => `{ ${selected(i => `a${i}: summary { totalEvents }`, count).join(' ')} }`],
    ['DIRECTIVES', 20, summary(() => 'totalEvents @include(if: true)')],
    [
      'COST',
      5_000,
      cost =>
        ({
          // 4,373 + twice 63.36, rounded up; 4,893 + 106.78; 4,893 + 107.3.
          4500: `{ ${pages(42)} a: ${events(236, 'properties')} b: ${events(236, 'properties')} }`,
          5000: `{ ${pages(47)} ${events(403, 'properties')} }`,
          5001: `{ ${pages(47)} ${events(405, 'properties')} }`,
        })[cost]!,
    ],
  ])('of %s, %i', async (measure, limit, query) => {
    for (const share of [0.9, 1])
      expect(await app.ask(query(limit * share))).toMatchObject({ status: 200, errors: [] })
    const setting = measure === 'COST' ? 'MAX_COMPLEXITY' : `MAX_${measure}`
    const refusal = { status: 400, code: 'QUERY_TOO_COMPLEX', measure, cost: limit + 1, limit, setting }
    expect(await refused(query(limit + 1))).toMatchObject(refusal)
  })

  test('fragments count each time they are spread', async () => {
    const spread = (times: number) =>
      `{ summary { ${'...f '.repeat(times)} } } fragment f on Summary { a: totalEvents b: totalUsers @skip(if: false) }`
    expect((await app.ask(spread(15))).status).toBe(200)
    expect(await refused(spread(16))).toMatchObject({ measure: 'ALIASES', cost: 32 })
    const root = (times: number) =>
      `{ ${'...f '.repeat(times)} } fragment f on Query { summary { totalEvents } __typename }`
    expect((await app.ask(root(10))).status).toBe(200)
    expect(await refused(root(11))).toMatchObject({ measure: 'ROOT_FIELDS', cost: 22 })
  })

  test('only the operation that runs counts', async () => {
    const query = `query A { __typename } query B { summary { ${aliases(31, 'totalEvents')} } }`
    const ask = (operationName: string) => post(JSON.stringify({ query, operationName }))
    expect(await ask('A')).toEqual({ status: 200, code: undefined })
    expect(await ask('B')).toEqual({ status: 400, code: 'QUERY_TOO_COMPLEX' })
  })

  test.each<[string, number, string, (size: number) => [query: string, variables: object]]>([
    [
      'events in a batch',
      1_000,
      'INVALID_BATCH_SIZE',
      size => [
        'mutation ($e: [EventInput!]!) { trackEvents(input: { events: $e }) { accepted } }',
        { e: Array(size).fill({ name: 'a' }) },
      ],
    ],
    [
      'things on a page',
      1_000,
      'INVALID_PAGE_SIZE',
      size => [`{ events(first: ${size}) { totalCount } }`, {}],
    ],
    ['groups', 1_000, 'INVALID_FIRST', size => [`{ aiModels(first: ${size}) { meta { asOf } } }`, {}]],
    [
      'values of a filter',
      100,
      'INVALID_FILTER',
      size => [
        'query ($v: [String!]) { summary(filter: { dimension: CHANNEL, values: $v }) { totalEvents } }',
        { v: Array.from({ length: size }, (_, i) => `${i}`) },
      ],
    ],
    [
      'steps of a funnel',
      20,
      'INVALID_STEPS',
      size => [
        'query ($s: [FunnelStepInput!]!) { funnel(input: { steps: $s }) { completionRate } }',
        { s: Array.from({ length: size }, (_, i) => ({ event: `${i}` })) },
      ],
    ],
  ])('of %s, %i', async (_, limit, reason, asking) => {
    for (const share of [0.9, 1]) expect((await app.ask(...asking(limit * share))).errors).toEqual([])
    expect(await refused(...asking(limit + 1))).toMatchObject({ status: 200, code: 'BAD_USER_INPUT', reason })
  })
})

describe('by default', () => {
  const ofUsers = (first: string) =>
    `users(first: ${first}) { nodes { events(first: 20) { ${everything} } } }`
  const costly = ofUsers('100')
  beforeAll(async () => {
    app = await startTestApp()
  })
  afterAll(() => app.close())

  test('a query that costs too much is refused with its cost and the limit', async () => {
    expect((await app.ask(`{ ${costly} }`)).status).toBe(200)
    // Ten times two statements and 100 × (0.01 + 20 × 4 × (0.01 + 9 × 0.001 + 0.25)).
    const measured = { measure: 'COST', cost: 21_570, limit: 5_000, setting: 'MAX_COMPLEXITY' }
    const dearest = [0, 1, 2].map(i => ({ path: `a${i}.nodes.events`, cost: 2_154 }))
    expect(await refused(`{ ${aliases(10, costly)} }`)).toEqual({
      status: 400,
      code: 'QUERY_TOO_COMPLEX',
      ...measured,
      dearest,
    })
  })

  test('the refusal names the three most expensive parts and the setting in its message', async () => {
    // 2 + 100 × 0.01; a statement and 100 × 4 × 60 × 0.26; 2 + 1,000 × 0.26; 2 + 18, and a value.
    const { errors } = await app.ask(`{
      people: users(first: 100) { nodes { activities(first: 60) { nodes { metadata } } } }
      latest: events(first: 1000) { nodes { properties } }
      stats { conversations }
    }`)
    expect(errors[0]).toMatchObject({
      message:
        'The query costs 6528 points; the limit is 5000 (setting MAX_COMPLEXITY). Use a shorter range, fewer fields or ' +
        'fewer rows. The most expensive parts: people.nodes.activities (6242), latest (262), stats (21).',
    })
  })

  test('variables cost as much as the values in them', async () => {
    const query = `query ($first: Int!) { ${aliases(10, ofUsers('$first'))} }`
    expect(await refused(query, { first: 100 })).toMatchObject({ code: 'QUERY_TOO_COMPLEX' })
    expect((await app.ask(query, { first: 1 })).status).toBe(200)
    expect(await refused(query)).toMatchObject({ status: 400, code: 'BAD_USER_INPUT' })
  })

  test('a null for a number hides no cost', async () => {
    const query = `query ($none: Int) { events(first: $none) { nodes { name } } ${aliases(10, costly)} }`
    // 2 + 50 × 0.011
    expect(await refused(query, { none: null })).toMatchObject({ cost: 21_573 })
  })

  test('a null for a number with a default hides no cost', async () => {
    const query = `query ($none: Int) { topUsers(first: $none) { users { rank } } ${aliases(10, costly)} }`
    const { cost, code } = await refused(query, { none: null })
    expect(code).toBe('QUERY_TOO_COMPLEX')
    expect(await refused(query.replace('(first: $none)', '').replace('($none: Int)', ''))).toMatchObject({
      cost,
    })
  })

  test.each([
    ['first', 'events(first: -1000000) { nodes { name } }'],
    ['days', 'dailyStats(days: -1000000) { date events }'],
  ])('a negative %s lowers no cost', async (_, negative) => {
    const { cost } = await refused(`{ ${aliases(10, costly)} }`)
    const both = await refused(`{ ${aliases(10, costly)} ${negative} }`)
    expect(both).toMatchObject({ code: 'QUERY_TOO_COMPLEX' })
    expect(both).toHaveProperty(
      'cost',
      expect.toSatisfy((sum: number) => sum > Number(cost)),
    )
  })

  test('all the days of a year cost less than the limit, and so do typical dashboards', async () => {
    const days =
      'dailyStats(days: 365) { date totalUsers activeUsers newUsers events conversations messages tokens apiCalls isComplete }'
    const summary =
      'summary { totalEvents totalUsers activeUsersToday totalConversations totalMessages totalApiCalls averageResponseTimeMs errorRate }'
    expect(
      (await app.ask(`{ ${days} ${summary} timeSeries(input: {}) { timestamps series { values } } }`)).errors,
    ).toEqual([])
  })

  test('a dashboard of twelve questions that refreshes every 5 seconds is within the rate limit', async () => {
    const token = app.token('admin', 'dashboard')
    for (let i = 0; i < 12; i++) {
      const compare = 'compare: { period: PREVIOUS_PERIOD }'
      const { status, errors } = await app.ask(dashboard(compare), {}, token)
      expect([status, errors]).toEqual([200, []])
    }
  }, 120_000)

  test('fragments that double each other are refused at once', async () => {
    const chain = Array.from(
      { length: 40 },
      (_, i) => `fragment f${i} on Summary { ...f${i + 1} ...f${i + 1} }`,
    )
    const query = `{ summary { ...f0 } } ${chain.join(' ')} fragment f40 on Summary { totalEvents }`
    expect(await refused(query)).toMatchObject({ status: 400, code: 'QUERY_TOO_COMPLEX' })
  })

  test('circular fragments are refused', async () => {
    const circle = '{ summary { ...a } } fragment a on Summary { ...b } fragment b on Summary { ...a }'
    expect(await refused(circle)).toMatchObject({ status: 400, code: 'GRAPHQL_VALIDATION_FAILED' })
  })

  test('a document has at most 1,000 tokens', async () => {
    // 18 tokens around 491 empty events of two each.
    const document = (fields: string) =>
      `mutation M { trackEvents(input: { events: [${'{} '.repeat(491)}] }) { ${fields} } }`
    expect((await app.ask(document('accepted'))).status).toBe(200)
    const measured = { measure: 'TOKENS', limit: 1_000, setting: 'MAX_TOKENS' }
    const tooMany = { status: 400, code: 'QUERY_TOO_COMPLEX', ...measured }
    expect(await refused(document('accepted rejected'))).toEqual(tooMany)
  })

  test.each(['{ events(after: "open) { totalCount } }', '{ """', '{ summary {', '', '#', 'query query'])(
    'the document %j is refused as an error of the client',
    async query => {
      const { status, errors } = await app.ask(query)
      expect([status, errors[0]!.extensions.code]).toEqual([
        400,
        expect.stringMatching(/^(GRAPHQL_PARSE_FAILED|BAD_REQUEST)$/),
      ])
    },
  )

  test('an error of the client that quotes an outage is not an outage', async () => {
    const query = 'query ($i: TimeSeriesInput!) { timeSeries(input: $i) { timestamps } }'
    expect(await refused(query, { i: { measure: 'connection terminated' } })).toMatchObject({
      status: 400,
      code: 'BAD_USER_INPUT',
    })
  })

  test('an invalid value is reported by its position and type, without the value', async () => {
    const query = 'query ($i: TimeSeriesInput!) { timeSeries(input: $i) { timestamps } }'
    const i = { measure: 'VISITS', event: 7, range: { between: { from: 'yesterday' }, last: {} }, extra: 1 }
    const { errors } = await app.ask(query, { i })
    expect(errors.map(({ message }) => message).sort()).toEqual([
      'Variable "$i" at "i.event" must be of type "String".',
      expect.stringMatching(
        /^Variable "\$i" at "i.measure" must be of type "Measure": one of EVENTS, [A-Z0-9_, ]+\.$/,
      ),
      'Variable "$i" at "i.range" must have exactly one field of "DateRangeInput": one of between, dates, last, preset.',
      'Variable "$i" at "i.range.between" lacks the required field "to".',
      'Variable "$i" at "i.range.between.from" must be of type "DateTime", such as 2026-01-31T09:30:00Z.',
      'Variable "$i" at "i.range.last" lacks the required field "count".',
      'Variable "$i" at "i.range.last" lacks the required field "unit".',
      'Variable "$i" has a field "extra" that is not defined.',
    ])
    const literals =
      '{ timeSeries(input: { measure: VISITS, event: 7, range: { last: { count: "x" } } }) { timestamps } }'
    expect((await app.ask(literals)).errors.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^A value must be of type "Measure": one of EVENTS, [A-Z0-9_, ]+\.$/),
      'A value must be of type "String".',
      'A value lacks the required field "LastInput.unit".',
      'A value must be of type "Int".',
    ])
    expect((await app.ask(query)).errors[0]!.message).toBe(
      'Variable "$i" must be of type "TimeSeriesInput!" and not null.',
    )
  })

  test('a refused part of a range is pointed to, and an example or the choices say what to write', async () => {
    const day = 'must be of type "Date!", such as 2026-01-31.'
    const instant = 'must be of type "DateTime!", such as 2026-01-31T09:30:00Z.'
    const exactlyOne = 'must have exactly one field of "DateRangeInput": one of between, dates, last, preset.'
    for (const [range, mistake] of [
      ['{ dates: { from: "2026-02-30", to: "2026-03-01" } }', day],
      ['{ dates: { from: "2026-01-01T00:00:00Z", to: "2026-03-01" } }', day],
      ['{ between: { from: "2026-01-01", to: "2026-03-01T00:00:00Z" } }', instant],
      ['{ from: "2026-01-01", to: "2026-03-01T00:00:00Z" }', instant],
      ['{ from: "2026-01-01T00:00:00Z" }', 'lacks the required field "InstantRangeInput.to".'],
      ['{ preset: null }', exactlyOne],
      ['{ preset: TODAY, last: { count: 1, unit: DAY } }', exactlyOne],
      ['{}', exactlyOne],
    ]) {
      const { errors } = await app.ask(`{ summary(range: ${range}) { totalEvents } }`)
      expect(errors).toEqual([
        expect.objectContaining({ message: `A value ${mistake}`, locations: [expect.any(Object)] }),
      ])
    }
    const listed = await app.ask(
      'query ($k: [EventKind!]) { events(filter: { kinds: $k }) { nodes { id } } }',
      {
        k: [null],
      },
    )
    expect(listed.errors[0]!.message).toMatch(
      /^Variable "\$k" at "k\[0\]" must be of type "EventKind!" and not null/,
    )
    const r = { dates: { from: '2026-02-30', to: 'today' } }
    const { errors } = await app.ask('query ($r: DateRangeInput) { summary(range: $r) { totalEvents } }', {
      r,
    })
    expect(errors.map(({ message }) => message)).toEqual([
      'Variable "$r" at "r.dates.from" must be of type "Date", such as 2026-01-31.',
      'Variable "$r" at "r.dates.to" must be of type "Date", such as 2026-01-31.',
    ])
  })

  test('a mistyped name is answered with the names that are near, while the schema may be seen', async () => {
    const messagesOf = async (query: string, variables = {}) =>
      (await app.ask(query, variables)).errors.map(({ message }) => message)
    expect(await messagesOf('{ sumary { totalEvents } }')).toEqual([
      'Cannot query field "sumary" on type "Query". Did you mean "summary" or "query"?',
    ])
    expect(await messagesOf('{ summary { totalEvent } }')).toEqual([
      expect.stringMatching(
        /^Cannot query field "totalEvent" on type "Summary"\. Did you mean "totalEvents"/,
      ),
    ])
    expect(await messagesOf('{ summary(rnge: {}) { totalEvents } }')).toEqual([
      expect.stringMatching(/^Unknown argument "rnge" on field "Query\.summary"\. Did you mean "range"/),
    ])
    const query = 'query ($i: TimeSeriesInput!) { timeSeries(input: $i) { timestamps } }'
    expect(await messagesOf(query, { i: { mesure: 'hunter2' } })).toEqual([
      'Variable "$i" has a field "mesure" that is not defined. Did you mean "measure"?',
    ])
  })

  test('many errors are answered with the first ten', async () => {
    const { status, errors } = await app.ask(`{ ${aliases(200, 'nothing')} }`)
    expect(status).toBe(400)
    expect(errors.length).toBeLessThanOrEqual(11)
    const coerced = await app.ask(
      'query ($v: [String!]) { summary(filter: { property: "p", values: $v }) { totalEvents } }',
      {
        v: Array.from({ length: 500 }, () => ({})),
      },
    )
    expect(coerced.status).toBe(400)
    expect(coerced.errors.length).toBeLessThanOrEqual(11)
    for (const { extensions } of coerced.errors) expect(extensions.code).toBe('BAD_USER_INPUT')
  })

  test('a long name does not make a longer message', async () => {
    for (const query of [
      `{ ${'a'.repeat(100_000)} }`,
      `{ events(after: 7, ${'a'.repeat(100_000)}: 7) { totalCount } }`,
    ])
      for (const { message } of (await app.ask(query)).errors) expect(message.length).toBeLessThanOrEqual(301)
    expect(
      (await post(JSON.stringify({ query: '{ __typename }', operationName: 'a'.repeat(100_000) }))).status,
    ).toBe(400)
  })

  test('a body over the limit is refused in JSON, one just below is accepted', async () => {
    const bare = JSON.stringify({ query: '{ __typename }', variables: { padding: '' } })
    const padded = (bytes: number) => bare.replace('""', `"${'x'.repeat(bytes - bare.length)}"`)
    expect(await post(padded(1_048_577))).toEqual({ status: 413, code: 'PAYLOAD_TOO_LARGE' })
    const taken = await fetch(app.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: padded(1_048_576),
    })
    expect(taken.status).toBe(200)
  })

  test('an invalid body is refused in JSON', async () => {
    expect(await post('{')).toEqual({ status: 400, code: 'BAD_REQUEST' })
    expect(await post('')).toEqual({ status: 400, code: 'BAD_REQUEST' })
    expect(await post('null')).toMatchObject({ status: 400 })
    expect(await post('7')).toMatchObject({ status: 400 })
    expect(await post('[{"query":"{ __typename }"}]')).toMatchObject({ status: 400 })
    expect(await post('{"query":7}')).toMatchObject({ status: 400 })
    expect(await post('{"query":"{ __typename }","variables":"{"}')).toMatchObject({ status: 400 })
    expect(
      await post('query={__typename}', { 'content-type': 'application/x-www-form-urlencoded' }),
    ).toMatchObject({ status: 415 })
  })

  test('an unknown address is answered in JSON', async () => {
    const response = await fetch(new URL('/nothing', app.url))
    expect([response.status, await response.json()]).toMatchObject([
      404,
      { errors: [{ extensions: { code: 'NOT_FOUND' } }] },
    ])
  })

  test('a page on another site cannot send requests for its visitor', async () => {
    const simple = await fetch(`${app.url}?query=%7B__typename%7D`)
    expect([simple.status, await simple.json()]).toMatchObject([
      400,
      {
        errors: [
          {
            message: expect.stringContaining('apollo-require-preflight'),
            extensions: { code: 'BAD_REQUEST' },
          },
        ],
      },
    ])
    const preflight = await fetch(app.url, {
      method: 'OPTIONS',
      headers: { origin: 'https://example.com', 'access-control-request-method': 'POST' },
    })
    expect(preflight.headers.get('access-control-allow-origin')).toBeNull()
  })

  test('a client that sends its token may use GET, without a content type', async () => {
    const headers = { authorization: `Bearer ${app.token('admin')}` }
    const response = await fetch(`${app.url}?query=%7Bsummary%7BtotalEvents%7D%7D`, { headers })
    expect([response.status, await response.json()]).toMatchObject([
      200,
      { data: { summary: { totalEvents: expect.any(Number) } } },
    ])
  })

  test('development shows the schema', async () => {
    const { data } = await graphqlRequest(
      { url: app.url, token: null },
      '{ __schema { queryType { name } } }',
    )
    expect(data).toEqual({ __schema: { queryType: { name: 'Query' } } })
  })
})
