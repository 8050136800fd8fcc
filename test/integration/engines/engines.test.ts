import { spawn } from 'node:child_process'
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startClickHouse } from '../../../src/engines/clickhouse.ts'
import { holdDataFolder } from '../../../src/engines/data-folder.ts'
import { startPostgres } from '../../../src/postgres/embedded/start-postgres.ts'
import { askPostgres } from '../../support/ask-postgres.ts'
import { givePostgres } from '../../support/processes/give-postgres.ts'
import { isAlive } from '../../support/processes/is-alive.ts'
import { postmasterPid } from '../../support/processes/postmaster-pid.ts'
import { runAndKill } from '../../support/processes/run-and-kill.ts'

let dataDir: string
let reported: string[]
const report = (line: string) => void reported.push(line)

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'convograph-engines-'))
  reported = []
})

afterEach(() => rm(dataDir, { recursive: true, force: true }))

describe('the embedded PostgreSQL', () => {
  it('creates a database at the first start, keeps it across a stop and leaves no process', async () => {
    const first = await startPostgres(dataDir, report)
    await askPostgres(first.url, 'create table kept as select 42 as answer')
    const pid = await postmasterPid(dataDir)
    await first.stop()

    expect(reported).toEqual(['Creating the PostgreSQL database'])
    expect(isAlive(pid)).toBe(false)

    const second = await startPostgres(dataDir, report)
    try {
      expect(await askPostgres(second.url, 'select answer from kept')).toEqual([{ answer: 42 }])
      expect(reported).toHaveLength(1)
    } finally {
      await second.stop()
    }
  })

  it('keeps every acknowledged row, and listens on the loopback only', async () => {
    await givePostgres(dataDir)
    const postgres = await startPostgres(dataDir, report)
    try {
      const settings = `'fsync', 'synchronous_commit', 'listen_addresses', 'unix_socket_directories'`
      expect(
        await askPostgres(
          postgres.url,
          `select name, setting from pg_settings where name in (${settings}) order by 1`,
        ),
      ).toEqual([
        { name: 'fsync', setting: 'on' },
        { name: 'listen_addresses', setting: '127.0.0.1' },
        { name: 'synchronous_commit', setting: 'on' },
        { name: 'unix_socket_directories', setting: '' },
      ])
      await expect(askPostgres(postgres.url.replace(/:[^:@]+@/, ':wrong@'), 'select 1')).rejects.toThrow(
        'password',
      )
    } finally {
      await postgres.stop()
    }
  })

  it('stops the server of a killed run and starts on the same data', async () => {
    await givePostgres(dataDir)
    await runAndKill(
      { file: 'postgres/embedded/start-postgres.ts', start: 'startPostgres', dataDir },
      async ({ url }) => {
        await askPostgres(url, 'create table kept as select 1 as one')
      },
    )
    const left = await postmasterPid(dataDir)
    expect(isAlive(left)).toBe(true)

    const postgres = await startPostgres(dataDir, report)
    try {
      expect(reported).toEqual([`Stopping the PostgreSQL (pid ${left}) that an earlier run left behind`])
      expect(isAlive(left)).toBe(false)
      expect(await askPostgres(postgres.url, 'select one from kept')).toEqual([{ one: 1 }])
    } finally {
      await postgres.stop()
    }
  })

  it('starts even if another process has the pid of a killed server', async () => {
    await givePostgres(dataDir)
    const first = await startPostgres(dataDir, report)
    const pidFile = join(dataDir, 'postgres', 'postmaster.pid')
    const noted = await readFile(pidFile, 'utf8')
    await first.stop()
    const other = spawn('sleep', ['60'], { stdio: 'ignore' })
    await writeFile(pidFile, noted.replace(/^\d+/, String(other.pid)))

    try {
      const second = await startPostgres(dataDir, report)
      await second.stop()
      expect(isAlive(other.pid!)).toBe(true)
    } finally {
      other.kill()
    }
  })

  it('runs in a folder whose parent is open to its owner only', async () => {
    const parent = join(dataDir, 'private')
    await mkdir(join(parent, 'data'), { recursive: true })
    await chmod(parent, 0o700)
    await chmod(dataDir, 0o700)
    const postgres = await startPostgres(join(parent, 'data'), report)
    try {
      expect(await askPostgres(postgres.url, `select lower('ÄÖ') as lower`)).toEqual([{ lower: 'äö' }])
    } finally {
      await postgres.stop()
    }
  })

  it('quotes its log if it cannot start, and leaves no process', async () => {
    await givePostgres(dataDir)
    const postgres = await startPostgres(dataDir, report)
    await postgres.stop()
    await truncate(join(dataDir, 'postgres', 'global', 'pg_control'), 0)

    await expect(startPostgres(dataDir, report)).rejects.toThrow('pg_control')
    expect(isAlive(await postmasterPid(dataDir))).toBe(false)
  })
})

describe('the data folder', () => {
  it('names its holder to a second one, and is free after release', async () => {
    const first = await holdDataFolder(dataDir, 'http://127.0.0.1:8002')
    const refusal = await holdDataFolder(dataDir, 'http://127.0.0.1:9000').catch(error => error)

    expect(refusal).toMatchObject({ code: 'DATA_FOLDER_IN_USE' })
    expect(refusal.message).toContain(`in use by http://127.0.0.1:8002 (pid ${process.pid}, since 2`)

    await first.release()
    const second = await holdDataFolder(dataDir, 'http://127.0.0.1:9000')
    await second.release()
  })

  it('is held by another process until that process is killed', async () => {
    let refusal: Error | undefined
    const pid = await runAndKill(
      { file: 'engines/data-folder.ts', start: 'holdDataFolder', dataDir },
      async () => {
        refusal = await holdDataFolder(dataDir, 'us').catch(error => error)
      },
    )
    expect(refusal?.message).toContain(`(pid ${pid}, since`)

    const ours = await holdDataFolder(dataDir, 'us')
    await ours.release()
  })

  it('goes to one of many simultaneous starts', async () => {
    const starts = await Promise.allSettled(Array.from({ length: 8 }, () => holdDataFolder(dataDir, 'us')))
    const winners = starts.filter(start => start.status === 'fulfilled')
    expect(winners).toHaveLength(1)
    await winners[0]!.value.release()
  })
})

describe('the embedded ClickHouse', () => {
  it('keeps its tables across a stop', async () => {
    await inClickHouse(sql =>
      sql('create table kept engine MergeTree order by n as select number as n from numbers(5)'),
    )
    expect(await inClickHouse(sql => sql('select sum(n) as sum from kept'))).toEqual([{ sum: 10 }])
    expect(reported).toEqual([])
  })

  it('sets an unreadable folder aside, and starts an empty one', async () => {
    await inClickHouse(sql => sql('create table kept (n Int64) engine MergeTree order by n'))
    await overwrite(file => file.endsWith('.sql'))

    expect(await inClickHouse(sql => sql('show tables'))).toEqual([])
    await expectSetAside()
  })

  it('sets a folder aside if its tables have lost rows', async () => {
    await inClickHouse(sql =>
      sql('create table kept engine MergeTree order by n as select number as n from numbers(5)'),
    )
    await overwrite(file => file.endsWith('.bin'))

    expect(await inClickHouse(sql => sql('show tables'))).toEqual([])
    await expectSetAside()
  })

  it('leaves a folder alone that it cannot open because another one is open', async () => {
    const other = join(dataDir, 'other')
    await inClickHouse(async () => {
      await expect(startClickHouse(other, report)).rejects.toThrow('one active data directory')
    })
    expect((await readdir(other)).toSorted()).toEqual(['clickhouse', 'clickhouse.config'])
  })
})

async function inClickHouse<T>(use: (sql: (query: string) => Promise<unknown[]>) => Promise<T>): Promise<T> {
  const { openSession, stop } = await startClickHouse(dataDir, report)
  const session = openSession()
  try {
    return await use(async query => {
      const rows = session.query(query, 'JSONEachRow').trim()
      return rows ? rows.split('\n').map(row => JSON.parse(row)) : []
    })
  } finally {
    session.close()
    await stop()
  }
}

async function overwrite(isChosen: (file: string) => boolean) {
  const store = join(dataDir, 'clickhouse', 'store')
  const files = (await readdir(store, { recursive: true })).filter(isChosen)
  expect(files.length).toBeGreaterThan(0)
  for (const file of files) await writeFile(join(store, file), 'not what it was')
}

async function expectSetAside() {
  const aside = (await readdir(dataDir)).filter(name => name.startsWith('clickhouse.corrupt-'))
  expect(aside).toHaveLength(1)
  expect(reported).toEqual([
    `The ClickHouse data was damaged and is now in ${join(dataDir, aside[0]!)}; it is rebuilt from the log`,
  ])
}
