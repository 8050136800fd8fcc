import { isDeepStrictEqual } from 'node:util'

/** A text that names a user, and the text that takes its place. */
export interface Replacement {
  name: string
  by: string
}

/** A shorter id, such as `7` or `pro`, is a part of many texts that say nothing about the user. */
export const leastCharacters = 6

export const isDistinctive = (name: string): boolean => name.length >= leastCharacters

/** The text with every distinctive name replaced. */
export const redactText = (text: string, replacements: Replacement[]): string =>
  replacements
    .filter(({ name }) => isDistinctive(name))
    .reduce((redacted, { name, by }) => redacted.replaceAll(name, by), text)

/** Whether a key of an object holds users, such as `userId` or `visitorIds`. */
const namesUsers = (key: string) => /user|visitor|alias/i.test(key)

/**
 * The JSON value with every name replaced: distinctive ones wherever they are, others where they stand alone under a key
 * that holds users.
 */
export function redactJson(value: unknown, replacements: Replacement[], key = ''): unknown {
  if (typeof value === 'string') return redactString(value, replacements, key)
  if (Array.isArray(value)) return value.map(item => redactJson(item, replacements, key))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([inner, held]) => [
      redactText(inner, replacements),
      redactJson(held, replacements, inner),
    ]),
  )
}

function redactString(text: string, replacements: Replacement[], key: string): string {
  const whole = namesUsers(key) ? replacements.find(({ name }) => name === text) : undefined
  return whole ? whole.by : redactText(text, replacements)
}

/** Whether a text or a JSON value has one of the names in a place where an erasure would replace it. */
export const isNaming = (value: unknown, names: string[]): boolean =>
  !isDeepStrictEqual(
    redactJson(
      value,
      names.map(name => ({ name, by: '' })),
    ),
    value,
  )
