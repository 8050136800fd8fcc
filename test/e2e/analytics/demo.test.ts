import { afterAll, beforeAll, expect, test } from 'vitest'
import { customersOf, identifyCustomers } from '../../../src/cli/demo/identify-customers.ts'
import { type SampleEvent } from '../../../src/cli/demo/sample-event.ts'
import { sampleEvents } from '../../../src/cli/demo/sample-events.ts'
import { sendEvents } from '../../../src/cli/demo/send-events.ts'
import { selectionOf } from '../../../src/questions/table-of.ts'
import { schema } from '../../support/graphql/root-fields.ts'
import { type Given, smallestOperation } from '../../support/graphql/smallest-operation.ts'
import { wholeOperation } from '../../support/graphql/whole-operation.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'

const dayMs = 86_400_000
/** The last days of the sample: enough for every page, and sent in seconds. */
const days = 16

/**
 * The end of the sample. It is moved to the present: by its seed it would end today, and be another one at every hour, in which
 * by chance nobody gave a rating or met an error.
 */
const sampleEnd = Date.parse('2026-03-04T15:00:00Z')
const movedMs = Date.now() - sampleEnd
const sample = sampleEvents(1, new Date(sampleEnd))
  .filter(({ at }) => at > sampleEnd - days * dayMs)
  .map(toPresent)

function toPresent({ at, input, ...event }: SampleEvent): SampleEvent {
  const times = Object.entries(input).filter(([name]) => ['timestamp', 'startedAt', 'endedAt'].includes(name))
  const moved = times.map(([name, time]) => [name, new Date(Date.parse(time) + movedMs).toISOString()])
  return { ...event, at: at + movedMs, input: { ...input, ...Object.fromEntries(moved) } }
}

let app: TestApp
beforeAll(async () => {
  app = await startTestApp({
    MAX_COMPLEXITY: '1000000',
    MAX_ALIASES: '100',
    MAX_TOKENS: '1500',
    RATE_QUERY: '0',
  })
  const service = { url: app.url, token: app.token('service') }
  await sendEvents(sample, service, new AbortController().signal)
  await identifyCustomers(customersOf(sample), service)
  // PostgreSQL does this by itself within a minute; before, it plans lists for an empty table.
  await app.services.database.pool.query('analyze')
}, 240_000)
afterAll(() => app.close())

/**
 * Root fields without numbers about events: lists of stored things, and one thing by its id. Dashboards, and `ask` with them,
 * have a test below.
 */
const withoutNumbers = [
  ...[
    'ask',
    'dashboard',
    'dashboards',
    'shareLinks',
    'metrics',
    'savedMetrics',
    'savedQueries',
    'savedQuery',
    'validateQuery',
  ],
  // Its windows are minutes, in which the sample may be quiet.
  'realtime',
  // A bucket is compared with those of four weeks at least.
  'anomalies',
  ...['jobs', 'exports', 'export', 'reports', 'report', 'reportRuns'],
  ...['alerts', 'alert', 'alertEvents', 'budgets', 'budget', 'budgetStatus'],
  ...['webhooks', 'webhook', 'webhookDeliveries', 'destinations', 'destination', 'deadLetters'],
  ...['projects', 'project'],
  ...['apiKeys', 'savedCohorts', 'savedFunnels', 'segments', 'segment', 'modelPrices', 'modelAliases'],
  ...[
    'rateLimit',
    'auditLog',
    'user',
    'conversation',
    'node',
    'nodes',
    'funnels',
    'cohortDefinitions',
    'viewer',
    'settings',
  ],
]

const range = '{ last: { count: 7, unit: DAY } }'
const compare = '{ period: PREVIOUS_PERIOD }'
const steps = '[{ event: "signup" }, { event: "conversation_started" }, { event: "message" }]'

const talkers = new Set(sample.filter(({ kind }) => kind === 'conversation').map(({ input }) => input.userId))
/** The latest user who signed up or logged in on a device with a wrong clock, of those who had a conversation. */
const wrongClock = sample.findLast(
  ({ kind, clockAheadMs, input }) => kind === 'activity' && clockAheadMs && talkers.has(input.userId),
)!.input.userId

/** Arguments that ask about the sample. */
const given: Record<string, Record<string, Given>> = {
  aiCalls: { first: '200' },
  apiCalls: { filter: '{ success: false }', first: '200' },
  audience: { by: '{ trait: "plan" }', first: '2' },
  cohorts: { interval: 'DAY' },
  // As many as this user has.
  events: { filter: `{ userId: "${wrongClock}" }`, first: '200' },
  explainChange: { metric: '{ name: aiErrorRate }', by: '[{ dimension: MODEL }]' },
  funnel: { input: `{ steps: ${steps} }` },
  insights: { first: '100' },
  metric: { key: '"costUsd"' },
  // Of more than 30 conversations, as one in five is rated.
  messages: { filter: '{ botId: "hr-bot" }', first: '200' },
  paths: { input: '{ anchor: { event: "signup" }, first: 2 }' },
  previewAlert: {
    input:
      '{ question: { measure: { metrics: [{ name: messages }] } }, field: "metrics.messages", window: DAY_1, condition: { above: "1" } }',
  },
  previewMetric: { formula: '"costUsd"' },
  previewSegment: { input: '{ condition: { trait: { key: "plan", values: ["pro"] } } }' },
  query: { input: '{ sql: "SELECT name, count() AS events FROM events GROUP BY name" }' },
  simulateCost: { map: '[{ from: { model: "gpt-4o" }, to: { model: "gpt-4o-mini" } }]' },
  systemMetrics: { name: '"cpu_usage"', label: '"host"' },
  timeSeries: { input: '{ series: [{ event: "message" }], breakdown: { dimension: CHANNEL }, first: 2 }' },
  userActivities: { filter: `{ userId: "${wrongClock}" }` },
}

const query = schema.getQueryType()!
const questions = Object.values(query.getFields()).filter(({ name }) => !withoutNumbers.includes(name))

function operationOf(name: string): string {
  const takes = (argument: string) => query.getFields()[name]!.args.some(({ name }) => name === argument)
  const more = { ...(takes('range') && { range }), ...(takes('compare') && { compare }) }
  return wholeOperation(schema, smallestOperation(query, name, { ...more, ...given[name] }))
}

/** The paths in an answer, without positions in lists, with whether any value there says something. */
function saying(value: unknown, path: string, found = new Map<string, boolean>()): Map<string, boolean> {
  if (Array.isArray(value)) for (const item of value) saying(item, path, found)
  if (isObject(value))
    for (const [key, inner] of Object.entries(value)) saying(inner, `${path}.${key}`, found)
  else found.set(path, found.get(path) || isSomething(value))
  return found
}

/**
 * What may be empty: notes about an answer, addresses, which are not stored, what is good to be 0, the comparison of a
 * compared range, and the clock of what the platform itself sends.
 */
const mayBeEmpty =
  /\.meta\.|^(messages|aiCalls|apiCalls|systemMetricValues)\.nodes\.originalTimestamp$|\.(unpricedCalls|ipAddress|changePoints|previous\.active|otherOccurrences|previous\.(previous|changes))$/
/**
 * What only a question with a breakdown, a value, a name or a comparison has, what only a saved or a wrong formula has, and what
 * only some insights and advice have.
 */
const ofOtherQuestions =
  /^(previewAlert\.((lines|episodes)\.labels|episodes\.to|caveats\.field)|explainChange\.breakdowns\.(notAdditive|exactNotAdditive)|insights\.insights\.\w+_(users|usd|share)|simulateCost\.(models\.toProvider|notSimulated\.costUsd)|costAdvice\.advice\.cachedRate|metric\.(nullReason|metric\.(id|formula))|previewMetric\.(errors|answer\.(nullReason|isImprovement|metric\.(id|description)))|cohorts\.(.*\.)?(groups|value)|funnel\.(previous\.)?(name|breakdown)|paths\.changes\.isUpGood|engagement\.lifecycle\.changes)$/
/** What the sample has only in events of other kinds. */
const ofOtherKinds =
  /^(systemMetricValues\.nodes\.(sessionId|conversationId|channel|botId|userId|user|conversation)|(apiCalls|userActivities)\.nodes\.(conversationId|botId|conversation)|events\.nodes\.conversation(\..*)?|apiUsage\.users\.clientErrors|conversations\.nodes\.apiCalls\.totalCount|(users\.nodes|previewSegment\.members)\.analytics\.(apiErrors|apiErrorRate)|aiCalls\.nodes\.(properties|user|conversation|conversation\.(totalTokens|costUsd)))$/
const isExcused = (path: string) =>
  [mayBeEmpty, ofOtherQuestions, ofOtherKinds].some(pattern => pattern.test(path))

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A boolean says something either way; a number does unless it is 0. */
function isSomething(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0
  return typeof value === 'boolean' || (value !== null && Number(value) !== 0)
}

test.each(questions.map(({ name }) => name))('%s has something to show', async name => {
  const { data, errors } = await app.ask<Record<string, unknown>>(operationOf(name))
  expect(errors).toEqual([])
  const silent = [...saying(data![name], name)].filter(([, says]) => !says).map(([path]) => path)
  expect(silent.filter(path => !isExcused(path))).toEqual([])
})

const answers = (['MeasureAnswer', 'Lifecycle', 'Stickiness', 'Cohorts'] as const)
  .map(type => `... on ${type} ${selectionOf(type)}`)
  .join(' ')

/** The sample has a price for every model, and the cost of no call is reported by its sender. */
const emptyWidgets = ['unpriced']

test.each(['platform', 'models', 'behaviour'])(
  'every widget of the dashboard %s has something to show',
  async id => {
    const { data } = await app.ask<{ dashboard: { widgets: { key: string; answer: object }[] } }>(
      `{ dashboard(id: "${id}", range: ${range}) { widgets { key answer { ${answers} } } } }`,
    )
    const empty = data!.dashboard.widgets.filter(({ answer }) => !hasNumber(answer)).map(({ key }) => key)
    expect(empty.filter(key => !emptyWidgets.includes(key))).toEqual([])
  },
)

/** Whether an answer has a number other than 0 anywhere. */
const hasNumber = (value: unknown): boolean =>
  typeof value === 'object' && value !== null
    ? Object.values(value).some(hasNumber)
    : typeof value === 'number' && value !== 0
