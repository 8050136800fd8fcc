import 'reflect-metadata'
import { readFileSync } from 'node:fs'
import { getOperationAST, parse, validate } from 'graphql'
import { describe, expect, test } from 'vitest'
import { aggregateOf } from '../../src/analytics/query/measure/select-metrics.ts'
import { nodeIdOf } from '../../src/entities/node-id.ts'
import { readEnv } from '../../src/env.ts'
import { operationCost } from '../../src/graphql/plugins/complexity.ts'
import { type EventMetric } from '../../src/metrics-catalogue/catalogue.ts'
import { serviceSchema } from '../../src/resolvers/build-schema.ts'
import { dashboard } from '../support/graphql/dashboard.ts'
import { readmeDashboard } from '../support/readme-dashboard.ts'

const schema = serviceSchema()
const { limits, rates } = readEnv({ DATA_DIR: 'unused' })

function costOf(query: string, variables: Record<string, unknown> = {}): number {
  const document = parse(query)
  expect(validate(schema, document), query).toEqual([])
  return operationCost(schema, limits, {
    document,
    operation: getOperationAST(document)!,
    operationName: null,
    request: { variables },
  }).total
}

const last = (count: number, unit = 'DAY') => `range: { last: { count: ${count}, unit: ${unit} } }`
const steps = (count: number) => Array.from({ length: count }, (_, i) => `{ event: "${i}" }`).join(' ')

test('days in the time zone of most projects cost what days without one do', () => {
  expect(costOf('{ dailyStats(timeZone: "UTC") { events } }')).toBe(costOf('{ dailyStats { events } }'))
})

test('the former shape of conversations costs what the present one does', () => {
  const compare = 'compare: { period: PREVIOUS_PERIOD }'
  const present = costOf(
    `{ conversationAnalytics(interval: WEEK, ${compare}) { conversations messages previous { ended } buckets { tokens } } }`,
  )
  const former = `summary { conversations messages } previous { ended } timeline { tokens }`
  expect(costOf(`{ conversationAnalytics(groupBy: WEEK, ${compare}) { ${former} } }`)).toBe(present)
})

test.each([
  [
    'aiStats',
    '{ aiStats { p95Ms previous { calls } buckets { start p95Ms costUsd } } }',
    `{ aiStats { ...slow previous { ...calls } buckets { ...bucket ...slow ... on AiMeasures { costUsd } } } }
     fragment slow on AiMeasures { p95Ms } fragment calls on AiMeasures { calls } fragment bucket on Bucket { start }`,
  ],
  [
    'engagement',
    '{ engagement { dau sessions buckets { mau bounceRate } days { wau } } }',
    `{ engagement { ... on ActiveUserMeasures { dau } ... on EngagementMeasures { sessions }
       buckets { ... on ActiveUserMeasures { mau } ... on EngagementMeasures { bounceRate } }
       days { ... on ActiveUserMeasures { wau } } } }`,
  ],
])('fields of %s cost the same in a fragment on an interface', (_, written, inFragments) => {
  expect(costOf(inFragments)).toBe(costOf(written))
})

describe('a question costs more', () => {
  test.each<[string, string[]]>([
    ['the longer its range is', [1, 7, 30, 365].map(days => `stats(${last(days)}) { conversations }`)],
    [
      'the narrower its buckets are',
      ['MONTH', 'DAY', 'HOUR'].map(
        interval => `stats(${last(1, 'YEAR')}, interval: ${interval}) { buckets { events tokens } }`,
      ),
    ],
    [
      'the more sources its numbers come from',
      ['events', 'events conversations', 'conversations sessions', 'conversations sessions newUsers'].map(
        numbers => `stats { ${numbers} }`,
      ),
    ],
    [
      'the less of its days is rolled up',
      ['', 'timeZone: "Asia/Kathmandu"', 'filter: { dimension: CHANNEL, values: ["a"] }'].map(
        of => `dailyStats(days: 90 ${of}) { events activeUsers }`,
      ),
    ],
    [
      'the less of its users is precomputed',
      [
        'by: { dimension: CHANNEL }',
        'by: { property: "plan" }',
        'by: { property: "plan" }, filter: { dimension: CHANNEL, values: ["a"] }',
      ].map(of => `audience(${last(90)}, ${of}) { total { users } groups { users } }`),
    ],
    [
      'the more histograms it has',
      [
        'calls',
        'calls responseTimeHistogram(edges: [1]) { count }',
        'calls a: responseTimeHistogram(edges: [1]) { count } b: responseTimeHistogram(edges: [1]) { count }',
      ].map(fields => `aiStats { ${fields} }`),
    ],
    [
      'the more parts of conversations it asks for',
      [
        'conversationAnalytics { conversations }',
        'conversationAnalytics { conversations messages }',
        'conversationAnalytics { conversations messages durationHistogram { share } }',
        'conversationAnalytics { conversations messages durationHistogram { share } topics { topic } }',
        'conversationAnalytics(filter: { dimension: BOT, values: ["a"] }) { conversations messages durationHistogram { share } topics { topic } }',
      ],
    ],
    [
      'the more it filters by',
      [
        '',
        'filter: { dimension: CHANNEL, values: ["a"] }',
        'filter: { dimension: CHANNEL, values: ["a", "b"] }',
        'filter: { and: [{ property: "a", values: ["a"] }, { trait: "b", operator: MATCHES, values: ["b"] }] }',
      ].map(filter => `summary(${last(30)} ${filter}) { totalConversations }`),
    ],
    [
      'the more has to be known of the users of its segment',
      [
        '',
        'segment: { snapshotId: "1" }',
        'segment: { behavior: { did: { event: "a", withinDays: 90 } } }',
        'segment: { or: [{ behavior: { did: { event: "a", withinDays: 90 } } }, { behavior: { didNot: { event: "b", withinDays: 90 } } }] }',
        'segment: { metric: { metric: LAST_ACTIVE, operator: GREATER_THAN, value: "-7d" } }',
        'segment: { metric: { metric: TOTAL_SESSIONS, operator: GREATER_THAN, value: 3 } }',
      ].map(segment => `messageStats(${last(30)} ${segment}) { messages }`),
    ],
    [
      'the more steps and exclusions its funnel has',
      [
        `steps: [${steps(2)}]`,
        `steps: [${steps(5)}]`,
        `steps: [${steps(5)}], exclusions: [{ event: "x" }]`,
        `steps: [${steps(20)}], exclusions: [{ event: "x" }, { event: "y" }]`,
      ].map(of => `funnel(input: { ${of} }) { totalUsers }`),
    ],
    [
      'the more lists of users its groups have',
      [
        'first: 25 }) { breakdown { value steps { users } } }',
        'first: 100 }) { breakdown { value steps { users } } }',
        'first: 25 }) { breakdown(values: ["a"]) { steps { converted { nodes { userId } } } } }',
        'first: 1 }) { breakdown { steps { converted { nodes { userId } } } } }',
        'first: 25 }) { breakdown { steps { converted { nodes { userId } } } } }',
        'first: 25 }) { breakdown { steps { converted { totalCount nodes { userId } } } } }',
      ].map(of =>
        `funnel(input: { steps: [${steps(3)}], breakdown: { property: "plan", ${of}`.replace('})', '} })'),
      ),
    ],
    [
      'the more its ties may be in any order',
      ['', 'ties: ANY_ORDER'].map(
        ties => `funnel(input: { steps: [${steps(2)}, ${steps(2)}], ${ties} }) { totalUsers }`,
      ),
    ],
    [
      'the longer the window after its range',
      [1, 30, 300].map(
        days =>
          `funnel(input: { steps: [${steps(2)}], range: { between: { from: "2020-01-01T00:00:00Z", to: "2020-02-01T00:00:00Z" } }, windowSeconds: ${days * 86_400} }) { totalUsers }`,
      ),
    ],
    [
      'the larger its table of cohorts is',
      [
        '{}',
        '{ periods: 52 }',
        `{ interval: DAY, periods: 366, ${last(90)} }`,
        `{ interval: DAY, periods: 366, ${last(90)}, entry: RECURRING, value: { measure: SUM } }`,
      ].map(input => `cohorts(input: ${input}) { rows { cells { users } } }`),
    ],
    [
      'the more names its return has',
      [
        '{ event: "a" }',
        '{ anyOf: [{ event: "a" }, { event: "b" }] }',
        '{ anyOf: [{ event: "a" }, { event: "b", filter: { dimension: CHANNEL, values: ["c"] } }] }',
        '{}',
      ].map(back => `cohorts(input: { return: ${back} }) { size }`),
    ],
    [
      'the less its units are users with any event',
      ['', 'occurrences: { count: 2 }'].map(option => `stickiness(input: { ${option} }) { activeUsers }`),
    ],
    [
      'the more histograms of sessions it selects',
      [
        'dau',
        'dau sessionLengths { sessions }',
        'dau sessionLengths { sessions } more: sessionLengths(edges: [60]) { sessions }',
      ].map(parts => `engagement { ${parts} }`),
    ],
    [
      'the more names its series have',
      [
        '{ event: "a" }, { event: "a", measure: UNIQUE_USERS }',
        '{ event: "a" }, { event: "b" }',
        '{ event: "a" }, { event: "b", measure: SUM, property: "c" }',
        '{ event: "a" }, { measure: SUM, property: "c" }',
      ].map(series => `timeSeries(input: { series: [${series}] }) { timestamps }`),
    ],
    [
      'the more groups its series have, and the more ranges they cover',
      [
        '}',
        'breakdown: { dimension: CHANNEL }, first: 1 }',
        'breakdown: { dimension: CHANNEL } }',
        'breakdown: { dimension: CHANNEL }, first: 100 }',
        'breakdown: { dimension: CHANNEL }, first: 100 }, compare: { period: PREVIOUS_PERIOD }',
      ].map(
        rest =>
          `timeSeries(input: { series: [{ event: "a" }], ${rest}) { series { values total previousTotal } }`,
      ),
    ],
    [
      'the longer the range is over which a saved funnel is asked',
      ['', `, ${last(60)}`, `, ${last(60)}, compare: { period: PREVIOUS_PERIOD }`].map(
        more => `funnel(id: "1"${more}) { totalUsers previous { totalUsers } }`,
      ),
    ],
    ['the more rows it shows', [1, 10, 100].map(first => `events(first: ${first}) { nodes { properties } }`)],
    [
      'the more often it selects a part',
      ['steps { users }', 'trend { totalUsers }', 'a: trend { totalUsers } b: trend { totalUsers }'].map(
        part => `funnel(input: { steps: [${steps(2)}] }) { totalUsers ${part} }`,
      ),
    ],
  ])('%s', (_, fields) => {
    const costs = fields.map(field => costOf(`{ ${field} }`))
    expect(costs).toEqual([...new Set(costs)].sort((a, b) => a - b))
  })

  test('twice as much with a comparison range of the same length', () => {
    const alone = costOf(`{ stats(${last(90)}) { conversations sessions } }`)
    const compared = costOf(
      `{ stats(${last(90)}, compare: { period: PREVIOUS_PERIOD }) { conversations sessions previous { conversations sessions } } }`,
    )
    expect(compared).toBeGreaterThanOrEqual(2 * alone - 1)
    expect(compared).toBeLessThanOrEqual(2 * alone + 1)
  })
})

test.each([
  ['a funnel', `funnel(input: { steps: [${steps(3)}] }`, 'totalUsers'],
  ['the lifecycle', 'lifecycle(interval: WEEK', 'buckets { newUsers }'],
  ['stickiness', 'stickiness(interval: DAY', 'activeUsers'],
  ['cohorts', 'cohorts(interval: WEEK', 'size'],
  ['paths', 'paths(input: { anchor: { event: "a" } }', 'occurrences'],
])(
  '%s costs twice as much with the numbers of another range, or with changes alone',
  (_, question, field) => {
    const ask = (compare: string, more: string) => costOf(`{ ${question}${compare}) { ${field} ${more} } }`)
    const compare = ', compare: { period: PREVIOUS_PERIOD }'
    const alone = ask('', '')
    const changes = question.startsWith('lifecycle') ? 'buckets { changes { field } }' : 'changes { field }'
    expect(ask('', `previous { ${field} }`)).toBeLessThanOrEqual(alone + 1)
    for (const more of [`previous { ${field} }`, changes, `previous { ${field} } ${changes}`]) {
      expect(ask(compare, more)).toBeGreaterThanOrEqual(2 * alone - 2)
      expect(ask(compare, more)).toBeLessThanOrEqual(2 * alone + 2)
    }
  },
)

test('the cost by hand: two statements over 90 days, and 90 buckets of two values', () => {
  // Conversations cost 2 + 18 × 3, sessions of each day 2 + 40 × 3, a bucket 0.03 + 2 × 0.001; its own fields once.
  expect(costOf(`{ stats(${last(90)}) { conversations buckets { start sessions } } }`)).toBe(
    Math.ceil(56 + 122 + 90 * 0.032 + 0.001 + 0.012),
  )
})

test('additive numbers are not read from events, unless a filter narrows them', () => {
  const [all, narrowed] = ['', 'filter: { dimension: CHANNEL, values: ["web"] }'].map(filter =>
    costOf(`{ stats(${last(90)} ${filter}) { events activeUsers tokens } }`),
  )
  expect(all).toBe(6)
  // 2 + 18 × 3 × (1 + 0.3 + 0.15)
  expect(narrowed).toBe(81)
})

test('the SQL of a metric decides whether ClickHouse can keep its totals', () => {
  const sqlOf = (metric: EventMetric) => JSON.stringify(aggregateOf(metric))
  expect(sqlOf('conversations')).toMatch(/uniqExact/)
  expect(sqlOf('apiP95Ms')).toMatch(/quantile/)
  expect(sqlOf('activeUsers')).not.toMatch(/uniqExact|quantile/)
})

test('the page about costs has the actual costs', () => {
  const page = readFileSync('docs/costs.md', 'utf8')
  const examples = [...page.matchAll(/^\| `(\{.+\})`.* \| ([\d,]+) \|$/gm)]
  expect(examples.length).toBeGreaterThan(4)
  for (const [, query, points] of examples)
    expect(costOf(query!), query).toBe(Number(points!.replace(',', '')))
  const [, dashboard] = /^\| the \[dashboard of the README\].* \| (\d+) \|$/m.exec(page)!
  expect(costOf(readmeDashboard)).toBe(Number(dashboard))
})

describe('the limit', () => {
  test('of a minute lets a caller refresh the dashboard of the README every 5 s', () => {
    expect(costOf(readmeDashboard) * (60 / 5)).toBeLessThan(rates.query)
  })

  const everyNumber =
    'events totalUsers activeUsers newUsers sessions averageSessionSeconds conversations messages tokens costUsd'
  const stats = `stats(${last(90)}) { ${everyNumber} buckets { start ${everyNumber} } }`

  test('refuses the most expensive numbers of 90 days 20 times in one request, and accepts three of them', () => {
    const times = (count: number) =>
      `{ ${Array.from({ length: count }, (_, i) => `a${i}: ${stats}`).join(' ')} }`
    expect(costOf(times(20))).toBeGreaterThan(limits.complexity)
    expect(costOf(times(3))).toBeLessThan(limits.complexity / 2)
  })

  test('leaves room beside a dashboard', () => {
    const dashboard = costOf(`{
      overview { summary { totalEvents activeUsersToday } stats { buckets { start events activeUsers } }
        users { logins sessions } topUsers { users { user { userId } messages } } ai { calls p95Ms costUsd } }
      summary { totalEvents totalUsers totalConversations }
      stats(${last(30)}) { ${everyNumber} buckets { start ${everyNumber} } }
      timeSeries(input: { measure: UNIQUE_USERS }) { timestamps series { values } }
    }`)
    expect(dashboard).toBeLessThan(limits.complexity / 5)
  })

  test('accepts every number of a year, and its comparison', () => {
    const year = `stats(${last(1, 'YEAR')}, interval: MONTH, compare: { period: PREVIOUS_YEAR })`
    expect(costOf(`{ ${year} { ${everyNumber} previous { ${everyNumber} } } }`)).toBeLessThan(
      limits.complexity,
    )
  })
})

describe('a dashboard of twelve questions in one request', () => {
  test.each(['', 'compare: { period: PREVIOUS_PERIOD }'])(
    'costs a tenth of a minute at most and may refresh every 5 seconds: %s',
    compare => {
      const cost = costOf(dashboard(compare))
      expect(cost).toBeLessThan(limits.complexity)
      expect(cost).toBeLessThan(rates.query / 10)
      expect(12 * cost).toBeLessThan(rates.query)
    },
  )

  test('costs as much as the questions alone, but for the rounding', () => {
    const alone = dashboard().matchAll(/^ {4}(\w[\s\S]+?)\n(?= {4}\w| {2}\})/gm)
    const costs = [...alone].map(([, question]) => costOf(`{ ${question} }`))
    expect(costs).toHaveLength(12)
    const sum = costs.reduce((a, b) => a + b)
    expect(sum - costOf(dashboard())).toBeGreaterThanOrEqual(0)
    expect(sum - costOf(dashboard())).toBeLessThan(12)
  })
})

describe('the numbers of the users of a page', () => {
  const numbersOf = (page: string, numbers: string) =>
    costOf(`{ ${page} { nodes { userId analytics { ${numbers} } } } }`)

  test('cost a statement for each source, however many users there are', () => {
    // The page of 2; events of 2 + 8; and for each user two objects and two values.
    expect(numbersOf('users(first: 100)', 'messages')).toBe(Math.ceil(12 + 100 * 0.022))
    expect(numbersOf('users(first: 1)', 'messages')).toBe(Math.ceil(12 + 0.022))
    // Sessions read the events twice: 2 + 16.
    expect(numbersOf('users(first: 100)', 'messages costUsd sessions')).toBe(Math.ceil(30 + 100 * 0.024))
  })

  test('cost the statements again for each page that is answered on its own', () => {
    const steps = 'steps: [{ event: "a" }, { event: "b" }]'
    const users = (numbers: string) =>
      costOf(
        `{ funnel(input: { ${steps} }) { steps { converted(first: 1) { nodes { userId ${numbers} } } } } }`,
      )
    // A page for each of the two steps.
    expect(users('analytics { messages }') - users('')).toBe(2 * 10)
  })

  test('cost the statements once for the users of the rows of a page', () => {
    // The page of 2; for each event three objects and a value; the users of 2, and their numbers of 10.
    const numbers = 'user { analytics { messages } }'
    expect(costOf(`{ events(first: 1000) { nodes { ${numbers} } } }`)).toBe(Math.ceil(2 + 1_000 * 0.031 + 12))
  })

  test('cost the statements again for each alias', () => {
    const alias = (name: string) => `${name}: analytics { messages }`
    const [one, two] = [alias('a'), `${alias('a')} ${alias('b')}`].map(numbers =>
      costOf(`{ users(first: 1) { nodes { ${numbers} } } }`),
    )
    expect(two! - one!).toBe(10)
  })
})

describe('a thing that each item of a page leads to', () => {
  test('costs one statement for the page, and a row of each item', () => {
    // Two statements of 2, and for each message two objects and a value.
    expect(costOf('{ messages(first: 100) { nodes { user { username } } } }')).toBe(
      Math.ceil(4 + 100 * 0.021),
    )
    expect(costOf('{ events(first: 100) { nodes { conversation { status } } } }')).toBe(
      Math.ceil(4 + 100 * 0.021),
    )
  })

  test('leads to numbers that cost their statements once for the page too', () => {
    // Besides, the events of the users: 2 + 8.
    expect(costOf('{ messages(first: 100) { nodes { user { analytics { messages } } } } }')).toBe(
      Math.ceil(14 + 100 * 0.031),
    )
  })
})

test('things by their ids cost a statement for each type, and a row for each', () => {
  const nodes = (...ids: string[]) => costOf(`{ nodes(ids: ${JSON.stringify(ids)}) { id } }`)
  const [ann, bob] = ['ann', 'bob'].map(externalId => nodeIdOf('User', { externalId }))
  expect(nodes(ann!, bob!)).toBe(Math.ceil(2 + 2 * 0.011))
  expect(nodes(ann!, bob!, '1')).toBe(Math.ceil(4 + 3 * 0.011))
  expect(nodes()).toBe(2)
  // As much as 100, though the question will be refused.
  expect(nodes(...Array<string>(1_000).fill('1'))).toBe(Math.ceil(2 + 100 * 0.011))
  expect(nodes('wrong')).toBe(Math.ceil(2 + 0.011))
})

test('a selection on an interface costs as much as its most expensive type', () => {
  const page = (fields: string) => costOf(`{ events(first: 1000) { nodes { ${fields} } } }`)
  const name = page('__typename')
  // A JSON value, 0.25, for each event of either kind; no event is of both.
  expect(page('__typename ... on Message { properties }') - name).toBe(250)
  expect(page('__typename ... on Message { properties } ... on AiCall { properties model }') - name).toBe(251)
  expect(page('__typename ... on Event { properties }') - name).toBe(250)
})

describe('an overview', () => {
  test('costs as much as its parts as separate questions', () => {
    const parts: Record<string, string> = {
      stats: 'stats { conversations buckets { sessions } }',
      users: 'userStats { sessions }',
      messages: 'messageStats { messages p95Ms }',
      engagement: 'engagement { wau days { dau } }',
      performance: 'performance { api { p95Ms } models { calls } }',
    }
    for (const [part, question] of Object.entries(parts)) {
      const selection = question.slice(question.indexOf('{'))
      const difference = costOf(`{ overview { ${part} ${selection} } }`) - costOf(`{ ${question} }`)
      expect(Math.abs(difference), part).toBeLessThanOrEqual(1)
    }
  })

  test('passes its range on to its parts', () => {
    const costs = [7, 30, 90].map(days =>
      costOf(`{ overview(${last(days)}) { topUsers { users { rank } } } }`),
    )
    // 2 + 34 for each 30 days.
    expect(costs).toEqual([11, 37, 105])
  })
})

test('a null costs as much as the default', () => {
  const usual = costOf(`{ topUsers { users { rank } } stats { events buckets { events } } }`)
  const query = `query ($first: Int) {
    topUsers(first: $first, weekStart: null) { users { rank } } stats(interval: null) { events buckets { events } }
  }`
  expect(costOf(query, { first: null })).toBe(usual)
})

describe('a question that will be refused', () => {
  test.each([
    ['the wrong way round', 'between: { from: "2026-02-01T00:00:00Z", to: "2026-01-01T00:00:00Z" }'],
    ['of days the wrong way round', 'dates: { from: "2026-02-01", to: "2026-01-01" }'],
    ['of no day', 'last: { count: 0, unit: DAY }'],
    ['of fewer', 'last: { count: -2147483648, unit: YEAR }'],
  ])('costs a day for a range %s', (_, range) => {
    const day = costOf(`{ stats(${last(1)}) { conversations buckets { start } } }`)
    expect(costOf(`{ stats(range: { ${range} }) { conversations buckets { start } } }`)).toBe(day)
  })

  test('costs no more than the largest valid one', () => {
    const costs = (largest: string, tooLarge: string) =>
      [largest, tooLarge].map(field => costOf(`{ ${field} }`))
    const same = [
      costs('events(first: 1000) { nodes { name } }', 'events(first: 2147483647) { nodes { name } }'),
      costs('aiModels(first: 1000) { models { calls } }', 'aiModels(first: 1001) { models { calls } }'),
      costs(`dailyStats(days: 365) { date }`, `dailyStats(days: 366) { date }`),
      costs(`stats(${last(366)}) { sessions }`, `stats(${last(2_147_483_647, 'YEAR')}) { sessions }`),
      costs(
        `paths(input: { anchor: { event: "a" }, depth: 5 }) { users }`,
        `paths(input: { anchor: { event: "a" }, depth: 2147483647 }) { users }`,
      ),
    ]
    for (const [largest, tooLarge] of same) expect(tooLarge).toBe(largest)
  })

  test.each([
    'funnel(input: { steps: [] }) { totalUsers }',
    'funnel { totalUsers steps { name } }',
    'funnel(input: { steps: [{ anyOf: [] }, {}], windowSeconds: -1, exclusions: [] }) { trend { totalUsers } }',
    'cohorts(input: { periods: -5, brackets: [] }) { rows { cells { users } } }',
    'cohorts(input: { brackets: [-2147483648, 2147483647] }) { groups { rows { size } } }',
    'paths(input: { anchor: {}, depth: -1, first: -1 }) { paths { events } }',
    'summary(filter: { and: [] }) { totalEvents }',
    'summary(filter: {}) { totalEvents }',
    'summary(segment: { and: [] }) { totalEvents }',
    'summary(segment: { behavior: { did: { withinDays: -1 } } }) { totalEvents }',
    'topUsers(first: -1) { users { rank } }',
    'dailyStats(days: -2147483648) { date }',
  ])('costs something, even if it is invalid: %s', field => {
    const cost = costOf(`{ ${field} }`)
    expect(cost).toBeGreaterThan(0)
    expect(cost).toBeLessThan(limits.complexity)
  })

  test('costs nothing if its variables do not fit', () => {
    const query = 'query ($range: DateRangeInput!) { stats(range: $range) { events } }'
    expect(costOf(query, { range: { last: { count: 'many', unit: 'DAY' } } })).toBe(0)
    expect(costOf(query)).toBe(0)
  })
})

test('fragments, variables and directives cost as much as their expansion', () => {
  const plain = costOf(`{ stats(${last(90)}) { conversations buckets { sessions } } }`)
  const query = `query ($range: DateRangeInput, $no: Boolean = false) {
    stats(range: $range) { ...F sessions @include(if: $no) }
  }
  fragment F on PlatformStats { conversations ... { buckets { sessions } } }`
  expect(costOf(query, { range: { last: { count: 90, unit: 'DAY' } } })).toBe(plain)
  expect(costOf(query, { range: { last: { count: 90, unit: 'DAY' } }, no: true })).toBeGreaterThan(
    plain + 100,
  )
})

test('an explained change reads the total and each breakdown twice in both ranges; a label counts as a condition', () => {
  // For each range 2 + 1 for the total, and twice 2 + 18 × 1.09 for the values and their numbers.
  const byModel = `metric: { name: costUsd }, by: [{ dimension: MODEL }], ${last(30)}`
  expect(costOf(`{ explainChange(${byModel}) { change } }`)).toBe(Math.ceil(2 * (3 + 2 * 21.62) + 11 * 0.001))
})

test('a simulation reads the models and their tokens, and advice the bots, the tokens and the conversations', () => {
  const map = 'map: [{ from: { model: "a" }, to: { model: "b" } }]'
  expect(costOf(`{ simulateCost(${map}, ${last(30)}) { calls } }`)).toBe(Math.ceil(2 + 2.5 + 2 + 6 + 0.001))
  expect(costOf(`{ costAdvice(${last(30)}, first: 10) { totalCount } }`)).toBe(Math.ceil(2 * 8 + 10 + 0.01))
})
