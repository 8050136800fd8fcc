import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { signToken } from '../../../src/auth/tokens/sign-token.ts'
import { readEnv } from '../../../src/env.ts'
import { cloneDatabase } from '../../support/clone-database.ts'
import { graphqlRequest } from '../../support/graphql/graphql-request.ts'
import {
  type ClickHouseOverHttp,
  startClickHouseOverHttp,
} from '../../support/processes/clickhouse-over-http.ts'
import { freePort, type MainProcess, startMain } from '../../support/processes/main-process.ts'
import { startTcpProxy } from '../../support/processes/tcp-proxy.ts'
import { TrackEventsDocument } from '../operations/operations.ts'

const secret = 'a secret for tests with more than 32 bytes'
const patient = { timeout: 60_000, interval: 100 }

let folder: string
let database: string
let clickhouse: ClickHouseOverHttp | undefined
const started: MainProcess[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convograph-stores-'))
  database = await cloneDatabase()
})
afterEach(async () => {
  for (const { child, end } of started.splice(0)) if (child.exitCode === null) await end('SIGKILL')
  // A worker of the tests can have one ClickHouse open: one that a failed test leaves would fail all files after it.
  await clickhouse?.close()
  clickhouse = undefined
  await rm(folder, { recursive: true, force: true })
})

/** A process on the shared PostgreSQL, with a data folder of this name. */
async function launch(name: string, settings: Record<string, string> = {}) {
  const port = await freePort()
  const env = {
    DATA_DIR: join(folder, name),
    PORT: String(port),
    DATABASE_URL: database,
    AUTH_SECRET_KEY: secret,
    LOG_LEVEL: 'info',
    RATE_TRACK: '0',
    ...settings,
  }
  const main = startMain(env)
  started.push(main)
  const url = `http://127.0.0.1:${port}/graphql`
  const token = signToken(readEnv(env), { roles: ['admin'], subject: 't', expiresInSeconds: 600 })
  const ask = <Data>(query: string) => graphqlRequest<Data>({ url, token }, query)
  return {
    ...main,
    settings: env,
    ready: () => main.printed('Stop with Ctrl-C.'),
    refused: () => expect(main.printed('Stop with Ctrl-C.')).rejects.toThrow('It ended with 1'),
    /** Tracks this many new events. */
    happened: async (events: number) => {
      const sent = Array.from({ length: events }, () => ({ name: 'a', eventId: randomUUID() }))
      const { data } = await graphqlRequest({ url, token }, TrackEventsDocument, { events: sent })
      expect(data?.trackEvents.accepted).toBe(events)
    },
    answer: async () => {
      const { status, headers, data, errors } = await ask<{
        summary: { totalEvents: number }
      }>('{ summary(range: { last: { count: 2, unit: DAY } }) { totalEvents } }')
      if (data?.summary) return data.summary.totalEvents
      return { status, code: errors[0]?.extensions.code, retryAfter: headers.get('retry-after') }
    },
    health: async () => {
      const response = await fetch(new URL('/health/ready', url))
      const { projection } = (await response.json()) as { projection: string }
      return { status: response.status, projection }
    },
  }
}

const refusal = { status: 503, code: 'DB_UNAVAILABLE', retryAfter: '1' }
const lines = (output: string, start: string) => output.split('\n').filter(line => line.startsWith(start))

async function sql(statement: string): Promise<void> {
  const client = new pg.Client(database)
  await client.connect()
  await client.query(statement)
  await client.end()
}

test('a process with its own ClickHouse does not start beside another, and takes over after that has stopped', async () => {
  const first = await launch('first')
  await first.ready()
  await first.happened(70)
  expect(await first.answer()).toBe(70)

  const second = await launch('second')
  await second.refused()
  expect(lines(second.output(), 'Convograph ')).toEqual([
    'Convograph did not start: another process copies the log to another ClickHouse. Set CLICKHOUSE_URL to one that both use, or stop the other process',
  ])
  await first.happened(30)
  expect(await first.answer()).toBe(100)
  expect(await first.end('SIGTERM')).toBe(0)

  const third = await launch('second')
  await third.ready()
  await third.happened(1)
  expect(await third.answer()).toBe(101)
  const former = await launch('first')
  await former.refused()
  expect(await third.end('SIGTERM')).toBe(0)

  // The second ClickHouse has 100 events, up to a position that the cursor no longer mentions.
  const again = await launch('first')
  await again.ready()
  expect(await again.answer()).toBe(101)
  expect(again.output()).toContain('The log was copied to another ClickHouse before')
}, 120_000)

test('a process that lost the projection to another ClickHouse refuses questions until it has the projection again', async () => {
  const direct = new URL(database)
  const proxy = await startTcpProxy(Number(direct.port))
  const proxied = new URL(database)
  proxied.port = String(proxy.port)
  const first = await launch('first', { DATABASE_URL: proxied.href })
  await first.ready()
  await first.happened(40)
  expect(await first.answer()).toBe(40)
  expect(await first.health()).toEqual({ status: 200, projection: 'current' })

  proxy.pointTo(1)
  await sql(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  )
  const second = await launch('second')
  await second.ready()
  expect(await second.answer()).toBe(40)
  proxy.pointTo(Number(direct.port))
  await expect.poll(first.health, patient).toEqual({ status: 503, projection: 'elsewhere' })
  await second.happened(30)
  expect(await second.answer()).toBe(70)
  expect(await first.answer()).toEqual(refusal)
  // The process still accepts events.
  await first.happened(5)
  expect(await second.answer()).toBe(75)
  const said = first.output().split('questions are refused: another process copies the log').length - 1
  expect(said).toBe(1)

  expect(await second.end('SIGTERM')).toBe(0)
  await expect.poll(first.answer, patient).toBe(75)
  expect(await first.health()).toEqual({ status: 200, projection: 'current' })
  await proxy.close()
}, 120_000)

test('a process is ready once the ClickHouse of CLICKHOUSE_URL answers', async () => {
  clickhouse = await startClickHouseOverHttp(join(folder, 'late'))
  const { url } = clickhouse
  await clickhouse.stop()
  const early = await launch('early', { CLICKHOUSE_URL: url })
  await early.printed(`is not ready: ClickHouse at CLICKHOUSE_URL (${new URL(url).host}) does not answer.`)
  expect(early.output()).not.toContain('Stop with Ctrl-C.')
  await early.happened(3)
  await clickhouse.start()
  await early.ready()
  expect(await early.answer()).toBe(3)
  expect(await early.end('SIGTERM')).toBe(0)
}, 120_000)

test('processes that share a ClickHouse share the projection, whichever of them ends', async () => {
  clickhouse = await startClickHouseOverHttp(join(folder, 'shared'))
  const shared = { CLICKHOUSE_URL: clickhouse.url }
  const [first, second] = await Promise.all([launch('first', shared), launch('second', shared)])
  await Promise.all([first.ready(), second.ready()])
  await first.happened(10)
  await second.happened(10)
  await expect.poll(first.answer, patient).toBe(20)
  await expect.poll(second.answer, patient).toBe(20)
  expect(await first.end('SIGKILL')).toBe('SIGKILL')
  await second.happened(1)
  await expect.poll(second.answer, patient).toBe(21)
  expect(await second.health()).toEqual({ status: 200, projection: 'current' })
  expect(await second.end('SIGTERM')).toBe(0)
}, 120_000)
