import { type KindName } from '../../ingest/kinds/index.ts'
import { MAX_EVENTS_BYTES } from './batches.ts'
import { csvRows } from './csv.ts'
import { contentOf, type FileFormat, type InputFile } from './input-file.ts'
import { MAX_JSON_BYTES, MAX_LINE_BYTES } from './lines.ts'
import { jsonRows, ndjsonRows } from './ndjson.ts'
import { asItIs, finalEvent, type Reading, taken, valuesIn } from './reading.ts'
import { ImportError, type Row, type RowGroups, RowProblem, type UnreadableRow } from './row.ts'
import { contentDigest, eventId, type RowEvent } from './row-event.ts'
import { type Identity, type TakenEvent } from './sources/source.ts'
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
  /** The length of `json` in UTF-8. */
  bytes: number
  isCut: boolean
}

interface Reader {
  rows: (content: AsyncIterable<Buffer>, reading: Reading) => RowGroups
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

/**
 * What the rows of a file say, in its order; those of a chunk of its bytes together.
 * @throws ImportError with the name of the file when it cannot be read to its end
 */
export async function* fileEvents(
  file: InputFile,
  reading: Reading,
  onRead?: (bytes: number) => void,
): AsyncGenerator<FileEvent[]> {
  const { rows, propertyOf }: Reader = readers[file.format]
  let digest: string | undefined
  try {
    for await (const group of rows(contentOf(file, onRead), reading)) {
      const found: FileEvent[] = []
      for (const row of group)
        for (const part of 'problem' in row ? [row] : partsOf(row, reading, propertyOf)) {
          // The digest reads the file a second time, and only if an event has no id.
          if (digest === undefined && lacksId(part)) digest = await contentDigest(file)
          found.push('event' in part ? sentEvent(part, digest) : part)
        }
      yield found
    }
  } catch (error) {
    throw new ImportError(`${file.path}: ${error instanceof Error ? error.message : error}`, { cause: error })
  }
}

/** The first row of a file that can be read, with the columns as values. */
export async function firstRow(file: InputFile, reading: Reading): Promise<Row['columns'] | undefined> {
  const { rows, propertyOf }: Reader = readers[file.format]
  for await (const group of rows(contentOf(file), reading)) {
    for (const row of group) if ('columns' in row) return valuesIn(row.columns, propertyOf)
  }
  return undefined
}

/** A part of a row; an event with the name under which it is sent. */
type Part = Exclude<FileEvent, SentEvent> | FinalEvent
interface FinalEvent extends Omit<SentEvent, 'json' | 'bytes'> {
  line: number
}

const lacksId = (item: Part) => 'event' in item && !item.event.eventId

/** The parts of a row up to the one that cannot be used. */
function partsOf(row: Row, reading: Reading, propertyOf: Reader['propertyOf']): Part[] {
  const { line } = row
  const parts: Part[] = []
  try {
    for (const part of taken(row, reading, propertyOf))
      parts.push('event' in part ? { line, ...named(part, reading) } : { line, ...part })
  } catch (problem) {
    if (!(problem instanceof RowProblem)) throw problem
    parts.push({ line, problem })
  }
  return parts
}

function named({ kind, event }: TakenEvent, reading: Reading): Omit<FinalEvent, 'line'> {
  const final = finalEvent(kind, event, reading)
  return { kind, event: final, isCut: final.name !== event.name || final.type !== event.type }
}

/** `digest` is that of the file, if an event lacks an id. */
function sentEvent({ line, kind, event, isCut }: FinalEvent, digest: string | undefined): FileEvent {
  const withId = event.eventId ? event : { ...event, eventId: eventId(digest!, line, event) }
  const json = JSON.stringify({ [kind]: withId })
  const bytes = Buffer.byteLength(json)
  if (bytes < MAX_EVENTS_BYTES) return { line, kind, event, json, bytes, isCut }
  const problem = new RowProblem('ROW_TOO_LARGE', null, 'the event does not fit into a request of 1 MiB')
  return { line, problem }
}
