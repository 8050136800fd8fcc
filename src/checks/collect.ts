import { GraphQLError } from 'graphql'
import { Rejection } from './rejection.ts'

/** An error about a value in an input. */
export type InputError = Rejection | GraphQLError

/** Keys and indexes that lead from an input to a value in it: `['steps', 2]`. */
export type Place = (string | number)[]

const others = new WeakMap<InputError, InputError[]>()
const places = new WeakMap<InputError, Place>()

export const isInputError = (error: unknown): error is InputError =>
  error instanceof Rejection || (error instanceof GraphQLError && error.extensions.code === 'BAD_USER_INPUT')

/** An error and those that were collected with it. */
export const errorsWith = (error: InputError): InputError[] => [error, ...(others.get(error) ?? [])]

/** Where the value of an error is in the input, as far as `at` says it. */
export const placeOf = (error: InputError): Place => places.get(error) ?? []

/**
 * The results for all items, each computed although others are refused. A question shows the first error, a mutation all.
 * @throws the first error about the input, which `errorsWith` knows the others of; any other error at once
 */
export function collected<Item, Result>(
  items: Iterable<Item>,
  resultOf: (item: Item, index: number) => Result,
): Result[] {
  const errors: InputError[] = []
  const results = Array.from(items, (item, index) => {
    try {
      return resultOf(item, index)
    } catch (error) {
      return keep(errors, error)
    }
  })
  throwTogether(errors)
  return results as Result[]
}

/** The same for work that waits; one item after the other. */
export async function collectedInTurn<Item, Result>(
  items: Iterable<Item>,
  resultOf: (item: Item, index: number) => Promise<Result> | Result,
): Promise<Result[]> {
  const errors: InputError[] = []
  const results: (Result | undefined)[] = []
  for (const item of items)
    try {
      results.push(await resultOf(item, results.length))
    } catch (error) {
      results.push(keep(errors, error))
    }
  throwTogether(errors)
  return results as Result[]
}

/** Runs checks that do not depend on each other. @throws as `collected` */
export function checkAll(...checks: (() => void)[]): void {
  collected(checks, check => check())
}

/** The checked values of the fields of an input. @throws as `collected` */
export function checkedFields<Values extends object>(
  fields: {
    [Field in keyof Values]: () => Values[Field]
  },
): Values {
  const checks = Object.entries<() => unknown>(fields)
  const values = collected(checks, ([, check]) => check())
  return Object.fromEntries(checks.map(([field], i) => [field, values[i]])) as Values
}

/** Does work about the value at a place of the input, so that the errors of the work know their place. */
export function at<Result>(place: Place, work: () => Result): Result {
  try {
    const result = work()
    return result instanceof Promise ? (result.catch(error => throwAt(place, error)) as Result) : result
  } catch (error) {
    return throwAt(place, error)
  }
}

function throwAt(place: Place, error: unknown): never {
  if (isInputError(error))
    for (const each of errorsWith(error)) places.set(each, [...place, ...placeOf(each)])
  throw error
}

/** A check may fail in another way because of a value that an earlier one refused: then the refusals are thrown. */
function keep(errors: InputError[], error: unknown): undefined {
  if (!isInputError(error)) {
    throwTogether(errors)
    throw error
  }
  errors.push(...errorsWith(error))
}

function throwTogether([first, ...rest]: InputError[]): void {
  if (!first) return
  others.set(first, rest)
  throw first
}
