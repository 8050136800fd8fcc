import { invalidPattern, queryTimeout, queryTooLarge, unavailable } from '../errors.ts'
import { isDamage } from './damage.ts'

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

/** ClickHouse numbers what it refuses: that is a bug or a limit. Anything without a number is an outage. */
export function asQuestionError(name: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const refusal = isDamage(error) ? () => unavailable('ClickHouse') : refusals[code]
  if (refusal) return refusal(name)
  return /^\d+$/.test(code) ? Object.assign(error as Error, { question: name }) : unavailable('ClickHouse')
}
