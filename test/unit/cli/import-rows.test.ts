import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { csvRows } from '../../../src/cli/import/csv.ts'
import { contentOf, inputFile } from '../../../src/cli/import/input-file.ts'
import { inputFiles } from '../../../src/cli/import/input-files.ts'
import { ndjsonRows } from '../../../src/cli/import/ndjson.ts'
import type { RowGroups } from '../../../src/cli/import/row.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'import-rows-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function written(name: string, content: string | Buffer): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}

/** The text as a stream of pieces of a few bytes, so that boundaries fall inside characters and rows. */
async function* pieces(text: string | Buffer, size = 3): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text)
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size)
}

async function all<T>(groups: AsyncIterable<Iterable<T>>): Promise<T[]> {
  const collected: T[] = []
  for await (const group of groups) collected.push(...group)
  return collected
}

async function read(rows: RowGroups): Promise<unknown[]> {
  const found = await all(rows)
  return found.map(row =>
    'problem' in row ? [row.line, row.problem.code, row.problem.message] : [row.line, row.columns],
  )
}

test('a compressed file is recognised by its bytes, not by its name', async () => {
  const line = '{"name":"a"}\n'
  const disguised = await inputFile(await written('disguised.ndjson', gzipSync(line)))
  const pretender = await inputFile(await written('pretender.ndjson.gz', line))
  for (const file of [disguised, pretender]) expect(await text(contentOf(file))).toBe(line)
})

test('the format follows from the file name, or from the content if the name has no known extension', async () => {
  const formats = [
    ['calls.csv', '{"name":"a"}'],
    ['calls.JSONL', 'name\n'],
    ['calls.ndjson.gz', 'name\n'],
    ['export.2024', '\n {"name":"a"}'],
    ['export.txt', gzipSync('name,userId\n')],
    ['empty', ''],
  ] as const
  const found = formats.map(async ([name, content]) => (await inputFile(await written(name, content))).format)
  expect(await Promise.all(found)).toEqual(['csv', 'ndjson', 'ndjson', 'ndjson', 'csv', 'csv'])
})

test('a file that cannot be imported is refused with the reason', async () => {
  await expect(inputFile(join(folder, 'absent.csv'))).rejects.toThrow(
    /absent.csv cannot be read: no such file/,
  )
  await expect(inputFile(folder)).rejects.toThrow(/is not a regular file/)
  await expect(inputFiles([await written('all.zip', 'PK\x03\x04')])).rejects.toThrow(
    /all.zip is a ZIP archive that cannot be read/,
  )
})

test('NDJSON lines that are not objects are refused with their line number, and the others are read', async () => {
  const text = '\uFEFF{"name":"é"}\r\n\n{"name":\n[1]\n{"name":"b","properties":[]}\n{"name":"c"}'
  expect(await read(ndjsonRows(pieces(text)))).toEqual([
    [1, { name: 'é' }],
    [3, 'UNREADABLE_ROW', 'the line is not valid JSON'],
    [4, 'UNREADABLE_ROW', 'the line is not a JSON object'],
    [5, { name: 'b', properties: [] }],
    [6, { name: 'c' }],
  ])
})

test('a line over 1 MiB is refused without being buffered, a line of exactly 1 MiB is read', async () => {
  const line = (bytes: number) => `{"name":"${'x'.repeat(bytes - 11)}"}`
  const text = `${line(1_048_576)}\n${line(1_048_577)}\n{"name":"after"}\n`
  const [exact, over, after] = await read(ndjsonRows(pieces(text, 65_536)))
  expect(exact).toEqual([1, { name: 'x'.repeat(1_048_565) }])
  expect(over).toEqual([2, 'ROW_TOO_LARGE', 'the row is longer than 1 MiB'])
  expect(after).toEqual([3, { name: 'after' }])
})

test('text in another encoding is refused instead of being changed', async () => {
  const text = Buffer.concat([
    Buffer.from('{"name":"'),
    Buffer.from([0xe9]),
    Buffer.from('"}\n{"name":"b"}\n'),
  ])
  expect(await read(ndjsonRows(pieces(text)))).toEqual([
    [1, 'UNREADABLE_ROW', 'the row is not valid UTF-8'],
    [2, { name: 'b' }],
  ])
})

test('CSV cells may contain commas, doubled quotes and line breaks, and rows keep the number of their first line', async () => {
  const text = '\uFEFFname,note\r\n"a, b","say ""hi""\r\nand go"\r\n\r\nb,\r\n'
  expect(await read(csvRows(pieces(text), []))).toEqual([
    [2, { name: 'a, b', note: 'say "hi"\r\nand go' }],
    [5, { name: 'b' }],
  ])
})

test('a CSV row with the wrong number of columns is refused, and the next row is read', async () => {
  expect(await read(csvRows(pieces('name,user\na\nb,2,3\nc,4\n'), []))).toEqual([
    [2, 'UNREADABLE_ROW', 'the row has 1 columns, the header 2'],
    [3, 'UNREADABLE_ROW', 'the row has 3 columns, the header 2'],
    [4, { name: 'c', user: '4' }],
  ])
})

test('a stray quote costs only its own line, not the rows up to the next quote', async () => {
  const text = 'name,note\na,"open\nb,2\nc,"d"\ne,5" pipe\nf,"last\ng,7\n'
  expect(await read(csvRows(pieces(text), []))).toEqual([
    [2, 'UNREADABLE_ROW', 'a quote is in a place where CSV does not allow one'],
    [3, { name: 'b', note: '2' }],
    [4, { name: 'c', note: 'd' }],
    [5, 'UNREADABLE_ROW', 'a quote is in a place where CSV does not allow one'],
    [6, 'UNREADABLE_ROW', 'a quoted cell is not closed'],
    [7, { name: 'g', note: '7' }],
  ])
})

test('a quote that stays open for 1 MiB is given up, and the rows behind it are read', async () => {
  const rows = Array.from({ length: 60_000 }, (_, index) => `row ${index},${'x'.repeat(20)}`)
  const text = `name,note\na,"open\n${rows.join('\n')}\n`
  const [refused, ...others] = await all(csvRows(pieces(text, 65_536), []))
  expect(refused).toMatchObject({ line: 2, problem: { code: 'UNREADABLE_ROW' } })
  expect(others).toHaveLength(60_000)
  expect(others.at(-1)).toEqual({ line: 60_002, columns: { name: 'row 59999', note: 'x'.repeat(20) } })
})

test('a CSV header without a mapped column or with a repeated one stops the import', async () => {
  await expect(read(csvRows(pieces('time,user\n1,2\n'), ['TIME']))).rejects.toThrow(
    'there is no column "TIME"; the columns are time, user',
  )
  await expect(read(csvRows(pieces('user,user\n1,2\n'), []))).rejects.toThrow(/names the column "user" twice/)
})
