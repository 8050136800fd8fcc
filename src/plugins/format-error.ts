import { unwrapResolverError } from '@apollo/server/errors'
import { GraphQLError, type GraphQLFormattedError } from 'graphql'
import { isOutage } from '../database.ts'
import { unavailable } from '../errors.ts'
import { plainMessage } from './plain-message.ts'

/**
 * What a client sees of an error: those of this API as they are, an outage as DB_UNAVAILABLE, anything else as
 * one neutral line, with the whole of it in the log. No stack, SQL, suggestion or value that was sent leaves the process.
 */
export const formatErrors =
  (isSchemaOpen: boolean) =>
  (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const original = unwrapResolverError(error)
    // First: a mistake may quote what a client wrote, such as "terminated", and is no outage for that.
    if (isMistake(original)) return mistake(formatted, original, isSchemaOpen)
    if (!(original instanceof GraphQLError) && isOutage(original))
      return { ...formatted, ...unavailable('PostgreSQL').toJSON() }
    return {
      ...formatted,
      message: 'Something went wrong on the server.',
      extensions: { code: 'INTERNAL_SERVER_ERROR' },
    }
  }

/** Whether the caller can mend it. What GraphQL finds wrong with our own answers has no code, and is a bug. */
export function isMistake(error: unknown): error is GraphQLError {
  return error instanceof GraphQLError && (error.extensions.code !== undefined || isOfValues(error))
}

/** Found by GraphQL while it executes, without a code: an argument whose variable is null, the eleventh wrong variable. */
const isOfValues = ({ message }: GraphQLError) =>
  /^(Argument "|Too many errors processing variables)/.test(message)

function mistake(
  formatted: GraphQLFormattedError,
  error: GraphQLError,
  isSchemaOpen: boolean,
): GraphQLFormattedError {
  const { stacktrace: _, ...extensions } = formatted.extensions ?? {}
  const [, limit] = /^Syntax Error: Document contains more \w+ (\d+) tokens/.exec(error.message) ?? []
  if (limit) return tooManyTokens(Number(limit))
  return {
    ...formatted,
    message: extensions.reason ? error.message : plainMessage(error, isSchemaOpen),
    extensions: { ...extensions, code: error.extensions.code ?? 'BAD_USER_INPUT' },
  }
}

/** The parser stops at the limit, so nobody knows how many there are. */
function tooManyTokens(limit: number): GraphQLFormattedError {
  return {
    message: `The document has more than ${limit} lexical tokens.`,
    extensions: { code: 'QUERY_TOO_COMPLEX', measure: 'TOKENS', limit },
  }
}
