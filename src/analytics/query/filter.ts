import { joined, type Sql, sql, texts } from '../../clickhouse/sql.ts'
import { badInput } from '../../errors.ts'
import { type FilterInput, FilterOperator } from '../../schema/filter-input.ts'
import { isStorable } from './conditions.ts'
import { dimensionOf, propertyOf } from './dimensions.ts'

const most = { depth: 8, leaves: 100, values: 100, textLength: 500 }

/**
 * A condition over the columns of a fact; without a filter it always holds.
 * @throws INVALID_FILTER when a node is none or several of its kinds, too deep, too large, or lacks its values
 */
export function filterCondition(filter: FilterInput | null | undefined): Sql {
  if (!filter) return sql`true`
  let leaves = 0
  const condition = (node: FilterInput, depth: number): Sql => {
    if (depth > most.depth) throw invalid(`A filter is at most ${most.depth} levels deep.`)
    checkExactlyOne(node)
    if (node.and) return group(node.and, ' and ', depth)
    if (node.or) return group(node.or, ' or ', depth)
    if (node.not) return sql`not (${condition(node.not, depth + 1)})`
    if (++leaves > most.leaves) throw invalid(`A filter has at most ${most.leaves} conditions.`)
    return comparison(node)
  }
  const group = (nodes: FilterInput[], between: string, depth: number): Sql => {
    if (!nodes.length) throw invalid('`and` and `or` need at least one condition.')
    return sql`(${joined(
      nodes.map(node => condition(node, depth + 1)),
      between,
    )})`
  }
  return condition(filter, 1)
}

function checkExactlyOne({ dimension, property, and, or, not }: FilterInput): void {
  const given = Object.entries({ dimension, property, and, or, not }).flatMap(([key, value]) =>
    value == null ? [] : [key],
  )
  if (given.length === 1) return
  const found = given.length ? `this has ${given.join(' and ')}` : 'this has none'
  throw invalid(`A filter is exactly one of dimension, property, and, or, not; ${found}.`)
}

function comparison({ dimension, property, operator, values }: FilterInput): Sql {
  const subject = dimension ? dimensionOf(dimension) : propertyOf(checkedText(property!))
  return operators[operator](subject, operator, values)
}

type Compare = (subject: Sql, operator: FilterOperator, values: string[] | null | undefined) => Sql

const operators = {
  [FilterOperator.IS]: (subject, operator, values) => sql`has(${valuesOf(operator, values)}, ${subject})`,
  [FilterOperator.IS_NOT]: (subject, operator, values) =>
    sql`not has(${valuesOf(operator, values)}, ${subject})`,
  [FilterOperator.CONTAINS]: (subject, operator, values) =>
    sql`multiSearchAnyCaseInsensitiveUTF8(${subject}, ${valuesOf(operator, values)})`,
  [FilterOperator.NOT_CONTAINS]: (subject, operator, values) =>
    sql`not multiSearchAnyCaseInsensitiveUTF8(${subject}, ${valuesOf(operator, values)})`,
  [FilterOperator.IS_SET]: subject => sql`${subject} != ''`,
  [FilterOperator.IS_NOT_SET]: subject => sql`${subject} = ''`,
} satisfies Record<FilterOperator, Compare>

function valuesOf(operator: FilterOperator, values: string[] | null | undefined): Sql {
  if (!values?.length || values.length > most.values)
    throw invalid(`${operator} needs 1 to ${most.values} values.`)
  return texts(values.map(checkedText))
}

/** @throws INVALID_FILTER for what neither engine could store, and so no fact can have */
export function checkedText(value: string): string {
  if (!value || value.length > most.textLength || !isStorable(value))
    throw invalid(`A property key or value is 1 to ${most.textLength} well-formed characters.`)
  return value
}

const invalid = (message: string) => badInput('INVALID_FILTER', 'filter', message)
