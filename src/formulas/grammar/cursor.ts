import { FormulaError } from './formula-error.ts'
import { type Token } from './tokens.ts'

const mostLevels = 32

/** A position among the tokens of a formula. */
export class Cursor {
  private index = 0
  private level = 0
  private readonly tokens: Token[]

  constructor(tokens: Token[]) {
    this.tokens = tokens
  }

  /** The token after `ahead` others; the end after all of them. */
  peek(ahead = 0): Token {
    return this.tokens[Math.min(this.index + ahead, this.tokens.length - 1)]!
  }

  next(): Token {
    const token = this.peek()
    this.index++
    return token
  }

  isAt(kind: Token['kind'], text: string, ahead = 0): boolean {
    const token = this.peek(ahead)
    return token.kind === kind && token.text === text
  }

  /** Moves behind the token if it is this one. */
  takes(kind: Token['kind'], text: string): boolean {
    const isHere = this.isAt(kind, text)
    if (isHere) this.index++
    return isHere
  }

  /** @throws FormulaError unless this symbol comes next */
  expect(symbol: string): void {
    if (!this.takes('symbol', symbol)) throw this.unexpected(`"${symbol}"`)
  }

  /** The error that something else was expected here. */
  unexpected(expected: string): FormulaError {
    const { kind, text, at } = this.peek()
    const found = kind === 'end' ? 'the formula ends' : `"${text}" stands`
    return new FormulaError(at, `Expected ${expected}, but ${found} here.`)
  }

  /** Reads a part inside of the present one. @throws FormulaError more than 32 levels deep */
  inside<Result>(read: () => Result): Result {
    if (this.level === mostLevels)
      throw new FormulaError(this.peek().at, `A formula may be at most ${mostLevels} levels deep.`)
    this.level++
    try {
      return read()
    } finally {
      this.level--
    }
  }

  /** One or more parts with commas in between, up to a closing parenthesis. */
  list<Part>(read: () => Part): Part[] {
    const parts = [read()]
    while (this.takes('symbol', ',')) parts.push(read())
    this.expect(')')
    return parts
  }
}
