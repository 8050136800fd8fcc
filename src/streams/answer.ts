import { type GraphQLFormattedError } from 'graphql'

/** One answer of a stream, shared by all of its subscribers. */
export interface StreamAnswer {
  data?: Record<string, unknown> | null
  errors?: readonly GraphQLFormattedError[]
}

/** A happening that a stream answers: a moment to ask again, or the change of a thing. */
export interface Happening {
  /** The id of the thing that has changed. A slow reader gets the latest answer about each; without an id, the latest one of all. */
  of?: string
  value?: unknown
}

const texts = new WeakMap<StreamAnswer, string>()

/** The answer as JSON, which is written once for all subscribers. */
export function textOf(answer: StreamAnswer): string {
  const known = texts.get(answer) ?? JSON.stringify(answer)
  texts.set(answer, known)
  return known
}
