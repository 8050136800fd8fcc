import { isStorable } from '../../checks/text.ts'
import { largest } from '../../schema/largest.ts'
import { FormulaError } from './formula-error.ts'

/** A word of a formula. `text` is a name or an operator as it is written, the digits of a number, or a quoted text. */
export interface Token {
  kind: 'number' | 'name' | 'text' | 'symbol' | 'end'
  text: string
  /** The offset of its first character. */
  at: number
}

const { formulaCharacters, formulaWords } = largest

const shapes = {
  space: /[ \t\r\n]+/y,
  number: /\d+(\.\d+)?([eE][+-]?\d+)?/y,
  name: /[A-Za-z_][A-Za-z0-9_]*/y,
  text: /"((?:[^"\\]|\\["\\])*)"/y,
  symbol: /<=|>=|!=|[-+*/%^<>=().,]/y,
}

/**
 * The tokens of a formula, and one for its end.
 * @throws FormulaError above 1,000 characters or 200 tokens, and for a character that no token begins with
 */
export function tokensOf(formula: string): Token[] {
  if (formula.length > formulaCharacters)
    throw new FormulaError(formulaCharacters, `A formula may have at most ${formulaCharacters} characters.`)
  const tokens: Token[] = []
  let at = skipSpace(formula, 0)
  while (at < formula.length) {
    const { token, end } = tokenAt(formula, at)
    if (tokens.length === formulaWords)
      throw new FormulaError(at, `A formula may have at most ${formulaWords} words and signs.`)
    tokens.push(token)
    at = skipSpace(formula, end)
  }
  return [...tokens, { kind: 'end', text: '', at: formula.length }]
}

function tokenAt(formula: string, at: number): { token: Token; end: number } {
  for (const kind of ['number', 'name', 'text', 'symbol'] as const) {
    const found = matchAt(shapes[kind], formula, at)
    if (found) return { token: { kind, text: textOf(kind, found, at), at }, end: at + found[0].length }
  }
  throw unexpectedCharacter(formula, at)
}

function textOf(kind: Token['kind'], found: RegExpExecArray, at: number): string {
  if (kind !== 'text') return found[0]
  const text = found[1]!.replace(/\\(["\\])/g, '$1')
  if (!isStorable(text)) throw new FormulaError(at, 'A text must not have a NUL character or half of a pair.')
  return text
}

const skipSpace = (formula: string, at: number) => at + (matchAt(shapes.space, formula, at)?.[0].length ?? 0)

function matchAt(shape: RegExp, formula: string, at: number): RegExpExecArray | null {
  shape.lastIndex = at
  return shape.exec(formula)
}

function unexpectedCharacter(formula: string, at: number): FormulaError {
  if (formula[at] === '"')
    return new FormulaError(at, 'The text has no end: texts stand in quotes, such as "web".')
  const character = String.fromCodePoint(formula.codePointAt(at)!)
  const code = `U+${formula.codePointAt(at)!.toString(16).toUpperCase().padStart(4, '0')}`
  return new FormulaError(
    at,
    `The character ${code}${isVisible(character) ? ` "${character}"` : ''} has no meaning here.`,
  )
}

const isVisible = (character: string) => /^[\p{L}\p{N}\p{P}\p{S}]$/u.test(character)
