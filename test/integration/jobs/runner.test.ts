import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { badInput } from '../../../src/errors.ts'
import { enqueue } from '../../../src/jobs/enqueue.ts'
import type { JobKind } from '../../../src/jobs/job.ts'
import { JobError } from '../../../src/jobs/job-error.ts'
import { measureJobs } from '../../../src/jobs/measure-jobs.ts'
import { createMetrics } from '../../../src/metrics.ts'
import { cloneDatabase } from '../../support/clone-database.ts'
import { createLatch, exportsThat, type JobProcess, startJobProcess } from '../../support/job-processes.ts'

let url: string
let pool: pg.Pool
beforeAll(async () => {
  url = await cloneDatabase()
  pool = new pg.Pool({ connectionString: url })
  await pool.query('create table effects (key text)')
})
afterAll(() => pool.end())
beforeEach(() => pool.query('truncate work, audit_log, effects'))

const soon = { timeout: 20_000 }
const started: JobProcess[] = []
/** `aheadMs` moves the time of the process ahead. */
const startProcess = async (kinds: JobKind[], aheadMs = 0, more: { drainMs?: number } = {}) => {
  const clock = { aheadMs }
  const process = { ...(await startJobProcess(url, kinds, { clock, ...more })), clock }
  started.push(process)
  return process
}
afterEach(async () => {
  // A process would wait for the jobs that hang.
  const { rows } = await pool.query<{ project: string; id: string }>(
    'select project, id::text from work where finished_at is null',
  )
  for (const job of rows) await started[0]?.runner.cancel(job)
  await Promise.all(started.splice(0).map(process => process.stop()))
})

const add = (key: string, more = {}) =>
  enqueue(pool, { project: 'p', kind: 'EXPORT', key, payload: key, subject: 'ann', ...more })

/** Such as `big DONE 2/1` for a job of two attempts, of which one failed. */
const stored = async () => {
  const { rows } = await pool.query('select key, state, attempts, failures from work order by id')
  return rows.map(({ key, state, attempts, failures }) => `${key} ${state} ${attempts}/${failures}`)
}
const effects = async () => {
  const { rows } = await pool.query('select key from effects order by key')
  return rows.map(({ key }) => key)
}
const ends = async () => {
  const { rows } = await pool.query('select kind, subject, outcome, changes from audit_log order by id')
  return rows.map(({ kind, subject, outcome, changes }) => [kind, subject, outcome, changes[0].action])
}

/** Leaves a row in PostgreSQL that another attempt would leave again. */
const leavesAnEffect = exportsThat(job =>
  job.finish(client => client.query('insert into effects values ($1)', [job.key]).then(() => undefined)),
)

/** Goes on until its attempt is to end. */
const hangs = (more: Partial<JobKind<string>> = {}) => {
  const begun: Parameters<JobKind<string>['run']>[0][] = []
  const kind = exportsThat(async job => {
    begun.push(job)
    await new Promise((_, reject) =>
      job.signal.addEventListener('abort', () => reject(new Error('went on until its end'))),
    )
  }, more)
  return { kind, begun }
}

describe('processes that share the work', () => {
  test('run each job once', async () => {
    const ran: string[] = []
    const kind = exportsThat(async ({ payload }) => void ran.push(payload))
    await startProcess([kind])
    await startProcess([kind])
    const keys = Array.from({ length: 30 }, (_, i) => `job ${i}`)
    for (const key of keys) await add(key)
    await expect.poll(stored, soon).toEqual(keys.map(key => `${key} DONE 1/0`))
    expect(ran.toSorted()).toEqual(keys.toSorted())
    expect(await ends()).toEqual(keys.map(() => ['JOB', 'ann', 'OK', 'ENDED']))
  })

  test('take the job of a dead one over when its lease has ended, and its attempt writes nothing', async () => {
    const { kind, begun } = hangs({ concurrency: 1 })
    await startProcess([kind])
    await add('big')
    await expect.poll(() => begun.length, soon).toBe(1)

    const other = await startProcess([leavesAnEffect], 44_000)
    await add('small')
    await expect.poll(stored, soon).toEqual(['big RUNNING 1/0', 'small DONE 1/0'])
    other.clock.aheadMs = 46_000
    other.runner.wake()
    await expect.poll(stored, soon).toEqual(['big DONE 2/1', 'small DONE 1/0'])

    const late = begun[0]!.finish(
      async client => void (await client.query(`insert into effects values ('late')`)),
    )
    await expect(late).rejects.toThrow('lost its lease')
    expect(begun[0]!.signal.aborted).toBe(true)
    expect(await effects()).toEqual(['big', 'small'])
    await expect.poll(() => started[0]!.outcomes(), soon).toEqual({ lost: 1 })
  })

  test('leave a job alone that has failed too often by the end of its process', async () => {
    const { kind, begun } = hangs({ maxAttempts: 1 })
    await startProcess([kind])
    await add('killer')
    await expect.poll(() => begun.length, soon).toBe(1)
    await startProcess([kind], 46_000)
    await expect.poll(stored, soon).toEqual(['killer FAILED 2/2'])
    expect(begun.length).toBe(1)
  })

  test('give a project its turn although another one has many jobs', async () => {
    const { kind, begun } = hangs({ concurrency: 2 })
    for (const key of ['1', '2', '3']) await add(key, { project: 'many' })
    await add('4', { project: 'few' })
    await startProcess([kind])
    await expect
      .poll(() => begun.map(({ project, key }) => `${project} ${key}`), soon)
      .toEqual(['many 1', 'few 4'])
  })
})

describe('a job', () => {
  test('is enqueued once for each key, and with its transaction or not at all', async () => {
    expect(await add('a')).toMatch(/^\d+$/)
    expect(await add('a')).toBeUndefined()
    expect(await add('a', { project: 'q' })).toMatch(/^\d+$/)
    const client = await pool.connect()
    await client.query('begin')
    await enqueue(client, { project: 'p', kind: 'EXPORT', key: 'b', payload: null, subject: 'ann' })
    await client.query('rollback')
    client.release()
    expect(await stored()).toEqual(['a QUEUED 0/0', 'a QUEUED 0/0'])
  })

  test('is enqueued in a transaction of the ORM, with any text in its payload', async () => {
    const { database } = await startProcess([])
    const payload = { text: `a 'quoted' ? and $1 \\ "text"` }
    const job = { project: 'p', kind: 'EXPORT' as const, key: 'orm', payload, subject: 'ann' }
    const em = database.orm.em.fork()
    await em
      .transactional(async inner => {
        await enqueue(inner, job)
        throw new Error('rolled back')
      })
      .catch(() => undefined)
    expect(await stored()).toEqual([])
    await em.transactional(inner => enqueue(inner, job))
    const { rows } = await pool.query('select payload from work')
    expect(rows).toEqual([{ payload }])
  })

  test('waits for its time, and the one that is due longest comes first', async () => {
    const ran: string[] = []
    const kind = exportsThat(async ({ key }) => void ran.push(key), { concurrency: 1 })
    await add('later', { runAt: new Date(Date.now() + 3_600_000) })
    await add('second', { runAt: new Date(Date.now() - 1_000) })
    await add('first', { runAt: new Date(Date.now() - 2_000) })
    const { runner, clock } = await startProcess([kind])
    await expect.poll(stored, soon).toEqual(['later QUEUED 0/0', 'second DONE 1/0', 'first DONE 1/0'])
    clock.aheadMs = 3_601_000
    runner.wake()
    await expect.poll(() => ran, soon).toEqual(['first', 'second', 'later'])
  })

  test('that fails is tried again after a pause, and fails for good with its kind’s last attempt', async () => {
    const ends: unknown[] = []
    const kind = exportsThat(
      async () => {
        throw new JobError('NO_ANSWER', 'The mail server does not answer.')
      },
      { maxAttempts: 3, ended: async (_, { key }, end) => void ends.push([key, end]) },
    )
    const { runner, outcomes, clock } = await startProcess([kind])
    await add('mail')
    await expect.poll(stored, soon).toEqual(['mail QUEUED 1/1'])
    const { rows } = await pool.query(
      `select run_at > now() + interval '1 s' as waits, run_at < now() + interval '6 s' as soon, error_code, error_message
       from work`,
    )
    expect(rows).toEqual([
      { waits: true, soon: true, error_code: 'NO_ANSWER', error_message: 'The mail server does not answer.' },
    ])
    for (const failures of [2, 3]) {
      clock.aheadMs += 60_000
      runner.wake()
      await expect
        .poll(stored, soon)
        .toEqual([`mail ${failures === 3 ? 'FAILED' : 'QUEUED'} ${failures}/${failures}`])
    }
    const error = { code: 'NO_ANSWER', message: 'The mail server does not answer.' }
    expect(ends).toEqual([['mail', { state: 'FAILED', error }]])
    await expect.poll(outcomes, soon).toEqual({ retried: 2, failed: 1 })
  })

  test('that is refused fails at once', async () => {
    await startProcess([
      exportsThat(async () => {
        throw badInput('NOT_FOUND', 'segmentId', 'This project has no segment with this id.')
      }),
    ])
    await add('refused')
    await expect.poll(stored, soon).toEqual(['refused FAILED 1/1'])
    const { rows } = await pool.query('select error_code as code, error_message as message from work')
    expect(rows).toEqual([{ code: 'NOT_FOUND', message: 'This project has no segment with this id.' }])
    expect(await ends()).toEqual([['JOB', 'ann', 'BAD_USER_INPUT', 'ENDED']])
  })

  test('that is cancelled while it runs elsewhere ends there, and writes nothing', async () => {
    const { kind, begun } = hangs()
    const ends: unknown[] = []
    const watched = {
      ...kind,
      ended: async (_: unknown, { key }: { key: string }, end: object) => void ends.push([key, end]),
    }
    const { outcomes } = await startProcess([kind])
    const other = await startProcess([{ ...watched, concurrency: 0 }])
    await add('unwanted')
    await expect.poll(() => begun.length, soon).toBe(1)
    const name = { project: 'p', kind: 'EXPORT' as const, key: 'unwanted' }
    expect(await other.runner.cancel({ ...name, project: 'q' })).toBeUndefined()
    expect(await other.runner.cancel(name)).toMatchObject({ payload: 'unwanted' })
    await expect.poll(outcomes, soon).toEqual({ cancelled: 1 })
    await expect(begun[0]!.write(async () => undefined)).rejects.toThrow('lost its lease')
    expect(await stored()).toEqual(['unwanted CANCELLED 1/0'])
    expect(ends).toEqual([['unwanted', { state: 'CANCELLED', error: null }]])
    expect(await other.runner.cancel(name)).toBeUndefined()
  })

  test('of a kind that is not cancelled is done all the same', async () => {
    const begun = createLatch()
    const cancelled = createLatch()
    const { runner } = await startProcess([
      exportsThat(
        async () => {
          begun.open()
          await cancelled.opened
        },
        { isCancellable: false },
      ),
    ])
    await add('wanted')
    await begun.opened
    expect(await runner.cancel({ project: 'p', kind: 'EXPORT', key: 'wanted' })).toBeUndefined()
    expect(await stored()).toEqual(['wanted RUNNING 1/0'])
    cancelled.open()
    await expect.poll(stored, soon).toEqual(['wanted DONE 1/0'])
  })

  test('shows its progress, which the next attempt begins anew', async () => {
    const seen = createLatch()
    await startProcess([
      exportsThat(async job => {
        for (const share of [-1, Number.NaN, 0.25]) job.progress(share)
        await seen.opened
        throw new Error('failed')
      }),
    ])
    await add('half')
    const progress = async () => (await pool.query('select progress from work')).rows[0].progress
    await expect.poll(progress, soon).toBe(0.25)
    seen.open()
    await expect.poll(stored, soon).toEqual(['half QUEUED 1/1'])
    await startProcess([leavesAnEffect], 60_000)
    await expect.poll(progress, soon).toBe(1)
  })

  test('is deleted 30 days after its end, and not before it has one', async () => {
    await add('done')
    const { stop } = await startProcess([leavesAnEffect])
    await expect.poll(stored, soon).toEqual(['done DONE 1/0'])
    await stop()
    started.length = 0
    await add('waits')
    await startProcess([], 29 * 86_400_000)
    expect(await stored()).toEqual(['done DONE 1/0', 'waits QUEUED 0/0'])
    await startProcess([], 31 * 86_400_000)
    await expect.poll(stored, soon).toEqual(['waits QUEUED 0/0'])
  })
})

test('the depth and the age of the work of all projects are measured', async () => {
  const metrics = createMetrics()
  for (const key of ['waits', 'late', 'later', 'hangs', 'done']) await add(key, { project: key })
  const change = (key: string, changes: string) =>
    pool.query(`update work set ${changes} where key = $1`, [key])
  await change('waits', `run_at = now() + interval '1 hour'`)
  await change('late', `run_at = now() - interval '2 hours'`)
  await change('later', `run_at = now() - interval '1 hour'`)
  await change('hangs', `state = 'RUNNING', lease = gen_random_uuid(), lease_until = now()`)
  await change('done', `state = 'DONE', finished_at = now()`)
  await measureJobs(pool, metrics)
  const gauge = async (name: 'jobs' | 'jobsOverdue', kind: string) =>
    (await metrics[name].get()).values.filter(({ labels }) => labels.kind === kind).map(({ value }) => value)
  expect(await gauge('jobs', 'EXPORT')).toEqual([3, 1])
  expect(await gauge('jobs', 'REPORT')).toEqual([0, 0])
  expect((await gauge('jobsOverdue', 'EXPORT')).map(Math.round)).toEqual([expect.closeTo(7_200, -2)])
  expect(await gauge('jobsOverdue', 'REPORT')).toEqual([0])
  await pool.query('truncate work')
})

describe('a process that stops', () => {
  test('claims nothing more, and lets a job end that is nearly done', async () => {
    const almost = createLatch()
    const { runner } = await startProcess([exportsThat(() => almost.opened, { concurrency: 1 })])
    await add('running')
    await add('waiting')
    await expect.poll(stored, soon).toEqual(['running RUNNING 1/0', 'waiting QUEUED 0/0'])
    const stopped = runner.stop()
    almost.open()
    await stopped
    expect(await stored()).toEqual(['running DONE 1/0', 'waiting QUEUED 0/0'])
  })

  test('ends a job that takes longer, which is due at once for another process and has not failed', async () => {
    const { kind, begun } = hangs()
    const { runner, outcomes } = await startProcess([kind], 0, { drainMs: 100 })
    await add('long')
    await expect.poll(() => begun.length, soon).toBe(1)
    await runner.stop()
    expect(await stored()).toEqual(['long QUEUED 1/0'])
    expect(await outcomes()).toEqual({ interrupted: 1 })
    await startProcess([leavesAnEffect])
    await expect.poll(stored, soon).toEqual(['long DONE 2/0'])
  })

  test('gives the lease of a job back whose code does not end, and which writes nothing from then on', async () => {
    const { promise: never } = Promise.withResolvers<void>()
    const begun: Parameters<JobKind<string>['run']>[0][] = []
    const deaf = exportsThat(job => {
      begun.push(job)
      return never
    })
    const { runner } = await startProcess([deaf], 0, { drainMs: 100 })
    await add('deaf')
    await expect.poll(() => begun.length, soon).toBe(1)
    await runner.stop()
    expect(await stored()).toEqual(['deaf QUEUED 1/0'])
    await expect(begun[0]!.write(async () => undefined)).rejects.toThrow('lost its lease')
  })
})
