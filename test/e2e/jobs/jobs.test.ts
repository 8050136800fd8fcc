import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Event } from '../../../src/entities/event.ts'
import { badInput } from '../../../src/errors.ts'
import { askInJob } from '../../../src/jobs/ask-in-job.ts'
import { enqueue } from '../../../src/jobs/enqueue.ts'
import { jobScope } from '../../../src/jobs/job-scope.ts'
import { createLatch } from '../../support/job-processes.ts'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import {
  AuditLogDocument,
  CancelJobDocument,
  JobNodeDocument,
  JobsDocument,
} from '../operations/operations.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp({ MAX_QUESTIONS: '1' })
})
afterAll(() => app.close())

const soon = { timeout: 20_000 }
/** Nothing runs before this time. */
const runAt = new Date('2099-01-01T08:00:00.000Z')

const pool = () => app.services.database.pool
const add = (project: string, kind: 'EXPORT' | 'REPORT', key: string) =>
  enqueue(pool(), { project, kind, key, payload: { secret: key }, subject: 'ann', runAt })
const change = (id: string | undefined, changes: string) =>
  pool().query(`update work set ${changes} where id = $1`, [id])

describe('the list of jobs', () => {
  test('has those of the project, newest first, by kind and by state', async () => {
    const { answer } = story(app, 'lists jobs')
    await add('another project', 'EXPORT', 'a')
    const failed = await add('lists jobs', 'EXPORT', 'a')
    await change(
      failed,
      `state = 'FAILED', attempts = 3, progress = 0.5, finished_at = '2026-01-02T03:04:05.678Z',
       started_at = '2026-01-02T03:00:00Z', created_at = '2026-01-02T02:00:00Z',
       error_code = 'DISK_FULL', error_message = 'The disk of the service is full.'`,
    )
    await add('lists jobs', 'EXPORT', 'b')
    await add('lists jobs', 'REPORT', 'a')

    const all = (await answer(JobsDocument, {})).jobs
    expect(all.totalCount).toBe(3)
    expect(all.nodes.map(({ kind, state }) => [kind, state])).toEqual([
      ['REPORT', 'QUEUED'],
      ['EXPORT', 'QUEUED'],
      ['EXPORT', 'FAILED'],
    ])
    const exports = (await answer(JobsDocument, { kind: 'EXPORT', state: 'FAILED' })).jobs
    expect(exports.nodes).toEqual([
      {
        id: all.nodes[2]!.id,
        kind: 'EXPORT',
        state: 'FAILED',
        progress: 0.5,
        attempts: 3,
        subject: 'ann',
        createdAt: '2026-01-02T02:00:00.000Z',
        runAt: '2099-01-01T08:00:00.000Z',
        startedAt: '2026-01-02T03:00:00.000Z',
        finishedAt: '2026-01-02T03:04:05.678Z',
        error: { code: 'DISK_FULL', message: 'The disk of the service is full.' },
      },
    ])
    const first = (await answer(JobsDocument, { first: 2 })).jobs
    const second = (await answer(JobsDocument, { first: 2, after: first.pageInfo.endCursor })).jobs
    expect([...first.nodes, ...second.nodes]).toEqual(all.nodes)
    expect(second.pageInfo.hasNextPage).toBe(false)
    const { node } = await answer(JobNodeDocument, { id: all.nodes[2]!.id })
    expect(node).toEqual(all.nodes[2])
  })
})

test('the metrics have the jobs of all projects', async () => {
  await add('measured', 'EXPORT', 'waits')
  const text = await (await fetch(new URL('/metrics', app.url))).text()
  expect(text).toMatch(/^convograph_jobs\{kind="EXPORT",state="queued"\} [1-9]/m)
  expect(text).toContain('convograph_jobs_overdue_seconds{kind="REPORT"} 0')
})

describe('cancelJob', () => {
  test('ends a job once, and is recorded', async () => {
    const { answer } = story(app, 'cancels')
    await add('cancels', 'EXPORT', 'a')
    const { id } = (await answer(JobsDocument, {})).jobs.nodes[0]!
    const { cancelJob } = await answer(CancelJobDocument, { id })
    expect(cancelJob).toMatchObject({ job: { id, state: 'CANCELLED', error: null }, userErrors: [] })
    expect(cancelJob.job!.finishedAt).not.toBeNull()
    expect((await answer(CancelJobDocument, { id })).cancelJob).toEqual(cancelJob)

    const { auditLog } = await answer(AuditLogDocument, { filter: { changed: { kind: 'JOB', id } } })
    expect(auditLog.nodes).toMatchObject([
      { fields: ['cancelJob'], changes: [{ action: 'ENDED', kind: 'JOB', id, name: 'EXPORT' }] },
    ])
  })

  test('leaves a job that is done as it is', async () => {
    const { answer } = story(app, 'too late')
    const done = await add('too late', 'REPORT', 'a')
    await change(done, `state = 'DONE', progress = 1, finished_at = now()`)
    const { id } = (await answer(JobsDocument, {})).jobs.nodes[0]!
    expect((await answer(CancelJobDocument, { id })).cancelJob).toMatchObject({ job: { state: 'DONE' } })
  })

  test('finds no job of another project, and none by a text that is no id', async () => {
    await add('theirs', 'EXPORT', 'a')
    const { id } = (await story(app, 'theirs').answer(JobsDocument, {})).jobs.nodes[0]!
    const { answer } = story(app, 'ours')
    for (const tried of [id, '17', 'nonsense', ''])
      expect((await answer(CancelJobDocument, { id: tried })).cancelJob).toEqual({
        job: null,
        userErrors: [{ code: 'NOT_FOUND', field: 'id' }],
      })
    expect((await answer(JobNodeDocument, { id })).node).toBeNull()
    expect((await story(app, 'theirs').answer(JobsDocument, {})).jobs.nodes[0]).toMatchObject({
      state: 'QUEUED',
    })
  })
})

describe('questions in a job', () => {
  const scopeOf = (project: string, signal = new AbortController().signal) =>
    jobScope(app.services, { id: '7', attempt: 2, project, subject: 'ann', signal })

  test('see their project only, and are recorded in the name of the caller that started the job', async () => {
    const { answer, happened } = story(app, 'asked')
    await happened([{ name: 'open', userId: 'ann' }])
    await story(app, 'not asked').happened([
      { name: 'open', userId: 'bob' },
      { name: 'open', userId: 'eve' },
    ])
    const scope = scopeOf('asked')
    expect(await askInJob(scope, 'events', () => scope.em.count(Event))).toBe(1)
    const refused = askInJob(scope, 'funnel', async () => {
      throw badInput('INVALID_STEPS', 'steps', 'A funnel has at least two steps.')
    })
    await expect(refused).rejects.toThrow('at least two steps')
    const recorded = async () => {
      const { auditLog } = await answer(AuditLogDocument, { filter: { requestId: 'job-7.2' } })
      return auditLog.nodes.map(({ kind, subject, fields, outcome }) => [kind, subject, ...fields, outcome])
    }
    await expect.poll(recorded, soon).toEqual([
      ['QUERY', 'ann', 'funnel', 'BAD_USER_INPUT'],
      ['QUERY', 'ann', 'events', 'OK'],
    ])
  })

  test('wait for a place among the questions of requests, until their attempt ends', async () => {
    const { questions } = app.services.gate.concurrency
    const release = await questions.acquire()
    const waiting = Array.from({ length: 4 }, () => questions.acquire())
    const latch = createLatch()
    const asked = askInJob(scopeOf('patient'), 'events', async () => latch.open())
    const ending = new AbortController()
    const ended = askInJob(scopeOf('ended', ending.signal), 'events', async () => 'never')
    ending.abort(new Error('The process stops'))
    await expect(ended).rejects.toThrow()
    release()
    for (const turn of waiting) (await turn)()
    await latch.opened
    await asked
  })
})
