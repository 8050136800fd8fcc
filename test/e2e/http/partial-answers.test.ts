import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'

let app: TestApp
/** Entries about questions are written a second after the answer. */
const soon = { timeout: 10_000 }
beforeAll(async () => {
  app = await startTestApp({ RATE_QUERY: '10000' })
})
afterAll(() => app.close())

describe('a request with several questions', () => {
  test('answers every question but the one that is refused', async () => {
    const { ask, happened } = story(app, 'one of four')
    await happened([{ name: 'open', userId: 'ann' }])
    const { status, data, errors } = await ask(`{
      summary { totalEvents }
      timeSeries(input: { range: { from: "2024-03-02T00:00:00Z", to: "2024-03-01T00:00:00Z" } }) { timestamps }
      users { nodes { userId } }
      catalog { events { name } }
    }`)
    expect({ status, data }).toEqual({
      status: 200,
      data: {
        summary: { totalEvents: 1 },
        timeSeries: null,
        users: { nodes: [{ userId: 'ann' }] },
        catalog: { events: [{ name: 'open' }] },
      },
    })
    expect(errors).toMatchObject([
      { path: ['timeSeries'], extensions: { code: 'BAD_USER_INPUT', reason: 'INVALID_RANGE' } },
    ])
  })

  test('names each refusal with its code and its place in the answer', async () => {
    const { ask } = story(app, 'all refused')
    const { status, data, errors } = await ask(
      '{ few: events(first: 0) { totalCount } many: events(first: 1001) { totalCount } dailyStats(days: 0) { date } }',
    )
    expect({ status, data }).toEqual({ status: 200, data: { few: null, many: null, dailyStats: null } })
    expect(new Map(errors.map(({ path, extensions }) => [path?.join(), extensions.reason]))).toEqual(
      new Map([
        ['few', 'INVALID_PAGE_SIZE'],
        ['many', 'INVALID_PAGE_SIZE'],
        ['dailyStats', 'INVALID_DAYS'],
      ]),
    )
  })

  test('is refused whole for a value of the wrong type, because GraphQL checks types first', async () => {
    const { ask } = story(app, 'wrong type')
    const { status, data, errors } = await ask(
      '{ summary { totalEvents } events(first: "ten") { totalCount } }',
    )
    expect([status, data, errors[0]!.extensions.code]).toEqual([400, null, 'GRAPHQL_VALIDATION_FAILED'])
  })

  test('by a service without the right for one of them is answered with the status of that refusal', async () => {
    const both = '{ __typename summary { totalEvents } events { totalCount } }'
    const { status, data, errors } = await app.ask(both, {}, app.token('service', 'no right'))
    expect({ status, data }).toEqual({
      status: 403,
      data: { __typename: 'Query', summary: null, events: null },
    })
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN', 'FORBIDDEN'])
  })
})

/** 2, and 18 for each 30 days of events, and a value: 21 in whole points. */
const month = 'range: { last: { count: 30, unit: DAY } }'
const counted = `summary(${month}) { totalConversations }`
const badRange = 'range: { from: "2024-03-02T00:00:00Z", to: "2024-03-01T00:00:00Z" }'

describe('only a question that ran is charged:', () => {
  const charging = (project: string) => async (query: string) => {
    const response = await fetch(app.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${app.token('admin', project)}`,
      },
      body: JSON.stringify({ query }),
    })
    const { data, extensions } = (await response.json()) as { data: unknown; extensions?: { cost: number } }
    return { data, cost: extensions?.cost, remaining: Number(response.headers.get('x-ratelimit-remaining')) }
  }

  test('a refused one costs nothing, in the headers, in `rateLimit`, in the extensions and in the audit log', async () => {
    const ask = charging('charged')
    const alone = await ask(`{ ${counted} }`)
    expect(alone).toMatchObject({ cost: 21, remaining: 10_000 - 21 })
    const { data, ...charged } = await ask(`{
      ${counted}
      wrong: stats(${badRange}) { conversations }
      rateLimit { cost remaining }
    }`)
    expect(data).toMatchObject({ wrong: null, rateLimit: { cost: 21, remaining: 10_000 - 2 * 21 } })
    expect(charged).toEqual({ cost: 21, remaining: 10_000 - 2 * 21 })
    await expect
      .poll(async () => {
        const logged = await ask('{ auditLog(filter: { field: "rateLimit" }) { nodes { cost } } }')
        return logged.data
      }, soon)
      .toEqual({ auditLog: { nodes: [{ cost: 21 }] } })
  })

  test('a request without an answered question costs one point', async () => {
    const ask = charging('nothing ran')
    const refused = await ask(
      `{ a: stats(${badRange}) { conversations } b: events(first: 0) { totalCount } }`,
    )
    expect(refused).toEqual({ data: { a: null, b: null }, cost: 1, remaining: 9_999 })
  })

  test('one of which a part ran is charged', async () => {
    const ask = charging('overview')
    const parts = (first: number) =>
      `{ overview(${month}) { summary { totalConversations } topUsers(first: ${first}) { users { rank } } } }`
    const whole = await ask(parts(1))
    const half = await ask(parts(0))
    expect(half.data).toMatchObject({ overview: { summary: { totalConversations: 0 }, topUsers: null } })
    expect(half.cost).toBe(whole.cost)
    const latency = await ask(`{ performance(${month}) { ai { calls } models(first: 0) { model } } }`)
    expect(latency).toMatchObject({ data: { performance: null }, cost: expect.toSatisfy(cost => cost > 1) })
    const none = await ask(`{ overview(${badRange}) { summary { totalConversations } ai { calls } } }`)
    expect(none).toMatchObject({ data: { overview: { summary: null, ai: null } }, cost: 1 })
  })

  test('one that ClickHouse refused is charged', async () => {
    const ask = charging('pattern')
    const { data, cost } = await ask(
      `{ summary(${month}, filter: { dimension: CHANNEL, operator: MATCHES, values: ["("] }) { totalConversations } }`,
    )
    expect(data).toEqual({ summary: null })
    expect(cost).toBeGreaterThan(20)
  })

  test('the points of a refused one can be used again', async () => {
    const ask = charging('again')
    // Ten times what a minute allows, of which nothing runs.
    for (let i = 0; i < 50; i++)
      expect(
        (await ask(`{ stats(${badRange}, interval: DAY) { conversations } rateLimit { cost } }`)).cost,
      ).toBe(1)
    expect((await ask(`{ ${counted} }`)).remaining).toBe(10_000 - 50 - 21)
  })
})

test('a change that fails stops the changes after it, and its request has no answer', async () => {
  const { ask, answer } = story(app, 'changes')
  const { data } = await ask(`mutation {
    trackEvents(input: { events: [] }) { accepted }
    trackEvent(input: { name: "later" }) { status }
  }`)
  expect(data).toBeNull()
  expect(await answer('{ events { totalCount } }')).toEqual({ events: { totalCount: 0 } })
})
