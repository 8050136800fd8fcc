import { cellValue } from './cell-value.ts'
import type { ColumnMapping } from './column-mapping.ts'
import { contentDigest } from './content-digest.ts'
import { csvRows } from './csv-rows.ts'
import { eventId } from './event-id.ts'
import { ImportError } from './import-error.ts'
import { contentOf, type FileFormat, type InputFile } from './input-file.ts'
import { ndjsonRows } from './ndjson-rows.ts'
import type { Row, UnreadableRow } from './row.ts'
import { type RowEvent, rowEvent } from './row-event.ts'
import { RowProblem } from './row-problem.ts'
import { MAX_EVENTS_BYTES } from './track-events.ts'

/** A row as it is sent (JSON of an `EventInput`), or why it is not. */
export type FileFact = { line: number; json: string } | UnreadableRow

interface Reader {
  rows: (content: AsyncIterable<Buffer>, mapping: ColumnMapping) => AsyncIterable<Row | UnreadableRow>
  propertyOf: (cell: unknown) => unknown
}

const readers = {
  ndjson: { rows: ndjsonRows, propertyOf: cell => cell },
  csv: {
    rows: (content, mapping) => csvRows(content, mapping.takenColumns),
    propertyOf: cell => cellValue(String(cell)),
  },
} satisfies Record<FileFormat, Reader>

/** The facts of a file in its order. Throws an ImportError naming the file when it cannot be read to its end. */
export async function* fileFacts(
  file: InputFile,
  mapping: ColumnMapping,
  onRead?: (bytes: number) => void,
): AsyncGenerator<FileFact> {
  const { rows, propertyOf }: Reader = readers[file.format]
  const digest = once(() => contentDigest(file))
  try {
    for await (const row of rows(contentOf(file, onRead), mapping)) {
      yield 'problem' in row ? row : await toFact(row, digest, () => rowEvent(row, mapping, propertyOf))
    }
  } catch (error) {
    throw new ImportError(`${file.path}: ${error instanceof Error ? error.message : error}`, { cause: error })
  }
}

async function toFact(row: Row, digest: () => Promise<string>, read: () => RowEvent): Promise<FileFact> {
  try {
    const event = read()
    const id = event.eventId || eventId(await digest(), row.line, event)
    const json = JSON.stringify({ ...event, eventId: id })
    if (Buffer.byteLength(json) < MAX_EVENTS_BYTES) return { line: row.line, json }
    throw new RowProblem('ROW_TOO_LARGE', null, 'the event does not fit into a request of 1 MiB')
  } catch (problem) {
    if (problem instanceof RowProblem) return { line: row.line, problem }
    throw problem
  }
}

/** A file is read a second time only when a row needs it, and then only once. */
function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined
  return () => {
    answer ??= ask()
    return answer
  }
}
