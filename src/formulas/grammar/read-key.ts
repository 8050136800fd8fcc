import { type Cursor } from './cursor.ts'
import { FormulaError } from './formula-error.ts'

const longestKey = 500

/** Reads a key such as `amount`, `cart.total` or `"unit price"`. */
export function readKey(cursor: Cursor): string {
  const { kind, text, at } = cursor.peek()
  if (kind !== 'name' && kind !== 'text') throw cursor.unexpected('a key, such as amount or "unit price"')
  cursor.next()
  if (kind === 'name') return [text, ...furtherSteps(cursor)].join('.')
  if (!text || text.length > longestKey)
    throw new FormulaError(at, `A key has 1 to ${longestKey} characters.`)
  return text
}

function furtherSteps(cursor: Cursor): string[] {
  const steps: string[] = []
  while (cursor.isAt('symbol', '.') && cursor.peek(1).kind === 'name') {
    cursor.next()
    steps.push(cursor.next().text)
  }
  return steps
}
