/**
 * Whether an id of a user or session is a mistake of the sender, such as `null`: the program had no id and sent the word
 * for that. Everybody's events would gather under such an id.
 */
export type IsMistakenId = (id: string) => boolean

/**
 * The ids that programs, templates and analytics libraries send when they have none: `MISTAKEN_IDS` has them by default.
 */
export const commonMistakes = [
  'null',
  'undefined',
  'none',
  'nil',
  'void',
  'NaN',
  '(null)',
  '<null>',
  '<nil>',
  'n/a',
  '[object Object]',
  '[object Undefined]',
  '[object Null]',
  '{}',
  '[]',
  'true',
  'false',
  '0',
  '-1',
  '00000000-0000-0000-0000-000000000000',
  '00000000000000000000000000000000',
  'anonymous',
  'anon',
  'guest',
  'unknown',
  'unidentified',
  'unset',
  'not_authenticated',
  'id',
  'userid',
  'user_id',
  'distinctid',
  'distinct_id',
  'email',
]

/** Compares without regard to case, and to blanks and quotes around the id. A blank id is always a mistake. */
export function mistakenIds(mistakes: string[]): IsMistakenId {
  const plain = new Set(mistakes.map(plainText))
  return id => {
    const text = plainText(id)
    return text === '' || plain.has(text)
  }
}

/** Blanks include those without a width. */
const plainText = (id: string) => id.replace(/^[\s\p{C}"'`]+|[\s\p{C}"'`]+$/gu, '').toLowerCase()
