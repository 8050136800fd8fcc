import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cloneDatabase } from '../../support/clone-database.ts'
import { second } from '../../support/moments.ts'
import { type KillableService, killableService } from '../../support/processes/killable-service.ts'
import { ExportDocument, StartExportDocument, TrackEventsDocument } from '../operations/operations.ts'

let folder: string
let pool: pg.Pool
let service: KillableService
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convograph-killed-export-'))
  const url = await cloneDatabase()
  pool = new pg.Pool({ connectionString: url })
  service = await killableService({ DATABASE_URL: url, DATA_DIR: folder })
  await service.start()
})
afterAll(async () => {
  await service.kill()
  await pool.end()
  await rm(folder, { recursive: true, force: true })
})

const files = () => readdir(join(folder, 'exports')).catch((): string[] => [])
const events = 3_000

test('an export whose process is killed is written again, as one whole file', {
  timeout: 120_000,
}, async () => {
  for (let first = 0; first < events; first += 1_000) {
    const some = Array.from({ length: 1_000 }, (_, i) => ({
      eventId: `${first + i}`,
      name: 'open',
      timestamp: second(first + i),
    }))
    await service.answer(TrackEventsDocument, { events: some })
  }
  const input = {
    list: 'EVENTS' as const,
    format: 'NDJSON' as const,
    range: { between: { from: second(0), to: second(events) } },
  }
  const { startExport } = await service.answer(StartExportDocument, { input })
  const { id } = startExport.export!
  while (!(await files()).length) await new Promise(resolve => setTimeout(resolve, 1))
  await service.kill()
  const left = await files()

  await service.start()
  // Otherwise the lease of the killed process ends 45 s after it was renewed.
  await pool.query(`update work set lease_until = now() where state = 'RUNNING'`)
  const found = async () => (await service.answer(ExportDocument, { id })).export!
  await expect.poll(async () => (await found()).status, { timeout: 60_000 }).toBe('DONE')

  const { rows, bytes, sha256 } = await found()
  expect(rows).toBe(events)
  const { rows: named } = await pool.query('select file from exports where id = $1', [id])
  const content = await readFile(join(folder, 'exports', named[0].file))
  expect(content.length).toBe(bytes)
  expect(createHash('sha256').update(content).digest('hex')).toBe(sha256)
  expect(content.toString().trimEnd().split('\n')).toHaveLength(events)
  // A start deletes what killed processes have left.
  await service.stop()
  await service.start()
  await expect.poll(files, { timeout: 10_000 }).toEqual([named[0].file])
  expect(left).toHaveLength(1)
})
