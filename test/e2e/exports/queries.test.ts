import readXlsx from 'read-excel-file/node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { csvRows, endedExport, exported, startExport } from '../../support/exported.ts'
import { second } from '../../support/moments.ts'
import { type Story, story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'
import { eventsHappened } from '../../support/track-events.ts'
import { StartExportDocument } from '../operations/operations.ts'

let app: TestApp
let shop: Story
beforeAll(async () => {
  app = await startTestApp({ RATE_EXPORT: '100' })
  shop = story(app, 'shop')
  const order = (i: number) => ({
    event: { name: '=order', userId: `u${i % 3}`, timestamp: second(i), properties: { price: i } },
  })
  await eventsHappened(
    app,
    'shop',
    Array.from({ length: 30 }, (_, i) => order(i)),
  )
  await eventsHappened(app, 'other', [order(1)])
})
afterAll(() => app.close())

test('the rows of SQL are exported in its order, with its values and those of this project alone', async () => {
  const sql =
    'SELECT user_id, name, count() AS orders, [1, 2] AS list FROM events WHERE user_id != ? GROUP BY ALL ORDER BY user_id DESC'
  const { file } = await exported(app, shop, { sql, parameters: ['u1'], format: 'CSV' })
  expect(csvRows(file)).toEqual([
    { user_id: 'u2', name: "'=order", orders: '10', list: '[1,2]' },
    { user_id: 'u0', name: "'=order", orders: '10', list: '[1,2]' },
  ])
})

test('names of any characters, and every format, hold the rows of SQL', async () => {
  const sql = 'SELECT 1 AS "a b", user_id AS `c.d` FROM events ORDER BY user_id LIMIT 1'
  const { file } = await exported(app, shop, { sql, format: 'JSON' })
  expect(JSON.parse(file.toString())).toEqual([{ 'a b': 1, 'c.d': 'u0' }])
  for (const format of ['NDJSON', 'XLSX', 'PARQUET'] as const)
    expect((await exported(app, shop, { sql, format })).done.rows).toBe(1)
})

test('a key that reads sees an export of SQL or of a saved query, and no link to its file', async () => {
  const { createApiKey } = await shop.answer<{ createApiKey: { key: string } }>(
    'mutation { createApiKey(input: { name: "reader of SQL", scopes: [READ] }) { key userErrors { code } } }',
  )
  const sql = 'SELECT user_id FROM events LIMIT 1'
  const { createQuery } = await shop.answer<{ createQuery: { query: { id: string } } }>(
    `mutation { createQuery(input: { name: "one", query: { sql: "${sql}" } }) { query { id } userErrors { code } } }`,
  )
  const { id: queryId } = createQuery.query
  const links = async (input: object) => {
    const { done } = await exported(app, shop, { ...input, format: 'CSV' } as never)
    const asked = `{ export(id: "${done.id}") { status downloadUrl } }`
    return [await shop.ask(asked), await app.ask(asked, {}, createApiKey.key)]
  }
  for (const input of [{ sql }, { question: { query: { queryId } } }])
    expect(await links(input)).toMatchObject([
      { data: { export: { status: 'DONE', downloadUrl: expect.stringContaining('/exports/') } } },
      { data: { export: { status: 'DONE', downloadUrl: null } }, errors: [] },
    ])
  const [own, reader] = await links({
    list: 'EVENTS',
    range: { dates: { from: '2024-01-01', to: '2024-01-02' } },
  })
  for (const answer of [own, reader])
    expect(answer).toMatchObject({ data: { export: { downloadUrl: expect.any(String) } } })
})

test.each([
  ['that is not allowed', 'SELECT * FROM system.tables'],
  ['that reads a file', `SELECT file('/etc/passwd')`],
  ['with a mistake', 'SELECT nothing FROM events'],
])('SQL %s is refused at the start', async (_, sql) => {
  const { startExport: refused } = await shop.answer(StartExportDocument, { input: { sql, format: 'CSV' } })
  expect(refused).toMatchObject({ export: null, userErrors: [{ code: 'INVALID_SQL', field: 'sql' }] })
  expect(await app.services.clickhouse.sandbox!.leftDatabases()).toEqual([])
})

test('SQL that fails while it runs fails with its code, and leaves nothing behind', async () => {
  const [sql, code] = ['SELECT toInt64(user_id) FROM events', 'CANNOT_PARSE_TEXT']
  const started = await shop.answer(StartExportDocument, { input: { sql, format: 'CSV' } })
  expect(started.startExport.userErrors).toEqual([])
  const ended = await endedExport(shop, started.startExport.export!.id)
  expect(ended).toMatchObject({ status: 'FAILED', error: { code } })
  expect(await app.services.clickhouse.sandbox!.leftDatabases()).toEqual([])
})

test('XLSX holds characters that XML cannot, and as long a text as a cell may have', async () => {
  const odd = `SELECT concat('a', char(1), '<&>"', char(13), char(10), '_x0041_x0042_', char(9), '.') AS odd,
    unhex('41FF42') AS broken, repeat('x', 32765) || '😀' AS longest, 1 / 0 AS endless, NULL AS nothing`
  const { file } = await exported(app, shop, { sql: odd, format: 'XLSX' })
  const [{ data }] = (await readXlsx(file, { trim: false } as never)) as unknown as [{ data: unknown[][] }]
  expect(data).toEqual([
    ['odd', 'broken', 'longest', 'endless', 'nothing'],
    ['a\u0001<&>"\r\n_x0041_x0042_\t.', 'A\ufffdB', `${'x'.repeat(32_765)}😀`, null, null],
  ])
})

test('a text longer than a cell is no XLSX', async () => {
  const id = await startExport(shop, { sql: `SELECT repeat('x', 32766) || '😀' AS long`, format: 'XLSX' })
  expect(await endedExport(shop, id)).toMatchObject({
    status: 'FAILED',
    error: { code: 'RESULT_TOO_LARGE' },
  })
})

test('two exports of SQL at the same time do not see each other', async () => {
  const other = story(app, 'other')
  const sql = 'SELECT count() AS events FROM events'
  const [mine, theirs] = await Promise.all([
    exported(app, shop, { sql, format: 'CSV' }),
    exported(app, other, { sql, format: 'CSV' }),
  ])
  expect(csvRows(mine.file)).toEqual([{ events: '30' }])
  expect(csvRows(theirs.file)).toEqual([{ events: '1' }])
})
