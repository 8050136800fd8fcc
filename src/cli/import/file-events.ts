import { type KindName } from '../../ingest/kinds/index.ts'
import { once } from '../../lists/once.ts'
import { MAX_EVENTS_BYTES } from './batches.ts'
import { csvRows } from './csv.ts'
import { contentOf, type FileFormat, type InputFile } from './input-file.ts'
import { MAX_JSON_BYTES, MAX_LINE_BYTES } from './lines.ts'
import { jsonRows, ndjsonRows } from './ndjson.ts'
import { asItIs, finalEvent, type Reading, taken, valuesIn } from './reading.ts'
import { ImportError, type Row, RowProblem, type UnreadableRow } from './row.ts'
import { contentDigest, eventId, type RowEvent } from './row-event.ts'
import { type Identity, type Taken } from './sources/source.ts'
import { cellValue } from './values.ts'

/** What a row says, with the line of the row: an event to send, an identity, something left out, or why it is not sent. */
export type FileEvent = { line: number } & (
  | SentEvent
  | { identity: Identity }
  | { skipped: string }
  | UnreadableRow
)

/** An event with the JSON of its item of `track`, and whether its name was cut. */
interface SentEvent {
  kind: KindName
  event: RowEvent
  json: string
  isCut: boolean
}

interface Reader {
  rows: (content: AsyncIterable<Buffer>, reading: Reading) => AsyncIterable<Row | UnreadableRow>
  propertyOf: (cell: unknown) => unknown
}

const readers = {
  ndjson: {
    rows: (content, { source }) => ndjsonRows(content, source ? MAX_JSON_BYTES : MAX_LINE_BYTES),
    propertyOf: asItIs,
  },
  json: { rows: jsonRows, propertyOf: asItIs },
  csv: {
    rows: (content, { mapping }) => csvRows(content, mapping.columns.values(), mapping.nulls),
    propertyOf: cell => cellValue(String(cell)),
  },
} satisfies Record<FileFormat, Reader>

/** What the rows of a file say, in its order. @throws ImportError with the name of the file when it cannot be read to its end */
export async function* fileEvents(
  file: InputFile,
  reading: Reading,
  onRead?: (bytes: number) => void,
): AsyncGenerator<FileEvent> {
  const { rows, propertyOf }: Reader = readers[file.format]
  // The digest reads the file a second time, and only if an event has no id.
  const digest = once(() => contentDigest(file))
  try {
    for await (const row of rows(contentOf(file, onRead), reading)) {
      if ('problem' in row) yield row
      else yield* eventsOf(row, reading, propertyOf, digest)
    }
  } catch (error) {
    throw new ImportError(`${file.path}: ${error instanceof Error ? error.message : error}`, { cause: error })
  }
}

/** The first row of a file that can be read, with the columns as values. */
export async function firstRow(file: InputFile, reading: Reading): Promise<Row['columns'] | undefined> {
  const { rows, propertyOf }: Reader = readers[file.format]
  for await (const row of rows(contentOf(file), reading))
    if ('columns' in row) return valuesIn(row.columns, propertyOf)
  return undefined
}

async function* eventsOf(
  row: Row,
  reading: Reading,
  propertyOf: Reader['propertyOf'],
  digest: () => Promise<string>,
): AsyncGenerator<FileEvent> {
  const { line } = row
  try {
    for (const part of taken(row, reading, propertyOf))
      yield { line, ...('event' in part ? await sentEvent(line, part, reading, digest) : part) }
  } catch (problem) {
    if (!(problem instanceof RowProblem)) throw problem
    yield { line, problem }
  }
}

async function sentEvent(
  line: number,
  { kind, event }: Extract<Taken, { kind: KindName }>,
  reading: Reading,
  digest: () => Promise<string>,
): Promise<SentEvent> {
  const final = finalEvent(kind, event, reading)
  const id = final.eventId || eventId(await digest(), line, final)
  const json = JSON.stringify({ [kind]: { ...final, eventId: id } })
  if (Buffer.byteLength(json) >= MAX_EVENTS_BYTES)
    throw new RowProblem('ROW_TOO_LARGE', null, 'the event does not fit into a request of 1 MiB')
  return { kind, event: final, json, isCut: final.name !== event.name || final.type !== event.type }
}
