import { parse } from 'csv-parse/sync'
import readXlsxFile from 'read-excel-file/node'
import { expect, test } from 'vitest'
import { csvOf, inertText } from '../../../src/tables/csv.ts'
import { xlsxOf } from '../../../src/tables/xlsx.ts'

const table = (...rows: unknown[][]) => ({
  columns: rows[0]!.map((_, i) => ({ name: `c${i}`, type: 'TEXT' })),
  rows,
})

const formulas = ['=1+1', '+1', '-1', '@a', '\t=1', '\r', '\n', ' =1', '\u00a0=1', 'a\n=1', 'a\r\n+1']
const plain = ['', 'a', 'a=1', '1-2', 'a@b.example', "'=1", 'a\nb', 'ü😀', ' a']

test('a text that would be a formula has an apostrophe before it', () => {
  expect(formulas.map(inertText)).toEqual(formulas.map(text => `'${text}`))
  expect(plain.map(inertText)).toEqual(plain)
})

test('CSV is read back as it was', () => {
  const row = [
    -1,
    1.5,
    true,
    null,
    'a "b", c\r\nd',
    new Date(0),
    { a: [1] },
    '12345.678901234567890',
    Number.NaN,
  ]
  expect(parse(csvOf(table(row, plain.slice(0, 9))))).toEqual([
    row.map((_, i) => `c${i}`),
    [
      '-1',
      '1.5',
      'true',
      '',
      'a "b", c\r\nd',
      '1970-01-01T00:00:00.000Z',
      '{"a":[1]}',
      '12345.678901234567890',
      '',
    ],
    plain.slice(0, 9),
  ])
})

test('XLSX has texts as texts, and numbers as numbers', async () => {
  const long = 'x'.repeat(40_000)
  const rows = [
    ['=1+1', -1, 1.5, true, null],
    ['a\u0001b', '_x0041_', long, new Date(0), '1.10'],
  ]
  const [sheet] = await readXlsxFile(await xlsxOf(table(...rows)))
  expect(sheet!.data).toEqual([
    ['c0', 'c1', 'c2', 'c3', 'c4'],
    ['=1+1', -1, 1.5, true, null],
    ['a\u0001b', '_x0041_', `${long.slice(0, 32_766)}…`, '1970-01-01T00:00:00.000Z', '1.10'],
  ])
})
