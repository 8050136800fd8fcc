import { mkdtemp, readFile, rm, truncate } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { graphqlRequest } from '../../support/graphql/graphql-request.ts'
import { givePostgres } from '../../support/processes/give-postgres.ts'
import { freePort, type MainProcess, startMain } from '../../support/processes/main-process.ts'
import { postmasterPid } from '../../support/processes/postmaster-pid.ts'

let dataDir: string
let address: string
let main: MainProcess

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'convograph-restart-'))
  await givePostgres(dataDir)
  const port = await freePort()
  address = `http://127.0.0.1:${port}`
  main = startMain({ DATA_DIR: dataDir, PORT: String(port), LOG_LEVEL: 'error', PROJECTION_WAIT_MS: '20000' })
  await main.printed('Stop with Ctrl-C.')
})
afterEach(async () => {
  if (main.child.exitCode === null) await main.end('SIGTERM')
  await rm(dataDir, { recursive: true, force: true })
})

const tokenOf = (role: string) => new RegExp(`${role} +(\\S+)`).exec(main.output())![1]!

async function track(eventId: string) {
  const { data, status, headers } = await graphqlRequest<{ trackEvent: { status: string } }>(
    { url: `${address}/graphql`, token: tokenOf('Service') },
    `mutation { trackEvent(input: { eventId: "${eventId}", name: "signup", userId: "ann" }) { status } }`,
  )
  return data?.trackEvent.status ?? `${status}, again after ${headers.get('retry-after')} s`
}

async function totalEvents() {
  const { data } = await graphqlRequest<{ summary: { totalEvents: number } }>(
    { url: `${address}/graphql`, token: tokenOf('Admin') },
    '{ summary { totalEvents } }',
  )
  return data?.summary.totalEvents
}

async function health(path: string) {
  const response = await fetch(`${address}/health/${path}`)
  return [response.status, (await response.json()) as object]
}

const kill = async () => process.kill(-(await postmasterPid(dataDir)), 'SIGKILL')
const eventually = { timeout: 40_000, interval: 20 }

/** The server cannot start again while its port is taken. */
async function killForLong() {
  const { port } = JSON.parse(await readFile(join(dataDir, 'postgres.json'), 'utf8'))
  const taker = createServer(socket => socket.destroy())
  await kill()
  const listens = () =>
    new Promise(resolve =>
      taker.once('error', () => resolve(false)).listen(port, '127.0.0.1', () => resolve(true)),
    )
  await expect.poll(listens, { interval: 5 }).toBe(true)
  return taker
}

test('during a restart of PostgreSQL everything is refused and the probes fail; then everything works again', async () => {
  expect(await track('before')).toBe('ACCEPTED')
  const taker = await killForLong()
  await expect
    .poll(() => health('ready'), eventually)
    .toEqual([
      503,
      expect.objectContaining({
        status: 'unhealthy',
        engines: { postgresql: false, clickhouse: true },
        embedded: { disk: 'free', postgresql: 'restarting', attempts: expect.any(Number) },
      }),
    ])
  expect(await track('during')).toBe('503, again after 1 s')
  expect(await health('live')).toEqual([200, { status: 'alive' }])

  taker.close()
  await expect.poll(() => track('during'), eventually).toBe('ACCEPTED')
  await expect.poll(totalEvents, eventually).toBe(2)
  await expect
    .poll(() => health('ready'), eventually)
    .toEqual([200, expect.objectContaining({ embedded: { disk: 'free', postgresql: 'up', attempts: 0 } })])
})

test('a stop during the restart ends with 0', async () => {
  const taker = await killForLong()
  await expect.poll(() => main.output(), eventually).toContain('PostgreSQL ended by itself')
  expect(await main.end('SIGTERM')).toBe(0)
  taker.close()
})

test('a PostgreSQL that cannot start again ends the process with 1, and the reason in one line', async () => {
  await truncate(join(dataDir, 'postgres', 'global', 'pg_control'), 0)
  await kill()
  await expect.poll(() => main.child.exitCode, eventually).toBe(1)
  const lines = main.output().split('\n')
  expect(lines.filter(line => line.startsWith('Convograph '))).toEqual([
    'Convograph is ready.',
    expect.stringContaining(
      `Convograph stopped: The PostgreSQL data in ${join(dataDir, 'postgres')} is damaged: restore a backup`,
    ),
  ])
})
