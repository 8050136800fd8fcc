// A user saw a revoked key, old prices, used-up rates and locked accounts last as long as the wall clock had jumped back,
// and lost audit entries after a jump forward: durations were measured by the wall clock.

import pg from 'pg'
import pino from 'pino'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { insertEntries } from '../../src/audit/insert-entries.ts'
import { keepSwept } from '../../src/audit/sweep.ts'
import { countAttempt } from '../../src/auth/accounts/login-attempts.ts'
import { createApiKeys, hashOf, newApiKey } from '../../src/auth/api-keys/api-keys.ts'
import { Counter } from '../../src/limits/counter.ts'
import { rateCounts } from '../../src/limits/rates.ts'
import { createPrices } from '../../src/pricing/prices.ts'
import { SummaryDocument } from '../e2e/operations/operations.ts'
import { auditEntry } from '../support/audit/audit-entry.ts'
import { daysAgo } from '../support/midday-zone.ts'
import { rolledUp } from '../support/rolled-up.ts'
import { story } from '../support/story.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

let app: TestApp
let pool: pg.Pool
beforeAll(async () => {
  app = await startTestApp({ PROJECTION_DEBOUNCE_MS: '1', PROJECTION_WAIT_MS: '500' })
  pool = app.services.database.pool
})
afterEach(() => void vi.useRealTimers())
afterAll(() => app.close())

/** Makes the wall clock jump, and nothing else. */
const jumpable = () => vi.useFakeTimers({ toFake: ['Date'], now: Date.now() })
const jump = (ms: number) => void vi.setSystemTime(Date.now() + ms)

describe('a clock that goes back a day', () => {
  /** A value cached for five seconds: reads it, moves the clock back a day, and reads it again after six seconds. */
  async function askedAgain(ask: () => Promise<unknown>, before: unknown, change: string): Promise<unknown> {
    vi.useFakeTimers({ toFake: ['Date', 'performance'], now: Date.now() })
    expect(await ask()).toEqual(before)
    await pool.query(change)
    jump(-dayMs)
    vi.advanceTimersByTime(6_000)
    return ask()
  }

  test('does not keep a key valid that was revoked elsewhere', async () => {
    const key = newApiKey()
    await pool.query(
      `insert into api_keys (project, name, prefix, hash, scopes, created_by)
       values ('clock', 'n', 'cg_', $1, '{TRACK}', 'tester')`,
      [hashOf(key)],
    )
    const keys = createApiKeys(pool)
    const project = async () => (await keys.viewer(key))?.project
    expect(await askedAgain(project, 'clock', 'update api_keys set revoked_at = now()')).toBeUndefined()
  })

  test('does not keep prices that were changed elsewhere', async () => {
    const prices = createPrices(pool)
    const own = async () => (await prices.of('clock')).prices.filter(({ isDefault }) => !isDefault)
    const change = `insert into model_prices (project, provider, model, usage, usd_per_million, valid_from)
      values ('clock', 'p', 'm', 'INPUT', 3, now())`
    expect(await askedAgain(own, [], change)).toMatchObject([{ model: 'm', usdPerMillion: '3' }])
  })

  test('does not delay the roll-up of days', async () => {
    jumpable()
    jump(-dayMs)
    const { happened } = story(app, 'clock-days')
    await happened([{ name: 'a', userId: 'ann', timestamp: daysAgo(5).toISOString() }])
    await rolledUp(app, 'clock-days')
  })

  test('does not make a question wait longer for the projection', async () => {
    jumpable()
    const project = story(app, 'clock-questions')
    await project.happened([{ name: 'a', userId: 'ann' }])
    await expect
      .poll(async () => (await project.answer(SummaryDocument, {})).summary.totalEvents, { timeout: 20_000 })
      .toBe(1)
    const holder = await app.services.database.connect()
    await holder.query('begin')
    await holder.query('select from projection for update')
    try {
      await project.happened([{ name: 'b', userId: 'ann' }])
      const waiting = app.services.projector.caughtUp()
      jump(-dayMs)
      // The question ends, without the event that is not copied yet.
      const { rows } = await pool.query(
        `select received_at as at from events where project = 'clock-questions' and name = 'b'`,
      )
      expect((await waiting).watermark.getTime()).toBeLessThan(rows[0].at.getTime())
    } finally {
      await holder.query('rollback')
      await holder.end()
    }
  })

  test("does not keep a caller's used rate for a day", async () => {
    await pool.query(
      `insert into rate_counts (key, used, resets_at) values ('clock', 100, now() + interval '1 day 1 minute')`,
    )
    expect(await new Counter(pool, rateCounts).add('clock', 3)).toMatchObject({ used: 3 })
  })

  test('does not lock an account for a day', async () => {
    const attempt = { username: 'clock', address: '127.0.0.9' }
    for (let attempts = 0; attempts < 10; attempts++) await countAttempt(pool, attempt)
    await expect(countAttempt(pool, attempt)).rejects.toThrow('Too many login attempts')
    await pool.query(`update login_attempts set resets_at = resets_at + interval '100 days'`)
    await countAttempt(pool, attempt)
  })
})

describe('a clock that goes forward a year', () => {
  const subjects = async () => {
    const { rows } = await pool.query<{ subject: string }>(
      `select subject from audit_log where project = 'clock' order by at`,
    )
    return rows.map(({ subject }) => subject)
  }

  test('deletes no audit entry if it is corrected within an hour, and deletes old ones afterwards', async () => {
    vi.useFakeTimers({ toFake: ['Date', 'performance', 'setInterval', 'clearInterval'], now: Date.now() })
    const ago = (days: number) => new Date(Date.now() - days * dayMs)
    const sweeping = keepSwept(pool, 90, pino({ level: 'silent' }))
    await insertEntries(pool, [
      auditEntry({ project: 'clock', subject: 'long ago', at: ago(120) }),
      auditEntry({ project: 'clock', subject: 'lately', at: ago(30) }),
    ])
    jump(365 * dayMs)
    vi.advanceTimersByTime(hourMs)
    await expect.poll(subjects).toEqual(['lately'])
    jump(-365 * dayMs)
    vi.advanceTimersByTime(hourMs)
    await sweeping.stop()
    expect(await subjects()).toEqual(['lately'])
  })

  test('counts if it stays there', async () => {
    vi.useFakeTimers({ toFake: ['Date', 'performance', 'setInterval', 'clearInterval'], now: Date.now() })
    const sweeping = keepSwept(pool, 90, pino({ level: 'silent' }))
    await insertEntries(pool, [auditEntry({ project: 'clock', subject: 'lately', at: new Date() })])
    jump(365 * dayMs)
    vi.advanceTimersByTime(2 * hourMs)
    await expect.poll(subjects).toEqual([])
    await sweeping.stop()
  })
})
