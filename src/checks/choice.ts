import { Rejection } from './rejection.ts'

/** A value of an enum; null if absent. @throws Rejection for any other value */
export function choiceOf<Choice extends string>(
  value: Choice | null | undefined,
  field: string,
  choices: Record<string, Choice>,
): Choice | null {
  if (value === null || value === undefined) return null
  if (Object.values(choices).includes(value)) return value
  throw new Rejection(
    'INVALID_CHOICE',
    field,
    `${field} must be one of ${Object.values(choices).join(', ')}.`,
  )
}
