import { createMethodMiddlewareDecorator } from 'type-graphql'
import { userErrors } from './user-errors.ts'

/** The result of a mutation whose input is accepted, without `userErrors`. */
export type Accepted<Payload> = Omit<Payload, 'userErrors'>

/**
 * Adds `userErrors` to the answer of a mutation: none, or the errors about the input that the mutation threw. Any other
 * error fails the request. The fields of a refused answer are null; `refused` gives those that cannot be.
 */
export const WithUserErrors = <Args>(refused: (args: Args) => object = () => ({})) =>
  createMethodMiddlewareDecorator(async ({ args }, next) => {
    try {
      return { ...(await next()), userErrors: [] }
    } catch (error) {
      return { ...refused(args as Args), userErrors: userErrors(error, args) }
    }
  })
