import { GraphQLError, type GraphQLFormattedError } from 'graphql'
import { statusOf } from '../../errors.ts'
import { type StreamAnswer } from '../../streams/answer.ts'

type Format = (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError

/** A subscription that does not begin, or cannot go on. */
export class RefusedSubscription extends Error {
  readonly errors: readonly GraphQLFormattedError[]

  constructor(errors: readonly GraphQLFormattedError[]) {
    super(errors[0]?.message)
    this.errors = errors
  }

  /** The code of the first error. */
  get code(): string {
    return String(this.errors[0]?.extensions?.code)
  }

  /** The HTTP status of the refusal; undefined if the operation itself is wrong, so that it is refused whenever it is sent. */
  get status(): number | undefined {
    return this.code === 'INTERNAL_SERVER_ERROR' ? 500 : statusOf(this.code)
  }
}

/** The refusals of errors as clients see them. */
export const refused = (format: Format, errors: readonly unknown[]): RefusedSubscription =>
  new RefusedSubscription(errors.map(error => withoutHttp(format(formatted(error), error))))

/** An answer that is nothing but errors. */
export const failedAnswer = (format: Format, error: unknown): StreamAnswer => ({
  errors: refused(format, [error]).errors,
})

const formatted = (error: unknown): GraphQLFormattedError =>
  error instanceof GraphQLError ? error.toJSON() : { message: '' }

/** The part of an error that is meant for HTTP is not sent. */
function withoutHttp(error: GraphQLFormattedError): GraphQLFormattedError {
  const { http: _, ...extensions } = error.extensions ?? {}
  return { ...error, extensions }
}
