import { snakeCase } from '../../entities/column.ts'
import { Dimension, type FilterInput, FilterOperator } from '../../schema/filter-input.ts'
import { type FilterValueOf } from '../../schema/filter-value.ts'
import { type Cursor } from './cursor.ts'
import { FormulaError } from './formula-error.ts'
import { nearest } from './nearest.ts'
import { readKey } from './read-key.ts'

/** Reads a condition on events such as `model = "gpt-4o" and not properties.plan in ("free", "trial")`. */
export const readCondition = (cursor: Cursor): FilterInput =>
  cursor.inside(() => together('or', cursor, () => together('and', cursor, () => readPart(cursor))))

function together(word: 'and' | 'or', cursor: Cursor, read: () => FilterInput): FilterInput {
  const parts = [read()]
  while (cursor.takes('name', word)) parts.push(read())
  return parts.length === 1 ? parts[0]! : { [word]: parts, operator: FilterOperator.IS }
}

function readPart(cursor: Cursor): FilterInput {
  if (cursor.takes('name', 'not'))
    return { not: cursor.inside(() => readPart(cursor)), operator: FilterOperator.IS }
  if (!cursor.takes('symbol', '(')) return readComparison(cursor)
  const condition = readCondition(cursor)
  cursor.expect(')')
  return condition
}

function readComparison(cursor: Cursor): FilterInput {
  const subject = readSubject(cursor)
  const operator = readOperator(cursor)
  return { ...subject, ...operator }
}

type Subject = Pick<FilterInput, 'dimension' | 'property' | 'trait'>

function readSubject(cursor: Cursor): Subject {
  const { kind, text, at } = cursor.peek()
  if (kind !== 'name') throw cursor.unexpected('a dimension, such as model, or properties.plan')
  cursor.next()
  if (text === 'properties' || text === 'traits') {
    cursor.expect('.')
    return { [text === 'traits' ? 'trait' : 'property']: readKey(cursor) }
  }
  const dimension = dimensions.get(text)
  if (!dimension)
    throw new FormulaError(
      at,
      `There is no dimension "${text}".${nearest(text, dimensions.keys())} A property is properties.${text}.`,
    )
  return { dimension }
}

const camelCase = (name: string) => name.toLowerCase().replace(/_[a-z]/g, letter => letter[1]!.toUpperCase())

/** The dimensions by their names, such as `statusCode` and `status_code`. */
const dimensions = new Map<string, Dimension>([
  ['name', Dimension.EVENT],
  ...Object.values(Dimension).flatMap(dimension =>
    [camelCase(dimension), snakeCase(camelCase(dimension))].map(name => [name, dimension] as const),
  ),
])

const comparisons = new Map<string, FilterOperator>([
  ['=', FilterOperator.IS],
  ['!=', FilterOperator.IS_NOT],
  ['<', FilterOperator.LESS_THAN],
  ['<=', FilterOperator.LESS_OR_EQUAL],
  ['>', FilterOperator.GREATER_THAN],
  ['>=', FilterOperator.GREATER_OR_EQUAL],
  ['contains', FilterOperator.CONTAINS],
])

type Comparison = Required<Pick<FilterInput, 'operator' | 'values'>>

function readOperator(cursor: Cursor): Comparison {
  const operator = comparisons.get(cursor.peek().text)
  if (operator && cursor.peek().kind !== 'text') {
    cursor.next()
    return { operator, values: [readValue(cursor)] }
  }
  const isNot = cursor.isAt('name', 'in', 1) && cursor.takes('name', 'not')
  if (!cursor.takes('name', 'in')) throw cursor.unexpected('a comparison, such as = or in')
  cursor.expect('(')
  const values = cursor.list(() => readValue(cursor))
  return { operator: isNot ? FilterOperator.IS_NOT : FilterOperator.IS, values }
}

function readValue(cursor: Cursor): FilterValueOf {
  if (cursor.takes('name', 'true')) return true
  if (cursor.takes('name', 'false')) return false
  const sign = cursor.takes('symbol', '-') ? -1 : 1
  const { kind, text, at } = cursor.peek()
  if (kind !== 'number' && (kind !== 'text' || sign < 0))
    throw cursor.unexpected('a value: a number, or a text in quotes')
  if (kind === 'number' && Number(text) > Number.MAX_SAFE_INTEGER)
    throw new FormulaError(at, 'A number to compare with is at most 2^53.')
  cursor.next()
  return kind === 'number' ? sign * Number(text) : text
}
