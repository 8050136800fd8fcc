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

/** @throws INVALID_SEGMENT for an operator that compares no numbers; `what` names the number for the error */
export function sizeComparison(operator: FilterOperator, what: string): SizeComparison {
  const found = comparisons[operator]
  if (!found) throw invalidSegment(`${what} is a number and cannot be compared with ${operator}.`)
  const [symbol, isTrue] = found
  return { holds: (left, right) => sql`${left} ${raw(symbol)} ${right}`, isTrue }
}
