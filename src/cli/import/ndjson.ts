import { jsonValues } from './json-values.ts'
import { type Line, lines, lineText, MAX_JSON_BYTES, MAX_LINE_BYTES } from './lines.ts'
import { type Row, type RowGroups, RowProblem, type UnreadableRow } from './row.ts'
import { isObject } from './values.ts'

/** The rows of newline-delimited JSON, one object per line; blank lines are skipped. */
export async function* ndjsonRows(content: AsyncIterable<Buffer>, mostBytes = MAX_LINE_BYTES): RowGroups {
  for await (const group of lines(content, mostBytes)) yield readRows(group, mostBytes)
}

/** The rows of a JSON file: the objects of its lists and pages, or the file itself as one object. */
export async function* jsonRows(content: AsyncIterable<Buffer>): RowGroups {
  for await (const group of jsonValues(content)) yield readRows(group, MAX_JSON_BYTES)
}

function* readRows(group: Line[], mostBytes: number): Generator<Row | UnreadableRow> {
  for (const line of group) {
    const row = readRow(line, mostBytes)
    if (row !== undefined) yield row
  }
}

function readRow({ number, bytes }: Line, mostBytes: number): Row | UnreadableRow | undefined {
  try {
    const text = lineText(bytes, mostBytes)
    return text.trim() === '' ? undefined : { line: number, columns: toColumns(parsedJson(text)) }
  } catch (problem) {
    if (problem instanceof RowProblem) return { line: number, problem }
    throw problem
  }
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new RowProblem('UNREADABLE_ROW', null, 'the line is not valid JSON')
  }
}

function toColumns(json: unknown): Row['columns'] {
  if (isObject(json)) return json
  throw new RowProblem('UNREADABLE_ROW', null, 'the line is not a JSON object')
}
