import { GraphQLError } from 'graphql'
import { createMethodMiddlewareDecorator } from 'type-graphql'
import { Rejection } from '../../checks/rejection.ts'
import { type UserErrorCode } from '../../codes/user-error-code.ts'
import { type UserError } from '../../schema/user-error.ts'

/** The result of a mutation whose input is accepted, without `userErrors`. */
export type Accepted<Payload> = Omit<Payload, 'userErrors'>

/**
 * Adds `userErrors` to the answer of a mutation: none, or the error about the input that the mutation threw. Any other
 * error fails the request. The fields of a refused answer are null; `refused` gives those that cannot be.
 */
export const WithUserErrors = <Args>(refused: (args: Args) => object = () => ({})) =>
  createMethodMiddlewareDecorator(async ({ args }, next) => {
    try {
      return { ...(await next()), userErrors: [] }
    } catch (error) {
      return { ...refused(args as Args), userErrors: [toUserError(error)] }
    }
  })

/** @throws the error itself when it is not about the input */
function toUserError(error: unknown): UserError {
  if (error instanceof Rejection) return { code: error.code, field: error.field, message: error.message }
  if (!(error instanceof GraphQLError) || error.extensions.code !== 'BAD_USER_INPUT') throw error
  const { reason, field } = error.extensions
  return { code: reason as UserErrorCode, field: String(field), message: error.message }
}
