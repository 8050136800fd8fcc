import { afterAll, beforeAll, expect, test } from 'vitest'
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
    { name: 'pay', userId: 'ann', channel: 'web', timestamp: at(1, 13) },
    { name: 'open', userId: 'bob', channel: 'app', timestamp: at(2) },
    { name: 'open', userId: 'cem', channel: 'web', timestamp: at(3) },
    { name: 'pay', userId: 'cem', channel: 'web', timestamp: at(3, 14) },
  ])
})
afterAll(() => app.close())

const march = '{ dates: { from: "2024-03-01", to: "2024-03-03" } }'
const steps = 'steps: [{ event: "open" }, { event: "pay" }]'

/** The answer of a question as data, and that of the field for its kind. */
async function bothWays(question: string, type: string, field: string, fields: string) {
  const { asked, own } = await shop.answer<{ asked: object; own: object }>(`{
    asked: ask(question: ${question}, range: ${march}) { ... on ${type} { ${fields} } }
    own: ${field} { ${fields} }
  }`)
  expect(asked).toEqual(own)
  return asked
}

test('a funnel as data has the answer of the funnel', async () => {
  expect(
    await bothWays(
      `{ funnel: { ${steps} } }`,
      'Funnel',
      `funnel(input: { ${steps} }, range: ${march})`,
      'totalUsers completionRate steps { name users }',
    ),
  ).toEqual({
    totalUsers: 3,
    completionRate: 2 / 3,
    steps: [
      { name: 'open', users: 3 },
      { name: 'pay', users: 2 },
    ],
  })
})

test.each([
  [
    '{ cohorts: { interval: DAY, periods: 2 } }',
    'Cohorts',
    'cohorts(input: { interval: DAY, periods: 2 },',
    'size rows { start size }',
  ],
  ['{ lifecycle: {} }', 'Lifecycle', 'lifecycle(', 'buckets { start newUsers dormant }'],
  ['{ stickiness: {} }', 'Stickiness', 'stickiness(', 'intervals rows { intervals users }'],
  [
    '{ paths: { anchor: { event: "open" } } }',
    'Paths',
    'paths(input: { anchor: { event: "open" } },',
    'occurrences steps { links { from to users } }',
  ],
  [
    '{ timeSeries: { series: [{ event: "pay" }] } }',
    'TimeSeries',
    'timeSeries(input: { series: [{ event: "pay" }] },',
    'timestamps series { name values total }',
  ],
  ['{ topUsers: { first: 2 } }', 'TopUsers', 'topUsers(first: 2,', 'users { rank events user { userId } }'],
])('%s has the answer of the field for its kind', async (question, type, field, fields) => {
  const answer = await bothWays(question, type, `${field} range: ${march})`, fields)
  expect(JSON.stringify(answer)).toMatch(/[1-9]/)
})

test('a list has the first things in the range of the question, in its order', async () => {
  const { ask } = await shop.answer<{ ask: object }>(`{
    ask(question: { list: { events: { filter: { name: "open" }, orderBy: { direction: ASC }, first: 2 } } },
      dates: { from: "2024-03-02", to: "2024-03-03" }) {
      __typename ... on EventConnection { nodes { user { userId } } totalCount }
    }
  }`)
  expect(ask).toEqual({
    __typename: 'EventConnection',
    nodes: [{ user: { userId: 'bob' } }, { user: { userId: 'cem' } }],
    totalCount: 2,
  })
})

test('the days of a list are those of the time zone beside it', async () => {
  const { ask } = await shop.answer<{ ask: { nodes: object[] } }>(`{
    ask(question: { list: { events: {} } }, dates: { from: "2024-03-04", to: "2024-03-04" },
      timeZone: "Pacific/Kiritimati") { ... on EventConnection { nodes { name timestamp } } }
  }`)
  expect(ask.nodes).toEqual(
    [
      { name: 'pay', timestamp: at(3, 14) },
      { name: 'open', timestamp: at(3, 12) },
    ].map(({ name, timestamp }) => ({ name, timestamp: timestamp.replace('Z', '.000Z') })),
  )
})

test('a question is compared where its asker says so', async () => {
  const { ask } = await shop.answer<{ ask: object }>(`{
    ask(question: { funnel: { ${steps} } }, dates: { from: "2024-03-03", to: "2024-03-03" },
      compare: { period: PREVIOUS_PERIOD }) { ... on Funnel { totalUsers previous { totalUsers } } }
  }`)
  expect(ask).toEqual({ totalUsers: 1, previous: { totalUsers: 1 } })
})

test('only the fragment on the type of the answer is answered', async () => {
  const { ask } = await shop.answer<{ ask: object }>(`{
    ask(question: { topUsers: {} }, range: ${march}) {
      ... on Funnel { totalUsers } ... on TopUsers { users { rank } } ... on Cohorts { size }
    }
  }`)
  expect(ask).toEqual({ users: [{ rank: 1 }, { rank: 2 }, { rank: 3 }] })
})

test('fragments on the union and on an interface of the answer are answered, and cost the same', async () => {
  const asked = async (question: string, answer: string, fragments = '') => {
    const response = await fetch(app.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${app.token('admin', 'shop')}` },
      body: JSON.stringify({
        query: `{ ask(question: ${question}, range: ${march}) { ${answer} } } ${fragments}`,
      }),
    })
    return (await response.json()) as { data: { ask: object }; extensions: { cost: number } }
  }
  const funnel = (answer: string, fragments?: string) => asked(`{ funnel: { ${steps} } }`, answer, fragments)
  const plain = await funnel('... on Funnel { totalUsers completionRate }')
  expect(plain.data.ask).toEqual({ totalUsers: 3, completionRate: 2 / 3 })
  const onAnswer =
    'fragment f on Answer { ... on Funnel { totalUsers completionRate } ... on Cohorts { size } }'
  for (const other of [
    await funnel('...f', onAnswer),
    await funnel('... on Answer { ... on Funnel { totalUsers completionRate } }'),
    await funnel('... on FunnelMeasures { totalUsers completionRate }'),
  ])
    expect(other).toEqual(plain)
  const events = (answer: string, fragments?: string) =>
    asked('{ measure: { metrics: [{ name: events }] } }', answer, fragments)
  const inline = await events('... on MeasureAnswer { groups { numbers { value } } }')
  expect(inline.data.ask).toEqual({ groups: [{ numbers: [{ value: 5 }] }] })
  expect(
    await events('...f', 'fragment f on Answer { ... on MeasureAnswer { groups { numbers { value } } } }'),
  ).toEqual(inline)
})

test.each([
  [
    'a range in two forms',
    `question: { topUsers: {} }, range: ${march}, dates: { from: "2024-03-01", to: "2024-03-01" }`,
    'INVALID_RANGE',
    'dates',
  ],
  ['a saved funnel that does not exist', 'question: { funnelId: "123" }', 'NOT_FOUND', 'funnelId'],
  ['a saved cohort question that does not exist', 'question: { cohortsId: "x" }', 'NOT_FOUND', 'cohortsId'],
  ['too long a list', 'question: { list: { users: { first: 1001 } } }', 'INVALID_PAGE_SIZE', 'first'],
])('%s is refused', async (_, args, reason, field) => {
  expect(await shop.refusal(`{ ask(${args}) { __typename } }`)).toEqual({
    code: 'BAD_USER_INPUT',
    reason,
    field,
  })
})

test('a question of two kinds, or of none, is refused by GraphQL', async () => {
  for (const question of ['{ topUsers: {}, lifecycle: {} }', '{}']) {
    const { errors } = await shop.ask(`{ ask(question: ${question}) { __typename } }`)
    expect(errors[0]!.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED')
  }
})
