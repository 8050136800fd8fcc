import { invalidPattern, queryTimeout, queryTooLarge, shardUnavailable, unavailable } from '../errors.ts'
import { isDamage } from './damage.ts'
import { isOutOfFiles } from './is-out-of-files.ts'
import { ShardAway } from './topology/engine.ts'

/** The error of a question for each error code of ClickHouse. */
const refusals: Record<string, (name: string) => Error> = {
  // TIMEOUT_EXCEEDED, and TOO_SLOW, which predicts a timeout.
  159: queryTimeout,
  160: queryTimeout,
  // MEMORY_LIMIT_EXCEEDED, CANNOT_ALLOCATE_MEMORY, TOO_MANY_ROWS_OR_BYTES of an answer.
  241: queryTooLarge,
  173: queryTooLarge,
  396: queryTooLarge,
  // TOO_BIG_AST, TOO_SLOW_PARSING: many filters with nearly as many conditions as each may have.
  168: queryTooLarge,
  718: queryTooLarge,
  // NOT_ENOUGH_SPACE: the disk is full.
  243: () => unavailable('ClickHouse'),
  // TOO_MANY_SIMULTANEOUS_QUERIES.
  202: () => unavailable('ClickHouse'),
  // CANNOT_COMPILE_REGEXP.
  427: invalidPattern,
}

/**
 * Converts an error of ClickHouse. An error with a code is a refusal: a limit or a bug. An error without a code is an
 * outage, and so are damaged files and files that cannot be opened, because they are repaired or available again soon.
 */
export function asQuestionError(name: string, error: unknown): unknown {
  if (error instanceof ShardAway) return shardUnavailable(error.shard)
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (isOutOfFiles(error) || isDamage(error) || !/^\d+$/.test(code)) return unavailable('ClickHouse')
  return refusals[code]?.(name) ?? Object.assign(error as Error, { question: name })
}
