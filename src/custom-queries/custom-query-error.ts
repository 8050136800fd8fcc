import { GraphQLError } from 'graphql'
import { isOutOfFiles } from '../clickhouse/is-out-of-files.ts'
import {
  customQueryTimeout,
  customQueryTooLarge,
  resultTooLarge,
  sqlFailed,
  sqlNotAllowed,
  unavailable,
} from '../errors.ts'
import { type Numbered } from './placeholders.ts'
import { queryTables } from './tables/index.ts'

/** A statement as it was sent, to find the place of an error in it. */
interface Sent {
  sql: string
  numbered: Numbered
  timeoutSeconds: number
}

/** The refusals of a limit by the error code of ClickHouse. */
const limits: Record<string, (sent: Sent) => Error> = {
  // TIMEOUT_EXCEEDED, TOO_SLOW.
  159: ({ timeoutSeconds }) => customQueryTimeout(timeoutSeconds),
  160: ({ timeoutSeconds }) => customQueryTimeout(timeoutSeconds),
  // MEMORY_LIMIT_EXCEEDED, CANNOT_ALLOCATE_MEMORY, TOO_MANY_ROWS and TOO_MANY_BYTES to read.
  241: customQueryTooLarge,
  173: customQueryTooLarge,
  158: customQueryTooLarge,
  307: customQueryTooLarge,
  // TOO_MANY_ROWS_OR_BYTES of an answer.
  396: resultTooLarge,
  // ACCESS_DENIED: the grants of the restricted user refuse what the syntax tree did not show.
  497: () => sqlNotAllowed('The SQL reads something that custom queries may not read.'),
  // NOT_ENOUGH_SPACE, TOO_MANY_SIMULTANEOUS_QUERIES.
  243: () => unavailable('ClickHouse'),
  202: () => unavailable('ClickHouse'),
}

/**
 * Converts an error of ClickHouse about a custom query. Its message says what is wrong with the SQL, without names of
 * the service's own databases and users, paths, or text of the views.
 */
export function customQueryError(error: unknown, sent: Sent): unknown {
  if (error instanceof GraphQLError) return error
  const { code = '', message, type } = error as Error & { code?: string; type?: string }
  if (isOutOfFiles(error) || !/^\d+$/.test(code)) return unavailable('ClickHouse')
  const place = placeIn(message, sent)
  return limits[code]?.(sent) ?? sqlFailed(explained(message, type), { reason: type, ...place })
}

/** Errors whose message is about the SQL alone. Any other message may quote files, settings or names of the service. */
const aboutSql = new Set([
  'AMBIGUOUS_COLUMN_NAME',
  'AMBIGUOUS_IDENTIFIER',
  'ARGUMENT_OUT_OF_BOUND',
  'BAD_ARGUMENTS',
  'BAD_QUERY_PARAMETER',
  'BAD_TYPE_OF_FIELD',
  'CANNOT_COMPILE_REGEXP',
  'CANNOT_CONVERT_TYPE',
  'CANNOT_PARSE_DATE',
  'CANNOT_PARSE_DATETIME',
  'CANNOT_PARSE_INPUT_ASSERTION_FAILED',
  'CANNOT_PARSE_NUMBER',
  'CANNOT_PARSE_TEXT',
  'DECIMAL_OVERFLOW',
  'ILLEGAL_AGGREGATION',
  'ILLEGAL_COLUMN',
  'ILLEGAL_DIVISION',
  'ILLEGAL_TYPE_OF_ARGUMENT',
  'INVALID_JOIN_ON_EXPRESSION',
  'MULTIPLE_EXPRESSIONS_FOR_ALIAS',
  'NOT_AN_AGGREGATE',
  'NOT_IMPLEMENTED',
  'NO_COMMON_TYPE',
  'NUMBER_OF_ARGUMENTS_DOESNT_MATCH',
  'SYNTAX_ERROR',
  'TOO_DEEP_RECURSION',
  'TOO_FEW_ARGUMENTS_FOR_FUNCTION',
  'TOO_MANY_ARGUMENTS_FOR_FUNCTION',
  'TYPE_MISMATCH',
  'UNION_ALL_RESULT_STRUCTURES_MISMATCH',
  'UNKNOWN_FUNCTION',
  'UNKNOWN_IDENTIFIER',
  'UNKNOWN_QUERY_PARAMETER',
  'UNKNOWN_TABLE',
  'UNKNOWN_TYPE',
  'VALUE_IS_OUT_OF_RANGE_OF_DATA_TYPE',
])

const unknownTable = `The SQL names a table that custom queries do not have. The tables are ${Object.keys(queryTables).join(', ')}.`

const mostCharacters = 300

function explained(message: string, type = 'an error'): string {
  if (!aboutSql.has(type)) return `ClickHouse refuses the SQL with ${type}.`
  const near = /failed at position \d+ \((.*?)\)(?: \(line |:)/s.exec(message)?.[1]
  if (near !== undefined) return `The SQL has a syntax error near "${near.slice(0, 40)}".`
  if (type === 'UNKNOWN_TABLE') return unknownTable
  const [said = ''] = message.split(
    /[:.,]? (?:in scope|while |maybe you meant|expected one of|\(version )/i,
    1,
  )
  return said
    .replace(/\b(?:convograph_)?sandbox_[\w.]*?\.(?=\w)/g, '')
    .slice(0, mostCharacters)
    .trim()
}

/** The line and column of a syntax error, whose place ClickHouse gives in bytes of the text that it got. */
function placeIn(message: string, { sql, numbered }: Sent): { line?: number; column?: number } {
  const byte = Number(/failed at position (\d+)/.exec(message)?.[1])
  if (!byte) return {}
  const offset = Buffer.from(numbered.text)
    .subarray(0, byte - 1)
    .toString().length
  const before = sql.slice(0, numbered.originalOffset(offset)).split('\n')
  return { line: before.length, column: before.at(-1)!.length + 1 }
}
