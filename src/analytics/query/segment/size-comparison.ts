import { raw, type Sql, sql } from '../../../clickhouse/sql.ts'
import { FilterOperator } from '../../../schema/filter-input.ts'
import { invalidSegment } from './invalid-segment.ts'

/** A comparison of two numbers, in SQL and in TypeScript. */
interface SizeComparison {
  holds(left: Sql, right: Sql): Sql
  isTrue(left: number, right: number): boolean
}

const comparisons: Partial<Record<FilterOperator, [string, SizeComparison['isTrue']]>> = {
  [FilterOperator.IS]: ['=', (left, right) => left === right],
  [FilterOperator.IS_NOT]: ['!=', (left, right) => left !== right],
  [FilterOperator.GREATER_THAN]: ['>', (left, right) => left > right],
  [FilterOperator.GREATER_OR_EQUAL]: ['>=', (left, right) => left >= right],
  [FilterOperator.LESS_THAN]: ['<', (left, right) => left < right],
  [FilterOperator.LESS_OR_EQUAL]: ['<=', (left, right) => left <= right],
}

/**
 * The comparison that an operator makes; `what` names the number for the error.
 * @throws INVALID_SEGMENT, or the error that `invalid` makes, for an operator that compares no numbers
 */
export function sizeComparison(
  operator: FilterOperator,
  what: string,
  invalid = invalidSegment,
): SizeComparison {
  const found = comparisons[operator]
  if (!found) throw invalid(`${what} is a number and cannot be compared with ${operator}.`)
  const [symbol, isTrue] = found
  return { holds: (left, right) => sql`${left} ${raw(symbol)} ${right}`, isTrue }
}
