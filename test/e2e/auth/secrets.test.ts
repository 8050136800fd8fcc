import { readFileSync } from 'node:fs'
import pino from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { raw } from '../../../src/clickhouse/sql.ts'
import { definitionKinds } from '../../../src/definitions/kinds/index.ts'
import {
  createDefinition,
  deleteDefinition,
  newDefinition,
  updateDefinition,
} from '../../support/graphql/definition-operations.ts'
import { rootFields } from '../../support/graphql/root-fields.ts'
import { makeAccount } from '../../support/make-account.ts'
import { type AuthService, signedBy, signer, startAuthService } from '../../support/processes/auth-service.ts'
import { createReport, runOf, runReport } from '../../support/reports.ts'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'

/** Every planted text contains this word, and another one that names its origin. */
const canary = /c4nary/i
const hush = (where: string) => `c4nary ${where}`
const hushed = (where: string) => `c4nary-${where}`

const rsa = signer('RS256', hushed('kid'))
const secrets: Record<string, string> = {
  shared: 'a c4nary for tests with more than 32 bytes',
  password: 'correct horse c4nary',
}

let service: AuthService
let app: TestApp
const lines: string[] = []
const errorBodies: string[] = []

beforeAll(async () => {
  service = await startAuthService(rsa)
  const log = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) })
  app = await startTestApp(
    {
      AUTH_SECRET_KEY: secrets.shared!,
      AUTH_JWKS_URL: service.url.replace('//', '//ann:c4nary-jwks@'),
      STORE_IP: 'true',
      // Nothing listens there.
      SMTP_URL: 'smtp://ann:c4nary-smtp@127.0.0.1:9',
      MAIL_FROM: 'reports@example.com',
      WEBHOOK_ALLOW_PRIVATE: '127.0.0.1',
    },
    log,
  )
  await makeAccount(app.services.database.pool, {
    username: 'ann',
    password: secrets.password!,
    project: 'default',
    roles: ['admin'],
  })
  secrets.database = new URL(app.env.databaseUrl!).password
  secrets.jwt = app.token('admin')
})
afterAll(async () => {
  await app.close()
  await service.close()
})

/** Sends any query over HTTP and returns the code of its refusal. Keeps error bodies. */
async function sent(
  body: string | { query: string; variables?: object; operationName?: string },
  headers: Record<string, string> = {},
  path = '/graphql',
): Promise<unknown> {
  const response = await fetch(new URL(path, app.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${secrets.jwt}`, ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  const text = await response.text()
  const { errors, data } = JSON.parse(text) as { errors?: { extensions: { code: string } }[]; data?: object }
  errorBodies.push(JSON.stringify(errors ?? []), response.ok ? '' : text)
  for (const payload of Object.values(data ?? {})) errorBodies.push(complaintsOf(payload))
  return errors?.[0]?.extensions.code
}

/** The user errors of a mutation. */
function complaintsOf(
  payload: { userErrors?: object; receipts?: { message: string | null }[] } | null,
): string {
  return JSON.stringify([payload?.userErrors, payload?.receipts?.map(({ message }) => message)])
}

/** Mutations of every kind of saved definition, with planted texts in all of their fields. */
const ofDefinitions = () =>
  definitionKinds.flatMap(kind => {
    const texts = { name: hush(kind.kind), description: hush('description') }
    return [
      createDefinition(kind, newDefinition(kind, texts, hush)),
      updateDefinition(kind, { id: hush('id'), expectedVersion: 1 }),
      deleteDefinition(kind, hush('id')),
    ]
  })

const trackAll = `mutation ($events: [AnyEventInput!]!) {
  track(input: { events: $events }) { receipts { code field message } }
}`
const userErrors = 'userErrors { code field message }'

describe('secrets are accepted where they belong:', () => {
  test('in every text of events, valid and invalid ones', async () => {
    const common = {
      userId: `${hushed('mail')}@example.com`,
      sessionId: hush('session'),
      channel: hush('channel'),
      botId: hush('bot'),
      conversationId: hush('conversation'),
      properties: { [hush('key')]: hush('value') },
    }
    const events = [
      { event: { ...common, name: hush('name'), eventId: hush('id') } },
      {
        activity: {
          ...common,
          type: 'login',
          username: hush('username'),
          ipAddress: hush('ip'),
          userAgent: hush('agent'),
          metadata: { token: hush('token') },
        },
      },
      { activity: { ...common, type: 'login', ipAddress: '203.0.113.7', userAgent: hush('agent') } },
      { message: { ...common, role: hush('role'), model: hush('model'), provider: hush('provider') } },
      { aiCall: { ...common, model: 'm', costUsd: hush('cost'), errorMessage: hush('error') } },
      { apiCall: { ...common, endpoint: hush('endpoint'), method: 'GET', statusCode: hush('status') } },
      { systemMetric: { ...common, name: hush('metric'), value: hush('value'), unit: hush('unit') } },
      { event: { ...common, name: 'a', timestamp: hush('timestamp') } },
      { event: { ...common, name: 'x'.repeat(201), properties: { a: hush('x').repeat(5_000) } } },
      { event: { ...common, name: `${hush('nul')}\0` } },
    ]
    expect(await sent({ query: trackAll, variables: { events: events } })).toBeUndefined()
  })

  test('in traits and definitions, prices and keys, and again under a taken name', async () => {
    const mutations = [
      `identify(input: { userId: "${hush('user')}", username: "${hush('username')}", traits: { plan: "${hush('plan')}" } })`,
      `createModelPrice(input: { provider: "${hush('provider')}", model: "${hush('model')}", usage: INPUT, usdPerMillion: "1" })`,
      `createApiKey(input: { name: "${hush('backend')}" })`,
      `revokeApiKey(input: { id: "${hush('id')}" })`,
      `deleteModelPrice(input: { id: "${hush('id')}" })`,
    ]
    const changes = mutations.map(mutation => `mutation { ${mutation} { ${userErrors} } }`)
    for (const query of [...changes, ...ofDefinitions(), ...changes, ...ofDefinitions()])
      expect(await sent({ query })).toBeUndefined()
  })

  test('in a report, its recipients, and the secret of its webhook', async () => {
    const told = { answer: story(app, 'default').answer }
    const { report } = await createReport(
      told,
      `{ name: "${hush('weekly')}", blocks: [{ title: "${hush('title')}", text: "${hush('text')}" }],
         recipients: [{ email: "c4nary@example.com" }, { webhook: "http://127.0.0.1:9/${hushed('hook')}" }] }`,
    )
    secrets.webhook = report!.webhookSecrets[0]!.secret
    await runReport(told, `{ id: "${report!.id}" }`)
    const { deliveries } = await runOf(told, report!.id)
    expect(deliveries).toMatchObject(Array(2).fill({ attempts: 1, error: { code: 'UNREACHABLE' } }))
    errorBodies.push(JSON.stringify(deliveries.map(({ error }) => error)))
  })

  test.each([
    `{ events(filter: { name: "${hush('name')}", userId: "${hush('user')}" }) { totalCount } }`,
    `{ users(filter: { search: "${hush('search')}" }) { totalCount } }`,
    `{ user(id: "${hush('user')}") { userId } conversation(id: "${hush('conversation')}") { status } }`,
    `{ summary(filter: { property: "${hush('key')}", values: ["' or '${hush('sql')}' = '"] }) { totalEvents } }`,
    `{ summary(segment: { trait: { key: "plan", operator: CONTAINS, values: ["${hush('trait')}"] } }) { totalEvents } }`,
    `{ catalog { events(search: "${hush('search')}") { name } } }`,
  ])('in the question %s', async query => {
    expect(await sent({ query })).toBeUndefined()
  })
})

describe('secrets are refused where they do not belong:', () => {
  test.each<[string, string, object?]>([
    ['BAD_USER_INPUT', `{ events(after: "${hush('cursor')}") { totalCount } }`],
    ['BAD_USER_INPUT', `{ summary(timeZone: "${hush('zone')}") { totalEvents } }`],
    [
      'BAD_USER_INPUT',
      `{ summary(filter: { property: "a", operator: MATCHES, values: ["(${hush('pattern')}"] }) { totalEvents } }`,
    ],
    [
      'BAD_USER_INPUT',
      `{ summary(filter: { property: "a", operator: GREATER_THAN, values: ["${hush('number')}"] }) { totalEvents } }`,
    ],
    ['BAD_USER_INPUT', `{ summary(segmentId: "${hush('segment')}") { totalEvents } }`],
    ['BAD_USER_INPUT', 'query ($n: Int!) { events(first: $n) { totalCount } }', { n: hush('number') }],
    [
      'BAD_USER_INPUT',
      'query ($r: DateRangeInput) { summary(range: $r) { totalEvents } }',
      { r: { from: hush('from') } },
    ],
    [
      'BAD_USER_INPUT',
      'mutation ($i: IdentifyInput!) { identify(input: $i) { user { userId } } }',
      { i: { userId: 'a', traits: hush('traits') } },
    ],
    [
      'BAD_USER_INPUT',
      'mutation ($i: IdentifyInput!) { identify(input: $i) { user { userId } } }',
      { i: [hush('list')] },
    ],
    ['GRAPHQL_VALIDATION_FAILED', `{ events(first: "${hush('number')}") { totalCount } }`],
    ['GRAPHQL_VALIDATION_FAILED', `{ timeSeries(input: { interval: "${hush('enum')}" }) { timestamps } }`],
    ['GRAPHQL_VALIDATION_FAILED', `{ summary(range: "${hush('range')}") { totalEvents } }`],
    ['GRAPHQL_PARSE_FAILED', `{ events("${hush('syntax')}") }`],
    ['GRAPHQL_PARSE_FAILED', `{ events(after: "${hush('unterminated')}`],
  ])('%s for %s', async (code, query, variables) => {
    expect(await sent({ query, variables })).toBe(code)
  })

  test('as the name of an unknown operation', async () => {
    const query = 'query A { summary { totalEvents } } query B { summary { totalEvents } }'
    expect(await sent({ query, operationName: hush('operation') })).toBe('OPERATION_RESOLUTION_FAILURE')
  })

  test('in bodies that are not JSON, too large, or of another type, and in paths', async () => {
    expect(await sent(`{"query": "${hush('json')}`)).toBe('BAD_REQUEST')
    expect(await sent(`{"__proto__": "${hush('json')}", `)).toBe('BAD_REQUEST')
    expect(await sent(hush('large').repeat(100_000))).toBe('PAYLOAD_TOO_LARGE')
    expect(await sent(hush('type'), { 'content-type': `text/${hushed('type')}` })).toBeDefined()
    expect(await sent('{}', {}, `/${hushed('path')}?token=${hushed('token')}`)).toBe('NOT_FOUND')
    await sent('{}', {}, `/graphql?query={${hushed('query')}}&token=${secrets.jwt}`)
  })

  test('in headers of every kind', async () => {
    const query = '{ summary { totalEvents } }'
    const expired = signedBy(rsa, { sub: hush('sub'), iat: 1, exp: 2 })
    const key = `cg_${'c4nary'.padEnd(43, 'x')}`
    secrets.key = key
    for (const authorization of [
      `Basic ${Buffer.from(`ann:${hush('basic')}`).toString('base64')}`,
      `Basic ${hushed('basic')}`,
      `bearer ${secrets.jwt}`,
      `Bearer ${secrets.jwt}x`,
      `Bearer ${key}`,
      `Bearer ${key} ${hushed('more')}`,
      hushed('alone'),
    ])
      expect([authorization, await sent({ query }, { authorization })]).toEqual([
        authorization,
        'UNAUTHENTICATED',
      ])
    // Keys are not read from an address with a password, and the log says so.
    expect(await sent({ query }, { authorization: `Bearer ${expired}` })).toBe('AUTH_UNAVAILABLE')
    expect(lines.join('')).toContain('the keys of the auth service cannot be read')
    const others = [
      'cookie',
      'x-api-key',
      'user-agent',
      'referer',
      'x-forwarded-for',
      'origin',
      'x-request-id',
    ]
    for (const name of others) expect(await sent({ query }, { [name]: hushed(name) })).toBeUndefined()
  })

  test('as passwords and refresh tokens, right and wrong ones', async () => {
    const login =
      'mutation ($u: String!, $p: String!) { obtainToken(username: $u, password: $p) { refreshToken } }'
    const refresh = 'mutation ($t: String!) { refreshToken(token: $t) { refreshToken accessToken } }'
    const asNobody = (query: string, variables: object) =>
      app.ask<{ obtainToken: Record<string, string>; refreshToken: Record<string, string> }>(
        query,
        variables,
        null,
      )
    const { data } = await asNobody(login, { u: 'ann', p: secrets.password })
    secrets.refresh = data!.obtainToken.refreshToken!
    const { data: next } = await asNobody(refresh, { t: secrets.refresh })
    secrets.nextRefresh = next!.refreshToken.refreshToken!
    secrets.access = next!.refreshToken.accessToken!
    for (const [query, variables] of [
      [login, { u: hush('username'), p: hush('password') }],
      [login, { u: 'ann', p: hush('password') }],
      [login, { u: 'ann', p: 5 }],
      [refresh, { t: secrets.refresh }],
      [refresh, { t: hush('refresh') }],
    ] as const)
      errorBodies.push(JSON.stringify((await asNobody(query, variables)).errors))
    expect(
      await sent({
        query: `mutation { obtainToken(username: "ann", password: ["${hush('password')}"]) { tokenType } }`,
      }),
    ).toBe('GRAPHQL_VALIDATION_FAILED')
  })
})

describe('databases that fail quote their input:', () => {
  const onPool = (statement: string) => app.services.database.pool.query(statement)
  const columns = (statement: string) => app.services.clickhouse.query('test', raw(statement))
  const track = {
    query: `mutation { trackEvent(input: { name: "${hush('broken')}", userId: "ann" }) { status } }`,
  }
  const save = {
    query: `mutation { createCohorts(input: { name: "${hush('broken')}", cohorts: {} }) { ${userErrors} } }`,
  }
  const failed = 'INTERNAL_SERVER_ERROR'
  const logged = () => lines.slice(-6).join('')

  test('PostgreSQL, for a row that breaks a constraint', async () => {
    await onPool("alter table events add constraint hushed check (name not like '%broken%')")
    expect(await sent(track)).toBe(failed)
    await onPool('alter table events drop constraint hushed')
    expect(logged()).toContain('"constraint":"hushed"')
    expect(logged()).toContain('"code":"23514"')
  })

  test('PostgreSQL, for a text that is not a number', async () => {
    await onPool(
      'create function no_number() returns trigger language plpgsql as $$ begin new.version := new.name::integer; return new; end $$',
    )
    await onPool(
      'create trigger hushed before insert on definitions for each row execute function no_number()',
    )
    expect(await sent(save)).toBe(failed)
    expect(logged()).toContain('invalid input syntax for type integer: …')
    expect(logged()).toContain('"code":"22P02"')
  })

  test('PostgreSQL, for the message of a trigger', async () => {
    await onPool(
      "create or replace function no_number() returns trigger language plpgsql as $$ begin raise exception 'no % here', new.name; end $$",
    )
    expect(await sent(save)).toBe(failed)
    await onPool('drop trigger hushed on definitions')
    expect(logged()).toContain('"code":"P0001"')
  })

  test('ClickHouse, for a question that it cannot answer', async () => {
    const query = `{ summary(filter: { dimension: CHANNEL, values: ["${hush('channel')}"] }) { totalEvents } }`
    await columns('alter table events rename column channel to gone')
    expect(await sent({ query })).toBe(failed)
    await columns('alter table events rename column gone to channel')
    expect(logged()).toContain('"type":"UNKNOWN_IDENTIFIER"')
    expect(logged()).toContain('"question":"summary"')
  })
})

test('no planted text is in the log, and the log is not empty', () => {
  expect(lines.length).toBeGreaterThan(60)
  expectHushed(lines)
})

test('no planted text is in an error answer', () => {
  expect(errorBodies.filter(body => body.length > 2).length).toBeGreaterThan(40)
  expectHushed(errorBodies)
})

test('no planted text is in the metrics, or visible in the process list', async () => {
  const metrics = await (await fetch(new URL('/metrics', app.url))).text()
  expect(metrics).toContain('convograph_requests_total')
  expectHushed([metrics, process.title, process.argv.join(' '), readFileSync('/proc/self/cmdline', 'utf8')])
})

function expectHushed(texts: string[]): void {
  expect(texts.filter(text => canary.test(text))).toEqual([])
  const known = Object.entries(secrets).flatMap(([name, secret]) =>
    secret.split('.').map(part => [name, part] as const),
  )
  for (const [name, part] of known)
    expect([name, texts.filter(text => text.includes(part))]).toEqual([name, []])
}

describe('the labels of the metrics', () => {
  /** The number of values of each label of each metric. */
  async function labelsIn(): Promise<Map<string, Set<string>>> {
    const metrics = await (await fetch(new URL('/metrics', app.url))).text()
    const labels = new Map<string, Set<string>>()
    for (const [, metric, given] of metrics.matchAll(/^(\w+)\{(.*)\} /gm))
      for (const [, label, value] of given!.matchAll(/(\w+)="([^"]*)"/g)) {
        const name = `${metric} ${label}`
        labels.set(name, (labels.get(name) ?? new Set()).add(value!))
      }
    return labels
  }

  test('have less than 200 values each, whatever clients send', async () => {
    const operations = Object.values(rootFields).map(({ operation }) => operation)
    const odd = (i: number) => [
      { query: `query ${`Odd${i}`} { __typename }` },
      { query: `{ odd${i} }` },
      { query: `{ odd${i}: __typename }` },
      { query: operations[i % operations.length]! },
      { query: `{ a${i}: __typename b${i}: __typename }` },
      {
        query: `query ($odd${i}: Int) { events(first: $odd${i}) { totalCount } }`,
        variables: { [`odd${i}`]: i },
      },
      { query: `{ __type(name: "Odd${i}") { name } }` },
      { query: '{ __typename }', operationName: `Odd${i}` },
    ]
    for (let i = 0; i < 500; i += 8)
      await Promise.all(
        odd(i).map((body, n) => {
          const authorization = n % 3 ? `Bearer ${app.token('service')}` : `Bearer odd.${i}.token`
          return sent(
            body,
            { authorization, 'user-agent': `odd ${i}` },
            i % 7 ? '/graphql' : `/graphql?odd=${i}`,
          )
        }),
      )
    const labels = await labelsIn()
    expect([...labels.keys()]).toContain('convograph_requests_total operation')
    for (const [name, values] of labels) {
      expect([name, values.size <= 200]).toEqual([name, true])
      expect([...values].filter(value => /odd/i.test(value))).toEqual([])
    }
  })
})
