import { mkdtemp, rm } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Session } from 'chdb'
import type { Client } from 'pg'
import pino from 'pino'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { raw } from '../../src/clickhouse/sql.ts'
import { readEnv } from '../../src/env.ts'
import { EventsDocument, SummaryDocument, TrackEventDocument } from '../e2e/operations/operations.ts'
import {
  type ClickHouseOverHttp,
  startClickHouseOverHttp,
} from '../support/processes/clickhouse-over-http.ts'
import { type Story, story } from '../support/story.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let app: TestApp
let lines: { level: number; msg: string }[]
const unhandled: unknown[] = []
process.on('unhandledRejection', reason => unhandled.push(reason))

const start = async (settings: Record<string, string> = {}) => {
  lines = []
  const log = pino({ level: 'info' }, { write: line => void lines.push(JSON.parse(line)) })
  app = await startTestApp(settings, log)
}

/** A client that disconnects causes no log line at `warn` or above. */
const complaints = () => ({ lines: lines.filter(({ level }) => level >= 40), unhandled })
const none = { lines: [], unhandled: [] }

/** Asks, waits for a sign of the running question, and disconnects. */
async function abandoned(token: string, query: string, isUnderWay: () => Promise<boolean>): Promise<void> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` }
  const asking = request(app.url, { method: 'POST', headers, agent: false })
  asking.on('error', () => undefined).end(JSON.stringify({ query }))
  await expect.poll(isUnderWay, { timeout: 10_000 }).toBe(true)
  asking.destroy()
}

/** Reading the events takes hours. */
function slowDown(beside: Session): void {
  beside.query('rename table events to all_events')
  beside.query(`create view events as
    select all_events.* from all_events, (select number from numbers(10000000000000)) as n
    where sipHash64(n.number, user_no) > 0`)
}

function quickAgain(beside: Session): void {
  beside.query('drop view events')
  beside.query('rename table all_events to events')
}

describe.each(['in the process', 'over HTTP'])('a question in a ClickHouse %s', where => {
  let folder: string
  let server: ClickHouseOverHttp | undefined
  let beside: Session
  let project: Story

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'convograph-cancel-'))
    if (where === 'over HTTP') server = await startClickHouseOverHttp(folder)
    await start({ DATA_DIR: folder, ...(server && { CLICKHOUSE_URL: server.url }) })
    project = story(app, 'slow')
    await project.happened([{ name: 'a', userId: 'ann' }])
    expect((await project.answer(SummaryDocument, {})).summary.totalEvents).toBe(1)
    // The roll-up of days would read the events as well.
    await app.services.projector.stop()
    beside = new Session(join(folder, 'clickhouse'))
  })
  afterAll(async () => {
    beside?.close()
    await app.close()
    await server?.close()
    await rm(folder, { recursive: true, force: true })
  })

  const count = (statements: string) =>
    Number(beside.query(`select count() from system.processes where ${statements}`, 'TSV'))
  const questions = "Settings['log_comment'] like 'summary%'"
  // The embedded engine stops at once, and removes an ended statement from its list when the next one arrives.
  const running = () => count(`${questions} and not is_cancelled`)

  test.each([1, 6])(
    'ends when its client disconnects, with %i at once, and the next one is answered',
    async clients => {
      slowDown(beside)
      const isUnderWay = async () => running() > 0
      const leave = () => abandoned(project.token, '{ summary { totalEvents } }', isUnderWay)
      await Promise.all(Array.from({ length: clients }, leave))
      await expect.poll(running, { timeout: 5_000 }).toBe(0)
      quickAgain(beside)
      expect((await project.answer(SummaryDocument, {})).summary.totalEvents).toBe(1)
      expect(count(questions)).toBe(0)
      await expect.poll(() => lines).toContainEqual(expect.objectContaining({ codes: ['CLIENT_GONE'] }))
      expect(complaints()).toEqual(none)
    },
  )

  test('that needs too much memory is refused with advice', async () => {
    const greedy = raw(
      'select groupArray(number) as n from numbers(100000000) settings max_memory_usage = 50000000',
    )
    await expect(app.services.clickhouse.query('greedy', greedy)).rejects.toMatchObject({
      message: expect.stringContaining('Use a shorter range'),
      extensions: { code: 'QUERY_TOO_LARGE' },
    })
  })
})

describe.each([
  ['of questions', { QUERY_TIMEOUT_MS: '4000' }, 'The question "userAnalytics" took too long'],
  ['of requests', { REQUEST_TIMEOUT_MS: '4000' }, 'The request took too long'],
])('at the time limit %s,', (_, settings, message) => {
  let project: Story
  let beside: Session

  beforeAll(async () => {
    await start(settings)
    project = story(app, 'limited')
    beside = new Session(join(app.env.dataDir, 'clickhouse'))
    await project.happened([{ name: 'a', userId: 'ann' }])
    expect((await project.answer(SummaryDocument, {})).summary.totalEvents).toBe(1)
    // The roll-up of days would read the events as well.
    await app.services.projector.stop()
  })
  afterAll(async () => {
    beside?.close()
    await app.close()
  })

  test('a question ends with the reason, other questions continue, and the next one is answered', async () => {
    slowDown(beside)
    const query = '{ quick: user(id: "ann") { userId } slow: user(id: "ann") { analytics { events } } }'
    const { status, data, errors } = await project.ask(query)
    expect({ status, data }).toEqual({ status: 200, data: { quick: { userId: 'ann' }, slow: null } })
    expect(errors).toMatchObject([
      {
        message: expect.stringContaining(message),
        path: ['slow', 'analytics'],
        extensions: { code: 'QUERY_TIMEOUT' },
      },
    ])
    quickAgain(beside)
    expect((await project.answer(SummaryDocument, {})).summary.totalEvents).toBe(1)
    expect(complaints()).toEqual(none)
  })
})

test('a time limit of requests that is out of bounds keeps the service from starting', () => {
  for (const wrong of ['99', '3600001', 'soon', '1.5'])
    expect(() => readEnv({ REQUEST_TIMEOUT_MS: wrong })).toThrow('REQUEST_TIMEOUT_MS')
})

describe('a list in PostgreSQL', () => {
  let beside: Client
  let watcher: Client
  let project: Story

  beforeAll(async () => {
    await start({ QUERY_TIMEOUT_MS: '3000' })
    project = story(app, 'lists')
    await project.happened([{ name: 'a', userId: 'ann' }])
    beside = await app.services.database.connect()
    watcher = await app.services.database.connect()
  })
  afterEach(() => beside.query('rollback'))
  afterAll(async () => {
    await Promise.all([beside?.end(), watcher?.end()])
    await app.close()
  })

  const lockEvents = async () => {
    await beside.query('begin')
    await beside.query('lock table events in access exclusive mode')
  }
  const waiting = async (begins: string) => {
    const { rows } = await watcher.query(
      `select count(*)::int as statements from pg_stat_activity
       where datname = current_database() and state = 'active' and wait_event_type = 'Lock' and query ilike $1`,
      [`${begins}%`],
    )
    return rows[0].statements
  }
  const isReading = async () => (await waiting('select "e0"')) === 1

  test('ends when its client disconnects, and its connection serves the next one', async () => {
    await lockEvents()
    for (let i = 0; i < 12; i++) {
      await abandoned(project.token, '{ events(first: 1) { nodes { name } } }', isReading)
      await expect.poll(() => waiting('select "e0"'), { timeout: 2_000 }).toBe(0)
    }
    await beside.query('rollback')
    expect((await project.answer(EventsDocument, { first: 1 })).events.totalCount).toBe(1)
    expect(complaints()).toEqual(none)
  })

  test('ends at its time limit, without a report of an outage', async () => {
    await lockEvents()
    const { status, errors } = await project.ask('{ events(first: 1) { nodes { name } } }')
    expect([status, errors[0]!.extensions.code]).toEqual([200, 'QUERY_TIMEOUT'])
    expect(complaints()).toEqual(none)
  })

  test('does not keep an event from being stored after its client disconnected, nor the events beside it', async () => {
    await lockEvents()
    const isWriting = async () => (await waiting('with known as')) > 0
    const track = (id: string) => `mutation { trackEvent(input: { eventId: "${id}", name: "b" }) { status } }`
    const neighbour = project.ask(TrackEventDocument, { input: { eventId: 'neighbour', name: 'b' } })
    await abandoned(project.token, track('orphan'), isWriting)
    await beside.query('rollback')
    expect((await neighbour).data!.trackEvent.status).toBe('ACCEPTED')
    expect((await project.ask<{ trackEvent: object }>(track('orphan'))).data!.trackEvent).toEqual({
      status: 'DUPLICATE',
    })
    expect(complaints()).toEqual(none)
  })
})
