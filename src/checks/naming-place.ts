import { GraphQLError } from 'graphql'
import { isInputError, type Place, placeOf } from './collect.ts'

/**
 * Does the work of a question, whose refusal has one field and no path.
 * @throws a refusal at a place of the input with the place in its `field`, such as `metrics[1].formula`
 */
export async function namingPlace<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    throw error instanceof GraphQLError && isInputError(error) ? named(error) : error
  }
}

function named(error: GraphQLError): GraphQLError {
  const place = placeOf(error)
  if (!place.length) return error
  const field = inWords([...place, String(error.extensions.field)])
  return new GraphQLError(error.message, { extensions: { ...error.extensions, field } })
}

/** `['metrics', 1, 'formula']` is `metrics[1].formula`. */
const inWords = (place: Place): string =>
  place
    .map(step => (typeof step === 'number' ? `[${step}]` : `.${step}`))
    .join('')
    .slice(1)
