import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { enqueue } from '../../../src/jobs/enqueue.ts'
import { openDatabase } from '../../../src/postgres/database.ts'
import { startPostgres } from '../../../src/postgres/embedded/start-postgres.ts'
import { createLatch, exportsThat, startJobProcess } from '../../support/job-processes.ts'
import { givePostgres } from '../../support/processes/give-postgres.ts'
import { startTcpProxy, type TcpProxy } from '../../support/processes/tcp-proxy.ts'

let folder: string
let postgres: Awaited<ReturnType<typeof startPostgres>>
let proxy: TcpProxy
let url: string
const portOf = (url: string) => Number(new URL(url).port)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convograph-jobs-'))
  await givePostgres(folder)
  postgres = await startPostgres(folder, () => undefined)
  proxy = await startTcpProxy(portOf(postgres.url))
  url = postgres.url.replace(/:\d+\//, `:${proxy.port}/`)
  const database = await openDatabase(url)
  await database.migrate()
  await database.close()
})
afterAll(async () => {
  await proxy.close()
  await postgres.stop()
  await rm(folder, { recursive: true, force: true })
})
beforeEach(() => sent('truncate work'))

const restart = async () => {
  postgres = await startPostgres(folder, () => undefined)
  proxy.pointTo(portOf(postgres.url))
}

async function sent(statement: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(statement)).rows
  } finally {
    await client.end()
  }
}

const soon = { timeout: 30_000 }
const stored = async () => {
  const rows = await sent('select key, state, attempts, failures from work order by id')
  return rows.map(({ key, state, attempts, failures }) => `${key} ${state} ${attempts}/${failures}`)
}
const add = async (key: string) => {
  const client = new pg.Pool({ connectionString: url })
  await enqueue(client, { project: 'p', kind: 'EXPORT', key, payload: null, subject: 'ann' })
  await client.end()
}

test('a job that ends while PostgreSQL is away is done once PostgreSQL is back, in the same attempt', async () => {
  const [begun, gone] = [createLatch(), createLatch()]
  const process = await startJobProcess(url, [
    exportsThat(async job => {
      begun.open()
      await gone.opened
      await job.finish()
    }),
  ])
  await add('patient')
  await begun.opened
  await postgres.stop()
  gone.open()
  await restart()
  await expect.poll(stored, soon).toEqual(['patient DONE 1/0'])
  await process.stop()
})

test('a job whose write PostgreSQL does not answer is tried again, and has not failed', async () => {
  const [begun, gone] = [createLatch(), createLatch()]
  const clock = { aheadMs: 0 }
  const process = await startJobProcess(
    url,
    [
      exportsThat(
        async job => {
          if (job.attempt > 1) return
          begun.open()
          await gone.opened
          await job.write(async () => undefined)
        },
        { maxAttempts: 1 },
      ),
    ],
    { clock },
  )
  await add('again')
  await begun.opened
  await postgres.stop()
  gone.open()
  await restart()
  await expect.poll(stored, soon).toEqual(['again QUEUED 1/0'])
  expect(await sent('select error_code from work')).toEqual([{ error_code: 'DB_UNAVAILABLE' }])
  clock.aheadMs = 60_000
  // A message wakes the process, which listens again on a new session.
  await expect
    .poll(async () => [await sent(`notify convograph_work`), await stored()][1], soon)
    .toEqual(['again DONE 2/0'])
  await process.stop()
})
