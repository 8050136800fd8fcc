import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { graphqlRequest } from '../../support/graphql/graphql-request.ts'
import { type openFields, rootFields, specialArguments } from '../../support/graphql/root-fields.ts'
import { makeAccount } from '../../support/make-account.ts'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import {
  DailyStatsDocument,
  EventsDocument,
  FunnelDocument,
  IdentifyDocument,
  SummaryDocument,
  TimeSeriesDocument,
} from '../operations/operations.ts'

let app: TestApp
let keys: Record<'TRACK' | 'READ', string>
beforeAll(async () => {
  app = await startTestApp()
  await makeAccount(app.services.database.pool, {
    username: 'ann',
    password: 'correct horse battery',
    project: 'default',
    roles: ['admin'],
  })
  keys = { TRACK: await apiKey('TRACK'), READ: await apiKey('READ') }
})
afterAll(() => app.close())

/** A key of the default project. */
async function apiKey(scope: string): Promise<string> {
  const { data } = await app.ask<{ createApiKey: { key: string } }>(
    `mutation { createApiKey(input: { name: "backend", scopes: [${scope}] }) { key } }`,
  )
  return data!.createApiKey.key
}

const now = () => Math.floor(Date.now() / 1_000)
const encoded = (part: unknown) => Buffer.from(JSON.stringify(part)).toString('base64url')

/** A token with any header and claims: a library would refuse to sign most of these. */
function forged(
  claims: unknown,
  header: object = {},
  { algorithm = 'sha256', secret = app.env.auth.secret! } = {},
): string {
  const content = `${encoded({ alg: 'HS256', typ: 'JWT', ...header })}.${encoded(claims)}`
  return `${content}.${createHmac(algorithm, secret).update(content).digest('base64url')}`
}

const claims = (more: object = {}) => ({
  sub: 'tester',
  roles: ['admin'],
  iat: now(),
  exp: now() + 600,
  ...more,
})

/** The answer to an operation: the HTTP status and, for a refusal, the code. */
async function outcome(query: string, token: string | null) {
  const { status, errors } = await graphqlRequest({ url: app.url, token }, query)
  return [status, ...errors.map(({ extensions }) => extensions.code)]
}

describe('every root field', () => {
  /** A request without a token may use these fields; a request with a bad token is refused here too. */
  const open: Record<(typeof openFields)[number], () => Promise<string>> = {
    obtainToken: async () =>
      'mutation { obtainToken(username: "ann", password: "correct horse battery") { tokenType } }',
    refreshToken: async () => {
      const { data } = await app.ask<{ obtainToken: { refreshToken: string } }>(
        'mutation { obtainToken(username: "ann", password: "correct horse battery") { refreshToken } }',
        {},
        null,
      )
      return `mutation { refreshToken(token: "${data!.obtainToken.refreshToken}") { tokenType } }`
    },
  }

  test.each(Object.entries(open))('%s', async (_, operation) => {
    const expired = forged(claims({ iat: now() - 700, exp: now() - 100 }))
    expect(await outcome(await operation(), null)).toEqual([200])
    expect(await outcome(await operation(), expired)).toEqual([401, 'UNAUTHENTICATED'])
    for (const token of [forged(claims({ roles: [] })), app.token('service'), keys.READ])
      expect(await outcome(await operation(), token)).toEqual([200])
  })

  test('with special arguments exists', () => {
    expect(Object.keys(rootFields)).toEqual(expect.arrayContaining(Object.keys(specialArguments)))
  })

  /** An operation that is refused for another reason needs special arguments, or its input an example. */
  const harmless = ['NOT_FOUND', 'NAME_TAKEN', 'PRICE_OVERLAPS', 'PROJECT_DELETING', 'REQUIRED', 'SAME_ID']
  const refusals = async (operation: string) =>
    [
      ...JSON.stringify((await app.ask(operation, {}, app.token(['admin', 'super-admin']))).data).matchAll(
        /"code":"(\w+)"/g,
      ),
    ].map(([, code]) => code)

  test.each(Object.entries(rootFields))('%s', async (_, { readers, operation }) => {
    const expired = forged(claims({ iat: now() - 700, exp: now() - 100 }))
    const isForServices = readers === 'service and admin' || readers === 'everybody'
    const isForReaders = readers === 'everybody' || (readers === 'admin' && !operation.startsWith('mutation'))
    // Everybody may ask for the viewer, an operator of projects too, but for no data of a project.
    const isForOperators = readers === 'super-admin' || operation.startsWith('{ viewer ')
    const isForAdmins = readers !== 'super-admin'
    const answers = {
      nobody: await outcome(operation, null),
      expired: await outcome(operation, expired),
      noRole: await outcome(operation, forged(claims({ roles: ['reader'] }))),
      service: await outcome(operation, app.token('service')),
      trackKey: await outcome(operation, keys.TRACK),
      readKey: await outcome(operation, keys.READ),
      superAdmin: await outcome(operation, app.token('super-admin')),
      admin: await outcome(operation, app.token('admin')),
      adminElsewhere: await outcome(operation, app.token('admin', 'elsewhere')),
    }
    expect(answers).toEqual({
      nobody: [401, 'UNAUTHENTICATED'],
      expired: [401, 'UNAUTHENTICATED'],
      noRole: [403, 'FORBIDDEN'],
      service: isForServices ? [200] : [403, 'FORBIDDEN'],
      trackKey: isForServices ? [200] : [403, 'FORBIDDEN'],
      readKey: isForReaders ? [200] : [403, 'FORBIDDEN'],
      superAdmin: isForOperators ? [200] : [403, 'FORBIDDEN'],
      admin: isForAdmins ? [200] : [403, 'FORBIDDEN'],
      adminElsewhere: isForAdmins ? [200] : [403, 'FORBIDDEN'],
    })
    expect(harmless).toEqual(expect.arrayContaining(await refusals(operation)))
  })
})

describe('a token is refused', () => {
  const read = '{ summary { totalEvents } }'
  const day = 86_400

  test.each<[string, () => string]>([
    ['without a signature', () => `${encoded({ alg: 'none', typ: 'JWT' })}.${encoded(claims())}.`],
    ['with the algorithm none', () => forged(claims(), { alg: 'none' })],
    ['with HS512', () => forged(claims(), { alg: 'HS512' }, { algorithm: 'sha512' })],
    ['with RS256 and the secret as its key', () => forged(claims(), { alg: 'RS256' })],
    ['with another secret', () => forged(claims(), {}, { secret: 'another secret with more than 32 bytes' })],
    ['with an empty secret', () => forged(claims(), {}, { secret: '' })],
    ['without exp', () => forged(claims({ exp: undefined }))],
    ['with exp 1e300', () => forged(claims({ exp: 1e300 }))],
    ['with exp as text', () => forged(claims({ exp: '9999999999' }))],
    ['without iat', () => forged(claims({ iat: undefined }))],
    ['with iat in the future', () => forged(claims({ iat: now() + 120, exp: now() + 600 }))],
    ['with nbf in the future', () => forged(claims({ nbf: now() + 120 }))],
    ['that is valid for longer than a day', () => forged(claims({ exp: now() + day + 60 }))],
    ['that was issued long ago and is still valid', () => forged(claims({ iat: 0, exp: now() + 60 }))],
    ['without sub', () => forged(claims({ sub: undefined }))],
    ['with an empty sub', () => forged(claims({ sub: '' }))],
    ['with a sub that holds a NUL', () => forged(claims({ sub: 'a\0b' }))],
    ['with a sub that holds half a surrogate pair', () => forged(claims({ sub: '\ud800' }))],
    ['with a crit header', () => forged(claims(), { crit: ['exp'] })],
    ['with the type at+jwt', () => forged(claims(), { typ: 'at+jwt' })],
    ['with a text as its payload', () => forged('admin')],
    ['with a list as its payload', () => forged([claims()])],
    ['with a project that is not a text', () => forged(claims({ project: 7 }))],
    ['with an empty project', () => forged(claims({ project: '' }))],
    ['with a project that holds a NUL', () => forged(claims({ project: 'a\0b' }))],
    ['with roles that are a number', () => forged(claims({ roles: 1 }))],
    [
      'with a changed payload',
      () => forged(claims()).replace(/\.[^.]+\./, `.${encoded(claims({ sub: 'other' }))}.`),
    ],
  ])('%s', async (_, token) => {
    expect(await outcome(read, token())).toEqual([401, 'UNAUTHENTICATED'])
  })

  test.each(['', 'Bearer', 'Bearer ', 'Bearer a.b', 'Basic YWRtaW46YWRtaW4=', 'Bearer a.b.c d.e.f', 'a.b.c'])(
    'in the header %j',
    async authorization => {
      const response = await fetch(app.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization },
        body: JSON.stringify({ query: read }),
      })
      const { errors } = (await response.json()) as { errors: { extensions: object }[] }
      expect([response.status, errors[0]!.extensions]).toEqual([401, { code: 'UNAUTHENTICATED' }])
    },
  )

  test('with a challenge, and without the check that failed', async () => {
    const none = await graphqlRequest({ url: app.url, token: null }, read)
    expect(none.headers.get('www-authenticate')).toMatch(/^Bearer /)
    const wrong = await graphqlRequest({ url: app.url, token: forged(claims(), {}, { secret: 'x' }) }, read)
    expect(wrong.headers.get('www-authenticate')).toMatch(/^Bearer /)
    const endless = await graphqlRequest({ url: app.url, token: forged(claims({ exp: 1e300 })) }, read)
    expect(endless.errors[0]!.message).toBe(wrong.errors[0]!.message)
  })
})

describe('a token is accepted', () => {
  const read = '{ summary { totalEvents } }'
  const track = 'mutation { trackEvent(input: { name: "a" }) { status } }'

  test.each<[string, object]>([
    ['roles as a list', { roles: ['reader', 'admin'] }],
    ['roles as a text', { roles: 'admin' }],
    ['roles as a text of words', { roles: 'service admin' }],
    ['roles as a text with commas', { roles: 'service,admin' }],
    ['role', { roles: undefined, role: 'admin' }],
    ['no type', { roles: ['admin'] }],
  ])('with %s', async (title, given) => {
    const token = forged(claims(given), title === 'no type' ? { typ: undefined } : {})
    expect([await outcome(read, token), await outcome(track, token)]).toEqual([[200], [200]])
  })

  test.each<[string, object]>([
    ['no role', { roles: undefined }],
    ['an empty list', { roles: [] }],
    ['the role of another service', { roles: ['administrator'] }],
    ['a role in capitals', { roles: ['ADMIN'] }],
    ['roles before role', { roles: [], role: 'admin' }],
  ])('but allows nothing with %s', async (_, given) => {
    const token = forged(claims(given))
    expect([await outcome(read, token), await outcome(track, token)]).toEqual([
      [403, 'FORBIDDEN'],
      [403, 'FORBIDDEN'],
    ])
  })

  test('for exactly as long as the limit allows, and for half a minute after its end', async () => {
    expect(await outcome(read, forged(claims({ exp: now() + 86_400 })))).toEqual([200])
    expect(await outcome(read, forged(claims({ iat: now() - 600, exp: now() - 10 })))).toEqual([200])
  })
})

test('one refused field refuses the whole request, and nothing in it is done', async () => {
  const { data, status } = await app.ask(
    'mutation { trackEvent(input: { name: "a" }) { status } identify(input: { userId: "a" }) { userErrors { code } } }',
    {},
    forged(claims({ roles: ['reader'], project: 'half' })),
  )
  expect({ data, status }).toEqual({ data: null, status: 403 })
  expect((await story(app, 'half').answer(SummaryDocument, {})).summary.totalEvents).toBe(0)
})

describe('a project', () => {
  test('sees nothing of another project, even under the same ids', async () => {
    const other = story(app, 'theirs')
    await other.happened([
      { eventId: '1', name: 'a', userId: 'ann', conversationId: 'c' },
      { eventId: '2', name: 'b', userId: 'ann', conversationId: 'c' },
    ])
    await other.answer(IdentifyDocument, { input: { userId: 'ann', traits: { secret: 1 } } })

    const { answer, happened } = story(app, 'mine')
    expect((await answer(SummaryDocument, {})).summary).toMatchObject({
      totalEvents: 0,
      totalUsers: 0,
      activeUsersToday: 0,
      totalConversations: 0,
    })
    const { dailyStats } = await answer(DailyStatsDocument, { days: 2 })
    for (const day of dailyStats)
      expect(day).toMatchObject({ events: 0, activeUsers: 0, newUsers: 0, totalUsers: 0 })
    const { timeSeries } = await answer(TimeSeriesDocument, { input: { range: { preset: 'TODAY' } } })
    expect(timeSeries.series[0]!.values).toEqual([0])
    const { funnel } = await answer(FunnelDocument, { input: { steps: [{ event: 'a' }, { event: 'b' }] } })
    expect(funnel.totalUsers).toBe(0)
    const { events } = await answer(EventsDocument, { first: 10 })
    expect(events).toMatchObject({ totalCount: 0, nodes: [] })
    expect((await answer(EventsDocument, { first: 10, filter: { userId: 'ann' } })).events.totalCount).toBe(0)

    await happened([{ eventId: '1', name: 'mine', userId: 'ann' }])
    const { events: own } = await answer(EventsDocument, { first: 10, filter: { userId: 'ann' } })
    expect(own.nodes).toMatchObject([{ eventId: '1', name: 'mine' }])
    const { summary } = await other.answer(SummaryDocument, {})
    expect(summary).toMatchObject({ totalEvents: 2, totalUsers: 1 })
  })

  test('is the default project if the token names none', async () => {
    await app.ask(
      'mutation { trackEvent(input: { name: "a", eventId: "by default" }) { status } }',
      {},
      forged(claims()),
    )
    const { events } = await story(app, 'default').answer(EventsDocument, { first: 100 })
    expect(events.nodes.map(({ eventId }) => eventId)).toContain('by default')
  })

  test('may have a name with special characters of SQL', async () => {
    const { answer, happened } = story(app, "it's; drop table events --")
    await happened([{ name: 'a', userId: 'ann' }])
    expect((await answer(SummaryDocument, {})).summary).toMatchObject({ totalEvents: 1, totalUsers: 1 })
  })
})
