import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { countStatements } from '../../support/count-statements.ts'
import { type Story, story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'

const at = (day: number, hour = 12) => `2024-03-0${day}T${hour}:00:00Z`

let app: TestApp
let shop: Story
beforeAll(async () => {
  app = await startTestApp()
  shop = story(app, 'shop')
  await shop.happened([
    { name: 'open', userId: 'ann', channel: 'web', timestamp: at(1) },
    { name: 'pay', userId: 'ann', channel: 'web', timestamp: at(1, 13), properties: { amount: 10 } },
    { name: 'open', userId: 'bob', channel: 'app', timestamp: at(2) },
    { name: 'open', userId: 'cem', channel: 'mail', timestamp: at(2) },
    { name: 'pay', userId: 'cem', channel: 'mail', timestamp: at(2, 14), properties: { amount: 30 } },
    { name: 'pay', userId: 'cem', channel: 'app', timestamp: at(2, 15), properties: { amount: 5 } },
  ])
})
afterAll(() => app.close())

const days = 'dates: { from: "2024-03-01", to: "2024-03-03" }'

interface Answer {
  metrics: object[]
  groups: { labels: (string | null)[]; isOther: boolean; numbers: object[] }[]
}

async function measure(question: string, numbers = 'value values nullReason'): Promise<Answer> {
  const { ask } = await shop.answer<{ ask: Answer }>(`{
    ask(question: { measure: { ${question} } }, ${days}) {
      ... on MeasureAnswer { metrics { name unit isUpGood } groups { labels isOther numbers { ${numbers} } } }
    }
  }`)
  return ask
}

describe('formulas', () => {
  test('a formula is computed for each group, each bucket and all others, never added up', async () => {
    const { groups } = await measure(
      'metrics: [{ formula: "count(event(\\"pay\\")) / count(event(\\"open\\"))" }], by: [{ dimension: CHANNEL }], interval: DAY, first: 1, orderBy: { order: SMALLEST }',
    )
    expect(groups).toEqual([
      // 1 ÷ 1 in the app on the second day; on the other days nothing was opened there.
      {
        labels: ['app'],
        isOther: false,
        numbers: [{ value: 1, values: [null, 1, null], nullReason: null }],
      },
      { labels: [], isOther: true, numbers: [{ value: 1, values: [1, 1, null], nullReason: null }] },
    ])
  })

  test('a formula over two kinds of rows is one number', async () => {
    const { groups } = await measure(
      'metrics: [{ formula: "count(event(\\"pay\\")) / sessions" }, { formula: "newUsers / activeUsers" }], interval: DAY',
    )
    expect(groups[0]!.numbers).toEqual([
      // Each event is a session of its own: all are an hour apart, but the two of the second day at noon have two users.
      { value: 3 / 6, values: [1 / 2, 2 / 4, null], nullReason: null },
      { value: 1, values: [1, 1, null], nullReason: null },
    ])
  })

  test('division by nothing is null and says so', async () => {
    const { groups } = await measure('metrics: [{ formula: "events / messages" }]', 'value nullReason')
    expect(groups[0]!.numbers).toEqual([{ value: null, nullReason: 'DIVISION_BY_ZERO' }])
  })

  test('a custom metric has its unit and its good direction', async () => {
    await shop.answer(
      'mutation ($input: CreateMetricInput!) { createMetric(input: $input) { userErrors { code } } }',
      {
        input: {
          ...{ name: 'Paid', key: 'paid_share', formula: 'count(event("pay")) / events' },
          ...{ unit: 'RATE', goodWhen: 'UP', dimensions: ['CHANNEL'] },
        },
      },
    )
    const { metrics, groups } = await measure('metrics: [{ key: "paid_share" }]')
    expect(metrics).toEqual([{ name: 'paid_share', unit: 'RATE', isUpGood: true }])
    expect(groups[0]!.numbers).toEqual([{ value: 0.5, values: [], nullReason: null }])
  })

  test('a custom metric cannot be broken down by what it does not allow', async () => {
    expect(
      await shop.refusal(
        `{ ask(question: { measure: { metrics: [{ key: "paid_share" }], by: [{ dimension: EVENT }] } }, ${days}) { __typename } }`,
      ),
    ).toEqual({ code: 'BAD_USER_INPUT', reason: 'INVALID_BREAKDOWN', field: 'by' })
  })
})

test.each([
  ['a formula', '{ formula: "messages / mesages" }', 'INVALID_FORMULA', 'formula'],
  ['an unknown key', '{ key: "nothing" }', 'NOT_FOUND', 'key'],
])('the refusal of %s says which metric it is', async (_, wrong, reason, field) => {
  const metrics = `metrics: [{ name: events }, ${wrong}]`
  const refusal = { code: 'BAD_USER_INPUT', reason, field: `metrics[1].${field}` }
  expect(await shop.refusal(`{ ask(question: { measure: { ${metrics} } }) { __typename } }`)).toEqual(refusal)
  expect(await shop.refusal(`{ anomalies(${metrics}) { judged } }`)).toEqual(refusal)
})

test('a breakdown that shows all of its groups is one scan, and others share the scan for their numbers', async () => {
  const asked = (dimension: string, first: number) =>
    ['events', 'activeUsers', 'messages'].map(
      (name, i) =>
        `q${i}: ask(question: { measure: { metrics: [{ name: events }, { name: ${name} }], by: [{ dimension: ${dimension} }], first: ${first} } }, ${days}) {
          ... on MeasureAnswer { groups { isOther numbers { value } } }
        }`,
    )
  const statements = (questions: string[]) =>
    countStatements(app, () => shop.answer(`{ ${questions.join(' ')} }`))
  // The groups of each, because their metrics differ, with their numbers.
  expect((await statements(asked('CHANNEL', 10))).clickhouse).toBe(3)
  // Beside these, the numbers of all, with the group of all others.
  expect((await statements(asked('EVENT', 1))).clickhouse).toBe(4)
})

describe('a saved query', () => {
  let queryId: string
  beforeAll(async () => {
    const { createQuery } = await shop.answer<{ createQuery: { query: { id: string } } }>(
      'mutation ($input: CreateQueryInput!) { createQuery(input: $input) { query { id } userErrors { code } } }',
      {
        input: {
          name: 'By name',
          query: {
            sql: 'SELECT name, count() AS total FROM events WHERE channel = {channel:String} GROUP BY name ORDER BY name',
          },
        },
      },
    )
    queryId = createQuery.query.id
  })

  const query = (channel: string) =>
    `{ ask(question: { query: { queryId: "${queryId}", parameters: { channel: "${channel}" } } }) {
      ... on CustomQueryResult { columns { name type } rows } } }`

  test('answers with its rows', async () => {
    expect((await shop.answer<{ ask: object }>(query('web'))).ask).toEqual({
      columns: [
        { name: 'name', type: 'LowCardinality(String)' },
        { name: 'total', type: 'UInt64' },
      ],
      rows: [
        ['open', 1],
        ['pay', 1],
      ],
    })
  })

  test('says that its SQL uses neither the range nor the comparison beside it', async () => {
    const caveats = async (times: string) => {
      const { ask } = await shop.answer<{ ask: { rows: object[]; meta: { caveats: object[] } } }>(
        `{ ask(question: { query: { queryId: "${queryId}", parameters: { channel: "web" } } }${times}) {
          ... on CustomQueryResult { rows meta { caveats { code field } } } } }`,
      )
      // Both events are of March 2024, whatever is beside the query.
      expect(ask.rows).toHaveLength(2)
      return ask.meta.caveats
    }
    expect(await caveats(', timeZone: "Europe/Rome"')).toEqual([])
    const range = { code: 'TIMES_NOT_USED', field: 'range' }
    expect(await caveats(', range: { preset: TODAY }')).toEqual([range])
    expect(await caveats(', dates: { from: "2023-01-01", to: "2023-01-02" }')).toEqual([range])
    expect(await caveats(', range: { preset: TODAY }, compare: { period: PREVIOUS_PERIOD }')).toEqual([
      range,
      { code: 'TIMES_NOT_USED', field: 'compare' },
    ])
  })

  test('is not answered for a key that may only read', async () => {
    const { createApiKey } = await shop.answer<{ createApiKey: { key: string } }>(
      'mutation { createApiKey(input: { name: "reader", scopes: [READ] }) { key userErrors { code } } }',
    )
    const { errors } = await app.ask(query('web'), {}, createApiKey.key)
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN'])
  })
})
