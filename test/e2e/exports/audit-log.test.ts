import readXlsx from 'read-excel-file/node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { csvRows, endedExport, exported, startExport } from '../../support/exported.ts'
import { type Story, story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import type { StartExportInput } from '../operations/operations.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp({ RATE_EXPORT: '0' })
})
afterAll(() => app.close())

const fields = `id at requestId subject roles proof address userAgent kind operationName fields cost durationMs outcome
  changes { action kind id name }`

type Entry = Record<string, unknown>

/** Entries that were written before a moment, the oldest first. */
const entriesUntil = async ({ answer }: Story, to: string): Promise<Entry[]> => {
  const { auditLog } = await answer<{ auditLog: { nodes: Entry[] } }>(
    `{ auditLog(first: 1000, filter: { range: { between: { from: "2020-01-01T00:00:00Z", to: "${to}" } } }) { nodes { ${fields} } } }`,
  )
  return auditLog.nodes.toReversed()
}

/** A project in which somebody has asked, changed and failed; gives a moment after all of that is stored. */
async function busy(project: string): Promise<{ told: Story; to: string }> {
  const told = story(app, project)
  await told.answer('query Named { summary { totalEvents } }')
  await told.answer(
    `mutation { createSegment(input: { name: "=1+1, \\"a\\"\\n😀", condition: { trait: { key: "plan", values: ["secret value"] } } }) { userErrors { code } } }`,
  )
  await told.ask('{ funnel(input: { steps: [] }) { completionRate } }')
  await app.ask('{ summary { totalEvents } }', {}, app.token('service', project))
  // What is asked from here on has entries of its own.
  const to = new Date().toISOString()
  await expect.poll(async () => (await entriesUntil(told, to)).length, { timeout: 20_000 }).toBe(4)
  return { told, to }
}

const auditLog = (to: string, more: Partial<StartExportInput> = {}): StartExportInput => ({
  list: 'AUDIT_LOG',
  format: 'NDJSON',
  range: { between: { from: '2020-01-01T00:00:00Z', to } },
  ...more,
})

test('has the entries that auditLog shows, in every format that it may have', async () => {
  const { told, to } = await busy('equal')
  const expected = await entriesUntil(told, to)
  const lines = await exported(app, told, auditLog(to))
  expect(lines.done.rows).toBe(expected.length)
  const parsed = String(lines.file).trimEnd().split('\n')
  expect(parsed.map(line => JSON.parse(line))).toEqual(expected)
  const { file: json } = await exported(app, told, auditLog(to, { format: 'JSON' }))
  expect(JSON.parse(String(json))).toEqual(expected)
  const { file: csv } = await exported(app, told, auditLog(to, { format: 'CSV' }))
  const texts = expected.map(entry =>
    Object.fromEntries(
      Object.entries(entry).map(([name, value]) => [
        name,
        value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value),
      ]),
    ),
  )
  const inOrder = (rows: Record<string, string>[]) =>
    rows.map(row => ({
      ...row,
      changes: JSON.parse(row.changes!),
      roles: JSON.parse(row.roles!),
      fields: JSON.parse(row.fields!),
    }))
  expect(inOrder(csvRows(csv))).toEqual(inOrder(texts))
  const { file: xlsx } = await exported(
    app,
    told,
    auditLog(to, { format: 'XLSX', columns: ['subject', 'cost'] }),
  )
  expect((await readXlsx(xlsx))[0]!.data).toEqual([
    ['subject', 'cost'],
    ...expected.map(({ subject, cost }) => [subject, cost]),
  ])
})

test('has neither values of variables nor entries of another project', async () => {
  const { told, to } = await busy('redacted')
  await busy('other')
  const { file } = await exported(app, told, auditLog(to))
  expect(String(file)).not.toContain('secret value')
  expect(String(file)).not.toContain(app.token('admin', 'redacted').split('.')[2])
  const ids = String(file)
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line).id)
  expect(ids).toEqual((await entriesUntil(told, to)).map(({ id }) => id))
})

test('is empty with its columns where nothing happened', async () => {
  const told = story(app, 'empty')
  const { file, done } = await exported(
    app,
    told,
    auditLog('2020-01-02T00:00:00Z', { format: 'CSV', columns: ['at', 'subject'] }),
  )
  expect([String(file), done.rows]).toEqual(['at,subject\r\n', 0])
})

test('is read in parts, each entry once', async () => {
  const told = story(app, 'long')
  // Two whole parts of 5,000 and one entry, many at the same instant.
  await app.services.database.pool.query(
    `insert into audit_log (project, at, request_id, part, subject, roles, proof, kind, fields, cost, duration_ms, outcome, changes)
     select 'long', timestamptz '2024-03-01T00:00:00Z' + (n / 100) * interval '1 s', 'r' || n, 0, 's' || n, '{}', 'NONE', 'JOB', '{}', n, 0, 'OK', '[]'
     from generate_series(1, 10001) as n`,
  )
  const { file, done } = await exported(
    app,
    told,
    auditLog('2024-04-01T00:00:00Z', { format: 'CSV', columns: ['cost'] }),
  )
  expect(done.rows).toBe(10_001)
  expect(csvRows(file).map(({ cost }) => Number(cost))).toEqual(
    Array.from({ length: 10_001 }, (_, i) => i + 1),
  )
})

test('is for administrators alone: a key that reads may see the export and gets no link', async () => {
  const { told, to } = await busy('roles')
  const { createApiKey } = await told.answer<{ createApiKey: { key: string } }>(
    'mutation { createApiKey(input: { name: "reader", scopes: [READ] }) { key userErrors { code } } }',
  )
  const id = await startExport(told, auditLog(to))
  await endedExport(told, id)
  const asReader = (query: string) => app.ask(query, {}, createApiKey.key)
  expect(await asReader(`{ export(id: "${id}") { status } }`)).toMatchObject({
    data: { export: { status: 'DONE' } },
    errors: [],
  })
  expect(await asReader(`{ export(id: "${id}") { downloadUrl } }`)).toMatchObject({
    data: { export: { downloadUrl: null } },
    errors: [],
  })
  expect(await asReader('{ exports { nodes { downloadUrl } } }')).toMatchObject({
    data: { exports: { nodes: [{ downloadUrl: null }] } },
    errors: [],
  })
  const start = 'mutation { startExport(input: { list: AUDIT_LOG, format: CSV }) { export { id } } }'
  for (const token of [createApiKey.key, app.token('service', 'roles')])
    expect(await app.ask(start, {}, token)).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] })
})

test.each([
  ['as Parquet', { format: 'PARQUET' as const }, 'INVALID_CHOICE', 'format'],
  [
    'with a filter',
    { filter: { dimension: 'CHANNEL' as const, values: ['web'] } },
    'INVALID_FILTER',
    'filter',
  ],
  ['of a segment', { segment: { trait: { key: 'plan', values: ['pro'] } } }, 'INVALID_SEGMENT', 'segment'],
  ['with a column of the table alone', { columns: ['part'] }, 'INVALID_COLUMN', 'columns'],
])('is refused %s', async (_, more, code, field) => {
  const { startExport } = await story(app, 'refused').answer<{ startExport: object }>(
    'mutation ($input: StartExportInput!) { startExport(input: $input) { export { id } userErrors { code field } } }',
    { input: auditLog('2024-01-01T00:00:00Z', more) },
  )
  expect(startExport).toEqual({ export: null, userErrors: [{ code, field }] })
})
