import { vi } from 'vitest'
import { definitionKinds } from '../../../src/definitions/kinds/index.ts'
import type { DefinitionKindName } from '../../../src/entities/definition.ts'
import { nodeIdOf } from '../../../src/entities/node-id.ts'
import { enqueue } from '../../../src/jobs/enqueue.ts'
import { announced, deliveriesOf } from '../delivery/webhooks.ts'
import { exported } from '../exported.ts'
import { runOf, runReport } from '../reports.ts'
import { story } from '../story.ts'
import type { TestApp } from '../test-app.ts'
import { eventsHappened } from '../track-events.ts'
import { createDefinition, newDefinition, type Saved } from './definition-operations.ts'

/** The ids of one thing of each kind in a project. */
export type Things = Awaited<ReturnType<typeof oneOfEverything>>

/**
 * Creates one thing of each stored kind over HTTP, with `word` in every text. Every project made this way has the user
 * `ann` and the conversation `c`, and things that only it has.
 */
export async function oneOfEverything(app: TestApp, project: string, word: string) {
  const text = (name: string) => `${word} ${name}`
  const made = maker(app, project)
  const price = await made('createModelPrice', 'CreateModelPriceInput', 'modelPrice', {
    provider: text('provider'),
    model: text('model'),
    usage: 'INPUT',
    usdPerMillion: '7',
    validFrom: '2020-01-01T00:00:00Z',
  })
  const alias = await made('createModelAlias', 'CreateModelAliasInput', 'modelAlias', {
    model: text('deployment'),
    targetProvider: text('provider'),
    targetModel: text('model'),
  })
  await eventsHappened(app, project, eventsOf(text))
  await story(app, project).answer(
    'mutation ($input: IdentifyInput!) { identify(input: $input) { user { userId } } }',
    {
      input: {
        userId: 'ann',
        username: text('ann'),
        traits: { plan: text('plan'), [text('trait')]: text('value') },
      },
    },
  )
  const definitions = await oneOfEachKind(app, project, text)
  const { segment } = definitions
  await made('createSegment', 'CreateSegmentInput', 'segment', {
    name: text('same users'),
    condition: { segmentId: segment },
  })
  await runOnce(app, project, definitions.report)
  await story(app, project).answer(
    `mutation { testAlert(input: { id: "${definitions.alert}" }) { userErrors { code } } }`,
  )
  return {
    ...definitions,
    deadLetter: await refusedRow(app, project, definitions.destination, text),
    webhookDelivery: await failedMail(app, project, text),
    price,
    alias,
    snapshot: await made('snapshotSegment', 'SnapshotSegmentInput', 'snapshot', { id: segment }),
    shareLink: await made('createShareLink', 'CreateShareLinkInput', 'shareLink', {
      dashboardId: definitions.dashboard,
    }),
    apiKey: await made('createApiKey', 'CreateApiKeyInput', 'apiKey', { name: text('backend') }),
    job: await waitingJob(app, project, text),
    export: await doneExport(app, project, text),
    user: `${word}-only`,
    conversation: text('conversation'),
    session: text('session'),
    bot: text('bot'),
    event: text('event id'),
    request: await lastChange(app, project),
  }
}

/** The id of an export that is done. */
async function doneExport(app: TestApp, project: string, text: (name: string) => string): Promise<string> {
  const { done } = await exported(app, story(app, project), {
    list: 'EVENTS',
    format: 'CSV',
    idempotencyKey: text('export'),
  })
  return done.id
}

/** Saves a definition of each kind and returns their ids. `ann` is in the segment. */
async function oneOfEachKind(
  app: TestApp,
  project: string,
  text: (name: string) => string,
): Promise<Record<DefinitionKindName, string>> {
  const ids: [string, string][] = []
  for (const kind of definitionKinds) {
    const input = newDefinition(kind, { name: text(kind.kind), description: text('description') }, text)
    const { payload } = await story(app, project).answer<Saved>(createDefinition(kind, input))
    ids.push([kind.kind, payload.saved!.id])
  }
  return Object.fromEntries(ids) as Record<DefinitionKindName, string>
}

/** The id of a mail that was not sent, since there is no mail server. */
async function failedMail(app: TestApp, project: string, text: (name: string) => string): Promise<string> {
  const told = story(app, project)
  await announced(app, project, {
    data: { name: text('cause') },
    to: { emails: [`${text('ann').replace(' ', '.')}@example.com`] },
  })
  return vi.waitFor(async () => {
    const [delivery] = await deliveriesOf(told, 'state: FAILED')
    return delivery!.id
  }, soon)
}

const soon = { timeout: 20_000, interval: 20 }

/** The id of a dead letter of a destination, which is paused, so that nothing of it changes during a test. */
async function refusedRow(
  app: TestApp,
  project: string,
  id: string,
  text: (name: string) => string,
): Promise<string> {
  const { pool } = app.services.database
  await story(app, project).answer(
    `mutation { pauseDestination(input: { id: "${id}" }) { userErrors { code } } }`,
  )
  const { rows } = await pool.query<{ id: string }>(
    `insert into dead_letters (project, destination_id, thing, number, message_id, code, message)
     values ($1, $2, 'EVENT', 1, $3, 'REFUSED', $4) returning id::text`,
    [project, id, text('message id'), text('refusal')],
  )
  // As the job does once it finds its destination paused.
  await pool.query(
    `update work set state = 'DONE', finished_at = now(), lease = null, lease_until = null where kind = 'FORWARD' and key = $1`,
    [id],
  )
  return rows[0]!.id
}

/** Runs a report to its end, so that nothing of it changes during a test. */
async function runOnce(app: TestApp, project: string, reportId: string): Promise<void> {
  const told = story(app, project)
  await runReport(told, `{ id: "${reportId}" }`)
  await runOf(told, reportId)
}

/** A job that does not begin during a test. */
async function waitingJob(app: TestApp, project: string, text: (name: string) => string): Promise<string> {
  const id = await enqueue(app.services.database.pool, {
    project,
    kind: 'EXPORT',
    key: text('job'),
    payload: text('payload'),
    subject: text('caller'),
    runAt: new Date('2099-01-01T00:00:00Z'),
  })
  return nodeIdOf('Job', { id })
}

/** The request id of the latest change, from the audit log. */
async function lastChange(app: TestApp, project: string): Promise<string> {
  const { auditLog } = await story(app, project).answer<{ auditLog: { nodes: { requestId: string }[] } }>(
    '{ auditLog(first: 1, filter: { kind: MUTATION }) { nodes { requestId } } }',
  )
  return auditLog.nodes[0]!.requestId
}

/** Runs a mutation that must succeed and returns the id of the created thing. */
function maker(app: TestApp, project: string) {
  return async (mutation: string, type: string, made: string, input: object): Promise<string> => {
    const { payload } = await story(app, project).answer<{ payload: Record<string, { id: string }> }>(
      `mutation ($input: ${type}!) { payload: ${mutation}(input: $input) { ${made} { id } userErrors { code } } }`,
      { input },
    )
    return payload[made]!.id
  }
}

/** Events of the last hour, one of each kind. */
function eventsOf(text: (name: string) => string): object[] {
  const common = {
    userId: 'ann',
    conversationId: 'c',
    channel: text('channel'),
    botId: text('bot'),
    sessionId: text('session'),
    properties: { plan: text('plan'), [text('key')]: text('value') },
  }
  const model = { provider: text('provider'), model: text('model'), inputTokens: 1_000, outputTokens: 10 }
  const events = [
    ...['open', 'close', 'open'].map(name => ({ event: { ...common, name } })),
    { event: { ...common, name: text('event'), eventId: text('event id') } },
    { event: { name: 'open', userId: `${text('').trim()}-only` } },
    {
      activity: {
        ...common,
        type: text('activity'),
        username: text('ann'),
        ipAddress: '203.0.113.7',
        userAgent: text('agent'),
        metadata: { [text('metadata')]: text('value') },
      },
    },
    { activity: { ...common, type: 'login' } },
    { conversation: { ...common, startedAt: ago(50), topics: [text('topic')], status: 'ACTIVE' } },
    { conversation: { ...common, conversationId: text('conversation'), startedAt: ago(49) } },
    { message: { ...common, ...model, role: 'ASSISTANT' } },
    { message: { ...common, role: 'USER' } },
    {
      aiCall: {
        ...common,
        ...model,
        success: false,
        errorClass: text('class'),
        errorMessage: text('message'),
      },
    },
    {
      aiCall: {
        ...common,
        provider: text('unpriced'),
        model: text('unpriced'),
        inputTokens: 1,
        outputTokens: 1,
      },
    },
    {
      apiCall: {
        ...common,
        endpoint: text('endpoint'),
        method: 'GET',
        statusCode: 500,
        errorMessage: text('message'),
      },
    },
    {
      systemMetric: { ...common, name: 'cpu', value: 1, unit: text('unit'), labels: { host: text('host') } },
    },
  ]
  return events.map((event, i) =>
    Object.fromEntries(
      Object.entries(event).map(([kind, given]) => [kind, { ...given, timestamp: ago(40 - i) }]),
    ),
  )
}

const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()
