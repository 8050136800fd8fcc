import { isStorable } from '../../checks/text.ts'
import { number, type Sql, sql, text, texts } from '../../clickhouse/sql.ts'
import { badInput } from '../../errors.ts'
import { FilterOperator } from '../../schema/filter-input.ts'

const most = { values: 100, textLength: 500, patternLength: 200 }

export type Values = string[] | null | undefined

/** Makes a condition over a text expression. The condition is never null. */
export type Comparison = (subject: Sql) => Sql

/**
 * The comparison of an operator with its values.
 * @throws INVALID_FILTER for values that the operator cannot take
 */
export const comparisonOf = (operator: FilterOperator, values: Values): Comparison =>
  operators[operator](operator, values)

const operators = {
  [FilterOperator.IS]: isAny,
  [FilterOperator.IS_NOT]: not(isAny),
  [FilterOperator.CONTAINS]: containsAny,
  [FilterOperator.NOT_CONTAINS]: not(containsAny),
  [FilterOperator.IS_SET]: () => subject => sql`${subject} != ''`,
  [FilterOperator.IS_NOT_SET]: () => subject => sql`${subject} = ''`,
  [FilterOperator.GREATER_THAN]: numeric(sql`>`),
  [FilterOperator.GREATER_OR_EQUAL]: numeric(sql`>=`),
  [FilterOperator.LESS_THAN]: numeric(sql`<`),
  [FilterOperator.LESS_OR_EQUAL]: numeric(sql`<=`),
  [FilterOperator.MATCHES]: matches,
  [FilterOperator.NOT_MATCHES]: not(matches),
} satisfies Record<FilterOperator, Operator>

type Operator = (operator: FilterOperator, values: Values) => Comparison

function isAny(operator: FilterOperator, values: Values): Comparison {
  const known = texts(valuesOf(operator, values))
  return subject => sql`has(${known}, ${subject})`
}

function containsAny(operator: FilterOperator, values: Values): Comparison {
  const parts = texts(valuesOf(operator, values))
  return subject => sql`multiSearchAnyCaseInsensitiveUTF8(${subject}, ${parts})`
}

/** False for a text that is not a number. `toFloat64OrNull` alone would accept `inf` and `nan`. */
function numeric(compare: Sql): Operator {
  return (operator, values) => {
    const limit = number(numberOf(operator, soleValue(operator, values)))
    return subject =>
      sql`ifNull(isFinite(toFloat64OrNull(${subject})) and toFloat64OrNull(${subject}) ${compare} ${limit}, false)`
  }
}

/** The pattern is also matched with the empty text, so that a bad pattern is refused even without any event. */
function matches(operator: FilterOperator, values: Values): Comparison {
  const pattern = soleValue(operator, values)
  if (pattern.length > most.patternLength)
    throw invalidFilter(`A regular expression may have at most ${most.patternLength} characters.`)
  return subject => sql`(match(${subject}, ${text(pattern)}) or ignore(match('', ${text(pattern)})))`
}

function not(operator: Operator): Operator {
  return (name, values) => {
    const comparison = operator(name, values)
    return subject => sql`not ${comparison(subject)}`
  }
}

function valuesOf(operator: FilterOperator, values: Values): string[] {
  if (!values?.length || values.length > most.values)
    throw invalidFilter(`${operator} needs 1 to ${most.values} values.`)
  return values.map(checkedText)
}

function soleValue(operator: FilterOperator, values: Values): string {
  const [value, ...more] = valuesOf(operator, values)
  if (more.length) throw invalidFilter(`${operator} needs exactly one value.`)
  return value!
}

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i

function numberOf(operator: FilterOperator, value: string): number {
  const found = decimal.test(value) ? Number(value) : Number.NaN
  if (!Number.isFinite(found)) throw invalidFilter(`${operator} needs a number such as "10" or "-0.5".`)
  return found
}

/** @throws INVALID_FILTER for a text that neither database could store, so that no event can have it */
export function checkedText(value: string): string {
  if (!value || value.length > most.textLength || !isStorable(value))
    throw invalidFilter(`A property key or value must have 1 to ${most.textLength} well-formed characters.`)
  return value
}

export const invalidFilter = (message: string) => badInput('INVALID_FILTER', 'filter', message)
