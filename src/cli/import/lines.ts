import { isUtf8 } from 'node:buffer'
import { RowProblem } from './row.ts'

/** The text of a line. @throws RowProblem for a wrong encoding: a replacement of its bytes would change the event */
export function lineText(bytes: Buffer | undefined, mostBytes = MAX_LINE_BYTES): string {
  if (bytes === undefined)
    throw new RowProblem('ROW_TOO_LARGE', null, `the row is longer than ${mostBytes / 1_048_576} MiB`)
  if (!isUtf8(bytes)) throw new RowProblem('UNREADABLE_ROW', null, 'the row is not valid UTF-8')
  return bytes.toString()
}

/** The longest line and the longest CSV record: 1 MiB, the limit of the service for a request. */
export const MAX_LINE_BYTES = 1_048_576

/** The longest JSON row of another product: it may hold prompts and answers, which are not sent. */
export const MAX_JSON_BYTES = 16 * MAX_LINE_BYTES

/** A line without its line feed, numbered from 1. `bytes` is undefined for a line that is too long. */
export interface Line {
  number: number
  bytes: Buffer | undefined
}

const LINE_FEED = 0x0a
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf])

/**
 * The lines of a byte stream, without the byte order mark at the start: those that end in one chunk together, so that
 * not each line needs a promise.
 */
export async function* lines(
  content: AsyncIterable<Buffer>,
  mostBytes = MAX_LINE_BYTES,
): AsyncGenerator<Line[]> {
  let unfinished = emptyLine(1, mostBytes)
  for await (const chunk of content) {
    const ended: Line[] = []
    let start = 0
    for (let end = chunk.indexOf(LINE_FEED); end !== -1; end = chunk.indexOf(LINE_FEED, start)) {
      append(unfinished, chunk.subarray(start, end))
      ended.push(finished(unfinished))
      unfinished = emptyLine(unfinished.number + 1, mostBytes)
      start = end + 1
    }
    append(unfinished, chunk.subarray(start))
    if (ended.length > 0) yield ended
  }
  if (unfinished.size > 0) yield [finished(unfinished)]
}

export interface UnfinishedLine {
  number: number
  size: number
  mostBytes: number
  pieces: Buffer[]
}

export function emptyLine(number: number, mostBytes: number): UnfinishedLine {
  return { number, size: 0, mostBytes, pieces: [] }
}

/** Adds a piece; the pieces of a line that has become too long are dropped. */
export function append(line: UnfinishedLine, piece: Buffer): void {
  line.size += piece.length
  if (line.size > line.mostBytes) line.pieces = []
  else if (piece.length > 0) line.pieces.push(piece)
}

export function finished({ number, size, mostBytes, pieces }: UnfinishedLine): Line {
  if (size > mostBytes) return { number, bytes: undefined }
  const bytes = pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces)
  const hasMark = number === 1 && bytes.subarray(0, 3).equals(BYTE_ORDER_MARK)
  return { number, bytes: hasMark ? bytes.subarray(3) : bytes }
}
