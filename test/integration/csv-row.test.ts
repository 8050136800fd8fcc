import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sql, texts } from '../../src/clickhouse/sql.ts'
import { csvRow } from '../../src/exports/files/lines/csv-row.ts'
import { inertText } from '../../src/tables/csv.ts'
import { openProjection, type TestProjection } from '../support/projection.ts'
import { rounds, seed } from '../support/rounds.ts'

let engines: TestProjection
beforeAll(async () => {
  engines = await openProjection()
})
afterAll(() => engines.close())

/** What begins a formula, blanks, line breaks, and the first and last of the letters and digits with their neighbours. */
const characters = [...'=+-@\t\r\n\v \u00a0\u3000\ufeff"\'09AZaz/:[`{é😀']
const words = fc.array(fc.constantFrom(...characters), { maxLength: 5 }).map(parts => parts.join(''))

test('a cell of CSV is the same whether ClickHouse or JavaScript writes it', async () => {
  const cells = fc.sample(words, { numRuns: rounds(20_000), seed })
  const rows = await engines.clickhouse.query<{ line: string }>(
    'cells',
    sql`select ${csvRow([{ name: 'cell', type: 'TEXT' }])} as line from (select arrayJoin(${texts(cells)}) as cell)`,
  )
  expect(rows.map(({ line }) => line)).toEqual(
    cells.map(cell => `"${inertText(cell).replaceAll('"', '""')}"\r`),
  )
  expect(rows.filter(({ line }) => line.startsWith(`"'`)).length).toBeGreaterThan(cells.length / 10)
})
