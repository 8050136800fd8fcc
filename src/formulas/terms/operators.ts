import { joined, raw, type Sql, sql } from '../../clickhouse/sql.ts'
import { FormulaError } from '../grammar/formula-error.ts'
import { type Arithmetic, type Comparison, type Logic } from '../grammar/tree.ts'
import { partsOfNegative, partsOfProduct, partsOfQuotient, partsOfSum } from './parts.ts'
import {
  anyQuantity,
  combined,
  inWords,
  isPlain,
  isSame,
  literalQuantity,
  type Quantity,
  together,
} from './quantity.ts'
import { type Condition, type Decimal, finite, partsOf, type Term, termOf } from './term.ts'

type Operator = (left: Term, right: Term, at: number) => Term

/** The operators of arithmetic over terms. @throws FormulaError for units that do not fit */
export const arithmetic = {
  '+': sumOf('+', 'add'),
  '-': sumOf('-', 'subtract'),
  '*': product,
  '/': quotient,
  '%': remainder,
  '^': power,
} satisfies Record<Arithmetic, Operator>

function sumOf(sign: '+' | '-', verb: string): Operator {
  return (left, right, at) => {
    checkSame(left.quantity, right.quantity, at, verb)
    const written = (a: Sql, b: Sql) => sql`(${a} ${raw(sign)} ${b})`
    return termOf([left, right], together(left.quantity, right.quantity), written(left.float, right.float), {
      mayOverflow: true,
      ...partsOfSum(left, right, written),
      ...decimals(left, right, (a, b) => ({
        sql: written(a.sql, b.sql),
        digits: Math.max(a.digits, b.digits) + 1,
        scale: Math.max(a.scale, b.scale),
      })),
    })
  }
}

/** An exact result of two exact terms. */
function decimals(left: Term, right: Term, of: (a: Decimal, b: Decimal) => Decimal): Partial<Term> {
  if (!left.decimal || !right.decimal) return {}
  return { decimal: of(left.decimal, right.decimal), isExact: left.isExact || right.isExact }
}

function product(left: Term, right: Term): Term {
  const quantity = combined(left.quantity, right.quantity, 1)
  return termOf([left, right], quantity, sql`(${left.float} * ${right.float})`, {
    mayOverflow: true,
    ...partsOfProduct(left, right),
    ...decimals(left, right, (a, b) => ({
      sql: sql`(${a.sql} * ${b.sql})`,
      digits: a.digits + b.digits,
      scale: a.scale + b.scale,
    })),
  })
}

function quotient(left: Term, right: Term): Term {
  const divisor = finite(right)
  const term = termOf(
    [left, right],
    combined(left.quantity, right.quantity, -1),
    sql`(${left.float} / nullIf(${divisor}, 0))`,
    { mayOverflow: true, ...partsOfQuotient(left, right) },
  )
  return { ...term, divisors: [...term.divisors, divisor] }
}

function remainder(left: Term, right: Term, at: number): Term {
  checkSame(left.quantity, right.quantity, at, 'divide')
  const divisor = finite(right)
  const written = sql`(${finite(left)} % nullIf(${divisor}, 0))`
  const term = termOf([left, right], together(left.quantity, right.quantity), written, { mayOverflow: true })
  return { ...term, divisors: [...term.divisors, divisor] }
}

function power(left: Term, right: Term, at: number): Term {
  for (const { quantity } of [left, right])
    if (!isPlain(quantity))
      throw new FormulaError(at, `A power takes plain numbers, and this one is of ${inWords(quantity)}.`)
  const isLiteral = left.quantity.isLiteral && right.quantity.isLiteral
  const written = sql`pow(${finite(left)}, ${finite(right)})`
  return termOf([left, right], isLiteral ? literalQuantity : ratioOf(left.quantity), written, {
    mayOverflow: true,
  })
}

/** A plain number that is made of a plain number. */
export const ratioOf = ({ powers, isLiteral }: Quantity): Quantity =>
  isLiteral ? literalQuantity : powers ? { unit: 'RATIO', powers } : anyQuantity

export function negative(operand: Term): Term {
  const { decimal, isExact, mayOverflow } = operand
  return termOf([operand], operand.quantity, sql`(-${operand.float})`, {
    mayOverflow,
    isExact,
    ...partsOfNegative(operand),
    ...(decimal && { decimal: { ...decimal, sql: sql`(-${decimal.sql})` } }),
  })
}

const comparisons: Record<Comparison, Sql> = {
  '<': sql`<`,
  '<=': sql`<=`,
  '>': sql`>`,
  '>=': sql`>=`,
  '=': sql`=`,
  '!=': sql`!=`,
}

/** @throws FormulaError for units that do not fit */
export function compared(operator: Comparison, left: Term, right: Term, at: number): Condition {
  checkSame(left.quantity, right.quantity, at, 'compare')
  const isExact = (left.isExact || right.isExact) && left.decimal && right.decimal
  const [a, b] = isExact ? [left.decimal!.sql, right.decimal!.sql] : [finite(left), finite(right)]
  return { kind: 'condition', ...partsOf([left, right]), sql: sql`(${a} ${comparisons[operator]} ${b})` }
}

export const allOf = (operator: Logic, conditions: Condition[]): Condition => ({
  kind: 'condition',
  ...partsOf(conditions),
  sql: sql`(${joined(
    conditions.map(({ sql }) => sql),
    operator === 'and' ? ' and ' : ' or ',
  )})`,
})

export const not = (condition: Condition): Condition => ({ ...condition, sql: sql`(not ${condition.sql})` })

/** @throws FormulaError unless both measure the same */
export function checkSame(left: Quantity, right: Quantity, at: number, verb: string): void {
  if (!isSame(left, right))
    throw new FormulaError(at, `Cannot ${verb} ${inWords(left)} and ${inWords(right)}: the units differ.`)
}
