import { createHmac } from 'node:crypto'
import jwt from 'jsonwebtoken'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { graphqlRequest } from '../../support/graphql/graphql-request.ts'
import { rootFields } from '../../support/graphql/root-fields.ts'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

interface Link {
  id: string
  dashboardId: string
  filter: object | null
  allowsRange: boolean
  allowsLists: boolean
  expiresAt: string
  revokedAt: string | null
}
interface Created {
  createShareLink: {
    shareLink: Link | null
    token: string | null
    userErrors: { code: string; field: string; path: string[] }[]
  }
}

const creating = `mutation ($input: CreateShareLinkInput!) {
  createShareLink(input: $input) {
    shareLink { id dashboardId filter allowsRange allowsLists expiresAt revokedAt }
    token
    userErrors { code field path }
  }
}`

const link = async (project: string, input: object) =>
  (await story(app, project).answer<Created>(creating, { input })).createShareLink

const opened = { timeSeries: { series: [{ event: 'open' }], interval: 'DAY' } }
const steps = [{ event: 'open' }, { event: 'buy' }]
const widgets = [
  { key: 'line', title: 'Opened', kind: 'LINE', question: opened },
  { key: 'funnel', title: 'Buyers', kind: 'FUNNEL', question: { funnel: { steps } } },
  { key: 'top', title: 'Top users', question: { topUsers: { first: 3 } } },
  { key: 'list', title: 'Events', question: { list: { events: { first: 3 } } } },
]

/** A project with three users on two channels, and a dashboard about them. */
async function dashboardOf(project: string): Promise<string> {
  const { answer, happened } = story(app, project)
  await happened([
    { name: 'open', userId: 'ann', channel: 'web' },
    { name: 'buy', userId: 'ann', channel: 'web' },
    { name: 'open', userId: 'bob', channel: 'app' },
    { name: 'open', userId: 'cid', channel: 'app' },
  ])
  const { createDashboard } = await answer<{ createDashboard: { dashboard: { id: string } } }>(
    `mutation ($input: CreateDashboardInput!) { createDashboard(input: $input) { dashboard { id } } }`,
    { input: { name: 'Shared', widgets } },
  )
  return createDashboard.dashboard.id
}

interface Shown {
  dashboard: {
    widgets: {
      key: string
      question: object | null
      answer: { series?: { total: number }[]; totalUsers?: number; users?: object[] } | null
      error: { code: string } | null
    }[]
  }
}

const shown = (id: string, args = '') => `{
  dashboard(id: "${id}"${args}) {
    widgets {
      key
      question
      answer { ... on TimeSeries { series { total } } ... on Funnel { totalUsers } ... on TopUsers { users { user { userId } } } ... on EventConnection { nodes { name } } }
      error { code }
    }
  }
}`

const through = (token: string, query: string) => graphqlRequest<Shown>({ url: app.url, token }, query)
const codes = async (token: string, query: string) =>
  (await through(token, query)).errors.map(({ extensions }) => extensions.code)

const onApp = { dimension: 'CHANNEL', values: ['app'] }

test('a link shows the numbers of one dashboard that pass its filter', async () => {
  const id = await dashboardOf('shown')
  const { token, shareLink, userErrors } = await link('shown', { dashboardId: id, filter: onApp })
  expect(userErrors).toEqual([])
  expect(shareLink).toMatchObject({
    dashboardId: id,
    allowsRange: false,
    allowsLists: false,
    revokedAt: null,
  })
  const { data, errors } = await through(token!, shown(id))
  expect(errors).toEqual([])
  expect(data!.dashboard.widgets).toEqual([
    { key: 'line', question: null, answer: { series: [{ total: 2 }] }, error: null },
    { key: 'funnel', question: null, answer: { totalUsers: 2 }, error: null },
    { key: 'top', question: null, answer: null, error: { code: 'FORBIDDEN' } },
    { key: 'list', question: null, answer: null, error: { code: 'FORBIDDEN' } },
  ])
})

test('a link to a built-in dashboard works too', async () => {
  const { token } = await link('built in', { dashboardId: 'platform' })
  const { data, errors } = await through(token!, shown('platform'))
  expect([errors, data!.dashboard.widgets.map(({ error }) => error)]).toEqual([
    [],
    data!.dashboard.widgets.map(() => null),
  ])
})

test('a link shows lists only if it was made so, and never what its filter hides', async () => {
  const id = await dashboardOf('lists')
  const open = await link('lists', { dashboardId: id, allowLists: true, filter: onApp })
  const { data } = await through(open.token!, shown(id))
  const users = data!.dashboard.widgets[2]!.answer!.users as { user: { userId: string } }[]
  expect(users.map(({ user }) => user.userId).sort()).toEqual(['bob', 'cid'])
  // A list takes no filter from outside.
  expect(data!.dashboard.widgets[3]).toMatchObject({ answer: null, error: { code: 'FORBIDDEN' } })

  const unfiltered = await link('lists', { dashboardId: id, allowLists: true })
  const all = await through(unfiltered.token!, shown(id))
  expect(all.data!.dashboard.widgets[3]!.answer).toEqual({
    nodes: Array(3).fill({ name: expect.any(String) }),
  })
  // The rows are shown, and nothing further about them.
  const further = `{ dashboard(id: "${id}") { widgets { answer { ... on TopUsers { users { user { userId analytics { events } } } } } } } }`
  expect(await codes(unfiltered.token!, further)).toContain('FORBIDDEN')

  const query = `{ dashboard(id: "${id}") { widgets { answer { ... on Funnel { steps { converted(first: 5) { nodes { userId } } } } } } } }`
  const closed = await link('lists', { dashboardId: id })
  expect(await codes(closed.token!, query)).toContain('FORBIDDEN')
  expect(JSON.stringify((await through(closed.token!, query)).data)).not.toMatch(/ann|bob|cid/)
  expect(await codes(open.token!, query)).toEqual([])
})

test('a number that the filter of the link does not narrow is not shown', async () => {
  const id = await dashboardOf('known users')
  const { answer } = story(app, 'known users')
  const measure = (metric: string) => `{ title: "a", question: { measure: { metrics: [${metric}] } } }`
  const metrics = ['{ name: totalUsers }', '{ formula: "events / totalUsers" }', '{ name: newUsers }']
  await answer(
    `mutation { updateDashboard(input: { id: "${id}", expectedVersion: 1, widgets: [${metrics.map(measure)}] }) { userErrors { code } } }`,
  )
  const errorsOf = async (input: object) => {
    const { token } = await link('known users', { dashboardId: id, ...input })
    const { data } = await through(token!, shown(id))
    return data!.dashboard.widgets.map(({ error }) => error?.code)
  }
  expect(await errorsOf({ filter: onApp, allowLists: true })).toEqual(['FORBIDDEN', 'FORBIDDEN', undefined])
  expect(await errorsOf({})).toEqual([undefined, undefined, undefined])
})

describe('a link cannot be widened', () => {
  test('by arguments', async () => {
    const id = await dashboardOf('arguments')
    const strict = (await link('arguments', { dashboardId: id })).token!
    const ranged = (await link('arguments', { dashboardId: id, allowRange: true })).token!
    const times = [
      'range: { preset: LAST_YEAR }',
      'compare: { period: PREVIOUS_YEAR }',
      'timeZone: "Asia/Tokyo"',
      'weekStart: SUNDAY',
    ]
    for (const argument of times) {
      expect(await codes(strict, shown(id, `, ${argument}`))).toEqual(['FORBIDDEN'])
      expect(await codes(ranged, shown(id, `, ${argument}`))).toEqual([])
    }
    for (const argument of ['filter: { property: "a", values: ["b"] }', 'segmentId: "1"'])
      for (const token of [strict, ranged])
        expect(await codes(token, shown(id, `, ${argument}`))).toEqual(['FORBIDDEN'])
  })

  test('to another dashboard, whether it exists or not', async () => {
    const id = await dashboardOf('others')
    const { token } = await link('others', { dashboardId: id })
    for (const other of ['platform', '999999', 'x', `0${id}`])
      expect(await codes(token!, shown(other))).toEqual(['FORBIDDEN'])
  })

  test('to any other root field', async () => {
    const { token } = await link('roots', { dashboardId: 'platform' })
    for (const [name, { operation }] of Object.entries(rootFields)) {
      if (name === 'dashboard') continue
      expect([name, await codes(token!, operation)]).toEqual([name, ['FORBIDDEN']])
    }
    const alias = '{ dashboard: users { nodes { userId } } }'
    expect(await codes(token!, alias)).toEqual(['FORBIDDEN'])
  })

  test('by another token: 50 tampered ones are refused', async () => {
    const id = await dashboardOf('tampered')
    const token = (await link('tampered', { dashboardId: id, filter: onApp })).token!
    const [header, payload, signature] = token.split('.') as [string, string, string]
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString())
    const encoded = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')
    const secret = app.env.auth.secret!
    const forged = (change: object, key: string, head: object = { alg: 'HS256', typ: 'share+jwt' }) => {
      const content = `${encoded(head)}.${encoded({ ...claims, ...change })}`
      return `${content}.${createHmac('sha256', key).update(content).digest('base64url')}`
    }
    const changes = [
      { filter: null },
      { filter: {} },
      { filter: { or: [onApp, { dimension: 'CHANNEL', values: ['web'] }] } },
      { range: true },
      { lists: true },
      { dashboard: 'platform' },
      { project: 'default' },
      { exp: claims.exp + 1_000 },
      { jti: '1' },
      { roles: ['admin'], sub: 'ann' },
    ]
    const swapped = (text: string, at: number) =>
      `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`
    const tampered = [
      // Claims without a new signature.
      ...changes.map(change => `${header}.${encoded({ ...claims, ...change })}.${signature}`),
      // Claims that are signed with a key that an attacker may know or guess, the secret itself included.
      ...changes.map(change => forged(change, 'guessed')),
      ...changes.map(change => forged(change, secret)),
      // Another algorithm or type.
      `${encoded({ alg: 'none', typ: 'share+jwt' })}.${payload}.`,
      `${encoded({ alg: 'none', typ: 'share+jwt' })}.${payload}.${signature}`,
      `${encoded({ alg: 'HS512', typ: 'share+jwt' })}.${payload}.${signature}`,
      `${encoded({ alg: 'HS256', typ: 'JWT' })}.${payload}.${signature}`,
      `${encoded({ alg: 'HS256' })}.${payload}.${signature}`,
      forged({ roles: ['admin'], sub: 'ann' }, 'guessed', { alg: 'HS256', typ: 'JWT' }),
      jwt.sign({ ...claims, roles: ['admin'], sub: 'ann' }, 'guessed', { noTimestamp: true }),
      // Changed characters, the unused bits of the last one included.
      ...[0, 10, 42].map(at => `${header}.${payload}.${swapped(signature, at)}`),
      ...[0, 20, 40].map(at => `${header}.${swapped(payload, at)}.${signature}`),
      ...[0, 5].map(at => `${swapped(header, at)}.${payload}.${signature}`),
      // Parts that are missing, doubled or empty.
      `${header}.${payload}`,
      `${header}.${payload}.`,
      `${header}..${signature}`,
      `.${payload}.${signature}`,
      `${token}.${signature}`,
      `${token}=`,
    ]
    expect(tampered.length).toBeGreaterThanOrEqual(50)
    expect(await codes(token, shown(id))).toEqual([])
    for (const each of tampered) {
      expect(each).not.toBe(token)
      expect([each, await codes(each, shown(id))]).toEqual([each, ['UNAUTHENTICATED']])
    }
  })

  test('by an equal spelling of its signature', async () => {
    const token = (await link('spelling', { dashboardId: 'platform' })).token!
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    const last = alphabet.indexOf(token.at(-1)!)
    const same = `${token.slice(0, -1)}${alphabet[last ^ 1]}`
    expect(Buffer.from(same.split('.')[2]!, 'base64url')).toEqual(
      Buffer.from(token.split('.')[2]!, 'base64url'),
    )
    expect(await codes(same, shown('platform'))).toEqual(['UNAUTHENTICATED'])
  })
})

test('a revoked link is refused at once, and one that is deleted with its dashboard too', async () => {
  const id = await dashboardOf('ended')
  const { answer } = story(app, 'ended')
  const { token, shareLink } = await link('ended', { dashboardId: id })
  expect(await codes(token!, shown(id))).toEqual([])
  const revoke = `mutation { revokeShareLink(input: { id: "${shareLink!.id}" }) { shareLink { revokedAt } userErrors { code } } }`
  const first = await answer<{ revokeShareLink: { shareLink: Link } }>(revoke)
  expect(first.revokeShareLink.shareLink.revokedAt).not.toBeNull()
  expect(await codes(token!, shown(id))).toEqual(['UNAUTHENTICATED'])
  // A second time changes nothing.
  expect(await answer(revoke)).toEqual(first)

  const other = await link('ended', { dashboardId: id })
  await answer(`mutation { deleteDashboard(input: { id: "${id}" }) { deletedId } }`)
  expect(await codes(other.token!, shown(id))).toEqual(['UNAUTHENTICATED'])
  expect(await answer('{ shareLinks { totalCount } }')).toEqual({ shareLinks: { totalCount: 0 } })
})

test('an expired link is refused', async () => {
  const { token, shareLink } = await link('expired', {
    dashboardId: 'platform',
    expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
  })
  expect(await codes(token!, shown('platform'))).toEqual([])
  await app.services.database.pool.query('update share_links set expires_at = now() where id = $1', [
    shareLink!.id,
  ])
  expect(await codes(token!, shown('platform'))).toEqual(['UNAUTHENTICATED'])
})

test('links are listed with what they allow, without their tokens, and the audit log has them', async () => {
  const project = 'listed'
  const { answer } = story(app, project)
  const first = await link(project, { dashboardId: 'platform', allowRange: true })
  const second = await link(project, { dashboardId: 'models', filter: onApp })
  await answer(
    `mutation { revokeShareLink(input: { id: "${first.shareLink!.id}" }) { userErrors { code } } }`,
  )
  await through(second.token!, shown('models'))

  const { shareLinks } = await answer<{ shareLinks: { nodes: Link[] } }>(
    '{ shareLinks { nodes { id dashboardId filter allowsRange createdBy revokedAt } } }',
  )
  expect(shareLinks.nodes).toEqual([
    {
      id: second.shareLink!.id,
      dashboardId: 'models',
      filter: { operator: 'IS', ...onApp },
      allowsRange: false,
      createdBy: 'tester',
      revokedAt: null,
    },
    {
      id: first.shareLink!.id,
      dashboardId: 'platform',
      filter: null,
      allowsRange: true,
      createdBy: 'tester',
      revokedAt: expect.any(String),
    },
  ])
  expect(await answer('{ shareLinks(dashboardId: "models") { totalCount } }')).toEqual({
    shareLinks: { totalCount: 1 },
  })

  const { auditLog } = await answer<{ auditLog: { nodes: object[] } }>(
    '{ auditLog(filter: { kind: MUTATION }) { nodes { changes { action kind id name } } } }',
  )
  const change = (action: string, { shareLink }: { shareLink: Link | null }, name: string) => ({
    changes: [{ action, kind: 'SHARE_LINK', id: shareLink!.id, name }],
  })
  expect(auditLog.nodes).toEqual([
    change('ENDED', first, 'Platform'),
    change('CREATED', second, 'Models and cost'),
    change('CREATED', first, 'Platform'),
  ])
  const { rows } = await app.services.database.pool.query(
    'select row_to_json(l)::text as row from share_links l',
  )
  expect(rows.map(({ row }) => row).join()).not.toContain(second.token!.split('.')[2])
})

describe('a link is refused', () => {
  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()
  const refusals: [string, object, [string, string][]][] = [
    ['to a dashboard that does not exist', { dashboardId: '999999' }, [['NOT_FOUND', 'input.dashboardId']]],
    [
      'that ends in the past',
      { dashboardId: 'platform', expiresAt: inDays(-1) },
      [['INVALID_EXPIRY', 'input.expiresAt']],
    ],
    [
      'that lasts more than a year',
      { dashboardId: 'platform', expiresAt: inDays(367) },
      [['INVALID_EXPIRY', 'input.expiresAt']],
    ],
    [
      'with a wrong filter',
      { dashboardId: 'platform', filter: { and: [] } },
      [['INVALID_FILTER', 'input.filter']],
    ],
    [
      'with a filter that no header could carry',
      { dashboardId: 'platform', filter: { property: 'a', values: Array(100).fill('x'.repeat(50)) } },
      [['TOO_LONG', 'input.filter']],
    ],
    [
      'for several reasons at once',
      { dashboardId: 'x', expiresAt: inDays(-1) },
      [
        ['NOT_FOUND', 'input.dashboardId'],
        ['INVALID_EXPIRY', 'input.expiresAt'],
      ],
    ],
  ]
  test.each(refusals)('%s', async (_, input, expected) => {
    const { shareLink, token, userErrors } = await link('refused', input)
    expect([shareLink, token]).toEqual([null, null])
    expect(userErrors.map(({ code, path }) => [code, path.join('.')])).toEqual(expected)
  })

  test('to a dashboard of another project, and one of another project cannot be revoked', async () => {
    const id = await dashboardOf('mine')
    const { shareLink } = await link('mine', { dashboardId: id })
    expect((await link('theirs', { dashboardId: id })).userErrors).toMatchObject([{ code: 'NOT_FOUND' }])
    const revoke = `mutation { revokeShareLink(input: { id: "${shareLink!.id}" }) { userErrors { code } } }`
    expect(await story(app, 'theirs').answer(revoke)).toEqual({
      revokeShareLink: { userErrors: [{ code: 'NOT_FOUND' }] },
    })
  })

  test('beyond 1,000 that work', async () => {
    await app.services.database.pool.query(
      `insert into share_links (project, dashboard_id, allows_range, allows_lists, created_by, expires_at)
       select 'full', 'platform', false, false, 'tester', now() + interval '1 day' from generate_series(1, 1000)`,
    )
    expect((await link('full', { dashboardId: 'platform' })).userErrors).toMatchObject([{ code: 'TOO_MANY' }])
  })
})
