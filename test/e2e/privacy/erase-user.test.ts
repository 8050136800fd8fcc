import { GraphQLID, type GraphQLInputObjectType, GraphQLString, getNamedType } from 'graphql'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { definitionKinds } from '../../../src/definitions/kinds/index.ts'
import { verifyProjection } from '../../../src/projection/verify/verify-projection.ts'
import { download, endedExport, exported } from '../../support/exported.ts'
import { createDefinition, newDefinition } from '../../support/graphql/definition-operations.ts'
import { schema } from '../../support/graphql/root-fields.ts'
import { everyKind } from '../../support/kinds.ts'
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

const erase = (project: string, id: string) =>
  story(app, project).answer<{ eraseUser: { job: { id: string } | null; userErrors: object[] } }>(
    `mutation { eraseUser(input: { userId: "${id}", confirmation: "${id}" }) { job { id } userErrors { code field } } }`,
  )

async function erased(project: string, id: string): Promise<void> {
  const { eraseUser } = await erase(project, id)
  expect(eraseUser.userErrors).toEqual([])
  const state = async () => {
    const found = await story(app, project).answer<{ node: object }>(
      `{ node(id: "${eraseUser.job!.id}") { ... on Job { state error { code message } } } }`,
    )
    return found.node
  }
  await expect.poll(state, { timeout: 40_000, interval: 100 }).toEqual({ state: 'DONE', error: null })
}

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

  await erased('one', visitorId)
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
  await erased('again', 'user-ann')
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
  await erased('again', 'user-ann')
  expect(await answer('{ summary { totalEvents totalUsers } }')).toEqual({
    summary: { totalEvents: 0, totalUsers: 0 },
  })
  await expectEqualEngines()
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
  await erased('short', 'pro')
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

test('only a user that exists is erased, once it is named twice', async () => {
  expect((await erase('one', 'nobody')).eraseUser).toEqual({
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
