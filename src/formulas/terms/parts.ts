import {
  type ExpressionPart,
  type ExpressionParts,
  type MetricAggregate,
} from '../../analytics/measures/metric-expression.ts'
import { raw, type Sql, sql } from '../../clickhouse/sql.ts'
import { filtered } from './filtered.ts'
import { type Decimal, exactColumn, fits, type Term } from './term.ts'

/** The numbers that add up, of which a term is made; nothing where it is made of none. */
export type WithParts = Pick<Term, 'parts'>

/** An aggregate that adds up. */
export const partOfColumn = (
  aggregate: MetricAggregate,
  [digits, scale]: [number, number],
  isDistinct: boolean,
): ExpressionPart => {
  const { sql: value } = exactColumn(raw(aggregate.name), digits, scale)
  return { aggregates: [aggregate], value, digits, scale, isDistinct }
}

/** Sums and differences of numbers that add up do so too. A quotient and a literal do not. */
export function partsOfSum(left: Term, right: Term, written: (a: Sql, b: Sql) => Sql): WithParts {
  const [a, b] = [left.parts, right.parts]
  if (!a || !b || a.under || b.under) return {}
  return made({
    over: partOfBoth(a.over, b.over, {
      sql: written(a.over.value, b.over.value),
      digits: Math.max(a.over.digits, b.over.digits) + 1,
      scale: Math.max(a.over.scale, b.over.scale),
    }),
  })
}

/** A number times a literal adds up as the number does; of a quotient, the number above the line is multiplied. */
export function partsOfProduct(left: Term, right: Term): WithParts {
  const [literal, other] = left.literal === undefined ? [right, left] : [left, right]
  if (literal.literal === undefined || !literal.decimal || !other.parts) return {}
  const { over, ...rest } = other.parts
  const { sql: factor, digits, scale } = literal.decimal
  return made({
    ...rest,
    over: {
      ...over,
      value: sql`(${over.value} * ${factor})`,
      digits: over.digits + digits,
      scale: over.scale + scale,
    },
  })
}

export function partsOfQuotient(left: Term, right: Term): WithParts {
  const [over, under] = [left.parts, right.parts]
  return over && under && !over.under && !under.under ? made({ over: over.over, under: under.over }) : {}
}

export function partsOfNegative({ parts }: Term): WithParts {
  return parts ? { parts: { ...parts, over: { ...parts.over, value: sql`(-${parts.over.value})` } } } : {}
}

/** The same numbers over the events that pass the filter. */
export function partsFiltered(
  parts: ExpressionParts | undefined,
  filter: Parameters<typeof filtered>[1],
): WithParts {
  if (!parts) return {}
  const under = parts.under && partFiltered(parts.under, filter)
  return { parts: { over: partFiltered(parts.over, filter), ...(under && { under }) } }
}

function partFiltered(part: ExpressionPart, filter: Parameters<typeof filtered>[1]): ExpressionPart {
  const { digits, scale, isDistinct } = part
  return partOfColumn(filtered(part.aggregates[0]!, filter), [digits, scale], isDistinct)
}

const partOfBoth = (
  a: ExpressionPart,
  b: ExpressionPart,
  { sql: value, ...size }: Decimal,
): ExpressionPart => ({
  aggregates: [...new Map([...a.aggregates, ...b.aggregates].map(of => [of.name, of])).values()],
  value,
  ...size,
  isDistinct: a.isDistinct || b.isDistinct,
})

const made = (parts: ExpressionParts): WithParts => (fits(parts.over) ? { parts } : {})
