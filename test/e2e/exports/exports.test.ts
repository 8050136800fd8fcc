import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sweepExports } from '../../../src/exports/sweep.ts'
import { auditEntries } from '../../support/audit/audit-log.ts'
import { download, endedExport, exported, startExport } from '../../support/exported.ts'
import { second } from '../../support/moments.ts'
import { type Story, story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { eventsHappened } from '../../support/track-events.ts'
import {
  CancelExportDocument,
  DeleteExportDocument,
  ExportDocument,
  ExportsDocument,
  StartExportDocument,
  type StartExportInput,
} from '../operations/operations.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp({ EXPORT_MAX_BYTES: '200000', EXPORT_DISK_BYTES: '400000' })
})
afterAll(() => app.close())
beforeEach(() => pool().query(`update exports set created_at = created_at - interval '2 hours'`))

const pool = () => app.services.database.pool
const folder = () => join(app.env.dataDir, 'exports')
const csv: StartExportInput = {
  list: 'EVENTS',
  format: 'CSV',
  range: { between: { from: second(0), to: second(1_000) } },
  columns: ['eventId', 'name'],
}

/** A project with three events. */
async function project(name: string): Promise<Story> {
  await eventsHappened(
    app,
    name,
    [1, 2, 3].map(i => ({ event: { eventId: `${name} ${i}`, name: 'open', timestamp: second(i) } })),
  )
  return story(app, name)
}

const fileOf = (name: string) => `eventId,name\r\n${[1, 2, 3].map(i => `"${name} ${i}","open"\r\n`).join('')}`

describe('an export', () => {
  test('goes from queued to done, and its caller and the changes are in the audit log', async () => {
    const whole = await project('done')
    const id = await startExport(whole, csv)
    const done = await endedExport(whole, id)
    expect(done).toMatchObject({
      status: 'DONE',
      progress: 1,
      rows: 3,
      bytes: fileOf('done').length,
      error: null,
    })
    const entries = await auditEntries(app, 'done', { kind: 'MUTATION' })
    expect(entries.flatMap(({ changes }) => changes)).toEqual([
      { action: 'CREATED', kind: 'EXPORT', id, name: expect.stringMatching(/^events-[\d-]{10}\.csv$/) },
    ])
    const listed = await whole.answer(ExportsDocument, { status: 'DONE' })
    expect(listed.exports.nodes.map(each => each.id)).toEqual([id])
    expect((await whole.answer(ExportsDocument, { status: 'FAILED' })).exports.nodes).toEqual([])
  })

  test.each<[string, string, Partial<StartExportInput>]>([
    ['no source', 'EXACTLY_ONE', { list: null }],
    ['an unknown column', 'INVALID_COLUMN', { columns: ['eventId', 'password'] }],
    ['no column', 'INVALID_COLUMN', { columns: [] }],
    ['a column twice', 'INVALID_COLUMN', { columns: ['name', 'name'] }],
    [
      'a range that ends before it starts',
      'INVALID_RANGE',
      { range: { between: { from: second(2), to: second(1) } } },
    ],
    ['an unknown time zone', 'INVALID_TIME_ZONE', { timeZone: 'Mars/Base' }],
    ['a broken filter', 'INVALID_FILTER', { filter: { values: ['a'] } }],
    ['an unknown segment', 'NOT_FOUND', { segmentId: '999' }],
    ['a key that is too long', 'TOO_LONG', { idempotencyKey: 'k'.repeat(201) }],
  ])('with %s is refused', async (_, code, more) => {
    const { startExport } = await story(app, 'refused').answer(StartExportDocument, {
      input: { ...csv, ...more },
    })
    expect(startExport).toMatchObject({ export: null, userErrors: [{ code }] })
  })

  test('with the same key is the same export, and with another input a conflict', async () => {
    const whole = await project('again')
    const input = { ...csv, idempotencyKey: 'monday' }
    const ids = await Promise.all([1, 2, 3].map(() => startExport(whole, input)))
    expect(new Set(ids).size).toBe(1)
    const other = await whole.answer(StartExportDocument, { input: { ...input, format: 'JSON' } })
    expect(other.startExport.userErrors).toMatchObject([
      { code: 'IDEMPOTENCY_CONFLICT', field: 'idempotencyKey' },
    ])
    await endedExport(whole, ids[0]!)
  })

  test('is cancelled once, and leaves no file', async () => {
    const whole = await project('cancelled')
    const before = await readdir(folder())
    const id = await startExport(whole, csv)
    const { cancelExport } = await whole.answer(CancelExportDocument, { id })
    // A small export may be done before.
    expect(cancelExport.export!.status).toMatch(/CANCELLED|DONE/)
    const ended = await endedExport(whole, id)
    if (ended.status === 'CANCELLED') {
      expect(ended).toMatchObject({ downloadUrl: null, error: null })
      await expect.poll(() => readdir(folder()), { timeout: 10_000 }).toEqual(before)
    }
  })

  test('can be deleted with its file, and its links stop working', async () => {
    const whole = await project('deleted')
    const { done } = await exported(app, whole, csv)
    expect((await whole.answer(DeleteExportDocument, { id: done.id })).deleteExport).toMatchObject({
      deletedId: done.id,
    })
    expect((await whole.answer(ExportDocument, { id: done.id })).export).toBeNull()
    expect((await download(app, done.downloadUrl!)).status).toBe(404)
    expect((await readdir(folder())).filter(name => name.startsWith(done.id))).toEqual([])
    const again = await whole.answer(DeleteExportDocument, { id: done.id })
    expect(again.deleteExport.userErrors).toMatchObject([{ code: 'NOT_FOUND' }])
  })

  test('of another project cannot be seen, cancelled or deleted', async () => {
    const { done } = await exported(app, await project('mine'), csv)
    const other = story(app, 'others')
    expect((await other.answer(ExportDocument, { id: done.id })).export).toBeNull()
    expect((await other.answer(ExportsDocument)).exports.nodes).toEqual([])
    const refused = [{ code: 'NOT_FOUND', field: 'id' }]
    expect((await other.answer(CancelExportDocument, { id: done.id })).cancelExport.userErrors).toEqual(
      refused,
    )
    expect((await other.answer(DeleteExportDocument, { id: done.id })).deleteExport.userErrors).toEqual(
      refused,
    )
  })
})

describe('limits', () => {
  test('a caller starts 10 exports in an hour', async () => {
    const limited = await startLimited()
    expect(limited).toMatchObject({ code: 'RATE_LIMITED', limit: 10, setting: 'RATE_EXPORT' })
    expect(limited.retryAfterMs).toBeGreaterThan(3_500_000)
    expect(limited.retryAfterMs).toBeLessThanOrEqual(3_600_000)
  })

  async function startLimited() {
    const whole = await project('hourly')
    for (let i = 0; i < 10; i++) await endedExport(whole, await startExport(whole, csv))
    const { errors } = await whole.ask(StartExportDocument, { input: csv })
    return errors[0]!.extensions as { code: string; retryAfterMs: number }
  }

  test('a file that exceeds the bytes of the project is not kept, and no export begins without a byte left', async () => {
    const whole = story(app, 'large')
    const long = 'x'.repeat(200)
    await eventsHappened(
      app,
      'large',
      Array.from({ length: 900 }, (_, i) => ({
        event: { eventId: `${i} ${long}`, name: 'open', timestamp: second(i) },
      })),
    )
    const before = await readdir(folder())
    const first = await endedExport(whole, await startExport(whole, { ...csv, columns: ['eventId'] }))
    expect(first.status).toBe('DONE')
    const other = await endedExport(whole, await startExport(whole, csv))
    expect(other).toMatchObject({ status: 'FAILED', error: { code: 'RESULT_TOO_LARGE' }, downloadUrl: null })
    await expect.poll(() => readdir(folder())).toHaveLength(before.length + 1)

    await pool().query(`update exports set bytes = 200000 where project = 'large' and state = 'DONE'`)
    const { startExport: refused } = await whole.answer(StartExportDocument, { input: csv })
    expect(refused.userErrors).toMatchObject([{ code: 'QUOTA_EXCEEDED' }])
  })

  test('files of expired exports are deleted, and the oldest ones where all together are too large', async () => {
    const whole = await project('swept')
    const ids = []
    for (let i = 0; i < 3; i++) ids.push((await exported(app, whole, csv)).done.id)
    await pool().query(`update exports set expires_at = now() where id = $1`, [ids[0]])
    await pool().query(`update exports set bytes = 390000 where id = $1`, [ids[2]])
    await sweepExports(pool(), folder(), 390_010)
    const statuses = await Promise.all(
      ids.map(async id => (await whole.answer(ExportDocument, { id })).export!.status),
    )
    expect(statuses).toEqual(['EXPIRED', 'EXPIRED', 'DONE'])
    expect((await readdir(folder())).map(name => name.split('.')[0])).toEqual([ids[2]])
  })
})

describe('a link', () => {
  test('opens the file without a token, and parts of it', async () => {
    const { done, file, response } = await exported(app, await project('parts'), csv)
    expect(file.toString()).toBe(fileOf('parts'))
    const etag = response.headers.get('etag')!
    expect(etag).toBe(`"${done.sha256}"`)
    const part = async (headers: Record<string, string>) => {
      const answer = await download(app, done.downloadUrl!, { headers })
      return { status: answer.status, range: answer.headers.get('content-range'), text: await answer.text() }
    }
    const whole = { status: 200, range: null, text: fileOf('parts') }
    const from9 = {
      status: 206,
      range: `bytes 9-${file.length - 1}/${file.length}`,
      text: fileOf('parts').slice(9),
    }
    expect(await part({ range: 'bytes=0-6' })).toEqual({
      status: 206,
      range: `bytes 0-6/${file.length}`,
      text: 'eventId',
    })
    expect(await part({ range: 'bytes=9-' })).toEqual(from9)
    expect(await part({ range: `bytes=-${file.length - 9}` })).toEqual(from9)
    expect(await part({ range: 'bytes=9-', 'if-range': etag })).toEqual(from9)
    expect(await part({ range: 'bytes=9-', 'if-range': '"other"' })).toEqual(whole)
    expect(await part({ range: 'bytes=0-1,4-5' })).toEqual(whole)
    expect(await part({ range: 'lines=1-2' })).toEqual(whole)
    expect(await part({ range: `bytes=${file.length}-` })).toMatchObject({
      status: 416,
      range: `bytes */${file.length}`,
    })
    const same = await download(app, done.downloadUrl!, { headers: { 'if-none-match': etag } })
    expect([same.status, await same.text()]).toEqual([304, ''])
    const head = await download(app, done.downloadUrl!, { method: 'HEAD' })
    expect([head.status, head.headers.get('content-length')]).toEqual([200, String(file.length)])
  })

  test('that was changed in any way is answered like one that never existed', async () => {
    const { done } = await exported(app, await project('guarded'), csv)
    const { done: others } = await exported(app, await project('guarded too'), csv)
    const { pathname, searchParams } = new URL(done.downloadUrl!, app.url)
    const [, , id, name] = pathname.split('/')
    const exp = searchParams.get('exp')!
    const sig = searchParams.get('sig')!
    const link = (path: string, expiry = exp, signature = sig) => `${path}?exp=${expiry}&sig=${signature}`
    const never = await download(app, link(`/exports/${'a'.repeat(22)}/events.csv`))
    const body = await never.json()
    expect(never.status).toBe(404)

    const changed = [
      link(pathname, String(Number(exp) + 1)),
      link(pathname, `${exp}.0`),
      link(pathname, exp, sig.slice(0, -1)),
      link(pathname, exp, `${sig}A`),
      link(pathname, exp, ''),
      `${pathname}?exp=${exp}`,
      `${link(pathname)}&sig=${sig}`,
      pathname,
      link(`/exports/${id}/other.csv`),
      link(`/exports/${id}/..%2f..%2fpostgres.json`),
      link(`/exports/${id}/%00`),
      link(`/exports/${id}/${name}%0d%0aSet-Cookie:a`),
      link(`/exports/..%2f..%2fclickhouse/${name}`),
      link(`/exports/%5c..%5c/${name}`),
      link(`/exports/${id!.toLowerCase()}/${name}`),
      link(`/exports/${others.id}/${name}`),
    ]
    for (const path of changed) {
      const answer = await download(app, path)
      expect([path, answer.status, await answer.json()]).toEqual([path, 404, body])
    }
  })

  test('stops working after 15 minutes, and with the export', async () => {
    const whole = await project('expiring')
    const { done } = await exported(app, whole, csv)
    const { searchParams } = new URL(done.downloadUrl!, app.url)
    const seconds = Number(searchParams.get('exp')) - Date.now() / 1_000
    expect(seconds).toBeGreaterThan(840)
    expect(seconds).toBeLessThanOrEqual(900)
    await pool().query('update exports set expires_at = now() where id = $1', [done.id])
    expect((await download(app, done.downloadUrl!)).status).toBe(404)
    const { export: expired } = await whole.answer(ExportDocument, { id: done.id })
    expect(expired).toMatchObject({ status: 'EXPIRED', downloadUrl: null })
  })

  test('is refused to a token of another project, and to a token that is invalid', async () => {
    const { done } = await exported(app, await project('tokens'), csv)
    const withToken = async (token: string) =>
      (await download(app, done.downloadUrl!, { headers: { authorization: `Bearer ${token}` } })).status
    expect(await withToken(app.token('admin', 'tokens'))).toBe(200)
    expect(await withToken(app.token('admin', 'elsewhere'))).toBe(404)
    expect(await withToken('broken')).toBe(401)
  })

  test('leaves an entry in the audit log for each download, and none where it opens nothing', async () => {
    const { done } = await exported(app, await project('audited'), csv)
    const field = `export:${done.id}`
    const token = app.token('admin', 'audited')
    await download(app, done.downloadUrl!, { headers: { authorization: `Bearer ${token}` } })
    await download(app, `${done.downloadUrl}x`)
    const downloads = () => auditEntries(app, 'audited', { field })
    await expect.poll(downloads, { timeout: 10_000 }).toHaveLength(2)
    const shared = { kind: 'QUERY', outcome: 'OK', fields: ['downloadUrl', field], changes: [] }
    expect(await downloads()).toMatchObject([
      { ...shared, subject: 'tester', proof: 'TOKEN' },
      { ...shared, subject: field, proof: 'NONE', roles: [] },
    ])
  })

  test('is answered with 503 where another process has the file', async () => {
    const whole = await project('elsewhere')
    const { done } = await exported(app, whole, csv)
    await pool().query(`update exports set file = file || 'x' where id = $1`, [done.id])
    const answer = await download(app, done.downloadUrl!)
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '1'])
    expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'FILE_ELSEWHERE' } }] })
  })

  test('is no address for another method', async () => {
    const { done } = await exported(app, await project('methods'), csv)
    expect((await download(app, done.downloadUrl!, { method: 'POST' })).status).toBe(404)
  })
})
