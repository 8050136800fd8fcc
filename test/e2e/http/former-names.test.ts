import { afterAll, beforeAll, expect, test } from 'vitest'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

test('clients that use names from before version 1 get the same values', async () => {
  const { answer } = story(app, 'former names')
  await answer(`mutation($facts: [AnyFactInput!]!) { track(input: { facts: $facts }) { accepted } }`, {
    facts: [
      { event: { name: 'open', timestamp: '2024-03-01T10:00:00Z' } },
      { aiCall: { model: 'unknown-1', conversationId: 'c', timestamp: '2024-03-01T11:00:00Z' } },
    ],
  })
  expect(
    await answer(`{
      events { nodes { kind eventKind } }
      conversation(id: "c") { lastFactAt lastEventAt }
    }`),
  ).toEqual({
    events: {
      nodes: [
        { kind: 'AI_CALL', eventKind: 'AI_CALL' },
        { kind: 'EVENT', eventKind: 'CUSTOM' },
      ],
    },
    conversation: { lastFactAt: '2024-03-01T11:00:00.000Z', lastEventAt: '2024-03-01T11:00:00.000Z' },
  })
  expect(
    await answer(`mutation {
      recomputeCosts(input: { range: { from: "2024-03-01T00:00:00Z", to: "2024-03-02T00:00:00Z" }, dryRun: true }) {
        facts examined byModel { model facts examined }
      }
    }`),
  ).toEqual({
    recomputeCosts: { facts: 1, examined: 1, byModel: [{ model: 'unknown-1', facts: 1, examined: 1 }] },
  })
})

test('averages keep their former names, and a change has the present one once', async () => {
  const { answer } = story(app, 'former averages')
  const call = (timestamp: string, durationMs: number) => ({
    apiCall: { endpoint: '/', method: 'GET', statusCode: 200, timestamp, durationMs },
  })
  const message = { conversationId: 'c', role: 'ASSISTANT', responseTimeMs: 40 }
  await answer(`mutation($events: [AnyEventInput!]!) { track(input: { events: $events }) { accepted } }`, {
    events: [
      call('2024-02-29T10:00:00Z', 10),
      call('2024-03-01T10:00:00Z', 30),
      { message: { ...message, timestamp: '2024-03-01T10:00:00Z' } },
    ],
  })
  expect(
    await answer(
      `query($range: DateRangeInput!) {
        summary(range: $range, compare: { period: PREVIOUS_PERIOD }) {
          avgResponseTimeMs averageResponseTimeMs previous { before: avgResponseTimeMs } changes { field changeRate }
        }
        conversation(id: "c") { avgResponseTimeMs averageResponseTimeMs }
      }`,
      { range: { from: '2024-03-01T00:00:00Z', to: '2024-03-02T00:00:00Z' } },
    ),
  ).toEqual({
    summary: {
      avgResponseTimeMs: 30,
      averageResponseTimeMs: 30,
      previous: { before: 10 },
      changes: [{ field: 'averageResponseTimeMs', changeRate: 2 }],
    },
    conversation: { avgResponseTimeMs: 40, averageResponseTimeMs: 40 },
  })
})

test('conversations in numbers keep their former shape', async () => {
  const { answer } = story(app, 'former conversations')
  await answer(`mutation($events: [AnyEventInput!]!) { track(input: { events: $events }) { accepted } }`, {
    events: [
      {
        message: {
          conversationId: 'c',
          role: 'USER',
          botId: 'guide',
          channel: 'web',
          timestamp: '2024-03-05T10:00:00Z',
        },
      },
    ],
  })
  expect(
    await answer(`{
      conversationAnalytics(
        range: { from: "2024-03-01T00:00:00Z", to: "2024-04-01T00:00:00Z" }, groupBy: MONTH, botId: "guide", channel: "web"
      ) { conversations summary { conversations messages } timeline { start conversations } buckets { messages } }
    }`),
  ).toEqual({
    conversationAnalytics: {
      conversations: 1,
      summary: { conversations: 1, messages: 1 },
      timeline: [{ start: '2024-03-01T00:00:00.000Z', conversations: 1 }],
      buckets: [{ messages: 1 }],
    },
  })
})

test('codes, kinds and warnings have enums beside the texts that they replace', async () => {
  const { answer, ask } = story(app, 'former texts')
  await answer('mutation { trackEvent(input: { name: "open", userId: "ann" }) { status } }')
  const { catalog, audience } = await answer<{
    catalog: { events: object[]; metrics: { name: string; unit: string }[] }
    audience: { meta: object }
  }>(`{
    catalog { events { kind eventKind } metrics { name unit } }
    audience(by: { dimension: KIND }, first: 1) { groups { value } meta { warnings caveats { code } } }
  }`)
  expect(catalog.events).toEqual([{ kind: 'event', eventKind: 'CUSTOM' }])
  expect(catalog.metrics).toContainEqual({ name: 'aiErrorRate', unit: 'RATE' })
  expect(audience.meta).toEqual({ warnings: [], caveats: [] })
  await ask('{ funnel(input: { steps: [] }) { completionRate } }')
  await expect
    .poll(
      async () => {
        const { byText, byCode } = await answer<Record<'byText' | 'byCode', unknown>>(`{
        byText: auditLog(filter: { outcome: "BAD_USER_INPUT" }) { nodes { outcome fields } }
        byCode: auditLog(filter: { outcomes: [BAD_USER_INPUT, FORBIDDEN] }) { nodes { outcome fields } }
      }`)
        return [byText, byCode]
      },
      { timeout: 10_000 },
    )
    .toEqual(Array(2).fill({ nodes: [{ outcome: 'BAD_USER_INPUT', fields: ['funnel'] }] }))
})

test('what saves, adds and lists has its former names, in fragments and variables too', async () => {
  const { answer } = story(app, 'former verbs')
  const saved = await answer<Record<string, Record<string, { id: string } | null>>>(
    `mutation($funnel: SaveFunnelInput!, $cohorts: SaveCohortsInput!, $price: AddModelPriceInput!, $alias: AddModelAliasInput!) {
      saveFunnel(input: $funnel) { funnel { id } }
      saveCohorts(input: $cohorts) { ...saved }
      addModelPrice(input: $price) { ... on AddModelPricePayload { modelPrice { id } } }
      addModelAlias(input: $alias) { modelAlias { id } }
    }
    fragment saved on SaveCohortsPayload { cohorts { ... on CohortDefinition { id } } }`,
    {
      funnel: { name: 'kept', funnel: { steps: [{ event: 'a' }] } },
      cohorts: { name: 'kept', cohorts: {} },
      price: { provider: 'openai', model: 'mine', usage: 'INPUT', usdPerMillion: '1' },
      alias: { model: 'prod', targetProvider: 'openai', targetModel: 'gpt-4o' },
    },
  )
  const id = (mutation: string, field: string) => saved[mutation]![field]!.id
  const lists = await answer(`{
    funnels { nodes { id } } savedFunnels { nodes { id } }
    cohortDefinitions { nodes { ...name } } savedCohorts { nodes { __typename id } }
  }
  fragment name on CohortDefinition { name }`)
  const funnels = { nodes: [{ id: id('saveFunnel', 'funnel') }] }
  expect(lists).toEqual({
    funnels,
    savedFunnels: funnels,
    cohortDefinitions: { nodes: [{ name: 'kept' }] },
    savedCohorts: { nodes: [{ __typename: 'SavedCohorts', id: id('saveCohorts', 'cohorts') }] },
  })
  const [price, alias] = [id('addModelPrice', 'modelPrice'), id('addModelAlias', 'modelAlias')]
  expect(
    await answer(
      `mutation {
        endModelPrice(input: { id: "${price}", validTo: "9000-01-01T00:00:00Z" }) { ... on EndModelPricePayload { userErrors { code } } }
        deleteModelPrice(input: { id: "${price}" }) { ...deleted }
        deleteModelAlias(input: { id: "${alias}" }) { ... on DeleteModelAliasPayload { deletedId } }
      }
      fragment deleted on DeleteModelPricePayload { deletedId }`,
    ),
  ).toEqual({
    endModelPrice: { userErrors: [] },
    deleteModelPrice: { deletedId: price },
    deleteModelAlias: { deletedId: alias },
  })
})

test('the input of a question may still have its range and its calendar, and a time series one measure', async () => {
  const { answer, happened } = story(app, 'former inputs')
  await happened([
    { name: 'a', userId: 'ann', timestamp: '2024-03-01T23:30:00Z' },
    { name: 'b', userId: 'ann', timestamp: '2024-03-01T23:40:00Z' },
    { name: 'a', userId: 'bob', timestamp: '2024-03-02T10:00:00Z' },
  ])
  // In Berlin all of this is on 2 March.
  const former = `range: { from: "2024-03-01T23:00:00Z", to: "2024-03-02T23:00:00Z" }, timeZone: "Europe/Berlin", weekStart: SUNDAY`
  expect(
    await answer(
      `query ($series: TimeSeriesInput!, $measure: Measure!) {
        funnel(input: { steps: [{ event: "a" }, { event: "b" }], ${former} }) { totalUsers trend { totalUsers completionRate } }
        cohorts(input: { ${former}, interval: DAY, periods: 1 }) { size }
        lifecycle(input: { ${former}, interval: DAY }) { buckets { activeUsers } }
        stickiness(input: { ${former} }) { intervals activeUsers }
        paths(input: { ${former}, anchor: { event: "a" } }) { occurrences }
        timeSeries(input: { ${former}, event: "a", measure: $measure, interval: WEEK }) { timestamps series { group values } }
        whole: timeSeries(input: $series) { series { group values } }
      }`,
      {
        measure: 'UNIQUE_USERS',
        series: { event: 'a', range: { from: '2024-03-01T00:00:00Z', to: '2024-03-03T00:00:00Z' } },
      },
    ),
  ).toEqual({
    funnel: { totalUsers: 2, trend: [{ totalUsers: 2, completionRate: 0.5 }] },
    cohorts: { size: 2 },
    lifecycle: { buckets: [{ activeUsers: 2 }] },
    stickiness: { intervals: 1, activeUsers: 2 },
    paths: { occurrences: 2 },
    timeSeries: { timestamps: ['2024-02-24T23:00:00.000Z'], series: [{ group: null, values: [2] }] },
    whole: { series: [{ group: null, values: [1, 1] }] },
  })
})

test('users, conversations and snapshots are found by the ids and arguments of before', async () => {
  const { answer } = story(app, 'former ids')
  await answer(`mutation {
    trackMessage(input: { conversationId: "c", userId: "ann", role: USER }) { status }
    createSegment(input: { name: "a", condition: { trait: { key: "plan", values: ["pro"] } } }) { segment { id } }
  }`)
  expect(await answer('{ user(id: "ann") { userId } conversation(id: "c") { conversationId } }')).toEqual({
    user: { userId: 'ann' },
    conversation: { conversationId: 'c' },
  })
  const { segments } = await answer<{ segments: { nodes: { id: string }[] } }>(
    '{ segments { nodes { id } } }',
  )
  const [{ id }] = segments.nodes as [{ id: string }]
  await answer('mutation ($id: ID!) { snapshotSegment(input: { id: $id }) { snapshot { id } } }', { id })
  const { rows } = await app.services.database.pool.query<{ id: string }>(
    "select id from segment_snapshots where project = 'former ids'",
  )
  const query = 'query ($id: ID!) { previewSegment(input: { condition: { snapshotId: $id } }) { size } }'
  expect(await answer(query, rows[0]!)).toEqual({ previewSegment: { size: 0 } })
})
