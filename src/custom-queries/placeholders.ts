import { badInput } from '../errors.ts'

/** A value in SQL that is given with the query: `{bot:String}`. */
export interface Placeholder {
  name: string
  /** A type of ClickHouse, such as `Array(String)`. */
  type: string
}

/** A piece of SQL: a quoted text, a quoted name, a comment, a placeholder, or a single character. */
const pieces =
  /'(?:[^'\\]|\\.|'')*'|"(?:[^"\\]|\\.|"")*"|`(?:[^`\\]|\\.|``)*`|--[^\n]*|\/\*.*?\*\/|\{\s*([A-Za-z_]\w*)\s*:\s*([^{}]*?)\s*\}|./gs

/** SQL with its `?` replaced by placeholders. */
export interface Numbered {
  text: string
  /** The number of `?`. */
  positions: number
  /** Where a character of the new text was in the old one. */
  originalOffset(offset: number): number
}

/** Replaces each `?` outside of quotes and comments by the placeholder of its number, whose type `typeOf` gives. */
export function numbered(sql: string, typeOf: (position: number) => string): Numbered {
  const shifts: { at: number; by: number }[] = []
  let text = ''
  let positions = 0
  for (const [piece] of sql.matchAll(pieces)) {
    const written = piece === '?' ? `{p${++positions}:${typeOf(positions - 1)}}` : piece
    text += written
    if (piece === '?') shifts.push({ at: text.length, by: written.length - 1 })
  }
  const shiftAt = (offset: number) =>
    shifts.filter(({ at }) => at <= offset).reduce((sum, { by }) => sum + by, 0)
  return { text, positions, originalOffset: offset => offset - shiftAt(offset) }
}

/**
 * The placeholders of SQL, each once.
 * @throws INVALID_PARAMETERS for a type that no value has, such as `Identifier`, and for one name with two types
 */
export function placeholdersIn(sql: string): Placeholder[] {
  const types = new Map<string, string>()
  for (const [, name, type] of sql.matchAll(pieces)) {
    if (name === undefined || type === undefined) continue
    if (!isValueType(type))
      throw badInput(
        'INVALID_PARAMETERS',
        'sql',
        `The placeholder {${name}:${type}} has a type that no value has.`,
      )
    if ((types.get(name) ?? type) !== type)
      throw badInput('INVALID_PARAMETERS', 'sql', `The placeholder "${name}" has two types.`)
    types.set(name, type)
  }
  return [...types].map(([name, type]) => ({ name, type }))
}

/** Whether a quoted name of formatted SQL could end a line of a syntax tree, or contain brackets that it has too. */
export const strangeNameIn = (formatted: string): string | undefined =>
  [...formatted.matchAll(pieces)]
    .map(([piece]) => piece)
    .find(piece => piece.startsWith('`') && !/^`[\p{L}\p{M}\p{N}_. %€$+/:-]*`$/u.test(piece))

const simpleType =
  /^(?:String|Bool|U?Int(?:8|16|32|64|128|256)|Float(?:32|64)|Decimal\(\d+, ?\d+\)|Date|Date32|DateTime(?:\('[A-Za-z0-9_+/-]+'\))?|DateTime64\(\d(?:, ?'[A-Za-z0-9_+/-]+')?\)|UUID)$/

/** A list has no lists in it, and its items may be null. */
function isValueType(type: string): boolean {
  const item = /^Array\((.*)\)$/.exec(type)?.[1] ?? type
  return simpleType.test(/^Nullable\((.*)\)$/.exec(item)?.[1] ?? item)
}
