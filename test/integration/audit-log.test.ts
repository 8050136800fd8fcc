import { Writable } from 'node:stream'
import pg from 'pg'
import pino from 'pino'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { AuditWriter } from '../../src/audit/audit-writer.ts'
import { insertEntries } from '../../src/audit/insert-entries.ts'
import { keepSwept, sweep } from '../../src/audit/sweep.ts'
import { createMetrics } from '../../src/metrics.ts'
import { auditEntry } from '../support/audit/audit-entry.ts'
import { cloneDatabase } from '../support/clone-database.ts'
import { freePort } from '../support/processes/main-process.ts'
import { startTcpProxy, type TcpProxy } from '../support/processes/tcp-proxy.ts'
import { story } from '../support/story.ts'
import { startTestApp } from '../support/test-app.ts'

let url: string
let pool: pg.Pool
beforeAll(async () => {
  url = await cloneDatabase()
  pool = new pg.Pool({ connectionString: url })
})
afterAll(() => pool.end())
beforeEach(() => pool.query('truncate audit_log'))

const entry = (subject: string, at = new Date()) => auditEntry({ subject, at })
const numbered = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => entry(String(from + i)))

const subjects = async () => {
  const { rows } = await pool.query<{ subject: string }>('select subject from audit_log order by at, id')
  return rows.map(({ subject }) => subject)
}
const soon = { timeout: 20_000 }

/** A logger that remembers its messages. */
function remembering() {
  const lines: string[] = []
  const stream = new Writable({
    write: (chunk, _, done) => {
      lines.push(JSON.parse(chunk).msg)
      done()
    },
  })
  return { lines, logger: pino(stream) }
}

const lostOf = async (metrics: ReturnType<typeof createMetrics>) =>
  (await metrics.auditLost.get()).values[0]!.value

describe('audit entries', () => {
  test('that are written twice are stored once', async () => {
    const entries = [entry('ann'), entry('bob')]
    await insertEntries(pool, entries)
    await insertEntries(pool, [...entries, entry('eve')])
    expect(await subjects()).toEqual(['ann', 'bob', 'eve'])
  })

  test('that are waiting are written when the service stops', async () => {
    const app = await startTestApp({ DATABASE_URL: url })
    await story(app, 'stops').answer('{ stats { events } }')
    await app.close()
    const { rows } = await pool.query('select project, fields from audit_log')
    expect(rows).toEqual([{ project: 'stops', fields: ['stats'] }])
  })
})

describe('during an outage of PostgreSQL', () => {
  let proxy: TcpProxy
  let away: pg.Pool
  beforeEach(async () => {
    proxy = await startTcpProxy(await freePort())
    const through = new URL(url)
    through.port = String(proxy.port)
    away = new pg.Pool({ connectionString: through.href, connectionTimeoutMillis: 2_000 })
    away.on('error', () => undefined)
    return async () => {
      await away.end()
      await proxy.close()
    }
  })
  const back = () => proxy.pointTo(Number(new URL(url).port))

  test('audit entries wait, and are written afterwards', async () => {
    const { lines, logger } = remembering()
    const audit = new AuditWriter(away, createMetrics(), logger)
    audit.enqueue(numbered(1, 3))
    await new Promise(resolve => setTimeout(resolve, 1_500))
    audit.enqueue(numbered(4, 5))
    back()
    await expect.poll(subjects, soon).toEqual(['1', '2', '3', '4', '5'])
    await audit.close()
    expect(lines).toEqual([])
  })

  test('the oldest of more than 10,000 entries are dropped, counted and reported in one line', async () => {
    const { lines, logger } = remembering()
    const metrics = createMetrics()
    const audit = new AuditWriter(away, metrics, logger)
    for (let from = 1; from <= 10_020; from += 5) audit.enqueue(numbered(from, from + 4))
    await new Promise(resolve => setTimeout(resolve, 1_500))
    back()
    await expect.poll(async () => (await subjects()).length, soon).toBe(10_000)
    await audit.close()
    expect((await subjects()).map(Number).sort((a, b) => a - b)[0]).toBe(21)
    expect(await lostOf(metrics)).toBe(20)
    expect(lines).toEqual(['the audit log loses entries'])
  })

  test('a service that stops loses the waiting entries, and reports them', async () => {
    const { lines, logger } = remembering()
    const metrics = createMetrics()
    const audit = new AuditWriter(away, metrics, logger)
    audit.enqueue(numbered(1, 7))
    await audit.close()
    expect(await lostOf(metrics)).toBe(7)
    expect(lines).toEqual(['the audit log loses entries'])
  })

  test('a change is refused, and sweeping continues later', async () => {
    const { lines, logger } = remembering()
    const audit = new AuditWriter(away, createMetrics(), logger)
    await expect(audit.commit([entry('ann')])).rejects.toMatchObject({
      extensions: { code: 'DB_UNAVAILABLE' },
    })
    const sweeping = keepSwept(away, 90, logger)
    await expect.poll(() => lines).toEqual(['old entries of the audit log are not deleted for another hour'])
    await sweeping.stop()
    back()
    await audit.commit([entry('ann')])
    expect(await subjects()).toEqual(['ann'])
    await audit.close()
  })
})

describe('audit entries are kept', () => {
  const day = 86_400_000
  const now = new Date('2026-11-27T12:00:00.000Z')

  test('for ninety days, to the millisecond', async () => {
    const ago = (ms: number) => new Date(now.getTime() - ms)
    await insertEntries(pool, [
      entry('a year old', ago(365 * day)),
      entry('a millisecond over', ago(90 * day + 1)),
      entry('just kept', ago(90 * day)),
      entry('a millisecond left', ago(90 * day - 1)),
      entry('new', now),
    ])
    expect(await sweep(pool, ago(90 * day))).toBe(2)
    expect(await subjects()).toEqual(['just kept', 'a millisecond left', 'new'])
  })

  test('by several processes that sweep at once, in portions', async () => {
    await pool.query(
      `insert into audit_log (project, at, request_id, part, subject, roles, proof, kind, fields, cost, duration_ms,
         outcome, changes)
       select 'p', '2026-01-01', n::text, 0, 'old', '{}', 'TOKEN', 'QUERY', '{}', 0, 0, 'OK', '[]'
       from generate_series(1, 12001) n`,
    )
    await insertEntries(pool, [entry('new', now)])
    const swept = await Promise.all([sweep(pool, now), sweep(pool, now), sweep(pool, now)])
    expect(swept.reduce((sum, n) => sum + n)).toBe(12_001)
    expect(await subjects()).toEqual(['new'])
  })

  test('for AUDIT_DAYS, from the start of the service on', async () => {
    const hour = 3_600_000
    await insertEntries(pool, [
      entry('a day and an hour', new Date(Date.now() - day - hour)),
      entry('a day but an hour', new Date(Date.now() - day + hour)),
    ])
    const app = await startTestApp({ DATABASE_URL: url, AUDIT_DAYS: '1' })
    await expect.poll(subjects, soon).toEqual(['a day but an hour'])
    await app.close()
  })
})
