import { exec } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { cloneDatabase } from '../../support/clone-database.ts'
import { graphqlRequest } from '../../support/graphql/graphql-request.ts'
import { givePostgres } from '../../support/processes/give-postgres.ts'
import { freePort, type MainProcess, startMain } from '../../support/processes/main-process.ts'

let folder: string
let settings: Record<string, string>
let url: string
const started: MainProcess[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convograph-process-'))
  await givePostgres(folder)
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
function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

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

test.runIf(process.platform === 'linux')(
  'a start gives each statement in ClickHouse one thread',
  async () => {
    const { child } = await start()
    const tasks = `/proc/${child.pid}/task`
    const names = await Promise.all(
      (await readdir(tasks)).map(task => readFile(join(tasks, task, 'comm'), 'utf8').catch(() => '')),
    )
    // Seventeen sessions, besides threads for files, DNS and hashing passwords.
    expect(names.filter(name => name.startsWith('libuv-worker')).length).toBe(24)
  },
)

test('a start prints its address, working tokens, and a request that works when pasted', async () => {
  const main = await start()

  expect(await track(main, 'one')).toBe('ACCEPTED')
  const curl = /^ +(curl .*)$/m.exec(main.output())![1]!
  const { stdout } = await shell(curl)
  expect(JSON.parse(stdout).data.summary).toMatchObject({ totalEvents: 1, totalUsers: 1 })
  expect(await main.end('SIGTERM')).toBe(0)
})

test('Ctrl-C, even twice, ends with 0, leaves no process, and keeps the events', async () => {
  const first = await start()
  const postgres = Number((await readFile(join(folder, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0])
  first.child.kill('SIGINT')
  expect(await first.end('SIGINT')).toBe(0)
  // The process is gone once its new parent has noticed its end.
  await expect.poll(() => isThere(postgres)).toBe(false)

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

test('a second start on the same data names the process that holds it', async () => {
  const holder = await start()
  const held = await totalEvents(holder)

  const second = startMain({ ...settings, PORT: String(await freePort()) })
  started.push(second)
  await expect(second.printed(ready)).rejects.toThrow('It ended with 1')
  expect(second.output()).toContain(String(holder.child.pid))
  expect(second.output()).toContain(url.replace('/graphql', ''))
  expect(await totalEvents(holder)).toBe(held)
})

test('a start after kill -9 has every acknowledged event, once', async () => {
  const killed = await start()
  const before = (await totalEvents(killed))!
  expect(await track(killed, 'two')).toBe('ACCEPTED')
  expect(await killed.end('SIGKILL')).toBe('SIGKILL')

  const next = await start()
  expect(await track(next, 'two')).toBe('DUPLICATE')
  expect(await totalEvents(next)).toBe(before + 1)
})

describe('a start that cannot succeed ends with 1 and one clear line without a secret:', () => {
  const secret = 'hunter2'
  /** On a separate database, so that only the tested mistake keeps the service from starting. */
  const failing = async (wrong: Record<string, string>) => {
    const main = startMain({ ...settings, DATA_DIR: join(folder, 'failing'), PORT: '0', ...wrong })
    started.push(main)
    await expect(main.printed(ready)).rejects.toThrow('It ended with 1')
    expect(main.output()).not.toContain(secret)
    return main
      .output()
      .split('\n')
      .filter(line => line.startsWith('Convograph '))
  }
  const databaseUrl = async (change: (url: URL) => void) => {
    const url = new URL(await cloneDatabase())
    change(url)
    return url.href
  }

  test('several wrong and misspelt settings are named together', async () => {
    const wrong = {
      NODE_ENV: 'prod',
      PORT: 'eighty',
      PROT: '8010',
      AUTH_SECRET_KEY: secret,
      DATABASE_URL: `mysql://me:${secret}@db/x`,
    }
    expect(await failing(wrong)).toEqual(['Convograph did not start: These settings are wrong:'])
    expect(started.at(-1)!.output()).toContain('  PROT is not a setting; did you mean PORT?')
    for (const name of ['NODE_ENV', 'PORT', 'AUTH_SECRET_KEY', 'DATABASE_URL'])
      expect(started.at(-1)!.output()).toContain(`  ${name} `)
  })

  test('no secret in production', async () => {
    await failing({ NODE_ENV: 'production' })
    expect(started.at(-1)!.output()).toContain('AUTH_SECRET_KEY or AUTH_JWKS_URL is required')
  })

  test('PostgreSQL is not there', async () => {
    const url = await databaseUrl(url => {
      url.port = '1'
      url.password = secret
    })
    expect(await failing({ DATABASE_URL: url })).toEqual([
      'Convograph did not start: PostgreSQL at DATABASE_URL (127.0.0.1:1) does not answer: connect ECONNREFUSED 127.0.0.1:1',
    ])
  })

  test('the password is wrong', async () => {
    const url = await databaseUrl(url => {
      url.password = secret
    })
    expect(await failing({ DATABASE_URL: url })).toEqual([
      `Convograph did not start: PostgreSQL at DATABASE_URL (${new URL(url).host}) refuses the connection: password authentication failed for user "convograph"`,
    ])
  })

  test('a newer version has changed the tables', async () => {
    const url = await databaseUrl(() => undefined)
    const client = new pg.Client(url)
    await client.connect()
    await client.query(`insert into migrations (name) values ('99990101000000_later')`)
    await client.end()
    expect(await failing({ DATABASE_URL: url })).toEqual([
      'Convograph did not start: A newer version has changed the tables (99990101000000_later). Start that version, or restore a backup from before.',
    ])
  })

  test('the port is in use, which is found before a database is created', async () => {
    const taken = createServer().listen(0, '127.0.0.1')
    await once(taken, 'listening')
    const { port } = taken.address() as { port: number }
    const dataDir = join(folder, 'port-in-use')
    expect(await failing({ DATA_DIR: dataDir, PORT: String(port) })).toEqual([
      `Convograph did not start: PORT ${port} is in use by another program, or by a Convograph that runs already. Stop it, or set PORT to another port`,
    ])
    await expect(readdir(dataDir)).rejects.toThrow('ENOENT')
    taken.close()
  })

  test('the data folder cannot be used', async () => {
    const file = join(folder, 'no-folder')
    await writeFile(file, '')
    expect(await failing({ DATA_DIR: file })).toEqual([
      `Convograph did not start: The folder ${file} cannot be used (EEXIST): DATA_DIR must be a folder that this account may read and write, with everything in it`,
    ])
  })
})

test('a start without ClickHouse listens, names the setting, and is not ready', async () => {
  const nobody = await freePort()
  const main = startMain({
    ...settings,
    DATA_DIR: join(folder, 'no-clickhouse'),
    DATABASE_URL: await cloneDatabase(),
    CLICKHOUSE_URL: `http://me:hunter2@127.0.0.1:${nobody}`,
    PORT: '0',
  })
  started.push(main)
  const { output } = main
  await main.printed(`is not ready: ClickHouse at CLICKHOUSE_URL (127.0.0.1:${nobody}) does not answer.`)
  expect(output()).toMatch(/^Convograph listens on http:\S+ but is not ready/m)
  expect(output()).not.toContain(ready)
  expect(output()).not.toContain('hunter2')
  expect(await main.end('SIGTERM')).toBe(0)
})
