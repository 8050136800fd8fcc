import { GraphQLID, type GraphQLInputObjectType, GraphQLString, getNamedType } from 'graphql'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { definitionKinds } from '../../../src/definitions/kinds/index.ts'
import { renewStatistics } from '../../../src/postgres/renew-statistics.ts'
import { forgetUser } from '../../../src/privacy/erasure/forget-user.ts'
import { verifyProjection } from '../../../src/projection/verify/verify-projection.ts'
import { download, endedExport, exported } from '../../support/exported.ts'
import { createDefinition, newDefinition } from '../../support/graphql/definition-operations.ts'
import { schema } from '../../support/graphql/root-fields.ts'
import { everyKind } from '../../support/kinds.ts'
import { erase, erased } from '../../support/privacy/erase.ts'
import { placesWith } from '../../support/privacy/everywhere.ts'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { eventsHappened, trackEvents } from '../../support/track-events.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp({ STORE_IP: 'true' })
})
afterAll(() => app.close())

/** A text that nothing else has. */
const canary = (name: string) => `canary7x-${name}`
const userId = canary('user')
const visitorId = canary('visitor')

/** The text fields of an event of a kind that can have any text, each with a canary, beside what the kind needs. */
function planted({ type, least, stored }: (typeof everyKind)[number]): object {
  const input = schema.getType(type) as GraphQLInputObjectType
  const texts = Object.values(input.getFields())
    .filter(({ type }) => [GraphQLString, GraphQLID].some(text => text === getNamedType(type)))
    .map(({ name }) => name)
    .filter(name => !/timestamp|At$|ipAddress|method/i.test(name))
  const canaries = Object.fromEntries(texts.map(name => [name, canary(`${stored}-${name}`)]))
  const more = {
    userId,
    anonymousId: visitorId,
    properties: { text: canary(`${stored}-property`), list: [{ deep: canary(`${stored}-deep`) }] },
  }
  return { ...least, ...canaries, ...more }
}

const fieldOf: Record<string, string> = {
  ai_call: 'aiCall',
  api_call: 'apiCall',
  system_metric: 'systemMetric',
}
const events = everyKind.map(kind => ({ [fieldOf[kind.stored] ?? kind.stored]: planted(kind) }))
const canariesOf = (things: unknown) => [...new Set(JSON.stringify(things).match(/canary7x-[\w-]+/g))]

/** Both engines hold the same. */
async function expectEqualEngines(): Promise<void> {
  const client = await app.services.database.connect()
  try {
    const { differences, waiting } = await verifyProjection(client, app.services.clickhouse)
    expect({ differences, waiting }).toEqual({ differences: [], waiting: 0 })
  } finally {
    await client.end()
  }
}

const numbers = `{
  summary { totalEvents totalUsers totalMessages totalConversations }
  dailyStats(days: 2) { events activeUsers newUsers messages conversations }
}`

test('a user leaves no trace: exported whole, then erased, nothing of it is found anywhere', async () => {
  const { answer } = story(app, 'one')
  const others = [
    { event: { name: 'seen', userId: 'bob', conversationId: 'shared' } },
    { message: { conversationId: 'shared', role: 'USER', userId: 'bob' } },
  ]
  await eventsHappened(app, 'one', others)
  const before = await answer(numbers)
  await answer(
    `mutation { alias(input: { userId: "${userId}", alias: "${visitorId}" }) { userErrors { code } } }`,
  )
  await eventsHappened(app, 'one', events)
  await answer(
    `mutation { identify(input: { userId: "${userId}", username: "${canary('username')}", traits: { mail: "${canary('trait')}", plan: "pro" } }) { userErrors { code } } }`,
  )
  await eventsHappened(app, 'one', [
    { message: { conversationId: 'shared', role: 'USER', userId, properties: { text: canary('shared') } } },
  ])
  for (const kind of definitionKinds) {
    const input = newDefinition(kind, { name: `${userId} ${kind.kind}` }, name => `${userId} ${name}`)
    await answer(createDefinition(kind, input))
  }
  await answer(
    `mutation { createBudget(input: { name: "of one", amountUsd: 1, period: { every: DAY }, scope: { userId: "${userId}" } }) { userErrors { code } } }`,
  )
  await answer(numbers)
  const { file: list } = await exported(app, story(app, 'one'), { list: 'EVENTS', format: 'CSV' })
  expect(list.includes(canary('event-name'))).toBe(true)

  const { exportUser } = await answer<{ exportUser: { export: { id: string } } }>(
    `mutation { exportUser(input: { userId: "${visitorId}" }) { export { id } userErrors { code } } }`,
  )
  const done = await endedExport(story(app, 'one'), exportUser.export.id)
  expect(done).toMatchObject({ status: 'DONE', error: null })
  const file = await (await download(app, done.downloadUrl!)).text()
  const tracked = [...canariesOf(events), ...['username', 'trait', 'shared'].map(canary)]
  expect(tracked.filter(text => !file.includes(text))).toEqual([])
  for (const { kind } of definitionKinds) expect(file).toContain(`${userId} ${kind}`)
  expect(file).not.toContain('bob')

  await renewStatistics(app.services.database)
  expect(await placesWith(app, canary(''))).toEqual(
    expect.arrayContaining(['sample of users.external_id', 'clickhouse users', 'postgresql public.events']),
  )

  await erased(app, 'one', visitorId)
  expect(await placesWith(app, canary(''))).toEqual([])
  expect(await answer(numbers)).toEqual(before)
  await expectEqualEngines()
  expect((await download(app, done.downloadUrl!)).status).toBe(404)
})

test('retries of erased events are duplicates, and what is tracked again is a new user', async () => {
  const { answer } = story(app, 'again')
  const signed = { event: { name: 'signed up', userId: 'user-ann', eventId: 'first' } }
  await eventsHappened(app, 'again', [signed])
  await answer(
    'mutation { identify(input: { userId: "user-ann", traits: { plan: "pro" } }) { userErrors { code } } }',
  )
  await answer(numbers)
  await erased(app, 'again', 'user-ann')
  const retried = await trackEvents(app, 'again', [signed])
  expect(retried).toMatchObject({ accepted: 0, duplicates: 1 })
  expect(await answer('{ user(id: "user-ann") { userId } users { totalCount } }')).toEqual({
    user: null,
    users: { totalCount: 0 },
  })
  await eventsHappened(app, 'again', [{ event: { name: 'back', userId: 'user-ann', eventId: 'second' } }])
  expect(
    await answer(
      '{ user(id: "user-ann") { userId traits events { totalCount } } summary { totalEvents totalUsers } }',
    ),
  ).toEqual({
    user: { userId: 'user-ann', traits: {}, events: { totalCount: 1 } },
    summary: { totalEvents: 1, totalUsers: 1 },
  })
  await erased(app, 'again', 'user-ann')
  expect(await answer('{ summary { totalEvents totalUsers } }')).toEqual({
    summary: { totalEvents: 0, totalUsers: 0 },
  })
  await expectEqualEngines()
})

test('a call that waits for an erasure names a new user, not the one that is gone', async () => {
  const { answer } = story(app, 'waits')
  await answer(
    'mutation { alias(input: { userId: "user-ann", alias: "visitor-ann" }) { userErrors { code } } }',
  )
  const { pool } = app.services.database
  const session = await pool.connect()
  await session.query('begin')
  await forgetUser(session, 'waits', 'user-ann')
  const named = answer(
    'mutation { identify(input: { anonymousId: "visitor-ann", username: "Ann" }) { userErrors { code } } }',
  )
  const waiting = async () => {
    const { rows } = await pool.query(
      `select from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock' and query like '%for no key update of users'`,
    )
    return rows.length
  }
  await expect.poll(waiting, { timeout: 20_000, interval: 20 }).toBe(1)
  await session.query('commit')
  session.release()
  await named
  const { rows } = await pool.query(
    `select external_id, username from users where project = 'waits' and username is not null`,
  )
  expect(rows).toEqual([{ external_id: 'visitor-ann', username: 'Ann' }])
})

test('a short id is erased where it stands for a user, and stays a part of other texts', async () => {
  const { answer } = story(app, 'short')
  await eventsHappened(app, 'short', [{ event: { name: 'a', userId: 'pro' } }])
  await answer(
    'mutation { createSegment(input: { name: "pro users", condition: { trait: { key: "plan", values: ["pro"] } } }) { userErrors { code } } }',
  )
  await answer(
    'mutation { createBudget(input: { name: "of one", amountUsd: 1, period: { every: DAY }, scope: { userId: "pro" } }) { userErrors { code } } }',
  )
  await erased(app, 'short', 'pro')
  const { segments, budgets } = await answer<{
    segments: object
    budgets: { nodes: { budget: { scope: { userId: string } } }[] }
  }>('{ segments { nodes { name condition } } budgets { nodes { name } } }')
  expect(segments).toEqual({
    nodes: [{ name: 'pro users', condition: { trait: expect.objectContaining({ values: ['pro'] }) } }],
  })
  expect(budgets).toEqual({ nodes: [{ name: 'of one' }] })
  const { rows } = await app.services.database.pool.query(
    `select content::text from definitions where project = 'short' and kind = 'budget'`,
  )
  expect(rows[0].content).not.toContain('"pro"')
})

test('an export of a user with a short id and traits that many have says nothing of others', async () => {
  const { answer } = story(app, 'brief')
  await eventsHappened(app, 'brief', [{ event: { name: 'a', userId: '7' } }])
  await answer(
    'mutation { identify(input: { userId: "7", username: "Max", traits: { plan: "pro" } }) { userErrors { code } } }',
  )
  await answer(
    'mutation { createSegment(input: { name: "pro since 7 days", condition: { trait: { key: "plan", values: ["pro"] } } }) { userErrors { code } } }',
  )
  await answer(
    'mutation { createBudget(input: { name: "of one", amountUsd: 1, period: { every: DAY }, scope: { userId: "7" } }) { userErrors { code } } }',
  )
  const { exportUser } = await answer<{ exportUser: { export: { id: string } } }>(
    'mutation { exportUser(input: { userId: "7" }) { export { id } userErrors { code } } }',
  )
  const done = await endedExport(story(app, 'brief'), exportUser.export.id)
  const lines = (await (await download(app, done.downloadUrl!)).text()).trimEnd().split('\n')
  const mentions = lines
    .map(line => JSON.parse(line))
    .filter(({ type, table }) => type === 'mention' && table === 'definitions')
  expect(mentions).toMatchObject([{ column: 'content', value: { scope: { userId: '7' } } }])
  expect(lines.join()).not.toContain('pro since 7 days')
})

test('an API key that reads sees the export of a user, and no link to its file', async () => {
  const told = story(app, 'keyed')
  await eventsHappened(app, 'keyed', [{ event: { name: 'a', userId: 'user-ann' } }])
  await exported(app, told, { list: 'EVENTS', format: 'CSV' })
  const { exportUser, createApiKey } = await told.answer<{
    exportUser: { export: { id: string } }
    createApiKey: { key: string }
  }>(
    `mutation {
      exportUser(input: { userId: "user-ann" }) { export { id } }
      createApiKey(input: { name: "reader", scopes: [READ] }) { key }
    }`,
  )
  await endedExport(told, exportUser.export.id)
  const { data } = await app.ask('{ exports { nodes { input status downloadUrl } } }', {}, createApiKey.key)
  expect(data).toEqual({
    exports: {
      nodes: [
        { input: expect.objectContaining({ userId: 'user-ann' }), status: 'DONE', downloadUrl: null },
        {
          input: expect.objectContaining({ list: 'EVENTS' }),
          status: 'DONE',
          downloadUrl: expect.stringContaining('/exports/'),
        },
      ],
    },
  })
})

test('only a user that exists is erased, once it is named twice', async () => {
  expect((await erase(app, 'one', 'nobody')).eraseUser).toEqual({
    job: null,
    userErrors: [{ code: 'NOT_FOUND', field: 'userId' }],
  })
  const { data } = await story(app, 'one').ask(
    'mutation { eraseUser(input: { userId: "bob", confirmation: "bo" }) { userErrors { code field } } }',
  )
  expect(data).toEqual({ eraseUser: { userErrors: [{ code: 'NOT_CONFIRMED', field: 'confirmation' }] } })
})

test('the audit log says that a user was erased, by a hash alone', async () => {
  const { auditLog } = await story(app, 'again').answer<{
    auditLog: { nodes: { changes: { id: string }[] }[] }
  }>(
    '{ auditLog(filter: { changed: { kind: USER } }) { nodes { subject changes { action kind id name } } } }',
  )
  const changes = auditLog.nodes.flatMap(({ changes }) => changes)
  expect(changes).toEqual([
    { action: 'DELETED', kind: 'USER', id: expect.stringMatching(/^[0-9a-f]{32}$/), name: null },
    { action: 'DELETED', kind: 'USER', id: changes[0]!.id, name: null },
  ])
})
