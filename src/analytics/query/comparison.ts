import { isStorable } from '../../checks/text.ts'
import { array, number, type Sql, sql, text, texts } from '../../clickhouse/sql.ts'
import { badInput } from '../../errors.ts'
import { FilterOperator } from '../../schema/filter-input.ts'
import { type FilterValueOf } from '../../schema/filter-value.ts'
import { largest } from '../../schema/largest.ts'
import { type List, missing, type Subject } from './subject.ts'

const most = { textLength: 500, patternLength: 200 }

export type Values = FilterValueOf[] | null | undefined

/** Makes a condition over a value. The condition is never null. */
export type Comparison = (subject: Subject) => Sql

/**
 * A comparison of a text, of the items of a list, and of a missing value. By default a list compares if one of its items
 * does as a text, and a missing value as the empty text.
 */
interface Test {
  ofText(text: Sql): Sql
  ofList?(list: List): Sql
  /** Set by comparisons with many values, which are then in the statement less often: a filter may have 1 MB of them. */
  ofMissing?: Sql
}

/**
 * The comparison of an operator with its values.
 * @throws INVALID_FILTER for values that the operator cannot take
 */
export const comparisonOf = (operator: FilterOperator, values: Values): Comparison =>
  operators[operator](operator, values)

const operators = {
  [FilterOperator.IS]: holds(isAny),
  [FilterOperator.IS_NOT]: not(isAny),
  [FilterOperator.CONTAINS]: holds(containsAny),
  [FilterOperator.NOT_CONTAINS]: not(containsAny),
  [FilterOperator.IS_SET]: () => subject => sql`${subject.text} != ''`,
  [FilterOperator.IS_NOT_SET]: () => subject => sql`${subject.text} = ''`,
  [FilterOperator.GREATER_THAN]: holds(numeric(sql`>`)),
  [FilterOperator.GREATER_OR_EQUAL]: holds(numeric(sql`>=`)),
  [FilterOperator.LESS_THAN]: holds(numeric(sql`<`)),
  [FilterOperator.LESS_OR_EQUAL]: holds(numeric(sql`<=`)),
  [FilterOperator.MATCHES]: holds(matches),
  [FilterOperator.NOT_MATCHES]: not(matches),
} satisfies Record<FilterOperator, Operator>

type Operator = (operator: FilterOperator, values: Values) => Comparison
type TestOf = (operator: FilterOperator, values: Values) => Test

/** A number is compared as a number: `10` is the text `10.0`, while the text `10` is not. */
function isAny(operator: FilterOperator, values: Values): Test {
  const given = valuesOf(operator, values)
  const known = given.filter(value => typeof value === 'number')
  const isText = isAnyText(given.filter(value => typeof value !== 'number').map(String))
  return known.length ? either(isText, isAnyNumber(known)) : isText
}

/** An item that is one of the values, or the whole list as JSON, such as `["vip","beta"]`. */
function isAnyText(values: string[]): Test {
  const known = texts(values)
  return {
    ofText: text => sql`has(${known}, ${text})`,
    ofList: ({ items, json }) => sql`hasAny(${known}, arrayPushBack(${items}, ${json}))`,
    ofMissing: sql`false`,
  }
}

function isAnyNumber(values: number[]): Test {
  const known = array(values.map(number))
  return {
    ofText: text => sql`ifNull(has(${known}, toFloat64OrNull(${text})), false)`,
    ofMissing: sql`false`,
  }
}

const either = (one: Test, other: Test): Test => ({
  ofText: text => sql`(${one.ofText(text)} or ${other.ofText(text)})`,
  ofList: list => sql`(${listTestOf(one)(list)} or ${listTestOf(other)(list)})`,
  ofMissing: sql`false`,
})

/** A list contains its items, and not parts of them. */
function containsAny(operator: FilterOperator, values: Values): Test {
  const parts = texts(valuesOf(operator, values).map(String))
  return {
    ofText: text => sql`multiSearchAnyCaseInsensitiveUTF8(${text}, ${parts})`,
    ofList: ({ lowerItems }) => sql`hasAny(arrayMap(part -> lowerUTF8(part), ${parts}), ${lowerItems})`,
    ofMissing: sql`false`,
  }
}

/** False for a text that is not a number. `toFloat64OrNull` alone would accept `inf` and `nan`. */
function numeric(compare: Sql): TestOf {
  return (operator, values) => {
    const limit = number(numberOf(operator, soleValue(operator, values)))
    return {
      ofText: text =>
        sql`ifNull(isFinite(toFloat64OrNull(${text})) and toFloat64OrNull(${text}) ${compare} ${limit}, false)`,
    }
  }
}

/** The pattern is also matched with the empty text, so that a bad pattern is refused even without any event. */
function matches(operator: FilterOperator, values: Values): Test {
  const pattern = String(soleValue(operator, values))
  if (pattern.length > most.patternLength)
    throw invalidFilter(`A regular expression may have at most ${most.patternLength} characters.`)
  return {
    ofText: subject => sql`(match(${subject}, ${text(pattern)}) or ignore(match('', ${text(pattern)})))`,
  }
}

function holds(testOf: TestOf): Operator {
  return (operator, values) => {
    const test = testOf(operator, values)
    return subject => conditionOf(test, subject)
  }
}

function not(testOf: TestOf): Operator {
  const positive = holds(testOf)
  return (operator, values) => {
    const comparison = positive(operator, values)
    return subject => sql`not ${comparison(subject)}`
  }
}

function conditionOf(test: Test, subject: Subject): Sql {
  const { text, list } = subject
  if (subject === missing && test.ofMissing) return test.ofMissing
  if (!list) return test.ofText(text)
  return sql`if(${list.isList}, ${listTestOf(test)(list)}, ${test.ofText(list.otherwise)})`
}

const listTestOf = (test: Test) => test.ofList ?? anyItem(test)

const anyItem =
  (test: Test) =>
  ({ items }: List): Sql =>
    sql`arrayExists(item -> ifNull(${test.ofText(sql`item`)}, false), ${items})`

function valuesOf(operator: FilterOperator, values: Values): FilterValueOf[] {
  if (!values?.length || values.length > largest.filterValues)
    throw invalidFilter(`${operator} needs 1 to ${largest.filterValues} values.`)
  return values.map(value => (typeof value === 'string' ? checkedText(value) : value))
}

function soleValue(operator: FilterOperator, values: Values): FilterValueOf {
  const [value, ...more] = valuesOf(operator, values)
  if (more.length) throw invalidFilter(`${operator} needs exactly one value.`)
  return value!
}

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i

function numberOf(operator: FilterOperator, value: FilterValueOf): number {
  const found = decimal.test(String(value)) ? Number(value) : Number.NaN
  if (!Number.isFinite(found)) throw invalidFilter(`${operator} needs a number such as 10 or -0.5.`)
  return found
}

/** @throws INVALID_FILTER for a text that neither database could store, so that no event can have it */
export function checkedText(value: string): string {
  if (!value || value.length > most.textLength || !isStorable(value))
    throw invalidFilter(`A property key or value must have 1 to ${most.textLength} well-formed characters.`)
  return value
}

export const invalidFilter = (message: string) => badInput('INVALID_FILTER', 'filter', message)
