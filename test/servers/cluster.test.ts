import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { sql } from '../../src/clickhouse/sql.ts'
import { withReplicas } from '../../src/clickhouse/table-definitions.ts'
import { tables } from '../../src/clickhouse/tables.ts'
import { CohortsDocument, SummaryDocument } from '../e2e/operations/operations.ts'
import { createDatabases, dropDatabases } from '../support/clickhouse/databases.ts'
import { type ClickHouseServer, runOn, startServers } from '../support/clickhouse/start-servers.ts'
import { cloneDatabase } from '../support/clone-database.ts'
import { verdict } from '../support/projection.ts'
import { type Story, story } from '../support/story.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let folder: string
let shards: ClickHouseServer[]
let app: TestApp | undefined
const urls = () => shards.map(({ url }) => url)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convograph-cluster-'))
  shards = await startServers(folder, { count: 3 })
}, 180_000)
afterEach(async () => {
  await app?.close()
  app = undefined
})
afterAll(async () => {
  await Promise.all(shards.map(shard => shard.kill()))
  await rm(folder, { recursive: true, force: true })
})

const start = async (name: string, settings: Record<string, string> = {}) => {
  const columns = (await createDatabases(urls(), name)) as Record<string, string>
  app = await startTestApp({ ...columns, ...settings })
  return app
}

/** The same statement on each shard, over its own rows. */
const onShards = (name: string, statement: string) =>
  Promise.all(
    shards.map(async shard => (await runOn(shard, statement.replaceAll('of_shard', `${name}_local`))).trim()),
  )

const numbered = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => ({
    eventId: `${from + i}`,
    name: 'a',
    userId: `u${(from + i) % 20}`,
  }))
const nobody = Array.from({ length: 30 }, (_, i) => ({ eventId: `nobody ${i}`, name: 'a' }))
const counted = async (project: Story) => (await project.ask(SummaryDocument, {})).data?.summary?.totalEvents

test('a shard has everything of its users and no other shard has any of it, and events of nobody are spread', async () => {
  const { services } = await start('spread')
  const project = story(app!, 'spread')
  await project.happened([...numbered(0, 200), ...nobody])
  const { summary } = await project.answer(SummaryDocument, {})
  expect(summary).toMatchObject({ totalEvents: 230, totalUsers: 20 })

  const users = await onShards(
    'spread',
    'select groupUniqArray(user_no) from of_shard.events where user_no != 0',
  )
  expect(new Set(users.flatMap(list => JSON.parse(list) as number[])).size).toBe(20)
  expect(users.map(list => JSON.parse(list).length).reduce((sum, count) => sum + count, 0)).toBe(20)
  const ofNobody = await onShards('spread', 'select count() from of_shard.events where user_no = 0')
  expect(ofNobody.every(count => Number(count) > 0)).toBe(true)
  expect(ofNobody.reduce((sum, count) => sum + Number(count), 0)).toBe(30)
  expect((await verdict(services)).differences).toEqual([])
})

const daily = {
  interval: 'DAY',
  range: { last: { count: 5, unit: 'DAY' } },
  target: { event: 'a' },
  return: { event: 'b' },
} as const
const days = (day: number) => new Date(Date.now() - day * 86_400_000).toISOString()

test('cohorts are the sum of those of the shards, and events of nobody are in none', async () => {
  const { services } = await start('cohorts')
  const project = story(app!, 'cohorts')
  await project.happened([
    ...['ann', 'bob', 'cid', 'dan'].map(userId => ({
      eventId: `a ${userId}`,
      name: 'a',
      userId,
      timestamp: days(3),
    })),
    ...['ann', 'bob'].map(userId => ({ eventId: `b ${userId}`, name: 'b', userId, timestamp: days(2) })),
    ...nobody.map(event => ({ ...event, timestamp: days(3) })),
  ])
  /** The users of the only cohort, and those who came back on the two days after their entry. */
  const returned = async () => {
    const { cohorts } = await project.answer(CohortsDocument, { input: daily })
    const [row, ...more] = cohorts.rows.filter(({ size }) => size > 0)
    expect(more).toEqual([])
    return [row!.size, ...row!.cells.slice(1, 3).map(({ users }) => users)]
  }
  const strays = async () => {
    const statement = sql`select count() as strays from events where user_no != copied_user_no`
    return (await services.clickhouse.query<{ strays: number }>('strays', statement))[0]!.strays
  }
  expect(await strays()).toBe(0)
  expect(await returned()).toEqual([4, 2, 0])

  // Visitors have events on every shard, and turn out to be a user, who belongs to one.
  const visitors = Array.from({ length: 8 }, (_, i) => `visitor ${i}`)
  await project.happened(
    visitors.map((anonymousId, i) => ({ eventId: `v${i}`, name: 'b', anonymousId, timestamp: days(1) })),
  )
  await project.happened(
    visitors.map((anonymousId, i) => ({ eventId: `w${i}`, name: 'c', anonymousId, userId: 'ann' })),
  )
  expect(await returned()).toEqual([4, 2, 1])
  expect(await strays()).toBe(8)
  expect((await verdict(services)).differences).toEqual([])
})

test('while a shard is away questions are refused with its name, and everything is there once afterwards', async () => {
  const { services } = await start('away', { PROJECTION_WAIT_MS: '1000' })
  const project = story(app!, 'away')
  await project.happened(numbered(0, 100))
  await expect.poll(() => counted(project), { timeout: 60_000 }).toBe(100)
  for (const [i, shard] of shards.entries()) {
    await shard.kill()
    await project.happened(numbered(100 + 100 * i, 200 + 100 * i))
    const { status, errors } = await project.ask(SummaryDocument, {})
    expect({ status, ...errors[0]!.extensions }).toMatchObject({
      status: 503,
      code: 'DB_UNAVAILABLE',
      engine: 'ClickHouse',
      shard: `shard ${i + 1}`,
    })
    await shard.start()
    await expect.poll(() => counted(project), { timeout: 60_000 }).toBe(200 + 100 * i)
  }
  expect((await verdict(services)).differences).toEqual([])
}, 300_000)

test('a shard that has lost its rows is noticed, and everything is filled again', async () => {
  const { services } = await start('lost')
  const project = story(app!, 'lost')
  await project.happened(numbered(0, 100))
  expect(await counted(project)).toBe(100)
  await runOn(shards[1]!, 'drop database lost_local sync')
  await runOn(shards[1]!, 'create database lost_local engine = Atomic')
  await expect.poll(() => counted(project), { timeout: 60_000 }).toBe(100)
  expect((await verdict(services)).differences).toEqual([])
}, 120_000)

test('a cluster is filled from the log while one server answers, and then takes its place', async () => {
  const DATABASE_URL = await cloneDatabase()
  const former = await createDatabases([shards[0]!.url], 'former')
  app = await startTestApp({ DATABASE_URL, ...(former as Record<string, string>), CLICKHOUSE_CLUSTER: '' })
  await story(app, 'moved').happened(numbered(0, 500))
  expect(await counted(story(app, 'moved'))).toBe(500)
  await app.close()

  const next = (await createDatabases(urls(), 'next')) as Record<string, string>
  app = await startTestApp({ DATABASE_URL, ...next, CLICKHOUSE_FORMER_URL: former.CLICKHOUSE_URL! })
  const project = story(app, 'moved')
  await project.happened(numbered(500, 700))
  await expect.poll(() => counted(project), { timeout: 60_000 }).toBe(700)
  await expect
    .poll(
      async () => {
        const held = await onShards('next', 'select count() from of_shard.events')
        return held.reduce((sum, count) => sum + Number(count), 0)
      },
      { timeout: 60_000 },
    )
    .toBe(700)
  expect((await verdict(app.services)).differences).toEqual([])
  expect((await app.services.clickhouse.nodes()).map(({ name }) => name)).toEqual([
    'shard 1',
    'shard 2',
    'shard 3',
  ])
  await dropDatabases([shards[0]!.url], 'former')
}, 120_000)

test('the statements for tables with replicas are accepted', async () => {
  const shard = shards[0]!
  await runOn(shard, 'create database replicated engine = Atomic')
  for (const table of tables) await runOn({ url: `${shard.url}/?database=replicated` }, withReplicas(table))
  const engines = await runOn(
    shard,
    `select groupArray(name) from (
      select name from system.tables where database = 'replicated' and engine like 'Replicated%' order by name)`,
  )
  expect(engines.trim()).toBe(`['events','first_events','snapshot_members','store','users']`)
})
