import { type Line, lines, lineText } from './lines.ts'
import { type Row, RowProblem, type UnreadableRow } from './row.ts'
import { isObject } from './values.ts'

/** The rows of newline-delimited JSON, one object per line; blank lines are skipped. */
export async function* ndjsonRows(content: AsyncIterable<Buffer>): AsyncGenerator<Row | UnreadableRow> {
  for await (const line of lines(content)) {
    const row = readRow(line)
    if (row !== undefined) yield row
  }
}

function readRow({ number, bytes }: Line): Row | UnreadableRow | undefined {
  try {
    const text = lineText(bytes)
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
