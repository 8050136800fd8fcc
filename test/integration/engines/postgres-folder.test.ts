import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, chown, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { holdDataFolder } from '../../../src/engines/data-folder.ts'
import { startPostgres } from '../../../src/postgres/embedded/start-postgres.ts'
import { askPostgres } from '../../support/ask-postgres.ts'
import { copyFolder } from '../../support/processes/copy-folder.ts'
import { givePostgres } from '../../support/processes/give-postgres.ts'
import { isAlive } from '../../support/processes/is-alive.ts'
import { postmasterPid } from '../../support/processes/postmaster-pid.ts'
import { runAndKill, spawnStart } from '../../support/processes/run-and-kill.ts'

let stopped: string
let dataDir: string
let reported: string[]
const report = (line: string) => void reported.push(line)

// A folder whose server was stopped properly, with one row in it.
beforeAll(async () => {
  stopped = await mkdtemp(join(tmpdir(), 'convograph-folder-'))
  await givePostgres(stopped)
  const postgres = await startPostgres(stopped, () => undefined)
  await askPostgres(postgres.url, 'create table kept as select 42 as answer')
  await postgres.stop()
  return () => rm(stopped, { recursive: true, force: true })
})

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'convograph-folder-'))
  reported = []
})
afterEach(() => rm(dataDir, { recursive: true, force: true }))

const copyStopped = () => copyFolder(stopped, dataDir)
const inFolder = (...path: string[]) => join(dataDir, 'postgres', ...path)

/** Starts on the folder, and finds the row. */
async function expectRecovered() {
  const postgres = await startPostgres(dataDir, report)
  try {
    expect(await askPostgres(postgres.url, 'select answer from kept')).toEqual([{ answer: 42 }])
  } finally {
    await postgres.stop()
  }
}

/** The one line of a start that cannot succeed. */
async function refusal(): Promise<string> {
  const error = await startPostgres(dataDir, report).then(
    async postgres => {
      await postgres.stop()
      return expect.fail('It started')
    },
    (error: Error) => error,
  )
  expect(error.message).not.toContain('\n')
  return error.message
}

/** Leaves a server running on the folder after its parent has gone. */
async function orphan(): Promise<number> {
  await copyStopped()
  await runAndKill(
    { file: 'postgres/embedded/start-postgres.ts', start: 'startPostgres', dataDir },
    async () => undefined,
  )
  return postmasterPid(dataDir)
}

describe('a folder whose server was not stopped properly is recovered:', () => {
  test('its first process was killed', async () => {
    process.kill(await orphan(), 'SIGKILL')
    await expectRecovered()
  })

  test('all of its processes were killed', async () => {
    // The server leads a process group of its own.
    process.kill(-(await orphan()), 'SIGKILL')
    await expectRecovered()
  })

  test.each([
    ['is empty', () => ''],
    ['was cut short', (noted: string) => noted.split('\n').slice(0, 2).join('\n')],
    ['holds something else', () => 'not what it was\n\0\n'],
  ])('the server still runs, and the file with its pid %s', async (_, damaged) => {
    const pid = await orphan()
    const noted = await readFile(inFolder('postmaster.pid'), 'utf8')
    await writeFile(inFolder('postmaster.pid'), damaged(noted))

    await expectRecovered()
    expect(isAlive(pid)).toBe(false)
    expect(reported).toEqual([`Stopping the PostgreSQL (pid ${pid}) that an earlier run left behind`])
  })

  test.each(['', 'not what it was'])('no server runs, and the file with its pid is %j', async text => {
    await copyStopped()
    await writeFile(inFolder('postmaster.pid'), text)
    await expectRecovered()
  })

  test.each([
    ['is gone', (file: string) => rm(file)],
    ['was cut short', (file: string) => writeFile(file, '{"user":"convogr')],
  ])('the file with the password %s', async (_, damage) => {
    const pid = await orphan()
    const file = join(dataDir, 'postgres.json')
    await damage(file)

    await expectRecovered()
    expect(isAlive(pid)).toBe(false)
    expect(reported[0]).toBe(`The password in ${file} is lost: giving the database another one`)
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ user: 'convograph' })
  })

  test('its creation was interrupted', async () => {
    const creating = spawnStart('postgres/embedded/start-postgres.ts', 'startPostgres', dataDir)
    const closed = once(creating, 'close')
    await expect.poll(() => existsSync(inFolder('../postgres.new/PG_VERSION')), { interval: 5 }).toBe(true)
    creating.kill('SIGKILL')
    await closed
    expect(await readdir(dataDir)).not.toContain('postgres')

    const postgres = await startPostgres(dataDir, report)
    expect(await askPostgres(postgres.url, 'select 1 as one')).toEqual([{ one: 1 }])
    await postgres.stop()
    expect(await readdir(dataDir)).not.toContain('postgres.new')
  })
})

describe('an unusable folder is refused with one line of advice:', () => {
  beforeEach(copyStopped)

  test('another version of PostgreSQL made it', async () => {
    await writeFile(inFolder('PG_VERSION'), '15\n')
    expect(await refusal()).toBe(
      `${inFolder()} was created by another version of PostgreSQL than the installed version 18: ` +
        `start the version of Convograph that created it, and move the data with a dump`,
    )
  })

  test('the folder is empty', async () => {
    await rm(inFolder(), { recursive: true })
    await mkdir(inFolder())
    expect(await refusal()).toBe(
      `${inFolder()} has no PostgreSQL data: delete the folder to start again, or restore a backup`,
    )
  })

  test('the folder is a file', async () => {
    await rm(inFolder(), { recursive: true })
    await writeFile(inFolder(), '')
    expect(await refusal()).toContain('has no PostgreSQL data: delete the folder')
  })

  test('the password belongs to another database', async () => {
    const file = join(dataDir, 'postgres.json')
    await writeFile(file, JSON.stringify({ user: 'convograph', password: 'hunter2' }))
    expect(await refusal()).toBe(
      `The password in ${file} is not the one of the database beside it: restore the file that belongs to it`,
    )
  })

  test('a part of the folder is missing', async () => {
    await rm(inFolder('global', 'pg_control'))
    expect(await refusal()).toContain(`The PostgreSQL data in ${inFolder()} is damaged: restore a backup`)
  })

  test('a file of the write-ahead log is missing', async () => {
    for (const name of await readdir(inFolder('pg_wal')))
      if (name.startsWith('0000')) await rm(inFolder('pg_wal', name))
    expect(await refusal()).toContain(`The PostgreSQL data in ${inFolder()} is damaged: restore a backup`)
  })

  test('every account may write to the folder', async () => {
    await chmod(inFolder(), 0o777)
    expect(await refusal()).toContain(
      `PostgreSQL may not use ${inFolder()}: one account has to own it and everything in it, with mode 0700`,
    )
  })

  test('a file in the folder is unreadable', async () => {
    await chmod(inFolder('global', 'pg_control'), 0)
    expect(await refusal()).toContain('one account has to own it and everything in it')
  })

  test.runIf(process.getuid?.() === 0)('a file in the folder belongs to another account', async () => {
    await chown(inFolder('postgresql.conf'), 0, 0)
    expect(await refusal()).toContain('one account has to own it and everything in it')
  })

  test('the configuration has a mistake', async () => {
    await writeFile(inFolder('postgresql.auto.conf'), 'no_such_setting = 1\n')
    expect(await refusal()).toContain(`The configuration in ${inFolder()} cannot be read`)
  })

  test('the data folder is a file', async () => {
    const file = join(dataDir, 'file')
    await writeFile(file, '')
    await expect(holdDataFolder(join(file, 'data'), 'us')).rejects.toThrow(
      `The folder ${join(file, 'data')} cannot be used (ENOTDIR): ` +
        'DATA_DIR must be a folder that this account may read and write',
    )
  })
})
