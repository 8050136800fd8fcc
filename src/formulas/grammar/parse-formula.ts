import { Cursor } from './cursor.ts'
import { FormulaError } from './formula-error.ts'
import { nearest } from './nearest.ts'
import { isAggregateAt, readAggregate } from './read-aggregate.ts'
import { tokensOf } from './tokens.ts'
import { aggregates, type BinaryNode, type FunctionName, functions, sets, type Tree } from './tree.ts'
import { connectives } from './words.ts'

/**
 * Parses a formula such as `sum(event("order").value) / activeUsers`. Precedence, from the loosest: `or`, `and`, `not`,
 * comparisons, `+ -`, `* / %`, the minus sign, `^`. Only `^` groups from the right.
 * @throws FormulaError for a text that is no formula, and for one that is too long or too deep
 */
export function parseFormula(formula: string): Tree {
  const cursor = new Cursor(tokensOf(formula))
  const tree = readExpression(cursor, levels.or)
  if (cursor.peek().kind !== 'end') throw cursor.unexpected('an operator')
  return tree
}

const levels = { or: 1, and: 2, not: 3, compare: 4, add: 5, multiply: 6, minus: 7, power: 8 }

const operators = new Map<string, { level: number; isFromRight?: boolean }>([
  ['or', { level: levels.or }],
  ['and', { level: levels.and }],
  ...['<', '<=', '>', '>=', '=', '!='].map(sign => [sign, { level: levels.compare }] as const),
  ...['+', '-'].map(sign => [sign, { level: levels.add }] as const),
  ...['*', '/', '%'].map(sign => [sign, { level: levels.multiply }] as const),
  ['^', { level: levels.power, isFromRight: true }],
])

/** Reads operands and the operators between them that bind at least as tightly as `level`: a Pratt parser. */
function readExpression(cursor: Cursor, level: number): Tree {
  return cursor.inside(() => {
    let left = readOperand(cursor, level)
    let isCompared = false
    for (;;) {
      const operator = operatorAt(cursor)
      if (!operator || operator.level < level) return left
      const isComparison = operator.level === levels.compare
      if (isComparison && isCompared) throw cursor.unexpected('`and` or `or` between two comparisons')
      isCompared = isComparison
      const { text, at } = cursor.next()
      const right = readExpression(cursor, operator.isFromRight ? levels.minus : operator.level + 1)
      left = { kind: 'binary', at, operator: text as BinaryNode['operator'], left, right }
    }
  })
}

function operatorAt(cursor: Cursor) {
  const { kind, text } = cursor.peek()
  return kind === 'symbol' || kind === 'name' ? operators.get(text) : undefined
}

function readOperand(cursor: Cursor, level: number): Tree {
  const { kind, text, at } = cursor.peek()
  if (kind === 'number') return { kind, at, text: cursor.next().text }
  if (cursor.takes('symbol', '(')) return inParentheses(cursor)
  if (cursor.takes('symbol', '-'))
    return { kind: 'unary', at, operator: 'minus', operand: readExpression(cursor, levels.minus) }
  if (kind === 'name' && text === 'not' && level <= levels.not) {
    cursor.next()
    return { kind: 'unary', at, operator: 'not', operand: readExpression(cursor, levels.not) }
  }
  if (kind === 'name' && !connectives.includes(text)) return readNamed(cursor)
  throw cursor.unexpected('a number, a metric or a function')
}

function inParentheses(cursor: Cursor): Tree {
  const tree = readExpression(cursor, levels.or)
  cursor.expect(')')
  return tree
}

/** Reads a metric, or a function with its arguments. */
function readNamed(cursor: Cursor): Tree {
  const { text: name, at } = cursor.peek()
  if (isAggregateAt(cursor)) return readAggregate(cursor)
  const isCalled = cursor.isAt('symbol', '(', 1)
  if (Object.hasOwn(sets, name) && (isCalled || cursor.isAt('symbol', '.', 1)))
    throw new FormulaError(
      at,
      `"${name}" is a set of events: write an aggregate of it, such as count(${name}…).`,
    )
  cursor.next()
  if (!isCalled) return { kind: 'metric', at, name }
  if (!Object.hasOwn(functions, name)) throw unknownFunction(name, at)
  cursor.expect('(')
  return calledWith(cursor, name as FunctionName, at)
}

function calledWith(cursor: Cursor, name: FunctionName, at: number): Tree {
  const args = cursor.list(() => readExpression(cursor, levels.or))
  const [fewest, most] = functions[name]
  if (args.length < fewest || args.length > most)
    throw new FormulaError(
      at,
      `${name} takes ${fewest === most ? fewest : `${fewest} to ${most}`} arguments.`,
    )
  return { kind: 'function', at, name, args }
}

function unknownFunction(name: string, at: number): FormulaError {
  const known = [...Object.keys(functions), ...Object.keys(aggregates)]
  return new FormulaError(at, `There is no function "${name}".${nearest(name, known)}`)
}
