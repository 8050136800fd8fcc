import { mkdtemp, open, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sql } from '../../../src/clickhouse/sql.ts'
import { startClickHouse } from '../../../src/engines/clickhouse.ts'
import { cloneDatabase } from '../../support/clone-database.ts'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'

let folder: string
let settings: Record<string, string>
let app: TestApp
let said: string[]

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convograph-damage-'))
  settings = { DATA_DIR: folder, DATABASE_URL: await cloneDatabase() }
  said = []
  await start()
})
afterEach(async () => {
  await app.close().catch(() => undefined)
  await rm(folder, { recursive: true, force: true })
})

async function start() {
  const log = pino({ level: 'info' }, { write: line => void said.push(line) })
  app = await startTestApp(settings, log)
}

/** Events whose texts fill several kilobytes of each column. */
async function happened(project: string, events: number) {
  for (let from = 0; from < events; from += 500)
    await story(app, project).happened(
      Array.from({ length: 500 }, (_, i) => ({
        eventId: `${project} ${from + i}`,
        name: `event ${i % 7}`,
        userId: `user ${i % 50}`,
        properties: { text: `text ${from + i}` },
      })),
    )
}

/** The number of events, or the code, status and wait of the refusal. */
async function answer(project: string) {
  const { status, headers, data, errors } = await story(app, project).ask<{
    summary: { totalEvents: number }
  }>('{ summary { totalEvents totalUsers } }')
  if (data?.summary) return data.summary.totalEvents
  return { status, code: errors[0]?.extensions.code, retryAfter: headers.get('retry-after') }
}
const refusal = { status: 503, code: 'DB_UNAVAILABLE', retryAfter: '1' }

/** Overwrites files of the tables, without a change of their size. */
async function overwrite(isChosen: (file: string) => boolean) {
  const store = join(folder, 'clickhouse', 'store')
  const files = (await readdir(store, { recursive: true })).filter(isChosen)
  expect(files.length).toBeGreaterThan(0)
  for (const file of files) {
    const { size } = await stat(join(store, file))
    const handle = await open(join(store, file), 'r+')
    await handle.write(Buffer.alloc(size, 7), 0, size, 0)
    await handle.close()
  }
}

const health = async () => {
  const response = await fetch(new URL('/health/ready', app.url))
  return ((await response.json()) as { projection: string }).projection
}

/** Every answer until the correct one: each is a refusal with a time to retry, never an error of the service. */
async function answersUntil(project: string, events: number) {
  const answers: unknown[] = []
  await expect
    .poll(
      async () => {
        const given = await answer(project)
        answers.push(given)
        return given
      },
      { timeout: 30_000, interval: 20 },
    )
    .toBe(events)
  for (const given of answers.slice(0, -1)) expect(given).toEqual(refusal)
  return answers.length
}

test('a folder that is deleted while the service runs is noticed before the next question', async () => {
  await happened('p', 500)
  expect(await answer('p')).toBe(500)
  await rm(join(folder, 'clickhouse'), { recursive: true })
  const { message } = await app.stuck
  expect(message).toContain('The files of ClickHouse are gone')
  expect(await answer('p')).toEqual(refusal)
  await app.close()
  await start()
  expect(await answer('p')).toBe(500)
  expect(said.join()).toContain('ClickHouse is being rebuilt from the log')
})

describe('damaged columns are filled again from the log', () => {
  test('while the service runs, when a question reads them', async () => {
    await happened('p', 1_000)
    expect(await answer('p')).toBe(1_000)
    await overwrite(file => file.endsWith('.bin'))
    expect(await answersUntil('p', 1_000)).toBeGreaterThan(1)
    expect(await health()).toBe('current')
    expect(said.join()).toContain('is damaged')
    await happened('q', 500)
    expect(await answer('q')).toBe(500)
  })

  test('at a restart, before the first question', async () => {
    await happened('p', 1_000)
    expect(await answer('p')).toBe(1_000)
    await app.close()
    await overwrite(file => file.endsWith('.bin'))
    await start()
    await expect
      .poll(() => said.join(), { timeout: 30_000 })
      .toContain('ClickHouse has been rebuilt from the log"')
    expect(await answer('p')).toBe(1_000)
  })

  test('a folder of an older version is filled again at the next start, with a log line', async () => {
    await happened('p', 500)
    expect(await answer('p')).toBe(500)
    await app.close()
    const engine = await startClickHouse(folder, () => undefined)
    const session = engine.openSession()
    session.query('drop table store sync')
    session.query(`alter table events update session_id = 'w\ufffdrd' where true settings mutations_sync = 1`)
    session.close()
    await engine.stop()
    said = []
    await start()
    expect(said.join()).toContain('older version that may have damaged texts')
    expect(await answer('p')).toBe(500)
    const rows = await app.services.clickhouse.query<{ session_id: string }>(
      'sessions',
      sql`select distinct session_id from events`,
    )
    expect(rows).toEqual([{ session_id: '' }])
  })
})
