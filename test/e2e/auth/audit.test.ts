import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  changePassword,
  changePerson,
  changeRoles,
  disableAccount,
  enableAccount,
} from '../../../src/auth/accounts/change-account.ts'
import { signToken } from '../../../src/auth/tokens/sign-token.ts'
import { type TokenRole } from '../../../src/auth/viewer.ts'
import {
  auditEntries,
  type CreatedSegment,
  createSegment,
  segmentInput,
} from '../../support/audit/audit-log.ts'
import { graphqlRequest } from '../../support/graphql/graphql-request.ts'
import { makeAccount } from '../../support/make-account.ts'
import { second } from '../../support/moments.ts'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { eventsHappened } from '../../support/track-events.ts'
import {
  type AuditFilterInput,
  CreateApiKeyDocument,
  CreateModelAliasDocument,
  CreateModelPriceDocument,
  DeleteModelAliasDocument,
  DeleteModelPriceDocument,
  EndModelPriceDocument,
  IdentifyDocument,
  ObtainTokenDocument,
  RecomputeCostsDocument,
  RefreshTokenDocument,
  RevokeApiKeyDocument,
  SummaryDocument,
  TrackEventDocument,
} from '../operations/operations.ts'

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

const entries = (project: string, filter?: AuditFilterInput) => auditEntries(app, project, filter)

const tokenOf = (subject: string, roles: TokenRole[], project: string) =>
  signToken(app.env, { roles, subject, project, expiresInSeconds: 600 })

describe('a question', () => {
  test('is recorded with its subject, time, address and cost', async () => {
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

  test('has each of its fields once, even behind aliases and in fragments', async () => {
    await story(app, 'fields').answer(
      `{ a: stats { events } b: stats { events } ... on Query { userStats { logins } } ...F }
      fragment F on Query { totalUsers { users } ...G }
      fragment G on Query { activeUsers { users } }`,
    )
    await expect
      .poll(() => entries('fields', { field: 'stats' }), soon)
      .toMatchObject([{ fields: ['stats', 'userStats', 'totalUsers', 'activeUsers'], operationName: null }])
  })

  test('with a key names the key, and no token can imitate one', async () => {
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

  test('that is refused is recorded with its code', async () => {
    const { ask } = story(app, 'refused')
    await graphqlRequest({ url: app.url, token: tokenOf('bot', ['service'], 'refused') }, count)
    await ask(`{ users(first: 100) { nodes { activities(first: 100) { nodes { metadata } } } } }`)
    await ask('{ users(first: 1001) { totalCount } }')
    await expect
      .poll(() => entries('refused', { kind: 'QUERY' }).then(all => all.slice(-3)), soon)
      .toMatchObject([
        { fields: ['users'], outcome: 'BAD_USER_INPUT' },
        // 100 users with a page each: 2 + 2 + 100 × (0.01 + 100 × 4 × (0.01 + 0.25)).
        { fields: ['users'], outcome: 'QUERY_TOO_COMPLEX', cost: 10_405 },
        { subject: 'bot', fields: ['summary'], outcome: 'FORBIDDEN' },
      ])
  })

  test('is not recorded without a token, without fields, or if the document is invalid', async () => {
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

describe('tracking', () => {
  test('is recorded as events and not in the audit log, unless it is forbidden', async () => {
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
  /** Reads the table directly, right after the answer. */
  const stored = async (project: string) => {
    const { rows } = await pool().query(
      `select kind, outcome, fields, changes from audit_log
       where project = $1 and kind = 'MUTATION' order by id`,
      [project],
    )
    return rows
  }

  test('is recorded before its answer, with the changed things', async () => {
    const { answer } = story(app, 'changes')
    const { createSegment: made } = await answer<CreatedSegment>(createSegment, {
      input: segmentInput('idle'),
    })
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

  test('of funnels, cohorts, keys, prices and costs names the changed thing', async () => {
    const { answer } = story(app, 'things')
    await answer('mutation { createCohorts(input: { name: "weekly", cohorts: {} }) { userErrors { code } } }')
    await answer(
      `mutation { createFunnel(input: { name: "start", funnel: { steps: [{ event: "a" }, { event: "b" }] } }) {
        userErrors { code }
      } }`,
    )
    const { createApiKey } = await answer(CreateApiKeyDocument, { input: { name: 'backend' } })
    for (const _ of ['revoked', 'as it was'])
      await answer(RevokeApiKeyDocument, { id: createApiKey.apiKey!.id })
    const input = { provider: 'P', model: 'm', usage: 'INPUT' as const, usdPerMillion: '3' }
    const { createModelPrice } = await answer(CreateModelPriceDocument, {
      input: { ...input, validFrom: '2024-01-01T00:00:00Z' },
    })
    const { id } = createModelPrice.modelPrice!
    await eventsHappened(app, 'things', [
      { aiCall: { provider: 'p', model: 'm', inputTokens: 10, outputTokens: 0, timestamp: second(1) } },
    ])
    await answer(EndModelPriceDocument, { input: { id } })
    await answer(DeleteModelPriceDocument, { input: { id } })
    const named = { model: 'prod', targetProvider: 'OpenAI', targetModel: 'gpt-4' }
    const { createModelAlias } = await answer(CreateModelAliasDocument, { input: named })
    const aliasId = createModelAlias.modelAlias!.id
    for (const _ of ['deleted', 'gone already'])
      await answer(DeleteModelAliasDocument, { input: { id: aliasId } })
    const range = { between: { from: second(0), to: second(10) } }
    for (const dryRun of [true, false]) await answer(RecomputeCostsDocument, { input: { range, dryRun } })

    const changes = (await stored('things')).map(entry => entry.changes)
    const key = { kind: 'API_KEY', id: createApiKey.apiKey!.id, name: 'backend' }
    const price = { kind: 'MODEL_PRICE', id, name: 'p m INPUT' }
    const alias = { kind: 'MODEL_ALIAS', id: aliasId, name: 'prod → openai gpt-4' }
    const anyId = expect.stringMatching(/^\d+$/)
    expect(changes.filter(all => all.length)).toEqual([
      [{ action: 'CREATED', kind: 'COHORTS', id: anyId, name: 'weekly' }],
      [{ action: 'CREATED', kind: 'FUNNEL', id: anyId, name: 'start' }],
      [{ action: 'CREATED', ...key }],
      [{ action: 'ENDED', ...key }],
      [{ action: 'CREATED', ...price }],
      [{ action: 'ENDED', ...price }],
      [{ action: 'DELETED', ...price }],
      [{ action: 'CREATED', ...alias }],
      [{ action: 'DELETED', ...alias }],
      [{ action: 'UPDATED', kind: 'COSTS', id: null, name: null }],
    ])
    await expect.poll(() => stored('things'), soon).toHaveLength(13)
  })

  test('that was refused is recorded a moment later, and changed nothing', async () => {
    const { answer } = story(app, 'no change')
    await answer(RevokeApiKeyDocument, { id: '1' })
    await expect
      .poll(() => stored('no change'), soon)
      .toEqual([{ kind: 'MUTATION', outcome: 'OK', fields: ['revokeApiKey'], changes: [] }])
  })

  test('is not acknowledged if its entry cannot be written', async () => {
    const { ask } = story(app, 'unwritten')
    await pool().query('alter table audit_log rename to moved')
    const { status, data, errors } = await ask(createSegment, { input: segmentInput('hidden') })
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

  test('is recorded for the account, whether it succeeded or not', async () => {
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

  test('has one entry per login in a request, besides the entry of the sender', async () => {
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

  test('with a disabled account is refused and recorded, and so are the commands', async () => {
    await account('leaver', 'commands')
    await disableAccount(pool(), 'leaver')
    await login('leaver', password)
    await expect.poll(() => logins('commands'), soon).toMatchObject([{ outcome: 'UNAUTHENTICATED' }])
    await enableAccount(pool(), 'leaver')
    await changeRoles(pool(), 'leaver', ['service'])
    await changePassword(pool(), 'leaver', `${password} again`, 10)
    await changePerson(pool(), 'leaver', { name: 'Lea Ver' })
    const commands = await entries('commands', { kind: 'COMMAND' })
    const { rows } = await pool().query("select id from accounts where username = 'leaver'")
    const about = { kind: 'ACCOUNT', id: rows[0].id, name: 'leaver' }
    const actions = [...Array(4).fill('UPDATED'), 'ENDED', 'CREATED']
    expect(commands).toMatchObject(
      actions.map(action => ({
        subject: 'npm run account',
        address: null,
        changes: [{ action, ...about }],
      })),
    )
  })

  test('by a refresh token is recorded, even if the token was used before', async () => {
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

  test('with an unknown name stores the name in no table: it may be a password', async () => {
    await account('owner', 'typed')
    const typed = 'my-secret-password'
    await login(typed, '')
    await login('owner', 'wrong')
    await expect.poll(() => logins('typed'), soon).toHaveLength(1)
    const { rows } = await pool().query('select row_to_json(a)::text as row from audit_log a')
    expect(rows.map(({ row }) => row).join()).not.toContain(typed)
  })
})

test('no column contains any input or any secret that was issued', async () => {
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
  const caller = { url: app.url, token: accessToken }
  await graphqlRequest(caller, createSegment, {
    input: { name: 's', condition: { trait: { key: 'plan', values: [planted.variable] } } },
  })
  await graphqlRequest(caller, `{ user(id: "${planted.literal}") { userId } }`)
  await graphqlRequest(caller, IdentifyDocument, { input: { userId: 'ann', traits: { a: planted.trait } } })
  await graphqlRequest(caller, TrackEventDocument, {
    input: { name: 'a', properties: { a: planted.property } },
  })
  const { data: made } = await graphqlRequest(caller, CreateApiKeyDocument, { input: { name: 'k' } })
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

test('the entry has the request id of the answer', async () => {
  const { status, headers } = await story(app, 'ids').ask(SummaryDocument, {})
  expect(status).toBe(200)
  await expect
    .poll(() => entries('ids', { requestId: headers.get('x-request-id')! }), soon)
    .toMatchObject([{ operationName: 'Summary' }])
})
