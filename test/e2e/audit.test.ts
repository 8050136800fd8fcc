import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { disableAccount } from '../../src/auth/accounts/accounts.ts'
import { signToken } from '../../src/auth/tokens/sign-token.ts'
import { type TokenRole } from '../../src/auth/viewer.ts'
import { graphqlRequest } from '../support/graphql-request.ts'
import { makeAccount } from '../support/make-account.ts'
import { second } from '../support/moments.ts'
import { story } from '../support/story.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'
import { eventsHappened } from '../support/track-events.ts'
import { walk } from '../support/walk.ts'
import {
  AddModelPriceDocument,
  type AuditFilterInput,
  AuditLogDocument,
  CreateApiKeyDocument,
  DeleteModelPriceDocument,
  EndModelPriceDocument,
  IdentifyDocument,
  ObtainTokenDocument,
  RecomputeCostsDocument,
  RefreshTokenDocument,
  RevokeApiKeyDocument,
  SummaryDocument,
  TrackEventDocument,
} from './operations.ts'

const password = 'correct horse battery'
let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())
beforeEach(() => pool().query('delete from login_attempts'))

const pool = () => app.services.database.pool
const count = '{ summary { totalEvents } }'
const soon = { timeout: 10_000 }

/** The entries of a project, newest first, as its administrator sees them. */
const entries = async (project: string, filter?: AuditFilterInput) =>
  (await story(app, project).answer(AuditLogDocument, { filter })).auditLog.nodes

const tokenOf = (subject: string, roles: TokenRole[], project: string) =>
  signToken(app.env, { roles, subject, project, expiresInSeconds: 600 })

/** Names, and a condition that finds nobody. */
const segment = (name: string) => ({ name, condition: { trait: { key: 'plan', values: ['none'] } } })
const createSegment = `mutation MakeSegment($input: CreateSegmentInput!) {
  createSegment(input: $input) { segment { id } userErrors { code } }
}`
interface Created {
  createSegment: { segment: { id: string } }
}

describe('a question', () => {
  test('is in the log with who asked it, when, from where and at what cost', async () => {
    const began = Date.now()
    const { headers } = await graphqlRequest(
      { url: app.url, token: tokenOf('ann', ['admin', 'service'], 'asks') },
      'query Board { summary { totalEvents } }',
    )
    const found = () => entries('asks', { field: 'summary' })
    await expect.poll(found, soon).toEqual([
      {
        id: expect.stringMatching(/^\d+$/),
        at: expect.any(String),
        requestId: headers.get('x-request-id'),
        subject: 'ann',
        roles: ['admin', 'service'],
        proof: 'TOKEN',
        address: '127.0.0.1',
        userAgent: 'node',
        kind: 'QUERY',
        operationName: 'Board',
        fields: ['summary'],
        cost: 15,
        durationMs: expect.any(Number),
        outcome: 'OK',
        changes: [],
      },
    ])
    const [{ at, durationMs }] = (await found()) as [Awaited<ReturnType<typeof entries>>[number]]
    expect(new Date(at).getTime()).toBeGreaterThanOrEqual(began)
    expect(new Date(at).getTime() + durationMs).toBeLessThanOrEqual(Date.now() + 1)
  })

  test('has each of its fields once, also those behind aliases and in fragments', async () => {
    await story(app, 'fields').answer(
      `{ a: stats { events } b: stats { events } ... on Query { userStats { logins } } ...F }
      fragment F on Query { totalUsers { users } ...G }
      fragment G on Query { activeUsers { users } }`,
    )
    await expect
      .poll(() => entries('fields', { field: 'stats' }), soon)
      .toMatchObject([{ fields: ['stats', 'userStats', 'totalUsers', 'activeUsers'], operationName: null }])
  })

  test('of a key names the key, and no token passes for one', async () => {
    const owner = story(app, 'keys')
    const { createApiKey } = await owner.answer(CreateApiKeyDocument, {
      input: { name: 'board', scopes: ['READ', 'TRACK'] },
    })
    const subject = `api-key:${createApiKey.apiKey!.id}`
    await graphqlRequest({ url: app.url, token: createApiKey.key! }, count)
    await graphqlRequest({ url: app.url, token: tokenOf(subject, ['admin'], 'keys') }, count)
    await expect
      .poll(() => entries('keys', { field: 'summary', subject }), soon)
      .toMatchObject([
        { subject, proof: 'TOKEN', roles: ['admin'] },
        { subject, proof: 'API_KEY', roles: ['reader', 'service'] },
      ])
  })

  test('that is refused is in the log with the code', async () => {
    const { ask } = story(app, 'refused')
    await graphqlRequest({ url: app.url, token: tokenOf('bot', ['service'], 'refused') }, count)
    await ask(`{ users(first: 100) { nodes { activities(first: 100) { nodes { metadata } } } } }`)
    await ask('{ users(first: 101) { totalCount } }')
    await expect
      .poll(() => entries('refused', { kind: 'QUERY' }).then(all => all.slice(-3)), soon)
      .toMatchObject([
        { fields: ['users'], outcome: 'BAD_USER_INPUT' },
        // 100 users, of each a page: 2 + 100 × (0.01 + 2 + 100 × 4 × (0.01 + 0.25)).
        { fields: ['users'], outcome: 'QUERY_TOO_COMPLEX', cost: 10_603 },
        { subject: 'bot', fields: ['summary'], outcome: 'FORBIDDEN' },
      ])
  })

  test('is not there when nobody showed a token, when nothing is asked, or when it is none', async () => {
    const { ask } = story(app, 'not there')
    await app.ask(count, {}, null)
    await app.ask(count, {}, 'a.b.c')
    await ask('{ __typename __schema { queryType { name } } }')
    await ask('{ nonsense }')
    await ask('{')
    await ask('{ stats { events } }')
    await expect.poll(() => entries('not there', { field: 'stats' }), soon).toHaveLength(1)
    const { rows } = await pool().query(
      `select fields from audit_log where project in ('', 'not there') and fields <> '{auditLog}'`,
    )
    expect(rows).toEqual([{ fields: ['stats'] }])
  })
})

describe('what is tracked', () => {
  test('is recorded as events and not here, unless it is forbidden', async () => {
    const { answer } = story(app, 'tracks')
    await answer(TrackEventDocument, { input: { name: 'a' } })
    await answer(IdentifyDocument, { input: { userId: 'ann' } })
    const { createApiKey } = await answer(CreateApiKeyDocument, {
      input: { name: 'board', scopes: ['READ'] },
    })
    await graphqlRequest(
      { url: app.url, token: createApiKey.key! },
      'mutation { trackEvent(input: { name: "b" }) { status } }',
    )
    await expect
      .poll(() => entries('tracks', { kind: 'MUTATION' }), soon)
      .toMatchObject([{ fields: ['trackEvent'], outcome: 'FORBIDDEN' }, { fields: ['createApiKey'] }])
  })
})

describe('a change', () => {
  /** Read beside the service, at once after the answer. */
  const stored = async (project: string) => {
    const { rows } = await pool().query(
      `select kind, outcome, fields, changes from audit_log
       where project = $1 and kind = 'MUTATION' order by id`,
      [project],
    )
    return rows
  }

  test('is in the log when it is answered, with what was changed', async () => {
    const { answer } = story(app, 'changes')
    const { createSegment: made } = await answer<Created>(createSegment, { input: segment('idle') })
    const { id } = made.segment
    expect(await stored('changes')).toEqual([
      {
        kind: 'MUTATION',
        outcome: 'OK',
        fields: ['createSegment'],
        changes: [{ action: 'CREATED', kind: 'SEGMENT', id, name: 'idle' }],
      },
    ])
    const { snapshotSegment } = await answer<{ snapshotSegment: { snapshot: { id: string } } }>(
      `mutation { snapshotSegment(input: { id: "${id}" }) { snapshot { id } } }`,
    )
    await answer(
      `mutation {
        updateSegment(input: { id: "${id}", expectedVersion: 1, name: "quiet" }) { userErrors { code } }
        deleteSegment(input: { id: "${id}" }) { userErrors { code } }
      }`,
    )
    expect((await stored('changes')).slice(1)).toMatchObject([
      {
        fields: ['snapshotSegment'],
        changes: [{ action: 'CREATED', kind: 'SNAPSHOT', id: snapshotSegment.snapshot.id, name: 'idle' }],
      },
      {
        fields: ['updateSegment', 'deleteSegment'],
        changes: [
          { action: 'UPDATED', kind: 'SEGMENT', id, name: 'quiet' },
          { action: 'DELETED', kind: 'SEGMENT', id, name: 'quiet' },
        ],
      },
    ])
  })

  test('of funnels, cohorts, keys, prices and costs says which', async () => {
    const { answer } = story(app, 'things')
    await answer('mutation { saveCohorts(input: { name: "weekly", cohorts: {} }) { userErrors { code } } }')
    await answer(
      `mutation { saveFunnel(input: { name: "start", funnel: { steps: [{ event: "a" }, { event: "b" }] } }) {
        userErrors { code }
      } }`,
    )
    const { createApiKey } = await answer(CreateApiKeyDocument, { input: { name: 'backend' } })
    for (const _ of ['revoked', 'as it was'])
      await answer(RevokeApiKeyDocument, { id: createApiKey.apiKey!.id })
    const input = { provider: 'P', model: 'm', usage: 'INPUT' as const, usdPerMillion: '3' }
    const { addModelPrice } = await answer(AddModelPriceDocument, {
      input: { ...input, validFrom: '2024-01-01T00:00:00Z' },
    })
    const { id } = addModelPrice.modelPrice!
    await eventsHappened(app, 'things', [
      { aiCall: { provider: 'p', model: 'm', inputTokens: 10, outputTokens: 0, timestamp: second(1) } },
    ])
    await answer(EndModelPriceDocument, { input: { id } })
    await answer(DeleteModelPriceDocument, { input: { id } })
    const range = { from: second(0), to: second(10) }
    for (const dryRun of [true, false]) await answer(RecomputeCostsDocument, { input: { range, dryRun } })

    const changes = (await stored('things')).map(entry => entry.changes)
    const key = { kind: 'API_KEY', id: createApiKey.apiKey!.id, name: 'backend' }
    const price = { kind: 'MODEL_PRICE', id, name: 'p m INPUT' }
    const anyId = expect.stringMatching(/^\d+$/)
    expect(changes.filter(all => all.length)).toEqual([
      [{ action: 'CREATED', kind: 'COHORTS', id: anyId, name: 'weekly' }],
      [{ action: 'CREATED', kind: 'FUNNEL', id: anyId, name: 'start' }],
      [{ action: 'CREATED', ...key }],
      [{ action: 'ENDED', ...key }],
      [{ action: 'CREATED', ...price }],
      [{ action: 'ENDED', ...price }],
      [{ action: 'DELETED', ...price }],
      [{ action: 'UPDATED', kind: 'COSTS', id: null, name: null }],
    ])
    await expect.poll(() => stored('things'), soon).toHaveLength(10)
  })

  test('that was refused is in the log a moment later, and has changed nothing', async () => {
    const { answer } = story(app, 'no change')
    await answer(RevokeApiKeyDocument, { id: '1' })
    await expect
      .poll(() => stored('no change'), soon)
      .toEqual([{ kind: 'MUTATION', outcome: 'OK', fields: ['revokeApiKey'], changes: [] }])
  })

  test('whose entry cannot be written is not acknowledged', async () => {
    const { ask } = story(app, 'unwritten')
    await pool().query('alter table audit_log rename to moved')
    const { status, data, errors } = await ask(createSegment, { input: segment('hidden') })
    await pool().query('alter table moved rename to audit_log')
    expect({ status, data, code: errors[0]!.extensions.code }).toEqual({
      status: 200,
      data: null,
      code: 'INTERNAL_SERVER_ERROR',
    })
  })
})

describe('a login', () => {
  const login = (username: string, given: string) =>
    app.ask(ObtainTokenDocument, { username, password: given }, null)
  const account = (username: string, project: string) =>
    makeAccount(pool(), { username, password, project, roles: ['admin'] })
  const logins = (project: string) => entries(project, { kind: 'LOGIN' })

  test('is in the log of the account, whether it succeeded or not', async () => {
    await account('lena', 'logins')
    await login(' LENA ', password)
    await login('lena', 'wrong')
    const shared = { subject: 'lena', proof: 'NONE', address: '127.0.0.1', operationName: 'ObtainToken' }
    await expect
      .poll(() => logins('logins'), soon)
      .toMatchObject([
        { ...shared, fields: ['obtainToken'], outcome: 'UNAUTHENTICATED', roles: [] },
        { ...shared, fields: ['obtainToken'], outcome: 'OK', roles: ['admin'] },
      ])
  })

  test('has an entry for each one in a request, beside that of who sent it', async () => {
    await account('twice', 'each')
    await app.ask(
      `mutation {
        a: obtainToken(username: "twice", password: "${password}") { tokenType }
        createSegment(input: { name: "s", condition: { trait: { key: "a", values: ["b"] } } }) { userErrors { code } }
        b: obtainToken(username: "twice", password: "wrong") { tokenType }
      }`,
      {},
      app.token('admin', 'other project'),
    )
    expect(await logins('each')).toMatchObject([{ outcome: 'UNAUTHENTICATED' }, { outcome: 'OK' }])
    expect(await entries('other project', { kind: 'MUTATION' })).toMatchObject([
      {
        subject: 'tester',
        fields: ['obtainToken', 'createSegment'],
        outcome: 'UNAUTHENTICATED',
        changes: [{ action: 'CREATED', kind: 'SEGMENT', name: 's' }],
      },
    ])
  })

  test('with an account that is disabled is refused and in the log, and so are the commands', async () => {
    await account('leaver', 'commands')
    await disableAccount(pool(), 'leaver')
    await login('leaver', password)
    await expect.poll(() => logins('commands'), soon).toMatchObject([{ outcome: 'UNAUTHENTICATED' }])
    const commands = await entries('commands', { kind: 'COMMAND' })
    const { rows } = await pool().query("select id from accounts where username = 'leaver'")
    const about = { kind: 'ACCOUNT', id: rows[0].id, name: 'leaver' }
    expect(commands).toMatchObject([
      { subject: 'npm run account', address: null, changes: [{ action: 'ENDED', ...about }] },
      { subject: 'npm run account', address: null, changes: [{ action: 'CREATED', ...about }] },
    ])
  })

  test('by a refresh token is in the log, also when the token was used before', async () => {
    await account('rita', 'refreshes')
    const { data } = await login('rita', password)
    const token = data!.obtainToken.refreshToken
    for (const _ of ['good', 'stolen', 'gone']) await app.ask(RefreshTokenDocument, { token }, null)
    await expect
      .poll(() => logins('refreshes'), soon)
      .toMatchObject([
        { subject: 'rita', fields: ['refreshToken'], outcome: 'UNAUTHENTICATED' },
        { subject: 'rita', fields: ['refreshToken'], outcome: 'OK' },
        { subject: 'rita', fields: ['obtainToken'], outcome: 'OK' },
      ])
  })

  test('under a name that no account has is in no table: it may be a password', async () => {
    await account('owner', 'typed')
    const typed = 'my-secret-password'
    await login(typed, '')
    await login('owner', 'wrong')
    await expect.poll(() => logins('typed'), soon).toHaveLength(1)
    const { rows } = await pool().query('select row_to_json(a)::text as row from audit_log a')
    expect(rows.map(({ row }) => row).join()).not.toContain(typed)
  })
})

test('nothing of what was sent or given out is in any column', async () => {
  const canary = () => `canary-${randomUUID()}`
  const planted = {
    variable: canary(),
    literal: canary(),
    trait: canary(),
    property: canary(),
    password: canary(),
  }
  await makeAccount(pool(), {
    username: 'keeper',
    password: planted.password,
    project: 'secrets',
    roles: ['admin'],
  })
  const { data } = await app.ask(
    ObtainTokenDocument,
    { username: 'keeper', password: planted.password },
    null,
  )
  const { accessToken, refreshToken } = data!.obtainToken
  const asked = { url: app.url, token: accessToken }
  await graphqlRequest(asked, createSegment, {
    input: { name: 's', condition: { trait: { key: 'plan', values: [planted.variable] } } },
  })
  await graphqlRequest(asked, `{ user(id: "${planted.literal}") { userId } }`)
  await graphqlRequest(asked, IdentifyDocument, { input: { userId: 'ann', traits: { a: planted.trait } } })
  await graphqlRequest(asked, TrackEventDocument, {
    input: { name: 'a', properties: { a: planted.property } },
  })
  const { data: made } = await graphqlRequest(asked, CreateApiKeyDocument, { input: { name: 'k' } })
  const key = made!.createApiKey.key!
  await graphqlRequest({ url: app.url, token: key }, count)
  await app.ask(RefreshTokenDocument, { token: refreshToken }, null)
  await expect.poll(() => entries('secrets', { field: 'summary' }), soon).toHaveLength(1)

  const { rows } = await pool().query('select row_to_json(a)::text as row from audit_log a')
  const all = rows.map(({ row }) => row).join()
  expect(all).toContain('keeper')
  for (const secret of [...Object.values(planted), accessToken, refreshToken, key, key.slice(3, 10)])
    expect(all).not.toContain(secret)
})

describe('the list', () => {
  test('shows nothing of another project', async () => {
    await story(app, 'theirs').answer(createSegment, { input: segment('theirs') })
    const { auditLog } = await story(app, 'mine').answer(AuditLogDocument, {})
    expect(auditLog).toMatchObject({ totalCount: 0, nodes: [] })
    const [entry] = await entries('theirs', { kind: 'MUTATION' })
    expect(await entries('mine', { requestId: entry!.requestId })).toEqual([])
  })

  test('has who read it', async () => {
    await story(app, 'readers').answer(AuditLogDocument, {})
    await expect
      .poll(() => entries('readers').then(all => all.at(-1)), soon)
      .toMatchObject({ subject: 'tester', fields: ['auditLog'] })
  })

  test('goes from the newest entry to the oldest, page by page', async () => {
    const { answer } = story(app, 'pages')
    for (const name of ['a', 'b', 'c', 'd', 'e']) await answer(createSegment, { input: segment(name) })
    // At one instant the number decides.
    await pool().query("update audit_log set at = '2026-01-01' where project = 'pages'")
    const pages = await walk(
      async after =>
        (await answer(AuditLogDocument, { filter: { kind: 'MUTATION' }, first: 2, after })).auditLog,
    )
    expect(pages.map(page => page.map(({ changes }) => changes[0]!.name).join(''))).toEqual(['ed', 'cb', 'a'])
  })

  test('is filtered by what is known of an entry', async () => {
    const { answer } = story(app, 'filters')
    const { createSegment: made } = await answer<Created>(createSegment, { input: segment('first') })
    const { id } = made.segment
    await answer(createSegment, { input: segment('second') })
    await answer(`mutation { deleteSegment(input: { id: "${id}" }) { deletedId } }`)
    await graphqlRequest({ url: app.url, token: tokenOf('bot', ['service'], 'filters') }, count)
    await expect.poll(() => entries('filters', { subject: 'bot' }), soon).toHaveLength(1)
    await pool().query(
      "update audit_log set address = '203.0.113.7' where project = 'filters' and subject = 'bot'",
    )
    await pool().query(
      "update audit_log set at = '2026-01-01T12:00:00.001Z' where project = 'filters' and fields = '{deleteSegment}'",
    )
    const [deleted] = await entries('filters', { field: 'deleteSegment' })

    const found = async (filter: AuditFilterInput) =>
      (await entries('filters', { kind: 'MUTATION', ...filter })).map(({ fields }) => fields.join())
    expect(await found({ changed: { kind: 'SEGMENT', id } })).toEqual(['createSegment', 'deleteSegment'])
    expect(await found({ changed: { kind: 'SEGMENT' } })).toHaveLength(3)
    expect(await found({ changed: { kind: 'FUNNEL', id } })).toEqual([])
    expect(await found({ changed: { kind: 'SEGMENT', id: '%' } })).toEqual([])
    expect(await found({ field: 'createSegment' })).toEqual(['createSegment', 'createSegment'])
    expect(await found({ field: 'create' })).toEqual([])
    expect(await found({ requestId: deleted!.requestId })).toEqual(['deleteSegment'])
    expect(await found({ kind: 'QUERY', outcome: 'FORBIDDEN' })).toEqual(['summary'])
    expect(await found({ kind: 'QUERY', address: '203.0.113.7' })).toEqual(['summary'])
    expect(await found({ subject: 'tester', outcome: 'OK', address: '127.0.0.1' })).toHaveLength(3)
    const at = '2026-01-01T12:00:00.001Z'
    expect(await found({ range: { from: at, to: '2026-01-01T12:00:00.002Z' } })).toEqual(['deleteSegment'])
    expect(await found({ range: { from: '2026-01-01T00:00:00Z', to: at } })).toEqual([])
    expect(await found({ range: { preset: 'TODAY' } })).toEqual(['createSegment', 'createSegment'])
  })

  test.each<[string, object, object]>([
    ['a page of 101', { first: 101 }, { reason: 'INVALID_PAGE_SIZE', field: 'first' }],
    ['a cursor of nothing', { after: 'x' }, { reason: 'INVALID_CURSOR', field: 'after' }],
    ['half a range', { filter: { range: { from: second(0) } } }, { reason: 'INVALID_RANGE', field: 'range' }],
    ['a NUL', { filter: { subject: 'a\0' } }, { reason: 'INVALID_TEXT', field: 'filter.subject' }],
    ['half a letter', { filter: { field: '\ud800' } }, { reason: 'INVALID_TEXT', field: 'filter.field' }],
    [
      'a NUL in an id',
      { filter: { changed: { kind: 'SEGMENT', id: '\0' } } },
      { reason: 'INVALID_TEXT', field: 'filter.changed.id' },
    ],
  ])('refuses %s', async (_, variables, refusal) => {
    expect(await story(app, 'wrong').refusal(AuditLogDocument, variables)).toEqual({
      code: 'BAD_USER_INPUT',
      ...refusal,
    })
  })
})

test('the log and the answer tell the same request id', async () => {
  const { status, headers } = await story(app, 'ids').ask(SummaryDocument, {})
  expect(status).toBe(200)
  await expect
    .poll(() => entries('ids', { requestId: headers.get('x-request-id')! }), soon)
    .toMatchObject([{ operationName: 'Summary' }])
})
