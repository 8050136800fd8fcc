import { DriverException } from '@mikro-orm/postgresql'
import { GraphQLError } from 'graphql'
import { unavailable } from '../errors.ts'
import { isOutage } from '../postgres/database.ts'

/** What a client may be told of an error: a refusal of this API, an outage as DB_UNAVAILABLE, of a bug nothing. */
export function refusalOf(error: unknown): GraphQLError | undefined {
  // First: a mistake may quote what a client wrote, such as "terminated", and is no outage for that.
  if (isMistake(error)) return error
  return refusalInside(error) ?? (isOutage(error) ? unavailable('PostgreSQL') : undefined)
}

/**
 * Whether the caller can mend it. What GraphQL finds wrong with our own answers has no code, nor has what Apollo makes
 * of a context that fails: it quotes its cause.
 */
export function isMistake(error: unknown): error is GraphQLError {
  return error instanceof GraphQLError && (error.extensions.code !== undefined || isOfValues(error))
}

/** Found by GraphQL while it executes, without a code: an argument whose variable is null, the eleventh wrong variable. */
const isOfValues = ({ message }: GraphQLError) =>
  /^(Argument "|Too many errors processing variables)/.test(message)

/** MikroORM throws an exception of its own for what ended a statement, with a copy of its properties. */
function refusalInside(error: unknown): GraphQLError | undefined {
  if (!(error instanceof DriverException && 'extensions' in error)) return undefined
  return new GraphQLError(error.message, { extensions: error.extensions as GraphQLError['extensions'] })
}
