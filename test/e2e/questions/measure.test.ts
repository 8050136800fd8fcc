import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { countStatements } from '../../support/count-statements.ts'
import { type Story, story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { eventsHappened } from '../../support/track-events.ts'

const at = (day: number, hour = 12) => `2024-03-0${day}T${hour}:00:00.000Z`
const event = (name: string, userId: string, day: number, hour: number, more: object = {}) => ({
  ...{ name, userId, timestamp: at(day, hour) },
  ...more,
})
const web = { channel: 'web' }
const app1 = { channel: 'app' }

let app: TestApp
let shop: Story
beforeAll(async () => {
  app = await startTestApp()
  shop = story(app, 'shop')
  await shop.happened([
    event('open', 'ann', 1, 12, web),
    event('pay', 'ann', 1, 13, { ...web, properties: { plan: 'pro' } }),
    event('open', 'bob', 2, 12, app1),
    event('open', 'ann', 2, 12, { channel: 'mail' }),
    event('open', 'cem', 3, 12, web),
    event('pay', 'cem', 3, 14, { ...web, properties: { plan: 'basic' } }),
    event('open', 'ann', 3, 15, app1),
    event('open', 'dan', 3, 16, { channel: 'mail' }),
    event('open', 'dan', 3, 17),
  ])
  for (const [userId, team] of [
    ['ann', 'red'],
    ['bob', 'red'],
    ['cem', 'blue'],
  ])
    await shop.answer(
      `mutation ($input: IdentifyInput!) { identify(input: $input) { userErrors { code } } }`,
      { input: { userId, traits: { team } } },
    )
})
afterAll(() => app.close())

interface Answer {
  groupCount: number
  timestamps: string[]
  previousRange: object | null
  meta: { caveats: { code: string }[] }
  groups: { labels: (string | null)[]; isOther: boolean; numbers: Record<string, unknown>[] }[]
}

const days = (from: number, to = from) => `dates: { from: "2024-03-0${from}", to: "2024-03-0${to}" }`

async function measure(question: string, numbers: string, times = days(1, 3)): Promise<Answer> {
  const { ask } = await shop.answer<{ ask: Answer }>(`{
    ask(question: { measure: { ${question} } }, ${times}) {
      ... on MeasureAnswer {
        groupCount timestamps previousRange { from to } meta { caveats { code } }
        groups { labels isOther numbers { ${numbers} } }
      }
    }
  }`)
  return ask
}

/** Each group with the values of its first metric. */
const firsts = ({ groups }: Answer) =>
  groups.map(({ labels, isOther, numbers }) => [
    isOther ? 'other' : labels.join(' '),
    ...Object.values(numbers[0]!),
  ])

describe('without a breakdown', () => {
  test('there is one group with a number for each metric', async () => {
    const { groups } = await measure(
      'metrics: [{ name: events }, { name: activeUsers }, { key: "active_users" }]',
      'metric value',
    )
    expect(groups).toEqual([
      {
        labels: [],
        isOther: false,
        numbers: [
          { metric: 'events', value: 9 },
          { metric: 'activeUsers', value: 4 },
          { metric: 'activeUsers', value: 4 },
        ],
      },
    ])
  })

  test('buckets stand beside the number of the whole range, which is not their sum', async () => {
    const { timestamps, groups } = await measure(
      'metrics: [{ name: activeUsers }], interval: DAY',
      'value values',
    )
    expect(timestamps).toEqual([1, 2, 3].map(day => at(day, 0).replace('T0:', 'T00:')))
    expect(groups[0]!.numbers).toEqual([{ value: 4, values: [1, 2, 3] }])
  })

  test('a change says whether it is one for the better', async () => {
    const { groups, previousRange } = await measure(
      'metrics: [{ name: activeUsers }, { name: apiErrors }, { name: sessions }]',
      'metric value previousValue changeRate isImprovement',
      `${days(3)}, compare: { period: PREVIOUS_PERIOD }`,
    )
    expect(previousRange).toEqual({ from: '2024-03-02T00:00:00.000Z', to: '2024-03-03T00:00:00.000Z' })
    expect(groups[0]!.numbers).toEqual([
      { metric: 'activeUsers', value: 3, previousValue: 2, changeRate: 0.5, isImprovement: true },
      { metric: 'apiErrors', value: 0, previousValue: 0, changeRate: null, isImprovement: null },
      { metric: 'sessions', value: 5, previousValue: 2, changeRate: 1.5, isImprovement: true },
    ])
  })

  test('a number that is null says why', async () => {
    const { groups } = await measure(
      'metrics: [{ name: apiErrorRate }, { name: events }]',
      'value nullReason',
    )
    expect(groups[0]!.numbers).toEqual([
      { value: null, nullReason: 'NO_DATA' },
      { value: 9, nullReason: null },
    ])
  })
})

describe('with a breakdown', () => {
  test('the group of all others counts a user once', async () => {
    const answer = await measure(
      'metrics: [{ name: events }, { name: activeUsers }], by: [{ dimension: CHANNEL }], first: 1',
      'value',
    )
    expect(answer.groupCount).toBe(4)
    expect(answer.meta.caveats).toEqual([{ code: 'NOT_ALL_SHOWN' }])
    expect(answer.groups).toEqual([
      { labels: ['web'], isOther: false, numbers: [{ value: 4 }, { value: 2 }] },
      // bob, ann and dan, where ann and dan are in two of the channels each.
      { labels: [], isOther: true, numbers: [{ value: 5 }, { value: 3 }] },
    ])
  })

  test('there is no group of all others where all are shown', async () => {
    const answer = await measure(
      'metrics: [{ name: events }], by: [{ dimension: CHANNEL }]',
      'value values',
      `${days(1, 3)}`,
    )
    expect(firsts(answer)).toEqual([
      ['web', 4, []],
      ['app', 2, []],
      ['mail', 2, []],
      ['', 1, []],
    ])
  })

  test.each(['messages', 'aiCallsPerMinute', 'aiErrorRate'])(
    'a group in which nothing was counted is none: %s',
    async metric => {
      const answer = await measure(`metrics: [{ name: ${metric} }], by: [{ dimension: CHANNEL }]`, 'value')
      expect(answer).toMatchObject({ groupCount: 0, groups: [] })
    },
  )

  test.each([
    ['SMALLEST', ['', 'app', 'mail', 'web']],
    ['LABEL', ['', 'app', 'mail', 'web']],
    ['LARGEST', ['web', 'app', 'mail', '']],
  ])('%s orders the groups', async (order, expected) => {
    const answer = await measure(
      `metrics: [{ name: activeUsers }, { name: events }], by: [{ dimension: CHANNEL }], orderBy: { metric: 2, order: ${order} }`,
      'value',
    )
    expect(answer.groups.map(({ labels }) => labels[0] ?? '')).toEqual(expected)
  })

  test('several breakdowns make a group for each combination', async () => {
    const answer = await measure(
      'metrics: [{ name: events }], by: [{ dimension: EVENT }, { property: "plan" }, { trait: "team" }]',
      'value',
    )
    expect(answer.groups.map(({ labels, numbers }) => [labels, numbers[0]!.value])).toEqual([
      [['open', null, 'red'], 4],
      [['open', null, null], 2],
      [['open', null, 'blue'], 1],
      [['pay', 'basic', 'blue'], 1],
      [['pay', 'pro', 'red'], 1],
    ])
  })

  test('users, sessions and new users can be broken down by a trait', async () => {
    const answer = await measure(
      'metrics: [{ name: totalUsers }, { name: sessions }, { name: newUsers }, { name: dau }], by: [{ trait: "team" }], interval: DAY',
      'value values',
    )
    expect(answer.groups).toEqual([
      {
        labels: ['red'],
        isOther: false,
        numbers: [
          { value: 2, values: [1, 2, 2] },
          { value: 5, values: [2, 2, 1] },
          { value: 2, values: [1, 1, 0] },
          { value: 1, values: [1, 2, 1] },
        ],
      },
      {
        labels: [null],
        isOther: false,
        numbers: [
          { value: 1, values: [0, 0, 1] },
          { value: 2, values: [0, 0, 2] },
          { value: 1, values: [0, 0, 1] },
          { value: 1, values: [0, 0, 1] },
        ],
      },
      {
        labels: ['blue'],
        isOther: false,
        numbers: [
          { value: 1, values: [0, 0, 1] },
          { value: 2, values: [0, 0, 2] },
          { value: 1, values: [0, 0, 1] },
          { value: 1, values: [0, 0, 1] },
        ],
      },
    ])
  })

  test('segments are groups, in which a user may be several times', async () => {
    const ids: string[] = []
    for (const [name, values] of [
      ['Reds', ['red']],
      ['Everybody with a team', ['red', 'blue']],
    ] as const) {
      const { createSegment } = await shop.answer<{ createSegment: { segment: { id: string } } }>(
        'mutation ($input: CreateSegmentInput!) { createSegment(input: $input) { segment { id } } }',
        { input: { name, condition: { trait: { key: 'team', values } } } },
      )
      ids.push(createSegment.segment.id)
    }
    const answer = await measure(
      `metrics: [{ name: activeUsers }, { name: totalUsers }], by: [{ segmentIds: ${JSON.stringify(ids)} }]`,
      'value',
    )
    expect(
      answer.groups.map(({ labels, numbers }) => [labels[0], ...numbers.map(({ value }) => value)]),
    ).toEqual([
      ['Everybody with a team', 3, 3],
      ['Reds', 2, 2],
      [null, 1, 1],
    ])
  })
})

test('twelve questions about the same events share one statement for each kind of rows', async () => {
  const ofEvents = [
    'events',
    'activeUsers',
    'messages',
    'aiCalls',
    'costUsd',
    'tokens',
    'apiCalls',
    'apiErrors',
  ]
  const others = ['sessions', 'bounceRate', 'newUsers', 'totalUsers']
  const questions = [...ofEvents, ...others].map(
    (name, i) =>
      `q${i}: ask(question: { measure: { metrics: [{ name: ${name} }] ${i % 2 ? ', interval: DAY' : ''} } }, ${days(1, 3)}) {
        ... on MeasureAnswer { groups { numbers { value values } } }
      }`,
  )
  const { clickhouse } = await countStatements(app, () => shop.answer(`{ ${questions.join(' ')} }`))
  // Totals, sessions, first activities, and known users.
  expect(clickhouse).toBe(4)
})

describe('a question is refused', () => {
  const many = (count: number) => Array(count).fill('{ name: events }').join(', ')
  test.each([
    ['without a metric', 'metrics: []', 'INVALID_METRICS', 'metrics'],
    ['with seven metrics', `metrics: [${many(7)}]`, 'INVALID_METRICS', 'metrics'],
    [
      'by a metric that it does not have',
      'metrics: [{ name: events }], orderBy: { metric: 2 }',
      'INVALID_METRICS',
      'orderBy.metric',
    ],
    ['with an unknown key', 'metrics: [{ key: "nothing" }]', 'NOT_FOUND', 'metrics[0].key'],
    [
      'with four breakdowns',
      `metrics: [{ name: events }], by: [${Array(4).fill('{ property: "a" }').join(', ')}]`,
      'INVALID_BREAKDOWN',
      'by',
    ],
    [
      'with an empty property',
      'metrics: [{ name: events }], by: [{ property: "" }]',
      'INVALID_BREAKDOWN',
      'by',
    ],
    ['with no segment', 'metrics: [{ name: events }], by: [{ segmentIds: [] }]', 'INVALID_BREAKDOWN', 'by'],
    [
      'with an unknown segment',
      'metrics: [{ name: events }], by: [{ segmentIds: ["999"] }]',
      'NOT_FOUND',
      'segmentIds',
    ],
    [
      'about sessions by a dimension',
      'metrics: [{ name: sessions }], by: [{ dimension: CHANNEL }]',
      'INVALID_BREAKDOWN',
      'by',
    ],
    [
      'about new users by a property',
      'metrics: [{ name: newUsers }], by: [{ property: "plan" }]',
      'INVALID_BREAKDOWN',
      'by',
    ],
    ['with no group', 'metrics: [{ name: events }], first: 0', 'INVALID_FIRST', 'first'],
    ['with 1,001 groups', 'metrics: [{ name: events }], first: 1001', 'INVALID_FIRST', 'first'],
    [
      'with too many buckets',
      'metrics: [{ name: events }], interval: MINUTE',
      'TOO_MANY_BUCKETS',
      'interval',
    ],
    [
      'with too many values',
      'metrics: [{ name: events }], interval: HOUR, by: [{ property: "a" }], first: 1000',
      'TOO_MANY_CELLS',
      'first',
    ],
    [
      'with two segments',
      'metrics: [{ name: events }], segmentId: "1", segment: { segmentId: "1" }',
      'INVALID_SEGMENT',
      'segment',
    ],
  ])('%s', async (_, question, reason, field) => {
    const range = reason === 'TOO_MANY_BUCKETS' ? 'range: { last: { count: 8, unit: DAY } }' : days(1, 3)
    expect(
      await shop.refusal(`{ ask(question: { measure: { ${question} } }, ${range}) { __typename } }`),
    ).toEqual({ code: 'BAD_USER_INPUT', reason, field })
  })
})

test('a cost that is not fully known comes with a warning, and the sample with its size', async () => {
  const bank = story(app, 'bank')
  const call = { provider: 'nobody', model: 'unpriced', inputTokens: 5, outputTokens: 5, success: true }
  await eventsHappened(app, 'bank', [{ aiCall: { ...call, timestamp: at(1) } }])
  const { ask } = await bank.answer<{ ask: object }>(`{
    ask(question: { measure: { metrics: [{ name: costUsd }] } }, ${days(1, 3)}) {
      ... on MeasureAnswer { meta { sampleSize caveats { code } } } } }`)
  expect(ask).toEqual({ meta: { sampleSize: 1, caveats: [{ code: 'CALLS_WITHOUT_PRICE' }] } })
})
