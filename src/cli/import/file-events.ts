import { once } from '../../lists/once.ts'
import { MAX_EVENTS_BYTES } from './batches.ts'
import type { ColumnMapping } from './column-mapping.ts'
import { csvRows } from './csv.ts'
import { contentOf, type FileFormat, type InputFile } from './input-file.ts'
import { ndjsonRows } from './ndjson.ts'
import { ImportError, type Row, RowProblem, type UnreadableRow } from './row.ts'
import { contentDigest, eventId, rowEvent } from './row-event.ts'
import { withShortName } from './short-name.ts'
import { cellValue } from './values.ts'

/** The JSON of an item of `track` for a row, whether its name was cut, or the reason why the row is not sent. */
export type FileEvent = { line: number; json: string; isCut: boolean } | UnreadableRow

interface Reader {
  rows: (content: AsyncIterable<Buffer>, mapping: ColumnMapping) => AsyncIterable<Row | UnreadableRow>
  propertyOf: (cell: unknown) => unknown
}

const readers = {
  ndjson: { rows: ndjsonRows, propertyOf: cell => cell },
  csv: {
    rows: (content, mapping) => csvRows(content, mapping.takenColumns, mapping.nulls),
    propertyOf: cell => cellValue(String(cell)),
  },
} satisfies Record<FileFormat, Reader>

/** The events of a file, in its order. @throws ImportError with the name of the file when it cannot be read to its end */
export async function* fileEvents(
  file: InputFile,
  mapping: ColumnMapping,
  onRead?: (bytes: number) => void,
): AsyncGenerator<FileEvent> {
  const { rows, propertyOf }: Reader = readers[file.format]
  // The digest reads the file a second time, and only if a row has no id.
  const reading = { mapping, propertyOf, digest: once(() => contentDigest(file)) }
  try {
    for await (const row of rows(contentOf(file, onRead), mapping)) {
      yield 'problem' in row ? row : await toEvent(row, reading)
    }
  } catch (error) {
    throw new ImportError(`${file.path}: ${error instanceof Error ? error.message : error}`, { cause: error })
  }
}

interface Reading {
  mapping: ColumnMapping
  propertyOf: (cell: unknown) => unknown
  digest: () => Promise<string>
}

async function toEvent(row: Row, { mapping, propertyOf, digest }: Reading): Promise<FileEvent> {
  try {
    const whole = rowEvent(row, mapping, propertyOf)
    const event = withShortName(whole)
    const id = event.eventId || eventId(await digest(), row.line, event)
    const json = JSON.stringify({ [mapping.kind]: { ...event, eventId: id } })
    if (Buffer.byteLength(json) < MAX_EVENTS_BYTES) return { line: row.line, json, isCut: event !== whole }
    throw new RowProblem('ROW_TOO_LARGE', null, 'the event does not fit into a request of 1 MiB')
  } catch (problem) {
    if (problem instanceof RowProblem) return { line: row.line, problem }
    throw problem
  }
}
