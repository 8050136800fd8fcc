import { isUtf8 } from 'node:buffer'
import { RowProblem } from './row-problem.ts'

/** The text of a line. A wrong encoding is refused, because replacing what cannot be read would change facts. */
export function lineText(bytes: Buffer | undefined): string {
  if (bytes === undefined) throw new RowProblem('ROW_TOO_LARGE', null, 'the row is longer than 1 MiB')
  if (!isUtf8(bytes)) throw new RowProblem('UNREADABLE_ROW', null, 'the row is not valid UTF-8')
  return bytes.toString()
}
