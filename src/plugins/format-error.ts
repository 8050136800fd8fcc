import { unwrapResolverError } from '@apollo/server/errors'
import { GraphQLError, type GraphQLFormattedError } from 'graphql'
import { refusalOf } from './refusal-of.ts'

/**
 * What a client sees of an error: those of this API as they are, an outage as DB_UNAVAILABLE, anything else as
 * one neutral line, with the whole of it in the log. No stack, SQL or suggestion leaves the process.
 */
export function formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const original = unwrapResolverError(error)
  if (original instanceof GraphQLError) return withoutHints(formatted)
  const refusal = refusalOf(original)
  if (refusal) return { ...formatted, ...refusal.toJSON() }
  return {
    ...formatted,
    message: 'Something went wrong on the server.',
    extensions: { code: 'INTERNAL_SERVER_ERROR' },
  }
}

function withoutHints({ message, extensions, ...rest }: GraphQLFormattedError): GraphQLFormattedError {
  const { stacktrace: _, ...kept } = extensions ?? {}
  return { ...rest, message: message.replace(/ ?Did you mean .*$/, ''), extensions: kept }
}
