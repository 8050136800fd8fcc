import { invalidPattern, queryTimeout, queryTooLarge, unavailable } from '../errors.ts'
import { isDamage } from './damage.ts'
import { isOutOfFiles } from './is-out-of-files.ts'

/** What the numbers of ClickHouse's errors say of a question. */
const refusals: Record<string, (name: string) => Error> = {
  // TIMEOUT_EXCEEDED, and TOO_SLOW: it would be.
  159: queryTimeout,
  160: queryTimeout,
  // MEMORY_LIMIT_EXCEEDED, CANNOT_ALLOCATE_MEMORY, TOO_MANY_ROWS_OR_BYTES of an answer.
  241: queryTooLarge,
  173: queryTooLarge,
  396: queryTooLarge,
  // NOT_ENOUGH_SPACE: the disk is full.
  243: () => unavailable('ClickHouse'),
  // TOO_MANY_SIMULTANEOUS_QUERIES.
  202: () => unavailable('ClickHouse'),
  // CANNOT_COMPILE_REGEXP.
  427: invalidPattern,
}

/**
 * ClickHouse numbers what it refuses: that is a bug or a limit. Anything without a number is an outage, and so are files
 * that cannot be opened or read: they are there again shortly.
 */
export function asQuestionError(name: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (isOutOfFiles(error) || isDamage(error) || !/^\d+$/.test(code)) return unavailable('ClickHouse')
  return refusals[code]?.(name) ?? Object.assign(error as Error, { question: name })
}
