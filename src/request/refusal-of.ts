import { DriverException } from '@mikro-orm/postgresql'
import { GraphQLError } from 'graphql'
import { statusOf, unavailable } from '../errors.ts'
import { isOutage } from '../postgres/database.ts'

/** The refusal that a client sees of an error: an error of this API itself, an outage as DB_UNAVAILABLE; undefined for a bug. */
export function refusalOf(error: unknown): GraphQLError | undefined {
  // First: the message of a mistake may quote the client's words, such as "terminated", which look like an outage.
  if (isMistake(error)) return error
  return refusalInside(error) ?? (isOutage(error) ? unavailable('PostgreSQL') : undefined)
}

/** The status with which a route beside GraphQL answers an error. */
export function routeStatusOf(error: unknown): number {
  const refused = refusalOf(error)
  if (!refused) return 500
  const code = String(refused.extensions.code)
  return statusOf(code) ?? (code === 'QUERY_TIMEOUT' ? 504 : 400)
}

/**
 * Whether the client can correct the error. GraphQL's errors about our own answers have no code, and neither has the error
 * that Apollo makes of a failed context, which quotes its cause.
 */
export function isMistake(error: unknown): error is GraphQLError {
  return error instanceof GraphQLError && (error.extensions.code !== undefined || isOfValues(error))
}

/** Errors of the execution about sent values, which have no code: a null variable, the eleventh wrong variable. */
const isOfValues = ({ message }: GraphQLError) =>
  /^(Argument "|Too many errors processing variables)/.test(message)

/** MikroORM wraps the error that ended a statement into an exception with a copy of its properties. */
function refusalInside(error: unknown): GraphQLError | undefined {
  if (!(error instanceof DriverException && 'extensions' in error)) return undefined
  return new GraphQLError(error.message, { extensions: error.extensions as GraphQLError['extensions'] })
}
