import { isDeepStrictEqual } from 'node:util'

/** One comparison between the service and the plain loop. */
export interface Check {
  name: string
  expected: unknown
  actual: unknown
  isEqual: boolean
}

/** Equal, except for the last digits of a float. */
export function check(name: string, actual: unknown, expected: unknown): Check {
  return { name, expected, actual, isEqual: isDeepStrictEqual(rounded(actual), rounded(expected)) }
}

function rounded(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_, part) =>
      typeof part === 'number' && !Number.isInteger(part) ? Number(part.toPrecision(12)) : part,
    ),
  )
}
