import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync, zstdDecompressSync } from 'node:zlib'
import readXlsx from 'read-excel-file/node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sql, text } from '../../../src/clickhouse/sql.ts'
import { csvRows, exported } from '../../support/exported.ts'
import { second } from '../../support/moments.ts'
import { type Story, story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { eventsHappened } from '../../support/track-events.ts'
import type { ExportFormat, StartExportInput } from '../operations/operations.ts'

let app: TestApp
let cells: Story
const allTime = { between: { from: '1970-01-01T00:00:00Z', to: '2100-01-01T00:00:00Z' } }

/** Texts that a spreadsheet would run, and texts that files quote. */
const dangerous = ['=1+1', '+1', '-1', '@sum', '\t=1', '\r=1', '\n=1', ' =1', '\u00a0=1', '\u3000@x', 'a\n=1']
const harmless = [
  'a=1',
  '1-2',
  'say "no"',
  'a,b',
  'two\nlines',
  '\ufeffBOM',
  '😀',
  'sep=;',
  "it's",
  '\\N',
  '_x0041_',
]
const texts = [...dangerous, ...harmless]

beforeAll(async () => {
  app = await startTestApp()
  cells = story(app, 'cells')
  await eventsHappened(
    app,
    'cells',
    texts.map((errorMessage, i) => ({
      aiCall: {
        eventId: `call ${i}`,
        provider: 'openai',
        model: 'gpt-4o',
        callType: 'COMPLETION',
        timestamp: second(i),
        success: false,
        errorMessage,
        inputTokens: 999_999_999 - i,
        costUsd: '12345678901234.000000000001',
        durationMs: 0.1 + i,
        properties: { nested: { list: [1, 'a'] } },
      },
    })),
  )
})
afterAll(() => app.close())

const columns = [
  'timestamp',
  'errorMessage',
  'inputTokens',
  'costUsd',
  'durationMs',
  'cacheHit',
  'success',
  'properties',
]
const input = (format: ExportFormat, more: Partial<StartExportInput> = {}): StartExportInput => ({
  list: 'AI_CALLS',
  format,
  range: allTime,
  columns,
  ...more,
})

const inertOf = (value: string) => (dangerous.includes(value) ? `'${value}` : value)

test('CSV keeps every text, and puts an apostrophe before those that a spreadsheet would run', async () => {
  const { file, response } = await exported(app, cells, input('CSV'))
  expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8')
  expect(csvRows(file)).toEqual(
    texts.map((value, i) => ({
      timestamp: second(i),
      errorMessage: inertOf(value),
      inputTokens: String(999_999_999 - i),
      costUsd: '12345678901234.000000000001',
      durationMs: String(0.1 + i),
      cacheHit: '',
      success: 'false',
      properties: '{"nested":{"list":[1,"a"]}}',
    })),
  )
})

const objects = texts.map((errorMessage, i) => ({
  timestamp: second(i),
  errorMessage,
  inputTokens: 999_999_999 - i,
  costUsd: '12345678901234.000000000001',
  durationMs: 0.1 + i,
  cacheHit: null,
  success: false,
  properties: { nested: { list: [1, 'a'] } },
}))

test('JSON and NDJSON have an object for each row, with texts as they were sent', async () => {
  const { file: json } = await exported(app, cells, input('JSON'))
  const { file: lines } = await exported(app, cells, input('NDJSON'))
  expect(JSON.parse(json.toString())).toEqual(objects)
  expect(
    lines
      .toString()
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line)),
  ).toEqual(objects)
})

test('XLSX has texts as cells of text, and numbers as numbers', async () => {
  const { file, response } = await exported(app, cells, input('XLSX'))
  expect(response.headers.get('content-disposition')).toMatch(
    /^attachment; filename="ai-calls-\d{4}-\d\d-\d\d\.xlsx"$/,
  )
  const [{ data }] = (await readXlsx(file, { trim: false } as never)) as unknown as [{ data: unknown[][] }]
  const [names, ...rows] = data
  expect(names).toEqual(columns)
  expect(rows).toEqual(
    objects.map(({ costUsd, cacheHit: _, properties, ...row }) => [
      row.timestamp,
      row.errorMessage,
      row.inputTokens,
      Number(costUsd),
      row.durationMs,
      null,
      false,
      JSON.stringify(properties),
    ]),
  )
})

test('ClickHouse reads the Parquet file back, with its types', async () => {
  const { file, done } = await exported(app, cells, input('PARQUET'))
  const path = join(app.env.dataDir, 'read-back.parquet')
  await writeFile(path, file)
  const rows = await app.services.clickhouse.query(
    'test',
    sql`select * replace (toString(costUsd) as costUsd) from file(${text(path)}, 'Parquet') order by timestamp`,
  )
  expect(rows).toEqual(
    objects.map(row => ({
      ...row,
      timestamp: row.timestamp.replace('T', ' ').replace('Z', ''),
      properties: JSON.stringify(row.properties),
    })),
  )
  expect(done.rows).toBe(texts.length)
})

test('a compressed file holds the same bytes', async () => {
  const { file: plain } = await exported(app, cells, input('CSV'))
  const { file: gzip, response } = await exported(app, cells, input('CSV', { compression: 'GZIP' }))
  const { file: zstd } = await exported(app, cells, input('CSV', { compression: 'ZSTD' }))
  expect(gunzipSync(gzip)).toEqual(plain)
  expect(zstdDecompressSync(zstd)).toEqual(plain)
  expect(response.headers.get('content-type')).toBe('application/gzip')
  expect(response.headers.get('content-encoding')).toBeNull()
})

test.each<[ExportFormat, string]>([
  ['CSV', 'eventId\r\n'],
  ['JSON', '[\n\n]\n'],
  ['NDJSON', ''],
])('%s without a row is still a file', async (format, content) => {
  const { file, done } = await exported(app, story(app, 'empty'), {
    list: 'EVENTS',
    format,
    columns: ['eventId'],
  })
  expect(file.toString()).toBe(content)
  expect(done.rows).toBe(0)
})
