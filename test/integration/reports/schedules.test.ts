import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { disableAccount } from '../../../src/auth/accounts/change-account.ts'
import { signToken } from '../../../src/auth/tokens/sign-token.ts'
import { jobKinds } from '../../../src/job-kinds.ts'
import { JobRunner } from '../../../src/jobs/job-runner.ts'
import { enqueueNextRun } from '../../../src/reports/runs/enqueue-run.ts'
import { savedReport } from '../../../src/reports/saved-report.ts'
import { createSchema } from '../../../src/resolvers/build-schema.ts'
import { makeAccount } from '../../support/make-account.ts'
import { createReport, runsOf } from '../../support/reports.ts'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

const hour = 3_600_000
const clock = { aheadMs: 0 }
const now = () => new Date(Date.now() + clock.aheadMs)
const setClock = (time: Date) => {
  clock.aheadMs = time.getTime() - Date.now()
}

/** Processes that share the work, whose clocks stand at the time of the test. */
const workers: JobRunner[] = []
function startWorkers(count: number): void {
  const { database, metrics, log } = app.services
  for (let i = 0; i < count; i++) {
    const worker = new JobRunner({ database, metrics, log, clock })
    worker.start(jobKinds(app.services, createSchema(), now))
    workers.push(worker)
  }
}
afterEach(async () => {
  await Promise.all(workers.splice(0).map(worker => worker.stop()))
})

/** Creates a report whose schedule begins at an instant of the clock of the test. */
async function scheduled(project: string, content: string, from: Date): Promise<string> {
  const told = story(app, project)
  const input = `{ name: "${content.length} ${Math.random()}", blocks: [{ title: "a", text: "a" }], isPaused: true, ${content} }`
  const { report } = await createReport(told, input)
  const { pool } = app.services.database
  await pool.query(`update definitions set content = content - 'isPaused' where id = $1`, [report!.id])
  const saved = await savedReport(pool, project, report!.id)
  await enqueueNextRun(pool, { project, subject: 'tester' }, saved!, from)
  return report!.id
}

/** The first time at which a job of a project is due. */
async function nextDue(project: string): Promise<Date | null> {
  const { rows } = await app.services.database.pool.query<{ at: Date | null }>(
    'select min(run_at) as at from work where project = $1 and finished_at is null',
    [project],
  )
  return rows[0]!.at
}

/** Lets the workers do all that is due at the time of the clock. */
async function workDone(project: string): Promise<void> {
  const isDone = async () => {
    for (const worker of workers) worker.wake()
    const due = await nextDue(project)
    return due === null || due > now()
  }
  await expect.poll(isDone, { timeout: 20_000, interval: 20 }).toBe(true)
}

/** Moves the clock from one due job to the next until an instant. */
async function passTime(project: string, until: Date): Promise<void> {
  for (let due = await nextDue(project); due && due < until; due = await nextDue(project)) {
    setClock(new Date(due.getTime() + 1_000))
    await workDone(project)
  }
  setClock(until)
}

const slotsOf = async (project: string, reportId: string) =>
  (await runsOf(story(app, project), reportId)).map(({ slot }) => slot!.replace(':00.000Z', 'Z')).reverse()

describe('48 hours around a change of the clock, with three processes', () => {
  const berlin = 'timeZone: "Europe/Berlin"'
  const morning = `schedule: { daily: { at: "02:30" } }, ${berlin}`
  const twice = `schedule: { cron: "0,30 2 * * *" }, ${berlin}`
  const quarters = `schedule: { cron: "0 */6 * * *" }, ${berlin}`

  test.each([
    {
      name: 'forward',
      from: '2027-03-27T12:00:00Z',
      expected: [
        ['2027-03-28T01:00Z', '2027-03-29T00:30Z'],
        // 02:00 and 02:30 are skipped: both are at 03:00, which is one time.
        ['2027-03-28T01:00Z', '2027-03-29T00:00Z', '2027-03-29T00:30Z'],
        ['17:00', '23:00', '04:00', '10:00', '16:00', '22:00', '04:00', '10:00'],
      ],
    },
    {
      name: 'back',
      from: '2027-10-30T12:00:00Z',
      expected: [
        ['2027-10-31T00:30Z', '2027-11-01T01:30Z'],
        ['2027-10-31T00:00Z', '2027-10-31T00:30Z', '2027-11-01T01:00Z', '2027-11-01T01:30Z'],
        ['16:00', '22:00', '05:00', '11:00', '17:00', '23:00', '05:00', '11:00'],
      ],
    },
  ])('each time has one run: $name', async ({ name, from, expected }) => {
    const start = new Date(from)
    setClock(start)
    const ids = []
    for (const content of [morning, twice, quarters]) ids.push(await scheduled(name, content, start))
    startWorkers(3)
    await passTime(name, new Date(start.getTime() + 48 * hour))
    const [daily, pair, four] = await Promise.all(ids.map(id => slotsOf(name, id)))
    expect([daily, pair]).toEqual(expected.slice(0, 2))
    expect(four!.map(slot => slot.slice(11, 16))).toEqual(expected[2])
  })
})

describe('a service that was down for three days', () => {
  const daily = 'schedule: { daily: { at: "09:00" } }, timeZone: "UTC"'
  const start = new Date('2027-01-10T10:00:00Z')
  const back = new Date('2027-01-13T12:00:00Z')

  test('makes the latest time up once, and says that it is late', async () => {
    const id = await scheduled('down', daily, start)
    setClock(back)
    startWorkers(2)
    await workDone('down')
    const [run, ...others] = await runsOf(story(app, 'down'), id)
    expect(others).toEqual([])
    expect(run).toMatchObject({
      slot: '2027-01-13T09:00:00.000Z',
      isLate: true,
      note: expect.stringContaining('made up later'),
      // The day before the time that was missed.
      period: { from: '2027-01-12T00:00:00.000Z', to: '2027-01-13T00:00:00.000Z' },
    })
    expect(await nextDue('down')).toEqual(new Date('2027-01-14T09:00:00Z'))
  })

  test('skips all of them where the report says so', async () => {
    const id = await scheduled('skipped', `${daily}, missed: SKIP`, start)
    setClock(back)
    startWorkers(2)
    await workDone('skipped')
    expect(await slotsOf('skipped', id)).toEqual([])
    expect(await nextDue('skipped')).toEqual(new Date('2027-01-14T09:00:00Z'))
  })
})

test('a cancelled job is a failed run, and the schedule goes on', async () => {
  const start = new Date('2027-01-10T10:00:00Z')
  setClock(start)
  const id = await scheduled('cancelled', 'schedule: { daily: { at: "09:00" } }, timeZone: "UTC"', start)
  startWorkers(1)
  await workers[0]!.cancel({ project: 'cancelled', kind: 'REPORT', key: `${id}:2027-01-11T09:00:00.000Z` })
  expect(await nextDue('cancelled')).toEqual(new Date('2027-01-12T09:00:00Z'))
  expect(await slotsOf('cancelled', id)).toEqual([])
})

test('a report of a disabled account fails, until another administrator updates it', async () => {
  const start = new Date('2027-01-10T10:00:00Z')
  setClock(start)
  const { pool } = app.services.database
  await makeAccount(pool, {
    ...{ username: 'tester', password: 'a password of hers', project: 'left', roles: ['admin'] },
  })
  const id = await scheduled('left', 'schedule: { daily: { at: "09:00" } }, timeZone: "UTC"', start)
  // An account of the same name in another project is somebody else.
  const other = await scheduled('stayed', 'schedule: { daily: { at: "09:00" } }, timeZone: "UTC"', start)
  await disableAccount(pool, 'tester')
  startWorkers(1)
  await passTime('left', new Date('2027-01-11T10:00:00Z'))
  await workDone('stayed')
  const [failed] = await runsOf(story(app, 'left'), id)
  expect(failed).toMatchObject({ state: 'FAILED', error: { code: 'ACCOUNT_DISABLED' }, blocks: null })
  expect((await runsOf(story(app, 'stayed'), other))[0]).toMatchObject({ state: 'DONE', error: null })

  const successor = signToken(app.env, {
    ...{ roles: ['admin'], subject: 'successor', project: 'left', expiresInSeconds: 600 },
  })
  const { data } = await app.ask<{ updateReport: object }>(
    `mutation { updateReport(input: { id: "${id}", expectedVersion: 1, isPaused: false }) { userErrors { code } } }`,
    {},
    successor,
  )
  expect(data!.updateReport).toEqual({ userErrors: [] })
  await passTime('left', new Date('2027-01-12T10:00:00Z'))
  const [done] = await runsOf(story(app, 'left'), id)
  expect(done).toMatchObject({ slot: '2027-01-12T09:00:00.000Z', state: 'DONE' })
})

test('the latest runs of a report are kept, 400 of them', async () => {
  const told = story(app, 'many')
  const { report } = await createReport(told, '{ name: "a", blocks: [{ title: "a", text: "a" }] }')
  const { pool } = app.services.database
  await pool.query(
    `insert into report_runs (project, report_id, state, slot, finished_at)
     select 'many', $1, 'DONE', '2026-01-01'::timestamptz + n * interval '1 hour', now() from generate_series(1, 405) n`,
    [report!.id],
  )
  setClock(new Date())
  startWorkers(1)
  await told.answer(`mutation { runReport(input: { id: "${report!.id}" }) { run { id } } }`)
  await workDone('many')
  const { rows } = await pool.query(
    'select count(*)::int as count, min(slot) as first from report_runs where report_id = $1',
    [report!.id],
  )
  // The run of now and 399 of those before.
  expect(rows).toEqual([{ count: 400, first: new Date('2026-01-01T07:00:00Z') }])
})
