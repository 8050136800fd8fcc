import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startPostgres } from '../../src/postgres/embedded/start-postgres.ts'
import {
  AuditLogDocument,
  EventsDocument,
  FunnelDocument,
  IdentifyDocument,
  SummaryDocument,
  TrackEventDocument,
  TrackEventsDocument,
} from '../e2e/operations/operations.ts'
import type { Answer } from '../support/graphql/graphql-request.ts'
import {
  type ClickHouseOverHttp,
  startClickHouseOverHttp,
} from '../support/processes/clickhouse-over-http.ts'
import { givePostgres } from '../support/processes/give-postgres.ts'
import { startTcpProxy, type TcpProxy } from '../support/processes/tcp-proxy.ts'
import { type Story, story } from '../support/story.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let folder: string
let app: TestApp

/** The parts of an answer that a client acts on: the status, the code, and the time to retry. */
const refusalOf = ({ status, headers, data, errors }: Answer<unknown>) => ({
  status,
  answered: Object.values(data ?? {}).filter(answer => answer !== null),
  retryAfter: headers.get('retry-after'),
  code: errors[0]?.extensions.code,
  engine: errors[0]?.extensions.engine,
})
const refusedBy = (engine: string) => ({
  status: 503,
  answered: [],
  retryAfter: '1',
  code: 'DB_UNAVAILABLE',
  engine,
})

const health = async (path: string) => {
  const response = await fetch(new URL(path, app.url))
  const body = (await response.json()) as { status: string; engines?: object }
  return body
}

const events = async ({ answer }: Story) => (await answer(SummaryDocument, {})).summary.totalEvents

describe('during an outage of PostgreSQL', () => {
  let postgres: Awaited<ReturnType<typeof startPostgres>>
  let proxy: TcpProxy
  const portOf = (url: string) => Number(new URL(url).port)

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'convograph-outage-'))
    await givePostgres(folder)
    postgres = await startPostgres(folder, () => undefined)
    proxy = await startTcpProxy(portOf(postgres.url))
    app = await startTestApp({ DATABASE_URL: postgres.url.replace(/:\d+\//, `:${proxy.port}/`) })
  })
  afterAll(async () => {
    await app.close()
    await proxy.close()
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  })

  const restart = async () => {
    postgres = await startPostgres(folder, () => undefined)
    proxy.pointTo(portOf(postgres.url))
  }

  test('everything is refused with 503 and a time to retry, and works again afterwards', async () => {
    const { ask, answer, happened } = story(app, 'gone')
    await happened([{ eventId: 'before', name: 'a', userId: 'ann' }])
    expect(await health('/health/ready')).toMatchObject({ status: 'healthy' })

    await postgres.stop()
    const refused = refusedBy('PostgreSQL')
    expect(refusalOf(await ask(TrackEventDocument, { input: { eventId: 'during', name: 'a' } }))).toEqual(
      refused,
    )
    expect(refusalOf(await ask(IdentifyDocument, { input: { userId: 'bob' } }))).toEqual(refused)
    expect(refusalOf(await ask(EventsDocument, { first: 1 }))).toEqual(refused)
    expect(refusalOf(await ask(SummaryDocument, {}))).toEqual(refused)
    expect(await health('/health/ready')).toMatchObject({
      status: 'unhealthy',
      engines: { postgresql: false, clickhouse: true },
    })
    expect(await health('/health/live')).toMatchObject({ status: 'alive' })

    await restart()
    await happened([{ eventId: 'during', name: 'a', userId: 'bob' }])
    expect((await answer(EventsDocument, { first: 10 })).events.totalCount).toBe(2)
    await expect.poll(() => events(story(app, 'gone')), { timeout: 20_000 }).toBe(2)
    const refusedQuestions = async () => {
      const { auditLog } = await answer(AuditLogDocument, { filter: { outcome: 'DB_UNAVAILABLE' } })
      return auditLog.nodes.map(({ fields }) => fields.join())
    }
    await expect.poll(refusedQuestions, { timeout: 20_000 }).toEqual(['summary', 'events'])
    expect(await health('/health/ready')).toMatchObject({ status: 'healthy' })
  })

  test('nothing is half stored, and a client that sends again until success has each event once', async () => {
    const project = story(app, 'under-load')
    const acknowledged = new Set<string>()
    const batches = Array.from({ length: 40 }, (_, batch) =>
      Array.from({ length: 250 }, (_, i) => ({
        eventId: `${batch}/${i}`,
        name: 'tick',
        userId: `u${i % 20}`,
      })),
    )
    const statuses = new Set<number>()
    const send = async (events: (typeof batches)[number]) => {
      const { status, data } = await project.ask(TrackEventsDocument, { events })
      statuses.add(status)
      for (const { eventId, status } of data?.trackEvents.receipts ?? [])
        if (status !== 'REJECTED') acknowledged.add(eventId!)
      return data !== null
    }

    let isDown = false
    const sending = Promise.all(
      [0, 1, 2, 3].map(async client => {
        for (const events of batches.filter((_, batch) => batch % 4 === client)) {
          while (!isDown && !(await send(events)));
          if (isDown) await send(events)
        }
      }),
    )
    await expect.poll(() => acknowledged.size).toBeGreaterThan(1_000)
    await postgres.stop()
    isDown = true
    await sending
    expect([...statuses].sort()).toEqual([200, 503])

    await restart()
    const client = await app.services.database.connect()
    const stored = await client.query(
      `select split_part(event_id, '/', 1) as batch, count(*)::int as events
       from events where project = 'under-load' group by 1`,
    )
    await client.end()
    expect(stored.rows.every(({ events }) => events === 250)).toBe(true)
    expect(stored.rows.length * 250).toBeGreaterThanOrEqual(acknowledged.size)
    for (const events of batches) while (!(await send(events)));

    expect(acknowledged.size).toBe(10_000)
    const { events: listed } = await project.answer(EventsDocument, { first: 1 })
    expect(listed.totalCount).toBe(10_000)
    await expect.poll(() => events(project), { timeout: 20_000 }).toBe(10_000)
  })
})

describe('during an outage of ClickHouse', () => {
  let clickhouse: ClickHouseOverHttp

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'convograph-outage-'))
    clickhouse = await startClickHouseOverHttp(folder)
    app = await startTestApp({ CLICKHOUSE_URL: clickhouse.url, PROJECTION_WAIT_MS: '1000' })
  })
  afterAll(async () => {
    await app.close()
    await clickhouse.close()
    await rm(folder, { recursive: true, force: true })
  })

  const question = { input: { steps: [{ event: 'a' }, { event: 'b' }] } }
  const padding = 'x'.repeat(2_000)
  const many = (from: number) =>
    Array.from({ length: 400 }, (_, i) => ({
      eventId: `${from + i}`,
      name: 'b',
      userId: 'ann',
      properties: { padding },
    }))

  test('tracking and the log work, questions name the outage, and the projection catches up by itself', async () => {
    const project = story(app, 'columns')
    const { ask, answer, happened } = project
    await happened([{ name: 'a', userId: 'ann', timestamp: new Date(Date.now() - 60_000).toISOString() }])
    expect(await events(project)).toBe(1)

    await clickhouse.stop()
    // Eight megabytes: more than the connection to PostgreSQL buffers without a reader.
    for (let from = 0; from < 4_000; from += 400) await happened(many(from))
    const refused = refusedBy('ClickHouse')
    expect(refusalOf(await ask(SummaryDocument, {}))).toEqual(refused)
    expect(refusalOf(await ask(FunnelDocument, question))).toEqual(refused)
    expect((await answer(EventsDocument, { first: 1 })).events.totalCount).toBe(4_001)
    expect((await answer(IdentifyDocument, { input: { userId: 'ann' } })).identify.userErrors).toEqual([])
    expect(await health('/health/ready')).toMatchObject({
      status: 'unhealthy',
      engines: { postgresql: true, clickhouse: false },
    })

    await clickhouse.start()
    await expect.poll(() => events(project), { timeout: 30_000 }).toBe(4_001)
    expect((await answer(FunnelDocument, question)).funnel.steps.map(({ users }) => users)).toEqual([1, 1])
    expect(await health('/health/ready')).toMatchObject({ status: 'healthy' })
  })

  test('a service that starts during the outage tracks, and answers questions afterwards', async () => {
    await app.close()
    await clickhouse.stop()
    app = await startTestApp({ CLICKHOUSE_URL: clickhouse.url, PROJECTION_WAIT_MS: '1000' })
    const project = story(app, 'early')
    await project.happened([{ name: 'a', userId: 'ann' }])
    expect(refusalOf(await project.ask(SummaryDocument, {}))).toEqual(refusedBy('ClickHouse'))
    // The rows of PostgreSQL can be listed during the outage.
    expect(
      await project.ask('{ users { nodes { userId } } conversations { nodes { conversationId } } }'),
    ).toMatchObject({
      data: { users: { nodes: [{ userId: 'ann' }] }, conversations: { nodes: [] } },
    })
    // Beside them a question fails alone and costs nothing: a page of 2 points and `rateLimit` are left.
    const { status, data, errors } = await project.ask(
      '{ users { totalCount } stats { sessions } rateLimit { cost } }',
    )
    expect({ status, data }).toEqual({
      status: 200,
      data: { users: { totalCount: 1 }, stats: null, rateLimit: { cost: 3 } },
    })
    expect(errors).toMatchObject([
      { path: ['stats'], extensions: { code: 'DB_UNAVAILABLE', engine: 'ClickHouse', retryAfterMs: 1_000 } },
    ])
    await clickhouse.start()
    await expect
      .poll(async () => (await project.ask(SummaryDocument, {})).data?.summary?.totalEvents, {
        timeout: 30_000,
      })
      .toBe(1)
  })
})
