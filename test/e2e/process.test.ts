import { exec } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { graphqlRequest } from '../support/graphql-request.ts'
import { freePort, type MainProcess, startMain } from '../support/main-process.ts'

let folder: string
let settings: Record<string, string>
let url: string
const started: MainProcess[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convograph-process-'))
  const port = await freePort()
  settings = { DATA_DIR: folder, PORT: String(port), LOG_LEVEL: 'warn', RATE_TRACK: '0' }
  url = `http://127.0.0.1:${port}/graphql`
})
afterEach(async () => {
  for (const { child, end } of started.splice(0)) if (child.exitCode === null) await end('SIGTERM')
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const ready = 'Stop with Ctrl-C.'

async function start(): Promise<MainProcess> {
  const main = startMain(settings)
  started.push(main)
  await main.printed(ready)
  return main
}

const tokenIn = (output: string, role: string) => new RegExp(`${role} +(\\S+)`).exec(output)![1]!
const shell = (command: string) => promisify(exec)(command)

async function track(main: MainProcess, eventId: string) {
  const { data } = await graphqlRequest<{ trackEvent: { status: string } }>(
    { url, token: tokenIn(main.output(), 'Service') },
    `mutation { trackEvent(input: { eventId: "${eventId}", name: "signup", userId: "ann" }) { status } }`,
  )
  return data?.trackEvent.status
}

async function totalEvents(main: MainProcess) {
  const { data } = await graphqlRequest<{ summary: { totalEvents: number } }>(
    { url, token: tokenIn(main.output(), 'Admin') },
    '{ summary { totalEvents } }',
  )
  return data?.summary.totalEvents
}

test('a start prints where it listens, tokens that work, and a request that works when pasted', async () => {
  const main = await start()

  expect(await track(main, 'one')).toBe('ACCEPTED')
  const curl = /^ +(curl .*)$/m.exec(main.output())![1]!
  const { stdout } = await shell(curl)
  expect(JSON.parse(stdout).data.summary).toMatchObject({ totalEvents: 1, totalUsers: 1 })
  expect(await main.end('SIGTERM')).toBe(0)
})

test('Ctrl-C, also when it arrives twice, ends with 0, leaves no process, and the facts are there next time', async () => {
  const first = await start()
  const postgres = Number((await readFile(join(folder, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0])
  first.child.kill('SIGINT')
  expect(await first.end('SIGINT')).toBe(0)
  expect(() => process.kill(postgres, 0)).toThrow('ESRCH')

  const second = await start()
  expect(await totalEvents(second)).toBe(1)
  expect(await second.end('SIGINT')).toBe(0)
})

test('SIGTERM while clients keep sending on open connections answers them and ends with 0', async () => {
  const main = await start()
  const sending = Array.from({ length: 4 }, async (_, client) => {
    for (let i = 0; ; i++) if ((await track(main, `busy-${client}-${i}`)) === undefined) return
  })
  const gone = Promise.allSettled(sending)
  await new Promise(resolve => setTimeout(resolve, 300))

  expect(await main.end('SIGTERM')).toBe(0)
  await gone
})

test('a second start on the same data says who holds it', async () => {
  const holder = await start()
  const held = await totalEvents(holder)

  const second = startMain({ ...settings, PORT: String(await freePort()) })
  started.push(second)
  await expect(second.printed(ready)).rejects.toThrow('It ended with 1')
  expect(second.output()).toContain(String(holder.child.pid))
  expect(second.output()).toContain(url.replace('/graphql', ''))
  expect(await totalEvents(holder)).toBe(held)
})

test('a start after kill -9 has every acknowledged fact, once', async () => {
  const killed = await start()
  const before = (await totalEvents(killed))!
  expect(await track(killed, 'two')).toBe('ACCEPTED')
  expect(await killed.end('SIGKILL')).toBe('SIGKILL')

  const next = await start()
  expect(await track(next, 'two')).toBe('DUPLICATE')
  expect(await totalEvents(next)).toBe(before + 1)
})

test('wrong settings are named together, without their values, before anything starts', async () => {
  const main = startMain({ ...settings, PORT: 'eighty', AUTH_SECRET_KEY: 'short', DATABASE_URL: 'mysql://x' })
  started.push(main)
  await expect(main.printed(ready)).rejects.toThrow('It ended with 1')
  for (const name of ['PORT', 'AUTH_SECRET_KEY', 'DATABASE_URL']) expect(main.output()).toContain(name)
  expect(main.output()).not.toContain('short')
})
