import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { nodeIdOf, snapshotNumber } from '../../../src/entities/node-id.ts'
import { derivedRows, type Row } from '../../support/derived-rows.ts'
import { namedThings } from '../../support/graphql/named-things.ts'
import { oneOfEverything, type Things } from '../../support/graphql/one-of-everything.ts'
import { rootFields, schema } from '../../support/graphql/root-fields.ts'
import { wholeOperation } from '../../support/graphql/whole-operation.ts'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'

let app: TestApp
let other: Things
/** When the first user of the other project was first active: yesterday, soon after midnight. */
let firstAt: string
beforeAll(async () => {
  app = await startTestApp({
    MAX_COMPLEXITY: '1000000',
    MAX_TOKENS: '1500',
    MAX_ALIASES: '100',
    STORE_IP: 'true',
  })
  // Ids that are no other value in an answer.
  for (const table of [
    'definitions',
    'segment_snapshots',
    'model_prices',
    'model_aliases',
    'api_keys',
    'share_links',
  ])
    await app.services.database.pool.query(`select setval(pg_get_serial_sequence('${table}', 'id'), 70000)`)
  firstAt = new Date(Date.now() - 40 * 60_000).toISOString()
  other = await oneOfEverything(app, 'other', 'zebra')
  await oneOfEverything(app, 'own', 'horse')
  await oneOfEverything(app, 'neighbour', 'mouse')
})
afterAll(() => app.close())

const connection = '{ totalCount nodes { __typename } pageInfo { hasNextPage endCursor } }'
const errors = 'userErrors { code field message }'
const steps = 'steps: [{ event: "open" }, { event: "close" }]'

const rule =
  'question: { measure: { metrics: [{ name: messages }] } }, field: "metrics.messages", window: HOUR_1, condition: { above: "1" }'
const status = '{ allowed remainingUsd budgets { name spentUsd } }'
const saveBudget = (scope: string, id: string) =>
  `mutation { createBudget(input: { name: "${scope} ${id}", amountUsd: 1, period: { every: DAY }, scope: { ${scope}: "${id}" } }) { budget { spentUsd } ${errors} } }`
const block = 'blocks: [{ title: "a", text: "a" }]'

/**
 * Every place of the schema that names a thing. Most rows follow from the schema; a place without a row fails the first
 * test.
 */
const rows: Record<string, Row> = withBefore({
  ...derivedRows(),
  'User.analytics(segmentId)': segment(
    id => `{ user(id: "ann") { userId analytics(segmentId: "${id}") { events } } }`,
  ),
  'SegmentInput.segmentId': segment(id => [
    `{ previewSegment(input: { condition: { segmentId: "${id}" } }) { size knownUsers } }`,
    `mutation { createSegment(input: { name: "borrowed", condition: { segmentId: "${id}" } }) { segment { id } ${errors} } }`,
  ]),
  'SegmentInput.snapshotId': {
    names: 'snapshot',
    ask: id => [
      `{ previewSegment(input: { condition: { not: { snapshotId: "${id}" } } }) { size knownUsers } }`,
      `mutation { createSegment(input: { name: "borrowed", condition: { snapshotId: "${id}" } }) { segment { id } ${errors} } }`,
      `{ summary(segment: { snapshotId: "${id}" }) { totalEvents } }`,
    ],
  },
  'Query.segment(id)': segment(id => `{ segment(id: "${id}") { name size snapshots { totalCount } } }`),
  'UpdateSegmentInput.id': segment(id =>
    [
      'expectedVersion: 1, name: "taken over"',
      'expectedVersion: 7, condition: { trait: { key: "plan", operator: IS_SET } }',
      `expectedVersion: 1, condition: { segmentId: "${id}" }`,
    ].map(
      changes =>
        `mutation { updateSegment(input: { id: "${id}", ${changes} }) { segment { name } ${errors} } }`,
    ),
  ),
  'Query.funnel(id)': { names: 'funnel', ask: id => `{ funnel(id: "${id}") { totalUsers } }` },
  'Query.dashboard(id)': {
    names: 'dashboard',
    ask: id => `{ dashboard(id: "${id}") { name widgets { title } } }`,
  },
  'CreateDashboardInput.segmentId': segment(
    id =>
      `mutation { createDashboard(input: { name: "borrowed", widgets: [], segmentId: "${id}" }) { dashboard { id } ${errors} } }`,
  ),
  'UpdateDashboardInput.segmentId': segment(
    id =>
      `mutation { updateDashboard(input: { id: "999999999", expectedVersion: 1, segmentId: "${id}" }) { dashboard { id } ${errors} } }`,
  ),
  'Query.shareLinks(dashboardId)': {
    names: 'dashboard',
    ask: id => `{ shareLinks(dashboardId: "${id}") { totalCount } }`,
  },
  'CreateShareLinkInput.dashboardId': {
    names: 'dashboard',
    ask: id => `mutation { createShareLink(input: { dashboardId: "${id}" }) { token ${errors} } }`,
  },
  'RevokeShareLinkInput.id': {
    names: 'shareLink',
    ask: id => `mutation { revokeShareLink(input: { id: "${id}" }) { shareLink { id } ${errors} } }`,
  },
  'Query.export(id)': { names: 'export', ask: id => `{ export(id: "${id}") { id status downloadUrl } }` },
  'CancelExportInput.id': {
    names: 'export',
    ask: id => `mutation { cancelExport(input: { id: "${id}" }) { export { id } ${errors} } }`,
  },
  'DeleteExportInput.id': {
    names: 'export',
    ask: id => `mutation { deleteExport(input: { id: "${id}" }) { deletedId ${errors} } }`,
  },
  'StartExportInput.segmentId': segment(
    id =>
      `mutation { startExport(input: { list: USERS, format: CSV, segmentId: "${id}" }) { export { status } ${errors} } }`,
  ),
  'Query.cohorts(id)': { names: 'cohorts', ask: id => `{ cohorts(id: "${id}") { size } }` },
  'QuestionInput.funnelId': {
    names: 'funnel',
    ask: id => `{ ask(question: { funnelId: "${id}" }) { ... on Funnel { totalUsers } } }`,
  },
  'QuestionInput.cohortsId': {
    names: 'cohorts',
    ask: id => `{ ask(question: { cohortsId: "${id}" }) { ... on Cohorts { size } } }`,
  },
  'QueryQuestionInput.queryId': {
    names: 'query',
    ask: id => `{ ask(question: { query: { queryId: "${id}" } }) { ... on CustomQueryResult { rows } } }`,
  },
  'CustomQueryInput.queryId': {
    names: 'query',
    ask: id => `{ query(input: { queryId: "${id}" }) { rows } }`,
  },
  'MeasureInput.segmentId': segment(
    id =>
      `{ ask(question: { measure: { metrics: [{ name: events }], segmentId: "${id}" } }) { ... on MeasureAnswer { groupCount } } }`,
  ),
  'MeasureBreakdownInput.segmentIds': segment(
    id =>
      `{ ask(question: { measure: { metrics: [{ name: events }], by: [{ segmentIds: ["${id}"] }] } }) { ... on MeasureAnswer { groupCount } } }`,
  ),
  'TopUsersInput.segmentId': segment(
    id => `{ ask(question: { topUsers: { segmentId: "${id}" } }) { ... on TopUsers { users { events } } } }`,
  ),

  // An id from a client belongs to its project: the same id is another thing in each project.
  'IdentifyInput.userId': {
    names: 'user',
    ask: id =>
      `mutation { identify(input: { userId: "${id}", traits: { seen: 1 } }) { user { userId username traits } ${errors} } }`,
  },
  'IdentifyInput.anonymousId': {
    names: 'user',
    ask: id =>
      `mutation { identify(input: { anonymousId: "${id}", set: { seen: 2 } }) { user { userId traits } ${errors} } }`,
  },
  'AliasInput.userId': {
    names: 'user',
    ask: id =>
      `mutation { alias(input: { userId: "${id}", alias: "phone of ${id}" }) { user { userId username traits } ${errors} } }`,
  },
  'AliasInput.alias': {
    names: 'user',
    ask: id =>
      `mutation { alias(input: { userId: "owner of ${id}", alias: "${id}" }) { user { userId username traits } ${errors} } }`,
  },
  'Query.user(id)': user('id'),
  'Query.user(userId)': user('userId'),
  'Query.conversation(id)': conversation('id'),
  'Query.conversation(conversationId)': conversation('conversationId'),
  'Query.node(id)': nodes(id => `{ node(id: "${id}") { __typename id } }`),
  'Query.nodes(ids)': nodes(id => `{ nodes(ids: ["${id}"]) { __typename id } }`),
  'Query.conversationAnalytics(botId)': {
    names: 'bot',
    ask: id => `{ conversationAnalytics(botId: "${id}") { summary { conversations } } }`,
  },
  'Query.realtime(botId)': {
    names: 'bot',
    ask: id => `{ realtime(botId: "${id}") { activeUsers minutes { messages } } }`,
  },
  'Query.alertEvents(alertId)': {
    names: 'alert',
    ask: id => `{ alertEvents(alertId: "${id}") ${connection} }`,
  },
  'Query.previewAlert(id)': {
    names: 'alert',
    ask: id => `{ previewAlert(id: "${id}") { timesFired } }`,
  },
  'AlertReceiverInput.webhookId': {
    names: 'webhook',
    ask: id =>
      `mutation { createAlert(input: { name: "borrowed", ${rule}, notify: [{ webhookId: "${id}" }] }) { ${errors} } }`,
  },
  'Subscription.alertChanged(id)': {
    names: 'alert',
    ask: id => `subscription { alertChanged(id: "${id}") { name } }`,
  },
  'Subscription.jobChanged(id)': {
    names: 'job',
    ask: id => `subscription { jobChanged(id: "${id}") { kind } }`,
  },
  'Subscription.realtime(botId)': {
    names: 'bot',
    ask: id => `subscription { realtime(botId: "${id}") { activeUsers } }`,
  },
  'Query.reportRuns(reportId)': {
    names: 'report',
    ask: id => `{ reportRuns(reportId: "${id}") ${connection} }`,
  },
  'Query.reportRuns(after)': {
    list: after => `{ reportRuns(reportId: "${other.report}", first: 1${after}) ${connection} }`,
  },
  'CreateReportInput.segmentId': segment(
    id =>
      `mutation { createReport(input: { name: "borrowed", ${block}, segmentId: "${id}" }) { ${errors} } }`,
  ),
  'UpdateReportInput.segmentId': segment(
    id =>
      `mutation { updateReport(input: { id: "999999999", expectedVersion: 1, segmentId: "${id}" }) { ${errors} } }`,
  ),
  'CreateReportInput.dashboardId': {
    names: 'dashboard',
    ask: id =>
      `mutation { createReport(input: { name: "borrowed", dashboardId: "${id}" }) { report { name } ${errors} } }`,
  },
  'UpdateReportInput.dashboardId': {
    names: 'dashboard',
    ask: id =>
      `mutation { updateReport(input: { id: "999999999", expectedVersion: 1, dashboardId: "${id}" }) { ${errors} } }`,
  },
  'ResubscribeRecipientInput.reportId': {
    names: 'report',
    ask: id =>
      `mutation { resubscribeRecipient(input: { reportId: "${id}", email: "a@b.example" }) { report { name } ${errors} } }`,
  },
  'RotateWebhookSecretInput.id': {
    names: 'webhook',
    ask: id => `mutation { rotateWebhookSecret(input: { id: "${id}" }) { webhookSecret { url } ${errors} } }`,
  },
  'Query.webhookDeliveries(webhookId)': {
    names: 'webhook',
    ask: id => `{ webhookDeliveries(webhookId: "${id}") ${connection} }`,
  },
  'DestinationFilterInput.botIds': {
    names: 'bot',
    ask: id =>
      `mutation { createDestination(input: { name: "${id}", kind: SEGMENT, secret: "k", filter: { botIds: ["${id}"] } }) { ${errors} } }`,
  },
  'Query.deadLetters(after)': {
    list: after => `{ deadLetters(first: 1${after}) ${connection} }`,
  },
  'Query.deadLetters(destinationId)': {
    names: 'destination',
    ask: id => `{ deadLetters(destinationId: "${id}") ${connection} }`,
  },
  'DestinationIdInput.id': {
    names: 'destination',
    ask: id => `mutation { pauseDestination(input: { id: "${id}" }) { destination { name } ${errors} } }`,
  },
  'RewindDestinationInput.id': {
    names: 'destination',
    ask: id =>
      `mutation { rewindDestination(input: { id: "${id}", to: "2020-01-01T00:00:00Z" }) { destination { name } ${errors} } }`,
  },
  'RedeliverDeadLettersInput.ids': {
    names: 'deadLetter',
    ask: id =>
      `mutation { redeliverDeadLetters(input: { destinationId: "${other.destination}", ids: ["${id}"] }) { count ${errors} } }`,
  },
  'RedeliverDeadLettersInput.destinationId': {
    names: 'destination',
    ask: id => `mutation { redeliverDeadLetters(input: { destinationId: "${id}" }) { count ${errors} } }`,
  },
  'RedeliverInput.webhookId': {
    names: 'webhook',
    ask: id =>
      `mutation { redeliver(input: { webhookId: "${id}", since: "2020-01-01T00:00:00Z" }) { count ${errors} } }`,
  },
  'RedeliverInput.deliveryId': {
    names: 'webhookDelivery',
    ask: id => `mutation { redeliver(input: { deliveryId: "${id}" }) { count ${errors} } }`,
  },
  'WebhookFilterInput.segmentIds': segment(
    id =>
      `mutation { createWebhook(input: { name: "w", url: "https://a.example", events: [SEGMENT_LEFT], filter: { segmentIds: ["${id}"] } }) { ${errors} } }`,
  ),
  'WebhookFilterInput.alertIds': segment(
    id =>
      `mutation { createWebhook(input: { name: "${id}", url: "https://a.example", events: [ALERT_FIRING], filter: { alertIds: ["${id}"] } }) { ${errors} } }`,
  ),
  'RotateWebhookSecretInput.reportId': {
    names: 'report',
    ask: id =>
      `mutation { rotateWebhookSecret(input: { reportId: "${id}", url: "https://a.example" }) { ${errors} } }`,
  },
  'BudgetReceiverInput.webhookId': {
    names: 'webhook',
    ask: id =>
      `mutation { createBudget(input: { name: "notify ${id}", amountUsd: 1, period: { every: DAY }, scope: { model: "none" }, notify: [{ webhookId: "${id}" }] }) { ${errors} } }`,
  },
  'BudgetScopeInput.segmentId': segment(id => saveBudget('segmentId', id)),
  'BudgetScopeInput.userId': { names: 'user', ask: id => saveBudget('userId', id) },
  'ExportUserInput.userId': {
    names: 'user',
    ask: id => `mutation { exportUser(input: { userId: "${id}" }) { export { status } ${errors} } }`,
  },
  'StartExportInput.userId': {
    names: 'user',
    ask: id =>
      `mutation { startExport(input: { userId: "${id}", format: NDJSON }) { export { status } ${errors} } }`,
  },
  'BudgetScopeInput.botId': { names: 'bot', ask: id => saveBudget('botId', id) },
  'Query.budgetStatus(userId)': { names: 'user', ask: id => `{ budgetStatus(userId: "${id}") ${status} }` },
  'Query.budgetStatus(botId)': { names: 'bot', ask: id => `{ budgetStatus(botId: "${id}") ${status} }` },
  'ChangedInput.id': segment(
    id => `{ auditLog(filter: { changed: { kind: SEGMENT, id: "${id}" } }) { totalCount } }`,
  ),

  'User.activities(after)': ofAnn('activities'),
  'User.conversations(after)': ofAnn('conversations'),
  'User.events(after)': ofAnn('events'),
  'User.messages(after)': ofAnn('messages'),
  'User.aiCalls(after)': ofAnn('aiCalls'),
  'User.apiCalls(after)': ofAnn('apiCalls'),
  'Conversation.events(after)': ofChat('events'),
  'Conversation.messages(after)': ofChat('messages'),
  'Conversation.aiCalls(after)': ofChat('aiCalls'),
  'Conversation.apiCalls(after)': ofChat('apiCalls'),
  'FunnelStep.converted(after)': {
    list: after => `{ funnel(input: { ${steps} }) { steps { converted(first: 1${after}) ${connection} } } }`,
  },
  'FunnelStep.dropped(after)': {
    list: after => `{ funnel(input: { ${steps} }) { steps { dropped(first: 1${after}) ${connection} } } }`,
  },
  'FunnelPartStep.converted(after)': ofGroup('converted'),
  'FunnelPartStep.dropped(after)': ofGroup('dropped'),
  'Lifecycle.users(after)': {
    list: after =>
      `{ lifecycle(input: {}) { users(state: NEW, at: "${firstAt}", first: 1${after}) ${connection} } }`,
  },
  'Stickiness.users(after)': {
    list: after => `{ stickiness(input: {}) { users(intervals: 1, first: 1${after}) ${connection} } }`,
  },
  'Paths.usersBehind(after)': {
    list: after =>
      `{ paths(input: { anchor: { event: "open" } }) { usersBehind(first: 1${after}) ${connection} } }`,
  },
  'CohortRow.members(after)': {
    list: after => `{ cohorts { rows { members(first: 1${after}) ${connection} } } }`,
  },
  'CohortCell.members(after)': {
    list: after =>
      `{ cohorts(input: { criterion: ON_OR_AFTER }) { rows { cells(period: 0) { members(first: 1${after}) ${connection} } } } }`,
  },
  'CohortReturn.members(after)': {
    list: after =>
      `{ cohorts { rows { returnedInEntryBucket { members(first: 1${after}) ${connection} } } } }`,
  },
  'Segment.members(after)': ofSegment('members'),
  'Segment.snapshots(after)': ofSegment('snapshots'),
  'SegmentSnapshot.members(after)': {
    list: after =>
      `{ segments(first: 2) { nodes { snapshots(first: 1) { nodes { members(first: 1${after}) ${connection} } } } } }`,
  },
  // The last one: the users of the other rows are erased by it.
  'EraseUserInput.userId': {
    names: 'user',
    ask: id =>
      `mutation { eraseUser(input: { userId: "${id}", confirmation: "${id}" }) { job { kind } ${errors} } }`,
  },
})

/** A list takes the same cursors as `before`. */
function withBefore(rows: Record<string, Row>): Record<string, Row> {
  const before = Object.entries(rows).flatMap(([place, row]) =>
    'list' in row
      ? [
          [
            place.replace('(after)', '(before)'),
            { list: (after: string) => row.list(after.replace('after', 'before')) },
          ],
        ]
      : [],
  )
  return { ...rows, ...Object.fromEntries(before) }
}

function user(argument: string): Row {
  const answer = '{ userId username traits events { totalCount } analytics { events } }'
  return { names: 'user', ask: id => `{ user(${argument}: "${id}") ${answer} }` }
}

function conversation(argument: string): Row {
  return {
    names: 'conversation',
    ask: id => `{ conversation(${argument}: "${id}") { userId status messageCount } }`,
  }
}

/** The number of a segment as its id, and as that of a snapshot. `e2e/http/nodes` asks for things of every type. */
function nodes(ask: (id: string) => string): Row {
  return segment(id => [id, nodeIdOf('SegmentSnapshot', { id })].map(ask))
}

function segment(ask: (id: string) => string | string[]): Row {
  return { names: 'segment', ask }
}

function ofAnn(list: string): Row {
  return { list: after => `{ user(id: "ann") { ${list}(first: 1${after}) ${connection} } }` }
}

function ofChat(list: string): Row {
  return {
    list: after => `{ conversation(conversationId: "c") { ${list}(first: 1${after}) ${connection} } }`,
  }
}

function ofGroup(list: string): Row {
  const input = `{ ${steps}, breakdown: { trait: "none", first: 1 } }`
  return {
    list: after =>
      `{ funnel(input: ${input}) { breakdown(values: [null]) { steps { ${list}(first: 1${after}) ${connection} } } } }`,
  }
}

function ofSegment(list: string): Row {
  return { list: after => `{ segments(first: 2) { nodes { ${list}(first: 1${after}) ${connection} } } }` }
}

test('every place that names a thing is in the table', () => {
  const isOfOperators = (place: string) =>
    /^(Query\.projects?\(|((Create|Update|Delete)Project|ApplyRetention)Input\.)/.test(place)
  expect(Object.keys(rows).sort()).toEqual(namedThings(schema).filter(place => !isOfOperators(place)))
})

describe('a thing of another project is answered like an unknown one, if it is named by', () => {
  /** The parts that differ between any two requests. */
  const plain = (answer: object, id: string) =>
    JSON.stringify(answer)
      .replaceAll(JSON.stringify(id).slice(1, -1), '<id>')
      .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<time>')
      .replace(/event \d+/g, '<event>')
      .replace(/"nodes",\d+/g, '"nodes",<which>')

  const answerTo = async (query: string) => {
    const { status, data, errors } = await story(app, 'own').ask(query)
    // A subscription that is refused does not begin.
    const isRefusedStream = query.startsWith('subscription') && errors.length > 0
    expect([status, query]).toEqual([isRefusedStream ? 400 : 200, query])
    // The parts of an answer fail in any order.
    return { data, errors: errors.toSorted((a, b) => (String(a.path) < String(b.path) ? -1 : 1)) }
  }

  async function answers(place: string, row: Row, id: string): Promise<string> {
    const argument = place.endsWith('(before)') ? 'before' : 'after'
    const queries = 'ask' in row ? [row.ask(id)].flat() : [row.list(`, ${argument}: "${id}"`)]
    const all: object[] = []
    for (const query of queries) all.push(await answerTo(query))
    return plain(all, id)
  }

  /** Ids that no thing has in any project: of rows, and of names from clients. */
  const unusedId = (names: keyof Things) => (/^\d+$/.test(other[names]) ? '999999999' : 'unused')

  async function cursorOf(list: (after: string) => string): Promise<string> {
    const page = JSON.stringify(await story(app, 'other').answer(list('')))
    return /"endCursor":"([^"]+)"/.exec(page)![1]!
  }

  let before: object
  beforeAll(async () => {
    before = await everythingOf('other')
  })

  test.each(Object.entries(rows))('%s', async (place, row) => {
    const [foreign, absent] =
      'list' in row ? [await cursorOf(row.list), 'bm90aGluZw'] : [other[row.names], unusedId(row.names)]
    expect(await answers(place, row, foreign)).toBe(await answers(place, row, absent))
  })

  test('any of them, and nothing of it has changed', async () => {
    expect(await everythingOf('other')).toEqual(before)
  })
})

test('a definition with ids of another project reveals nothing about them', async () => {
  const { ask } = story(app, 'own')
  const condition = (id: string) => `{ not: { snapshotId: "${id}" } }`
  const save = (name: string, id: string) =>
    ask(
      `mutation { createFunnel(input: { name: "${name}", funnel: { ${steps}, segment: ${condition(id)} } }) { ${errors} } }`,
    )
  const remove = (id: string) =>
    ask(`mutation { deleteSegment(input: { id: "${id}" }) { deletedId ${errors} } }`)
  await save('about other', other.snapshot)
  await save('about nothing', '999999999')
  expect((await remove(other.segment)).data).toEqual((await remove('999999999')).data)
})

describe('no answer of a project contains a word of another one:', () => {
  const words = /zebra/i
  const questions = Object.entries(rootFields).filter(
    ([, { readers, operation }]) => readers !== 'super-admin' && !operation.startsWith('mutation'),
  )
  const whole = (operation: string) => wholeOperation(schema, operation)
  const answerTo = async (project: string, query: string) => {
    const { data, errors } = await story(app, project).ask(query)
    expect(errors).toEqual([])
    return JSON.stringify(data)
  }

  test.each(questions)('%s', async (_, { operation }) => {
    expect(await answerTo('neighbour', whole(operation))).not.toMatch(words)
  })

  test('the same questions in the other project do answer with such words', async () => {
    const revealing: string[] = []
    for (const [field, { operation }] of questions)
      if (words.test(await answerTo('other', whole(operation)))) revealing.push(field)
    const expected =
      'aiCalls apiCalls apiKeys apiUsage catalog savedCohorts conversations events exports funnels jobs messages modelAliases modelPrices'
    const more =
      'performance segments systemMetrics systemMetricValues topUsers unpricedModels userActivities users'
    expect(revealing).toEqual(expect.arrayContaining(`${expected} ${more}`.split(' ')))
  })

  test('searches for such words find nothing', async () => {
    const found = `{
      users(filter: { search: "zebra" }) { totalCount }
      catalog {
        events(search: "zebra") { name }
        properties(search: "zebra") { path }
        traits(search: "zebra") { key }
      }
    }`
    const nothing = { users: { totalCount: 0 }, catalog: { events: [], properties: [], traits: [] } }
    expect(await story(app, 'neighbour').answer(found)).toEqual(nothing)
    expect(await story(app, 'other').answer(found)).not.toEqual(nothing)
  })

  const changes = Object.entries(rootFields).filter(
    ([, { readers, operation }]) => readers !== 'super-admin' && operation.startsWith('mutation'),
  )
  test.each(changes)('%s', async (_, { operation }) => {
    expect(await answerTo('neighbour', operation)).not.toMatch(words)
  })
})

/** All rows of a project that mutations could write, in every table. */
async function everythingOf(project: string): Promise<object> {
  const { pool } = app.services.database
  await story(app, project).answer('{ summary { totalEvents } }')
  const { rows: tables } = await pool.query<{ name: string }>(
    `select table_name as name from information_schema.columns
     where table_schema = 'public' and column_name = 'project' order by 1`,
  )
  const kept = tables.filter(({ name }) => !['daily_stats', 'roll_ups'].includes(name))
  const all: Record<string, string[]> = {}
  for (const { name } of kept) {
    // The audit log also records the administrator's requests of this test.
    const changes = name === 'audit_log' ? "and kind = 'MUTATION'" : ''
    const { rows } = await pool.query<{ row: string }>(
      `select to_jsonb(t)::text as row from ${name} t where project = $1 ${changes} order by 1`,
      [project],
    )
    all[name] = rows.map(({ row }) => row)
  }
  const members = await pool.query('select * from segment_snapshot_members order by snapshot_id, user_no')
  return {
    ...all,
    members: members.rows.filter(({ snapshot_id }) => snapshot_id === snapshotNumber(other.snapshot)),
  }
}
