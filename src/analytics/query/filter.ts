import { at, collected, type Place } from '../../checks/collect.ts'
import { usersOf } from '../../clickhouse/scope.ts'
import { joined, type Sql, sql } from '../../clickhouse/sql.ts'
import { type FilterInput } from '../../schema/filter-input.ts'
import { largest } from '../../schema/largest.ts'
import { storedValues } from './closed-dimensions.ts'
import { type Comparison, checkedText, comparisonOf, invalidFilter } from './comparison.ts'
import { storedDimension } from './dimensions.ts'
import { missing, subjectAt } from './subject.ts'

const mostLevels = 8

/**
 * A condition on an event of the project; true without a filter.
 * @param place where the filter is in the input, which its errors say
 * @throws INVALID_FILTER for a node that is not exactly one kind of condition, is too deep, or lacks its values, and for
 * too many conditions
 */
export function filterCondition(
  project: string,
  filter: FilterInput | null | undefined,
  place: Place = ['filter'],
): Sql {
  if (!filter) return sql`true`
  let leaves = 0
  const condition = (node: FilterInput, depth: number): Sql => {
    if (depth > mostLevels) throw invalidFilter(`A filter may be at most ${mostLevels} levels deep.`)
    checkExactlyOne(node)
    if (node.and) return group(node.and, ' and ', depth)
    if (node.or) return group(node.or, ' or ', depth)
    if (node.not) return sql`not (${at(['not'], () => condition(node.not!, depth + 1))})`
    if (++leaves > largest.filterConditions)
      throw invalidFilter(`A filter may have at most ${largest.filterConditions} conditions.`)
    return compared(project, node)
  }
  const group = (nodes: FilterInput[], between: string, depth: number): Sql => {
    if (!nodes.length) throw invalidFilter('`and` and `or` need at least one condition.')
    return sql`(${joined(
      collected(nodes, (node, i) => at([between.trim(), i], () => condition(node, depth + 1))),
      between,
    )})`
  }
  return at(place, () => condition(filter, 1))
}

function checkExactlyOne({ dimension, property, trait, and, or, not }: FilterInput): void {
  const given = Object.entries({ dimension, property, trait, and, or, not }).flatMap(([key, value]) =>
    value == null ? [] : [key],
  )
  if (given.length === 1) return
  const found = given.length ? `this has ${given.join(' and ')}` : 'this has none'
  throw invalidFilter(`A filter must have exactly one of dimension, property, trait, and, or, not; ${found}.`)
}

function compared(project: string, { dimension, property, trait, operator, values }: FilterInput): Sql {
  if (dimension)
    return comparisonOf(
      operator,
      storedValues(dimension, operator, values),
    )({ text: storedDimension(dimension) })
  const comparison = comparisonOf(operator, values)
  if (property != null) return comparison(subjectAt('properties', checkedText(property)))
  return traitCondition(project, checkedText(trait!), comparison)
}

/**
 * A condition on `user_no`. A missing trait, or no user at all, compares like the empty text. The subquery lists the
 * users whose trait compares differently from the empty text, which may be few.
 */
export function traitCondition(project: string, trait: string, comparison: Comparison): Sql {
  const ofEmpty = comparison(missing)
  const others = sql`select user_no from ${usersOf(project)} where (${comparison(subjectAt('traits', trait))}) != (${ofEmpty})`
  return sql`((user_no in (${others})) != (${ofEmpty}))`
}
