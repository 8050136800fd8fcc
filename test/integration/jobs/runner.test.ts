import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { enqueue } from '../../../src/jobs/enqueue.ts'
import type { Job, JobKind } from '../../../src/jobs/job.ts'
import { cloneDatabase } from '../../support/clone-database.ts'
import { createLatch, exportsThat, startJobProcess } from '../../support/job-processes.ts'

let url: string
let pool: pg.Pool
beforeAll(async () => {
  url = await cloneDatabase()
  pool = new pg.Pool({ connectionString: url })
})
afterAll(() => pool.end())
beforeEach(() => pool.query('truncate work, audit_log'))

const soon = { timeout: 20_000 }
const started: Awaited<ReturnType<typeof startJobProcess>>[] = []
const startProcess = async (kinds: JobKind[], clock?: { aheadMs: number }) => {
  const process = await startJobProcess(url, kinds, clock)
  started.push(process)
  return process
}
afterEach(async () => {
  await Promise.all(started.splice(0).map(process => process.stop()))
})

const add = (key: string, more = {}) =>
  enqueue(pool, { project: 'p', kind: 'EXPORT', key, payload: key, subject: 'ann', ...more })

const stored = async () => {
  const { rows } = await pool.query('select key, state, attempts, failures from work order by id')
  return rows.map(({ key, state, attempts, failures }) => `${key} ${state} ${attempts}/${failures}`)
}

test('two processes share the work, and each job runs once', async () => {
  const ran: string[] = []
  const kind = exportsThat(async ({ payload }) => void ran.push(payload))
  await startProcess([kind])
  await startProcess([kind])
  const keys = Array.from({ length: 30 }, (_, i) => `job ${i}`)
  for (const key of keys) await add(key)
  await expect.poll(stored, soon).toEqual(keys.map(key => `${key} DONE 1/0`))
  expect(ran.toSorted()).toEqual(keys.toSorted())
})

test('the job of a process that died is taken over once its lease has ended, and the old attempt writes nothing', async () => {
  const begun: Job[] = []
  const died = createLatch()
  const kind = exportsThat(async job => {
    begun.push(job as Job)
    if (job.attempt === 1) await died.opened
  })
  await startProcess([kind])
  await add('big')
  await expect.poll(() => begun.length, soon).toBe(1)

  await startProcess([kind], { aheadMs: 46_000 })
  await expect.poll(stored, soon).toEqual(['big DONE 2/1'])
  await expect(begun[0]!.write(async () => 'written')).rejects.toThrow('lost its lease')
  expect(begun[0]!.signal.aborted).toBe(true)
  died.open()
})
