import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { metrics } from '../../../src/metrics-catalogue/catalogue.ts'
import { type Story, story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'

let app: TestApp
let shop: Story
beforeAll(async () => {
  app = await startTestApp()
  shop = story(app, 'shop')
  await shop.happened(events)
})
afterAll(() => app.close())

const at = (day: number, hour = 12) => `2024-03-0${day}T${hour}:00:00.000Z`
const purchase = (userId: string, day: number, botId: string, value: number, more: object = {}) => ({
  name: 'purchase_completed',
  ...{ userId, botId, timestamp: at(day), properties: { value }, conversationId: `${userId} ${day}` },
  ...more,
})
const chat = (userId: string, day: number, botId: string) => ({
  name: 'chat',
  ...{ userId, botId, timestamp: at(day, 10), conversationId: `${userId} ${day}` },
})

/** Two of three conversations of the sales bot end with a purchase, and one of two of the support bot. */
const events = [
  chat('ann', 1, 'sales'),
  purchase('ann', 1, 'sales', 10.1),
  chat('bob', 1, 'sales'),
  purchase('bob', 1, 'sales', 20.2),
  chat('cem', 2, 'sales'),
  chat('ann', 2, 'support'),
  chat('dan', 2, 'support'),
  purchase('dan', 2, 'support', 0.3),
]

const days = (from: number, to = from) =>
  `range: { dates: { from: "2024-03-0${from}", to: "2024-03-0${to}" } }`

interface Payload {
  metric: Record<string, unknown> | null
  userErrors: { code: string; field: string; message: string }[]
}

const create = async (input: string, { answer }: Story = shop): Promise<Payload> =>
  (
    await answer<{ createMetric: Payload }>(`mutation { createMetric(input: { ${input} }) {
    metric { id key name formula unit goodWhen dimensions filter version } userErrors { code field message }
  } }`)
  ).createMetric

const update = async (input: string, { answer }: Story = shop): Promise<Payload> =>
  (
    await answer<{ updateMetric: Payload }>(`mutation { updateMetric(input: { ${input} }) {
    metric { id key name formula unit goodWhen dimensions filter version } userErrors { code field message }
  } }`)
  ).updateMetric

const remove = async (id: unknown, { answer }: Story = shop) =>
  (
    await answer<{ deleteMetric: Payload }>(`mutation { deleteMetric(input: { id: "${id}" }) {
    deletedId userErrors { code field message }
  } }`)
  ).deleteMetric

const metric = async (key: string, fields: string, args = days(1, 2), { answer }: Story = shop) =>
  (await answer<{ metric: Record<string, unknown> }>(`{ metric(key: "${key}", ${args}) { ${fields} } }`))
    .metric

describe('a conversion rate over other metrics', () => {
  let id: unknown

  test('is created with its key, unit and dimensions', async () => {
    const purchases =
      'key: "completed_purchases", name: "Purchases", formula: "count(event(\\"purchase_completed\\"))"'
    expect((await create(purchases)).userErrors).toEqual([])
    const created = await create(
      `key: "conversion_rate", name: "Conversion", formula: "completed_purchases / total_conversations",
       unit: RATE, goodWhen: UP, dimensions: [BOT, CHANNEL, SEGMENT]`,
    )
    expect(created).toEqual({
      metric: {
        id: expect.any(String),
        key: 'conversion_rate',
        name: 'Conversion',
        formula: 'completed_purchases / total_conversations',
        unit: 'RATE',
        goodWhen: 'UP',
        dimensions: ['BOT', 'CHANNEL', 'SEGMENT'],
        filter: null,
        version: 1,
      },
      userErrors: [],
    })
    id = created.metric!.id
  })

  test('has a value, a change, a series, and groups that are computed from their own events', async () => {
    const numbers = 'value exact nullReason previousValue changeRate changePoints isImprovement'
    expect(
      await metric(
        'conversion_rate',
        `${numbers} metric { key unit kind goodWhen dimensions formula isBuiltIn }
         series { timestamps values previousValues }
         breakdown(by: [{ dimension: BOT }]) { groups { labels isOther value } groupCount }`,
        `${days(2)}, compare: { period: PREVIOUS_PERIOD }`,
      ),
    ).toEqual({
      // One of three conversations on the second day, two of two on the first.
      value: 1 / 3,
      exact: null,
      nullReason: null,
      previousValue: 1,
      changeRate: 1 / 3 - 1,
      changePoints: (1 / 3 - 1) * 100,
      isImprovement: false,
      metric: {
        key: 'conversion_rate',
        unit: 'RATE',
        kind: 'RATIO',
        goodWhen: 'UP',
        dimensions: ['CHANNEL', 'BOT', 'SEGMENT'],
        formula: 'completed_purchases / total_conversations',
        isBuiltIn: false,
      },
      series: { timestamps: ['2024-03-02T00:00:00.000Z'], values: [1 / 3], previousValues: [1] },
      breakdown: {
        groups: [
          { labels: ['support'], isOther: false, value: 0.5 },
          { labels: ['sales'], isOther: false, value: 0 },
        ],
        groupCount: 2,
      },
    })
    expect(await metric('conversion_rate', 'value series { values }')).toEqual({
      value: 0.6,
      series: { values: [1, 1 / 3] },
    })
  })

  test('is broken down by segments', async () => {
    const { createSegment } = await shop.answer<{ createSegment: { segment: { id: string } } }>(
      `mutation { createSegment(input: { name: "Buyers of two days", condition: {
        metric: { metric: TOTAL_EVENTS, operator: GREATER_THAN, value: 2 } } }) { segment { id } } }`,
    )
    const by = `[{ segmentIds: ["${createSegment.segment.id}"] }]`
    expect(await metric('conversion_rate', `breakdown(by: ${by}) { groups { labels value } }`)).toEqual({
      breakdown: {
        groups: [
          // Bob, Cem and Dan have three conversations and two purchases; Ann has two and one.
          { labels: [null], value: 2 / 3 },
          { labels: ['Buyers of two days'], value: 0.5 },
        ],
      },
    })
  })

  test('takes one breakdown without a list, as every list in GraphQL', async () => {
    const groups = '{ groups { labels value } }'
    expect(await metric('conversion_rate', `breakdown(by: { dimension: BOT }) ${groups}`, days(2))).toEqual(
      await metric('conversion_rate', `breakdown(by: [{ dimension: BOT }]) ${groups}`, days(2)),
    )
  })

  test('cannot be broken down by other dimensions', async () => {
    const { errors } = await shop.ask(
      `{ metric(key: "conversion_rate") { breakdown(by: [{ dimension: MODEL }]) { groupCount } } }`,
    )
    expect(errors![0]!.extensions).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'INVALID_BREAKDOWN' })
  })

  test('is in questions of any kind, beside built-in metrics and formulas', async () => {
    const { ask } = await shop.answer<{ ask: { groups: object[] } }>(`{
      ask(question: { measure: { metrics: [
        { key: "conversion_rate" }, { name: conversations }, { formula: "sum(event(\\"purchase_completed\\").value) / activeUsers" }
      ] } }, dates: { from: "2024-03-01", to: "2024-03-02" }) {
        ... on MeasureAnswer { groups { numbers { metric value } } }
      }
    }`)
    expect(ask.groups).toEqual([
      {
        numbers: [
          { metric: 'conversion_rate', value: 0.6 },
          { metric: 'conversations', value: 5 },
          { metric: 'sum(event("purchase_completed").value) / activeUsers', value: 30.6 / 4 },
        ],
      },
    ])
  })

  test('keeps its key, and an update that its users cannot take is refused', async () => {
    const changed = await update(
      `id: "${id}", expectedVersion: 1, unit: null, dimensions: null, goodWhen: DOWN`,
    )
    expect(changed.metric).toMatchObject({ unit: null, dimensions: null, goodWhen: 'DOWN', version: 2 })
    const { id: spent } = (await create('key: "spent", name: "Spent", formula: "costUsd"')).metric!
    await create('key: "spent_in_all", name: "Spent in all", formula: "spent + savedCostUsd"')
    expect(
      await update(`id: "${spent}", expectedVersion: 1, formula: "averageSessionSeconds"`),
    ).toMatchObject({
      metric: null,
      userErrors: [
        {
          code: 'INVALID_FORMULA',
          field: 'formula',
          message: expect.stringContaining('"Spent in all" uses this one'),
        },
      ],
    })
    expect(await update(`id: "${spent}", expectedVersion: 1, formula: "costUsd * 2"`)).toMatchObject({
      metric: { key: 'spent', formula: 'costUsd * 2' },
      userErrors: [],
    })
  })

  test('is not deleted while another metric uses it', async () => {
    const { saved } = await shop.answer<{ saved: { nodes: { id: string; key: string }[] } }>(
      '{ saved: savedMetrics { nodes { id key } } }',
    )
    const purchases = saved.nodes.find(({ key }) => key === 'completed_purchases')!
    expect(await remove(purchases.id)).toMatchObject({
      deletedId: null,
      userErrors: [{ code: 'IN_USE', field: 'id', message: expect.stringContaining('"Conversion"') }],
    })
    expect(await remove(id)).toMatchObject({ deletedId: id, userErrors: [] })
    expect(await remove(purchases.id)).toMatchObject({ deletedId: purchases.id })
  })
})

describe('values', () => {
  const value = async (formula: string, fields = 'value exact nullReason') =>
    (
      await shop.answer<{ previewMetric: { errors: object[]; answer: Record<string, unknown> } }>(
        `query ($formula: String!) {
          previewMetric(formula: $formula, ${days(1, 2)}) { errors { message } answer { ${fields} } }
        }`,
        { formula },
      )
    ).previewMetric.answer

  test.each([
    ['1 / 0', 'DIVISION_BY_ZERO'],
    ['0 / 0', 'DIVISION_BY_ZERO'],
    ['events / (messages - messages)', 'DIVISION_BY_ZERO'],
    ['7 % 0', 'DIVISION_BY_ZERO'],
    ['sqrt(-1)', 'NOT_FINITE'],
    ['ln(0)', 'NOT_FINITE'],
    ['1e308 * 10', 'NOT_FINITE'],
    ['10 ^ 400', 'NOT_FINITE'],
    ['exp(1000)', 'NOT_FINITE'],
    ['1 / exp(1000)', 'NOT_FINITE'],
    ['min(1, 1e308 * 10)', 'NOT_FINITE'],
    ['aiP95Ms', 'NO_DATA'],
    ['p95(aiCall.durationMs where model = "gpt-4o")', 'NO_DATA'],
    ['0 * aiP95Ms', 'NO_DATA'],
    ['min(1000, aiP95Ms)', 'NO_DATA'],
    ['if(aiP95Ms > 1, 1, 0)', 'NO_DATA'],
  ])('%s is null: %s', async (formula, nullReason) => {
    expect(await value(formula)).toEqual({ value: null, exact: null, nullReason })
  })

  test.each([
    ['coalesce(aiP95Ms, 5)', 5],
    ['coalesce(1 / 0, 2)', 2],
    // Counts have no decimals, and the sum of a property has twelve.
    ['coalesce(if(aiP95Ms > 1, events, 7), sum(event("purchase_completed").value))', 30.6],
    ['min(events, sum(event("purchase_completed").value))', 8],
    ['if(events > 1 or aiP95Ms > 1, 1, 0)', 1],
    ['-2 ^ 2', -4],
    ['2 ^ 3 ^ 2', 512],
    ['7 % 4', 3],
    ['round(2.5)', 3],
    ['round(-2.5)', -2],
    ['round(1.005 * 100, 1)', 100.5],
    ['floor(-1.5) + ceil(1.2)', 0],
    ['max(1, 3, 2) - min(1, 3, 2)', 2],
    ['events', 8],
    ['count(event("chat"))', 5],
    ['count(events where name in ("chat", "nothing") and bot = "sales")', 3],
    ['users(event("purchase_completed"))', 3],
    ['conversations(event("purchase_completed"))', 3],
    ['count(conversations where bot = "support")', 2],
    ['avg(event("purchase_completed").value)', 10.2],
    ['p50(event("purchase_completed").value)', 10.1],
    ['sum(event("purchase_completed").value where properties.value > 1)', 30.3],
    ['sessions / activeUsers', 2],
    ['newUsers + totalUsers', 8],
  ])('%s is %d', async (formula, expected) => {
    expect((await value(formula)).value).toBeCloseTo(expected, 9)
  })

  test('money and values of properties are exact until they are divided', async () => {
    expect(await value('sum(event("purchase_completed").value) - 30.6 + costUsd')).toEqual({
      value: 0,
      exact: '0',
      nullReason: null,
    })
    expect(await value('if(sum(event("purchase_completed").value) = 30.6, 1, 0)', 'value')).toEqual({
      value: 1,
    })
  })

  test('per minute, a count is divided by the minutes that have passed', async () => {
    expect((await value('apiCallsPerMinute + 1', 'value')).value).toBe(1)
  })
})

describe('previews', () => {
  const errorsOf = async (formula: string, { answer }: Story = shop) =>
    (
      await answer<{ previewMetric: { errors: object[] } }>(
        `query ($formula: String!) {
          previewMetric(formula: $formula) { errors { code message position { line column offset } } answer { value } }
        }`,
        { formula },
      )
    ).previewMetric

  test('have the place of an error', async () => {
    expect(await errorsOf('messages /\n  mesages')).toEqual({
      errors: [
        {
          code: 'INVALID_FORMULA',
          message: 'There is no metric "mesages". Did you mean "messages"?',
          position: { line: 2, column: 3, offset: 13 },
        },
      ],
      answer: null,
    })
  })

  test('answer no other project’s metrics', async () => {
    await create('key: "secret", name: "Secret", formula: "messages"')
    expect((await errorsOf('secret')).errors).toEqual([])
    expect((await errorsOf('secret', story(app, 'other'))).errors).toMatchObject([
      { code: 'INVALID_FORMULA' },
    ])
    const { errors } = await story(app, 'other').ask('{ metric(key: "secret") { value } }')
    expect(errors![0]!.extensions).toMatchObject({ reason: 'NOT_FOUND', field: 'key' })
  })
})

describe('are refused', () => {
  test.each([
    ['key: "Rate", name: "a", formula: "1"', 'INVALID_KEY', 'key'],
    ['key: "1a", name: "a", formula: "1"', 'INVALID_KEY', 'key'],
    [`key: "${'a'.repeat(64)}", name: "a", formula: "1"`, 'INVALID_KEY', 'key'],
    ['key: "messages", name: "a", formula: "1"', 'NAME_TAKEN', 'key'],
    ['key: "active_users", name: "a", formula: "1"', 'NAME_TAKEN', 'key'],
    ['key: "total_cost", name: "a", formula: "1"', 'NAME_TAKEN', 'key'],
    ['key: "count", name: "a", formula: "1"', 'NAME_TAKEN', 'key'],
    ['key: "users", name: "a", formula: "1"', 'NAME_TAKEN', 'key'],
    ['key: "a", name: "a", formula: "1 +"', 'INVALID_FORMULA', 'formula'],
    ['key: "a", name: "a", formula: "costUsd + averageSessionSeconds"', 'INVALID_FORMULA', 'formula'],
    ['key: "a", name: "a", formula: "messages", unit: USD', 'INVALID_FORMULA', 'formula'],
    ['key: "a", name: "a", formula: "a + 1"', 'CYCLE', 'formula'],
    ['key: "a", name: "a", formula: "1", filter: {}', 'INVALID_FILTER', 'filter'],
    [
      'key: "a", name: "a", formula: "messages", filter: { property: "p", operator: MATCHES, values: ["("] }',
      'INVALID_FILTER',
      'filter',
    ],
  ])('metrics with %s: %s', async (input, code, field) => {
    expect(await create(input, story(app, 'refused'))).toMatchObject({
      metric: null,
      userErrors: [{ code, field }],
    })
  })

  test('metrics with the key of another one, and cycles of three', async () => {
    const project = story(app, 'cycles')
    const { id } = (await create('key: "a", name: "a", formula: "messages"', project)).metric!
    await create('key: "b", name: "b", formula: "a + 1"', project)
    await create('key: "c", name: "c", formula: "b + 1"', project)
    expect(await create('key: "a", name: "other", formula: "1"', project)).toMatchObject({
      userErrors: [{ code: 'NAME_TAKEN', field: 'key' }],
    })
    expect(await update(`id: "${id}", expectedVersion: 1, formula: "c + 1"`, project)).toMatchObject({
      userErrors: [{ code: 'CYCLE', field: 'formula', message: expect.stringContaining('a → c → b → a') }],
    })
  })
})

test('a filter of a metric narrows every number of its formula, beside the filter of the question', async () => {
  await create(
    `key: "sales_rate", name: "Sales", formula: "count(event(\\"purchase_completed\\")) / conversations",
     filter: { dimension: BOT, values: ["sales"] }`,
  )
  expect(await metric('sales_rate', 'value')).toEqual({ value: 2 / 3 })
  const ofAnn = `${days(1, 2)}, filter: { dimension: EVENT, values: ["chat"] }`
  expect(await metric('sales_rate', 'value', ofAnn)).toEqual({ value: 0 })
  await create('key: "both_rates", name: "Both", formula: "sales_rate + count(event(\\"chat\\"))"')
  expect(await metric('both_rates', 'value')).toEqual({ value: 2 / 3 + 5 })
})

test('a key that no metric can have is not found', async () => {
  for (const key of ['', 'a\0', 'A', ' ', 'é', 'a'.repeat(100_000)])
    expect(await shop.refusal('query ($key: String!) { metric(key: $key) { value } }', { key })).toEqual({
      code: 'BAD_USER_INPUT',
      reason: 'NOT_FOUND',
      field: 'key',
    })
})

test('every built-in metric can be a part of a formula', async () => {
  const names = Object.keys(metrics)
  const numbersOf = async (formulas: string[]) => {
    const { ask } = await shop.answer<{ ask: { groups: { numbers: { value: number | null }[] }[] } }>(
      `query ($metrics: [MetricRefInput!]!) {
        ask(question: { measure: { metrics: $metrics } }, dates: { from: "2024-03-01", to: "2024-03-02" }) {
          ... on MeasureAnswer { groups { numbers { value } } }
        }
      }`,
      { metrics: formulas.map(formula => ({ formula })) },
    )
    return ask.groups[0]!.numbers.map(({ value }) => value)
  }
  for (let i = 0; i < names.length; i += 6) {
    const some = names.slice(i, i + 6)
    const values = await numbersOf(some)
    expect(await numbersOf(some.map(name => `${name} * 2 + 1`)), some.join()).toEqual(
      values.map(value => (value === null ? null : value * 2 + 1)),
    )
  }
})

test('metrics lists the built-in ones and the custom ones, and searches them', async () => {
  const { metrics: found } = await shop.answer<{ metrics: { key: string }[] }>(
    '{ metrics(search: "SALES") { key name isBuiltIn unit kind goodWhen formula dimensions } }',
  )
  expect(found).toMatchObject([
    { key: 'sales_rate', name: 'Sales', isBuiltIn: false, unit: 'RATIO', kind: 'RATIO' },
  ])
  const { all } = await shop.answer<{ all: { key: string; dimensions: string[] }[] }>(
    '{ all: metrics { key dimensions } }',
  )
  expect(all[0]!.key).toBe('events')
  expect(all.find(({ key }) => key === 'sessions')!.dimensions).toEqual(['TRAIT', 'SEGMENT'])
  expect(all.map(({ key }) => key)).toContain('both_rates')
})
