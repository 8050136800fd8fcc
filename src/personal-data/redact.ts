import { isDeepStrictEqual } from 'node:util'

/** A text that names a user, and the text that takes its place. */
export interface Replacement {
  name: string
  by: string
}

/** A shorter id, such as `7` or `pro`, is a part of many texts that say nothing about the user. */
export const leastCharacters = 6

export const isDistinctive = (name: string): boolean => name.length >= leastCharacters

/** The text with every distinctive name replaced, where it is not a part of a longer word: `user-10` is not in `user-100`. */
export const redactText = (text: string, replacements: Replacement[]): string =>
  replacements
    .filter(({ name }) => isDistinctive(name))
    .reduce((redacted, replacement) => replaceWords(redacted, replacement), text)

const wordPart = /[\p{L}\p{N}_]/u

function replaceWords(text: string, { name, by }: Replacement): string {
  let replaced = ''
  let from = 0
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, from)) {
    const end = at + name.length
    replaced += text.slice(from, at) + (isWithinWord(text, at) || isWithinWord(text, end) ? name : by)
    from = end
  }
  return replaced + text.slice(from)
}

/** Whether the character before a place and the one after it are parts of one word. */
const isWithinWord = (text: string, at: number): boolean =>
  wordPart.test(text[at - 1] ?? '') && wordPart.test(text[at] ?? '')

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
