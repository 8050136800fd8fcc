import { once } from 'node:events'
import { mkdtemp, rm, truncate } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { loggedError } from '../../../src/logged-error.ts'
import { startPostgres } from '../../../src/postgres/embedded/start-postgres.ts'
import { CannotRun } from '../../fault/cannot-run.ts'
import { mountSmallDisk, type SmallDisk } from '../../fault/disk/small-disk.ts'
import { askPostgres } from '../../support/ask-postgres.ts'
import { givePostgres } from '../../support/processes/give-postgres.ts'
import { isAlive } from '../../support/processes/is-alive.ts'
import { postmasterPid } from '../../support/processes/postmaster-pid.ts'

type Postgres = Awaited<ReturnType<typeof startPostgres>>

let dataDir: string
let postgres: Postgres
let lines: { msg: string; attempts?: number; err?: { code: string; message: string } }[]
let givenUp: Error[]
const log = pino(
  { serializers: { err: loggedError } },
  { write: (line: string) => void lines.push(JSON.parse(line)) },
)

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'convograph-supervisor-'))
  lines = []
  givenUp = []
})
afterEach(async () => {
  await postgres.stop()
  await rm(dataDir, { recursive: true, force: true })
})

/** Starts on the folder, with one row in it, and keeps the server running. */
async function supervised(folder: string) {
  await givePostgres(folder)
  postgres = await startPostgres(folder, () => undefined)
  await ask('create table kept as select 42 as answer')
  postgres.supervise(log, reason => void givenUp.push(reason))
}

const ask = (sql: string) => askPostgres(postgres.url, sql)
const answer = () => ask('select answer from kept').catch(() => 'refused')
const messages = () => lines.map(({ msg }) => msg)
const restarting = () => postgres.state().postgresql === 'restarting'
const eventually = { timeout: 30_000, interval: 20 }

test.each([
  ['its first process', (pid: number) => pid],
  ['all of its processes', (pid: number) => -pid],
])(
  'a server is started again at the same address when %s is killed, with two log lines',
  async (_, targetOf) => {
    await supervised(dataDir)
    const killed = await postmasterPid(dataDir)
    process.kill(targetOf(killed), 'SIGKILL')

    await expect.poll(restarting, eventually).toBe(true)
    await expect.poll(answer, eventually).toEqual([{ answer: 42 }])
    await expect.poll(() => postgres.state(), eventually).toEqual({ postgresql: 'up', attempts: 0 })
    expect(await postmasterPid(dataDir)).not.toBe(killed)
    expect(messages()).toEqual(['PostgreSQL ended by itself and is restarted', 'PostgreSQL is up again'])
    expect(givenUp).toEqual([])
  },
)

test('a stop by the service is not mistaken for an end by itself', async () => {
  await supervised(dataDir)
  const pid = await postmasterPid(dataDir)
  await postgres.stop()
  expect(isAlive(pid)).toBe(false)
  expect(lines).toEqual([])
  expect(givenUp).toEqual([])
})

/** Takes the port of the server once the server has ended, so that no server can start on it. */
async function takePort() {
  const port = Number(new URL(postgres.url).port)
  const taker = createServer(socket => socket.destroy())
  process.kill(-(await postmasterPid(dataDir)), 'SIGKILL')
  await expect.poll(restarting, { interval: 5 }).toBe(true)
  taker.listen(port, '127.0.0.1')
  await once(taker, 'listening')
  return taker
}

test('the restart is tried until it succeeds, with a line for each new reason and not for each attempt', async () => {
  await supervised(dataDir)
  const taker = await takePort()
  await expect.poll(() => postgres.state().attempts, eventually).toBeGreaterThanOrEqual(3)
  expect(await answer()).toBe('refused')
  taker.close()

  await expect.poll(answer, eventually).toEqual([{ answer: 42 }])
  await expect
    .poll(messages, eventually)
    .toEqual(['PostgreSQL ended by itself and is restarted', 'PostgreSQL is up again'])
  expect(lines[1]!.attempts).toBeGreaterThanOrEqual(3)
})

test('a stop during the restart ends the attempts, and leaves no process', async () => {
  await supervised(dataDir)
  const taker = await takePort()
  await expect.poll(() => postgres.state().attempts, eventually).toBeGreaterThanOrEqual(1)
  await postgres.stop()
  const { attempts } = postgres.state()
  taker.close()

  expect(await answer()).toBe('refused')
  expect(postgres.state().attempts).toBe(attempts)
  expect(givenUp).toEqual([])
})

test('damage is not tried again: the restart fails with the reason and advice', async () => {
  await supervised(dataDir)
  const pid = await postmasterPid(dataDir)
  await truncate(join(dataDir, 'postgres', 'global', 'pg_control'), 0)
  process.kill(-pid, 'SIGKILL')

  await expect.poll(() => givenUp, eventually).toHaveLength(1)
  expect(givenUp[0]!.message).toContain('is damaged: restore a backup')
  expect(messages()).toEqual(['PostgreSQL ended by itself and is restarted'])
})

test('a full disk is waited for: nothing committed is lost, and the server runs again once there is room', async context => {
  const folder = join(dataDir, 'disk')
  const disk: SmallDisk = await mountSmallDisk(folder).catch(error =>
    error instanceof CannotRun ? context.skip(error.message) : Promise.reject(error),
  )
  try {
    await supervised(folder)
    await ask('create table written (n int)')
    await disk.fillUpTo(24)
    const committed: number[] = []
    for (let n = 0; n < 100 && !restarting(); n++) {
      // Two megabytes of write-ahead log for a row that fits into the page.
      const write = `with row as (insert into written values (${n}) returning n)
        select pg_logical_emit_message(true, 'test', repeat('x', 2000000)) from row`
      if (await ask(write).catch(() => undefined)) committed.push(n)
      await disk.fillUpTo(0)
    }
    await expect.poll(() => postgres.state().attempts, eventually).toBeGreaterThanOrEqual(2)
    expect(lines.map(({ err }) => err?.code)).toEqual(['NO_SPACE'])
    expect(lines[0]!.err!.message).toBe(
      `The disk of ${folder} is full: delete files or enlarge it, at least 32 MB have to be free`,
    )

    await disk.makeRoom()
    await expect.poll(answer, eventually).toEqual([{ answer: 42 }])
    const rows = (await ask('select n from written')) as { n: number }[]
    expect(rows.map(({ n }) => n)).toEqual(expect.arrayContaining(committed))
    expect(new Set(rows.map(({ n }) => n)).size).toBe(rows.length)
    await expect.poll(() => messages().at(-1), eventually).toBe('PostgreSQL is up again')
  } finally {
    await postgres.stop()
    await disk.unmount()
  }
})
