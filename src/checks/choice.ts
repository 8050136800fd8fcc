import { Rejection } from './rejection.ts'

/** One of an enum's values; @throws Rejection when it is none of them */
export function choiceOf<Choice extends string>(
  value: Choice | null | undefined,
  field: string,
  choices: Record<string, Choice>,
): Choice | null {
  if (value === null || value === undefined) return null
  if (Object.values(choices).includes(value)) return value
  throw new Rejection('INVALID_CHOICE', field, `${field} must be ${Object.values(choices).join(', ')}.`)
}
