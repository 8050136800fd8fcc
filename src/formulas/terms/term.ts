import { type ExpressionParts, type MetricAggregate } from '../../analytics/measures/metric-expression.ts'
import { array, int, joined, name, number, type Sql, sql, text } from '../../clickhouse/sql.ts'
import { literalQuantity, type Quantity } from './quantity.ts'

/** A number of a formula as SQL over the columns of its aggregates. */
export interface Term {
  kind: 'number'
  quantity: Quantity
  aggregates: MetricAggregate[]
  /** As a Float64, null where it has no value. */
  float: Sql
  /** Whether `float` may be infinite or no number, so that it is null once something is made of it. */
  mayOverflow: boolean
  /** As an exact number, where it can be given as one. */
  decimal?: Decimal
  /** Whether it is money, or made of the values of a property, and so computed exactly. */
  isExact: boolean
  /** What it divides by. Where one of them is 0, it has no value. */
  divisors: Sql[]
  needsMinutes: boolean
  /** The digits of a number in the text of the formula. */
  literal?: string
  /** The numbers that add up, of which it is made. */
  parts?: ExpressionParts
}

/** An exact number, the digits that it may have before the point, and those after it. */
export interface Decimal {
  sql: Sql
  digits: number
  scale: number
}

/** Whether something holds: the condition of an `if`. Null where it compares with nothing. */
export interface Condition extends Pick<Term, 'aggregates' | 'divisors' | 'needsMinutes'> {
  kind: 'condition'
  sql: Sql
}

type Parts = Pick<Term, 'aggregates' | 'divisors' | 'needsMinutes'>

/** The aggregates and the divisors of several terms together. */
export const partsOf = (terms: Parts[]): Parts => ({
  aggregates: [...new Map(terms.flatMap(term => term.aggregates).map(of => [of.name, of])).values()],
  divisors: terms.flatMap(({ divisors }) => divisors),
  needsMinutes: terms.some(({ needsMinutes }) => needsMinutes),
})

/** A term made of others. Money is exact if all of its parts are. */
export function termOf(
  terms: Parts[],
  quantity: Quantity,
  float: Sql,
  {
    mayOverflow = false,
    decimal,
    isExact = false,
    parts,
  }: Partial<Pick<Term, 'mayOverflow' | 'decimal' | 'isExact' | 'parts'>> = {},
): Term {
  const exact = decimal && fits(decimal) ? decimal : undefined
  const shown = isExact ? exact : undefined
  return {
    kind: 'number',
    ...partsOf(terms),
    quantity,
    float: shown ? sql`toFloat64(${shown.sql})` : float,
    mayOverflow: mayOverflow && !shown,
    ...(exact && { decimal: exact }),
    isExact: Boolean(shown),
    ...(parts && { parts }),
  }
}

/** ClickHouse computes with 76 digits, and fails a statement above. */
export const fits = ({ digits, scale }: Pick<Decimal, 'digits' | 'scale'>): boolean => digits + scale <= 72

/** A column as an exact number. */
export const exactColumn = (column: Sql, digits: number, scale: number): Decimal => ({
  sql: sql`toDecimal256(${column}, ${int(scale)})`,
  digits,
  scale,
})

const decimalLiteral = /^(\d{1,12})(?:\.(\d{1,12}))?$/

/** A number in the text of a formula; `text` are its digits. */
export function literal(digits: string): Term {
  const [, whole, places = ''] = decimalLiteral.exec(digits) ?? []
  const decimal = whole && exactColumn(text(digits), whole.length, places.length)
  const term = termOf([], literalQuantity, number(Number(digits)), decimal ? { decimal } : {})
  return { ...term, literal: digits }
}

/** The number, or null where it is infinite or no number. */
export const finite = ({ float, mayOverflow }: Term): Sql =>
  mayOverflow ? once([float], x => sql`if(isFinite(${x}), ${x}, null)`) : float

/** An expression that uses values several times, each of which is computed, and in the statement, once. */
export function once(values: Sql[], use: (...names: Sql[]) => Sql): Sql {
  const names = values.map((_, i) => name('x', i + 1))
  const arrays = values.map(value => array([value]))
  return sql`arrayMap((${joined(names)}) -> ${use(...names)}, ${joined(arrays)})[1]`
}
