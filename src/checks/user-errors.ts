import { GraphQLError } from 'graphql'
import { type UserError } from '../schema/user-error.ts'
import { Rejection } from './rejection.ts'

/** Runs a mutation. Refused input becomes `userErrors` in its payload instead of an error of the request. */
export async function withUserErrors<Payload>(
  mutate: () => Promise<Payload>,
  refused: (userErrors: UserError[]) => Payload,
): Promise<Payload> {
  try {
    return await mutate()
  } catch (error) {
    return refused([toUserError(error)])
  }
}

/** @throws the error itself when it is not about the input */
function toUserError(error: unknown): UserError {
  if (error instanceof Rejection) return { code: error.code, field: error.field, message: error.message }
  if (!(error instanceof GraphQLError) || error.extensions.code !== 'BAD_USER_INPUT') throw error
  const { reason, field } = error.extensions
  return { code: String(reason), field: String(field), message: error.message }
}
