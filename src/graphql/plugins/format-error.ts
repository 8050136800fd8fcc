import { unwrapResolverError } from '@apollo/server/errors'
import { GraphQLError, type GraphQLFormattedError, type GraphQLSchema } from 'graphql'
import { currentRequestId } from '../../http/current-request.ts'
import { isMistake, refusalOf } from '../../request/refusal-of.ts'
import { plainMessage } from './plain-message.ts'

/**
 * An error as the client sees it: a refusal of this API unchanged, an outage as DB_UNAVAILABLE, any other error as one
 * neutral line with the request id, under which the log has the details. No stack, SQL or sent value leaves the process,
 * and suggestions only if the client may see the schema: `openSchema` is undefined when introspection is off.
 */
export const formatErrors =
  (openSchema: GraphQLSchema | undefined) =>
  (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const original = unwrapResolverError(error)
    if (isMistake(original)) return mistake(formatted, original, openSchema)
    const refusal = refusalOf(original)
    if (refusal) return { ...formatted, ...refusal.toJSON() }
    return {
      ...formatted,
      message: 'Something went wrong on the server.',
      extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: currentRequestId() },
    }
  }

function mistake(
  formatted: GraphQLFormattedError,
  error: GraphQLError,
  openSchema: GraphQLSchema | undefined,
): GraphQLFormattedError {
  const { stacktrace: _, ...extensions } = formatted.extensions ?? {}
  const [, limit] = /^Syntax Error: Document contains more \w+ (\d+) tokens/.exec(error.message) ?? []
  if (limit) return tooManyTokens(Number(limit))
  return {
    ...formatted,
    message: extensions.reason ? error.message : plainMessage(error, openSchema),
    extensions: { ...extensions, code: error.extensions.code ?? 'BAD_USER_INPUT' },
  }
}

/** The parser stops at the limit, so the total number of tokens is unknown. */
function tooManyTokens(limit: number): GraphQLFormattedError {
  return {
    message: `The document has more than ${limit} lexical tokens (setting MAX_TOKENS).`,
    extensions: { code: 'QUERY_TOO_COMPLEX', measure: 'TOKENS', limit, setting: 'MAX_TOKENS' },
  }
}
