import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { graphqlRequest } from '../../support/graphql/graphql-request.ts'
import { type Story, story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import {
  type ApiKeyScope,
  ApiKeysDocument,
  CreateApiKeyDocument,
  type CreateApiKeyInput,
  RevokeApiKeyDocument,
} from '../operations/operations.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

const read = '{ summary { totalEvents } }'
const track = 'mutation { trackEvent(input: { name: "a" }) { status } }'
const define = 'mutation { createApiKey(input: { name: "mine" }) { userErrors { code } } }'

async function outcome(key: string, query: string) {
  const { status, errors } = await graphqlRequest({ url: app.url, token: key }, query)
  return [status, ...errors.map(({ extensions }) => extensions.code)]
}

async function create({ answer }: Story, input: Partial<CreateApiKeyInput>) {
  const { createApiKey } = await answer(CreateApiKeyDocument, { input: { name: 'backend', ...input } })
  return createApiKey
}

const refused = [401, 'UNAUTHENTICATED']

test('a key is shown once, and only its hash is stored', async () => {
  const owner = story(app, 'shown once')
  const { key, apiKey } = await create(owner, { scopes: ['TRACK', 'TRACK'] })
  expect(key).toMatch(/^cg_[\w-]{43}$/)
  expect(apiKey).toMatchObject({
    name: 'backend',
    prefix: key!.slice(0, 10),
    scopes: ['TRACK'],
    createdBy: 'tester',
    expiresAt: null,
    lastUsedAt: null,
    revokedAt: null,
  })
  const { apiKeys } = await owner.answer(ApiKeysDocument, {})
  expect(apiKeys.nodes).toMatchObject([{ id: apiKey!.id, prefix: apiKey!.prefix }])

  const { rows } = await app.services.database.pool.query(
    'select row_to_json(k)::text as row from api_keys k',
  )
  expect(rows.map(({ row }) => row).join()).not.toContain(key!.slice(10))
  const { rows: kept } = await app.services.database.pool.query('select hash from api_keys where id = $1', [
    apiKey!.id,
  ])
  expect(kept[0].hash).toEqual(createHash('sha256').update(key!).digest())
})

describe('a key with the scope', () => {
  test.each<[ApiKeyScope[] | undefined, object]>([
    [undefined, { track: [200], read: [403, 'FORBIDDEN'], define: [403, 'FORBIDDEN'] }],
    [['TRACK'], { track: [200], read: [403, 'FORBIDDEN'], define: [403, 'FORBIDDEN'] }],
    [['READ'], { track: [403, 'FORBIDDEN'], read: [200], define: [403, 'FORBIDDEN'] }],
    [['READ', 'TRACK'], { track: [200], read: [200], define: [403, 'FORBIDDEN'] }],
  ])('%j allows only that', async (scopes, expected) => {
    const { key } = await create(story(app, 'scopes'), { scopes })
    expect({
      track: await outcome(key!, track),
      read: await outcome(key!, read),
      define: await outcome(key!, define),
    }).toEqual(expected)
  })
})

describe('a key cannot get around its scope by the form of the document:', () => {
  const codesOf = async (key: string, body: object) => {
    const response = await fetch(app.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
      body: JSON.stringify(body),
    })
    const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] }
    return errors.map(({ extensions }) => extensions.code)
  }
  const making = 'createApiKey(input: { name: "more", scopes: [READ, TRACK] }) { key }'

  test.each<[string, object]>([
    ['under the name of a question', { query: `mutation { summary: ${making} }` }],
    ['behind a question', { query: `query A ${read} mutation B { ${making} }`, operationName: 'B' }],
    ['in a fragment', { query: `mutation { ...Made } fragment Made on Mutation { ${making} }` }],
    ['in an inline fragment', { query: `mutation { __typename ... on Mutation { ${making} } }` }],
    [
      'behind a directive',
      { query: `mutation { __typename @skip(if: true) ... @include(if: true) { ${making} } }` },
    ],
  ])('a reading key changes nothing %s', async (_, body) => {
    const owner = story(app, 'tricks')
    const { key } = await create(owner, { scopes: ['READ'] })
    const before = (await owner.answer(ApiKeysDocument, {})).apiKeys.totalCount
    expect(await codesOf(key!, body)).toEqual(['FORBIDDEN'])
    expect((await owner.answer(ApiKeysDocument, {})).apiKeys.totalCount).toBe(before)
  })

  test.each([
    'events { totalCount }',
    'activities { totalCount }',
    'conversations { nodes { status } }',
    'analytics { events }',
  ])('a tracking key cannot read { %s } of the user that it identifies', async selection => {
    const { key } = await create(story(app, 'tricks'), { scopes: ['TRACK'] })
    const query = `mutation { identify(input: { userId: "ann" }) { user { ${selection} } } }`
    expect(await codesOf(key!, { query })).toEqual(['FORBIDDEN'])
  })
})

test('a key opens only its own project', async () => {
  const mine = story(app, 'mine')
  await mine.happened([{ name: 'a' }])
  const { key } = await create(story(app, 'other'), { scopes: ['READ'] })
  const { data } = await graphqlRequest<object>({ url: app.url, token: key! }, read)
  expect(data).toEqual({ summary: { totalEvents: 0 } })
})

describe('a key is refused', () => {
  test('if it is another key, a part of one, or in another case', async () => {
    const { key } = await create(story(app, 'wrong'), {})
    const last = key!.endsWith('A') ? 'B' : 'A'
    for (const wrong of [
      `${key!.slice(0, -1)}${last}`,
      key!.slice(0, -1),
      `${key}A`,
      `cg_${'A'.repeat(43)}`,
      key!.toUpperCase(),
      key!.slice(3),
      'cg_',
    ])
      expect([wrong, await outcome(wrong, track)]).toEqual([wrong, refused])
    expect(await outcome(key!, track)).toEqual([200])
  })

  test('from the instant of its expiry on', async () => {
    const { key } = await create(story(app, 'ends'), { expiresAt: new Date(Date.now() + 700).toISOString() })
    expect(await outcome(key!, track)).toEqual([200])
    await new Promise(resolve => setTimeout(resolve, 750))
    expect(await outcome(key!, track)).toEqual(refused)
  })

  test('after it was revoked, and revoking it again changes nothing', async () => {
    const owner = story(app, 'revokes')
    const { key, apiKey } = await create(owner, {})
    const id = apiKey!.id
    expect(await outcome(key!, track)).toEqual([200])
    const { revokeApiKey: first } = await owner.answer(RevokeApiKeyDocument, { id })
    expect(first.apiKey!.revokedAt).not.toBeNull()
    expect(await outcome(key!, track)).toEqual(refused)
    const { revokeApiKey: again } = await owner.answer(RevokeApiKeyDocument, { id })
    expect(again).toEqual(first)
  })

  test('within seconds after another process revoked it', async () => {
    const { key, apiKey } = await create(story(app, 'elsewhere'), {})
    expect(await outcome(key!, track)).toEqual([200])
    await app.services.database.pool.query('update api_keys set revoked_at = now() where id = $1', [
      apiKey!.id,
    ])
    await expect.poll(() => outcome(key!, track), { timeout: 6_000 }).toEqual(refused)
  })
})

test('the key of another project is answered like an unknown key', async () => {
  const { apiKey, key } = await create(story(app, 'one'), {})
  const other = story(app, 'another')
  for (const id of [apiKey!.id, '999999999', '0', '99999999999999999999', 'a', "1' or '1'='1"]) {
    const { revokeApiKey } = await other.answer(RevokeApiKeyDocument, { id })
    expect(revokeApiKey).toEqual({ apiKey: null, userErrors: [{ code: 'NOT_FOUND', field: 'id' }] })
  }
  expect((await other.answer(ApiKeysDocument, {})).apiKeys).toMatchObject({ totalCount: 0, nodes: [] })
  expect(await outcome(key!, track)).toEqual([200])
})

test('the time of last use is stored at most once a minute', async () => {
  const owner = story(app, 'used')
  const { key } = await create(owner, {})
  const lastUse = async () => (await owner.answer(ApiKeysDocument, {})).apiKeys.nodes[0]!.lastUsedAt
  const began = Date.now()
  await outcome(key!, track)
  await expect.poll(lastUse).not.toBeNull()
  const used = await lastUse()
  expect(new Date(used!).getTime()).toBeGreaterThanOrEqual(began - 1_000)
  await outcome(key!, track)
  await new Promise(resolve => setTimeout(resolve, 100))
  expect(await lastUse()).toEqual(used)
})

test.each<[string, Partial<CreateApiKeyInput>, string, string]>([
  ['no name', { name: ' ' }, 'INVALID_NAME', 'name'],
  ['a long name', { name: 'a'.repeat(101) }, 'TOO_LONG', 'name'],
  ['half a surrogate pair', { name: '\ud800' }, 'INVALID_TEXT', 'name'],
  ['no scope', { scopes: [] }, 'INVALID_SCOPES', 'scopes'],
  [
    'an end in the past',
    { expiresAt: new Date(Date.now() - 1_000).toISOString() },
    'INVALID_EXPIRY',
    'expiresAt',
  ],
])('a key with %s is not created', async (_, input, code, field) => {
  expect(await create(story(app, 'refused'), input)).toEqual({
    apiKey: null,
    key: null,
    userErrors: [{ code, field }],
  })
})

test('keys are listed newest first, page by page', async () => {
  const owner = story(app, 'pages')
  for (const name of ['first', 'second', 'third']) await create(owner, { name })
  const { apiKeys: newest } = await owner.answer(ApiKeysDocument, { first: 2 })
  expect(newest).toMatchObject({ totalCount: 3, nodes: [{ name: 'third' }, { name: 'second' }] })
  const { apiKeys: rest } = await owner.answer(ApiKeysDocument, {
    first: 2,
    after: newest.pageInfo.endCursor,
  })
  expect(rest).toMatchObject({ nodes: [{ name: 'first' }], pageInfo: { hasNextPage: false } })
})
