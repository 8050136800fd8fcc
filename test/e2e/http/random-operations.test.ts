import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { buildSchema, type DocumentNode, parse, print } from 'graphql'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { oneByOne } from '../../support/graphql/one-by-one.ts'
import { oneOfEverything } from '../../support/graphql/one-of-everything.ts'
import { toldApart, withoutApart } from '../../support/graphql/told-apart.ts'
import { type Operation, randomOperation, randomQuery } from '../../support/random/random-operation.ts'
import type { Known } from '../../support/random/random-value.ts'
import { rounds, seed, within } from '../../support/rounds.ts'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { eventsHappened } from '../../support/track-events.ts'

const schema = buildSchema(readFileSync('schema.graphql', 'utf8'))

/** A few events of every kind, so that questions find something. */
const happened = ['2026-01-05T10:00:00Z', '2026-02-01T10:00:00Z', new Date().toISOString()].flatMap(
  timestamp =>
    ['ann', 'bob'].flatMap(userId => {
      const event = {
        userId,
        timestamp,
        conversationId: `c-${userId}`,
        channel: 'web',
        properties: { plan: 'pro', seats: 3 },
      }
      return [
        { event: { ...event, name: 'signup' } },
        { activity: { ...event, type: 'login' } },
        { conversation: { ...event, startedAt: timestamp } },
        { message: { ...event, role: 'USER' } },
        { aiCall: { ...event, provider: 'openai', model: 'gpt-4o', inputTokens: 7, durationMs: 20 } },
        { apiCall: { ...event, endpoint: '/a', method: 'GET', statusCode: 200, durationMs: 5 } },
        { systemMetric: { timestamp, name: 'cpu', value: 0.5 } },
      ]
    }),
)

let app: TestApp

beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

const lists = [
  'events',
  'users',
  'conversations',
  'messages',
  'aiCalls',
  'apiCalls',
  'segments',
  'savedFunnels',
]

interface List {
  nodes: { id: string }[]
  pageInfo: { endCursor: string }
}

/** What a new project has: a few events, and one thing of each kind. */
async function projectWithThings(project: string): Promise<Known> {
  const things = await oneOfEverything(app, project, project)
  await eventsHappened(app, project, happened)
  const pages = await story(app, project).answer<Record<string, List>>(
    `{ ${lists.map(list => `${list}(first: 3) { nodes { id } pageInfo { endCursor } }`).join(' ')} }`,
  )
  const ids = Object.values(pages).flatMap(({ nodes }) => nodes.map(({ id }) => id))
  return {
    ...Object.fromEntries(lists.map(list => [`${list}.after`, [pages[list]!.pageInfo.endCursor]])),
    'cohorts.id': [things.cohorts],
    'funnel.id': [things.funnel],
    'segment.id': [things.segment],
    'node.id': ids,
    'nodes.ids': ids,
    id: [things.segment, things.funnel, things.cohorts],
    segmentId: [things.segment],
    snapshotId: [things.snapshot],
    userId: ['ann', 'bob', things.user],
    conversationId: ['c', 'c-ann', things.conversation],
    sessionId: [things.session],
    botId: [things.bot],
    'systemMetrics.name': ['cpu'],
  }
}

/** The answer as received. JSON.stringify turns values that JSON lacks into null, so the text is parsed too. */
async function answerTo(operation: Operation, project: string): Promise<{ status: number; body: string }> {
  const response = await fetch(app.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${app.token('admin', project)}` },
    body: JSON.stringify(operation),
  })
  const body = await response.text()
  JSON.parse(body)
  return { status: response.status, body }
}

/** A random test runs so many rounds, within a minute. */
const bounded = (numRuns: number) => ({
  numRuns,
  seed,
  interruptAfterTimeLimit: 60_000,
  endOnFailure: true,
})

test(
  'any operation gets a JSON answer without a bug',
  async () => {
    // Each login attempt costs a second on purpose.
    const askable = { schema, without: ['obtainToken'], known: await projectWithThings('random') }
    const statuses = new Map<number, number>()
    await fc.assert(
      fc.asyncProperty(fc.gen(), async gen => {
        const operation = randomOperation(askable, gen)
        const { status, body } = await answerTo(operation, 'random')
        statuses.set(status, (statuses.get(status) ?? 0) + 1)
        // 403 is the answer to what only operators of all projects may do.
        expect([200, 400, 401, 403, 429], body).toContain(status)
        expect(body, JSON.stringify(operation)).not.toContain('INTERNAL_SERVER_ERROR')
      }),
      bounded(rounds(500)),
    )
    // Some operations succeed, and some are refused only when they run.
    expect(statuses.get(200), `SEED=${seed}`).toBeGreaterThan(10)
  },
  within(120_000),
)

/** What tells about the request or about its moment: rates are per minute of a range that may end now. */
const ofTheRequest = [
  'Meta.asOf',
  'Meta.watermark',
  'Meta.explanation',
  'Query.rateLimit',
  'CallMeasures.callsPerMinute',
  // Windows that end now, the last count of budgets, and a link that is signed anew.
  'Query.realtime',
  'Query.previewAlert',
  'DestinationLag.seconds',
  'CustomQueryResult.executionTimeMs',
  'Budget.asOf',
  'Budget.forecastUsd',
  'Budget.exhaustsAt',
  'BudgetStatus.asOf',
  'Export.downloadUrl',
]

interface Answer {
  data?: Record<string, unknown> | null
  errors?: { path?: (string | number)[]; extensions: { code: string } }[]
}

/** The answer to one root field, with the codes of its errors and their paths. */
const answerOf = (root: string, { data, errors = [] }: Answer) => ({
  data: data?.[root],
  errors: errors
    .filter(({ path }) => path?.[0] === root)
    .map(({ path, extensions: { code } }) => `${path!.join('.')}: ${code}`)
    .sort(),
})

test(
  'root fields are answered together as each one is alone',
  async () => {
    // Each request is an entry of the audit log.
    const askable = { schema, without: ['auditLog'], known: await projectWithThings('compared') }
    const counts = { asked: 0, answered: 0 }
    await fc.assert(
      fc.asyncProperty(fc.gen(), async gen => {
        const { query, variables } = randomQuery(askable, gen)
        const document = toldApart(schema, parse(query), ofTheRequest)
        const ask = async (part: DocumentNode) =>
          withoutApart((await answerTo({ query: print(part), variables }, 'compared')).body) as Answer
        const together = await ask(document)
        counts.asked++
        if (!together.errors) counts.answered++
        // Together they may exceed a limit of a document.
        if (!together.data) {
          expect(together.errors?.[0]?.extensions.code, query).toBe('QUERY_TOO_COMPLEX')
          return
        }
        for (const part of oneByOne(document)) {
          const alone = await ask(part)
          const [root] = Object.keys(alone.data ?? {})
          const asked = JSON.stringify({ query: print(part), variables })
          expect(answerOf(root!, alone), asked).toEqual(answerOf(root!, together))
        }
      }),
      bounded(rounds(300, 30)),
    )
    // Ids and names are those of things that exist, so most of the documents are answered without any refusal.
    expect(counts.answered / counts.asked, `SEED=${seed}`).toBeGreaterThan(0.5)
  },
  within(120_000),
)
