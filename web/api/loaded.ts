import { type CombinedError } from 'urql'
import { type FailedField, type Failure, failuresOf } from './failure.ts'

/** The response keys of some cards, or `all` for the whole page. */
export type Fields = readonly string[] | 'all'

/** What a page has of its answers. */
export interface Loaded<Data> {
  data: Partial<Data>
  failures: FailedField[]
  /** What is under way. */
  waiting: Fields
}

export interface Result {
  data?: unknown
  error?: CombinedError | undefined
  stale: boolean
}

/**
 * What to ask so that these cards are answered: with those that wait already, because one request ends the one before. The whole
 * page if it is under way, or if what it shows answers another question.
 */
export const askedAgain = (fields: readonly string[], waiting: Fields, isAnswered: boolean): Fields =>
  waiting === 'all' || !isAnswered ? 'all' : [...new Set([...waiting, ...fields])]

/** The page after an answer: of a part, only its fields are others. */
export function merged<Data>(before: Loaded<Data>, fields: Fields, result: Result): Loaded<Data> {
  const failures = failuresOf(result.error)
  const waiting = result.stale ? fields : []
  const answered = (result.data ?? {}) as Partial<Data>
  if (fields === 'all') return { data: answered, failures, waiting }
  const others = before.failures.flatMap(({ field, failure }) =>
    field === undefined
      ? Object.keys(before.data).map(each => ({ field: each, failure }))
      : [{ field, failure }],
  )
  return {
    data: { ...before.data, ...answered },
    failures: [
      ...others.filter(({ field }) => !fields.includes(field)),
      ...failures.flatMap(each =>
        each.field === undefined ? fields.map(field => ({ ...each, field })) : [each],
      ),
    ],
    waiting,
  }
}

const stopped: Failure = { code: 'CANCELLED', message: 'You stopped this question.' }

/** The page after its request was stopped. Answers to another question (`isAnswered` is false) must not pass for this one's. */
export const cancelled = <Data>({ data, failures }: Loaded<Data>, isAnswered: boolean): Loaded<Data> => ({
  data,
  failures: isAnswered && Object.keys(data).length ? failures : [{ field: undefined, failure: stopped }],
  waiting: [],
})
