import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { FunnelDocument, SummaryDocument } from '../e2e/operations/operations.ts'
import { selfSigned } from '../support/clickhouse/self-signed.ts'
import { type ServerProxy, startServerProxy } from '../support/clickhouse/server-proxy.ts'
import { type ClickHouseServer, runOn, startServers } from '../support/clickhouse/start-servers.ts'
import { verdict } from '../support/projection.ts'
import { type Story, story } from '../support/story.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let folder: string
let server: ClickHouseServer
let app: TestApp | undefined
let proxy: ServerProxy | undefined

/** The statements by which docs/operations.md lets an administrator give the user its rights. */
async function documentedGrants(): Promise<string[]> {
  const page = await readFile(join(import.meta.dirname, '../../docs/operations.md'), 'utf8')
  const grants = [...page.matchAll(/^(GRANT [^;]*) TO convograph;$/gm)].map(([, grant]) => grant!)
  expect(grants.length).toBeGreaterThan(0)
  return grants
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convograph-server-'))
  const grants = await documentedGrants()
  const users = [{ name: 'convograph', password: 'right', grants }]
  server = (await startServers(folder, { users }))[0]!
})
afterEach(async () => {
  await app?.close()
  await proxy?.close()
  app = undefined
  proxy = undefined
})
afterAll(async () => {
  await server.kill()
  await rm(folder, { recursive: true, force: true })
})

/** The address of a new database `convograph`, the one that the documented rights are for, for this user. */
async function emptyDatabase(
  user = 'convograph:right',
  { port = new URL(server.url).port, scheme = 'http' } = {},
) {
  await runOn(server, 'drop database if exists convograph sync')
  await runOn(server, 'create database convograph engine = Atomic')
  return `${scheme}://${user}@127.0.0.1:${port}/convograph`
}

const total = async ({ answer }: Story) => (await answer(SummaryDocument, {})).summary.totalEvents
const numbered = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => ({
    eventId: `${from + i}`,
    name: 'a',
    userId: `u${(from + i) % 7}`,
  }))
const question = { input: { steps: [{ event: 'a' }, { event: 'b' }] } }

/** Links, corrections, removals and the check of all files: everything that the service does to its tables. */
async function everythingHappens(project: Story): Promise<void> {
  await project.happened([
    { eventId: 'v', name: 'a', anonymousId: 'visitor' },
    { eventId: 'b', name: 'b', userId: 'ann' },
  ])
  await project.answer(
    'mutation { alias(input: { anonymousId: "visitor", userId: "ann" }) { userErrors { code } } }',
  )
}

test('the documented rights are enough for everything that the service does', async () => {
  app = await startTestApp({ CLICKHOUSE_URL: await emptyDatabase() })
  const project = story(app, 'rights')
  await everythingHappens(project)
  expect((await project.answer(FunnelDocument, question)).funnel.steps.map(({ users }) => users)).toEqual([
    1, 1,
  ])
  expect((await verdict(app.services)).differences).toEqual([])
})

test('a user with less is refused by the server, and the log of the service says which right is missing', async () => {
  app = await startTestApp({ CLICKHOUSE_URL: await emptyDatabase('convograph:wrong') })
  const { ask, happened } = story(app, 'wrong password')
  await happened(numbered(0, 1))
  const { errors } = await ask(SummaryDocument, {})
  expect(errors[0]!.extensions).toMatchObject({ code: 'DB_UNAVAILABLE', engine: 'ClickHouse' })
  expect(app.services.projector.failure?.message).toMatch(/Authentication failed/)
})

test('a server with a certificate is asked over TLS, and one whose certificate nobody vouches for is not', async () => {
  const certificate = selfSigned()
  proxy = await startServerProxy(Number(new URL(server.url).port), certificate)
  const url = await emptyDatabase('convograph:right', { port: String(proxy.port), scheme: 'https' })
  app = await startTestApp({ CLICKHOUSE_URL: url })
  await story(app, 'tls').happened(numbered(0, 3))
  const { errors } = await story(app, 'tls').ask(SummaryDocument, {})
  expect(errors[0]!.extensions).toMatchObject({ code: 'DB_UNAVAILABLE', engine: 'ClickHouse' })

  const trusted = getCACertificates('default')
  setDefaultCACertificates([...trusted, certificate.cert])
  try {
    await expect
      .poll(async () => (await story(app!, 'tls').ask(SummaryDocument, {})).data?.summary?.totalEvents, {
        timeout: 30_000,
      })
      .toBe(3)
  } finally {
    setDefaultCACertificates(trusted)
  }
})

test('a server that is killed and comes back has every event once', async () => {
  app = await startTestApp({ CLICKHOUSE_URL: await emptyDatabase(), PROJECTION_WAIT_MS: '1000' })
  const project = story(app, 'killed')
  await project.happened(numbered(0, 1_000))
  await expect.poll(() => total(project), { timeout: 30_000 }).toBe(1_000)

  const sending = project.happened(numbered(1_000, 3_000))
  await server.kill()
  await sending
  await project.happened(numbered(3_000, 4_000))
  const { status, errors } = await project.ask(SummaryDocument, {})
  expect({ status, code: errors[0]?.extensions.code }).toEqual({ status: 503, code: 'DB_UNAVAILABLE' })

  await server.start()
  const counted = async () => (await project.ask(SummaryDocument, {})).data?.summary?.totalEvents
  await expect.poll(counted, { timeout: 60_000 }).toBe(4_000)
  expect((await verdict(app.services)).differences).toEqual([])
}, 120_000)

test('a slow server is waited for, one that says nothing is away, and both catch up', async () => {
  proxy = await startServerProxy(Number(new URL(server.url).port))
  app = await startTestApp({
    CLICKHOUSE_URL: await emptyDatabase('convograph:right', { port: String(proxy.port) }),
    QUERY_TIMEOUT_MS: '1000',
    PROJECTION_WAIT_MS: '1000',
  })
  const project = story(app, 'slow')
  const counted = async () => (await project.ask(SummaryDocument, {})).data?.summary?.totalEvents
  await project.happened(numbered(0, 10))
  proxy.delay(200)
  await expect.poll(counted, { timeout: 60_000 }).toBe(10)

  proxy.delay(600_000)
  await project.happened(numbered(10, 20))
  const { errors } = await project.ask(SummaryDocument, {})
  expect(errors[0]!.extensions).toMatchObject({ code: 'DB_UNAVAILABLE', engine: 'ClickHouse' })

  proxy.delay(0)
  await expect.poll(counted, { timeout: 60_000 }).toBe(20)
}, 120_000)
