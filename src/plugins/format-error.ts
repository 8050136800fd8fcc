import { unwrapResolverError } from '@apollo/server/errors'
import { GraphQLError, type GraphQLFormattedError } from 'graphql'
import { isOutage } from '../database.ts'
import { unavailable } from '../errors.ts'
import { withoutEcho } from '../without-echo.ts'

/**
 * What a client sees of an error: those of this API as they are, an outage as DB_UNAVAILABLE, anything else as
 * one neutral line; the log tells more. No stack, SQL or suggestion leaves the process.
 */
export function formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const original = unwrapResolverError(error)
  // First: a mistake may quote what a client wrote, such as "terminated", and is no outage for that.
  if (original instanceof GraphQLError) return withoutHints(formatted)
  if (isOutage(original)) return { ...formatted, ...unavailable('PostgreSQL').toJSON() }
  return {
    ...formatted,
    message: 'Something went wrong on the server.',
    extensions: { code: 'INTERNAL_SERVER_ERROR' },
  }
}

function withoutHints({ message, extensions, ...rest }: GraphQLFormattedError): GraphQLFormattedError {
  const { stacktrace: _, ...kept } = extensions ?? {}
  return { ...rest, message: withoutEcho(message.replace(/ ?Did you mean .*$/, '')), extensions: kept }
}
