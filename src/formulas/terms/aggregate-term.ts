import { type ExpressionParts, type MetricAggregate } from '../../analytics/measures/metric-expression.ts'
import { isActive } from '../../analytics/query/active.ts'
import { compile, raw, type Sql, sql } from '../../clickhouse/sql.ts'
import { type FilterInput } from '../../schema/filter-input.ts'
import { type AggregateNode } from '../grammar/tree.ts'
import { eventCondition } from './event-condition.ts'
import { type FieldAggregate, fieldAggregates } from './field-aggregates.ts'
import { fieldOf } from './fields.ts'
import { digestOf, filtered } from './filtered.ts'
import { partOfColumn, partsFiltered } from './parts.ts'
import { anyQuantity, type Quantity, quantityOf } from './quantity.ts'
import { exactColumn, type Term, termOf } from './term.ts'

interface Scope {
  project: string
  /** A condition on all events, beside that of the aggregate. */
  filter?: FilterInput
}

/** An aggregate over events. @throws FormulaError for a field that the events do not have, and for a bad condition */
export function aggregateTerm({ project, filter }: Scope, node: AggregateNode): Term {
  const isIn = eventCondition(project, node)
  const column = node.field ? fieldColumn(node, isIn) : countColumn(node, isIn)
  const aggregate = filtered(aggregateOf(column.sql), filter)
  const { digits, isExact } = column
  return termOf(
    [{ aggregates: [aggregate], divisors: [], needsMinutes: false }],
    column.quantity,
    sql`toFloat64(${raw(aggregate.name)})`,
    {
      ...(digits && { isExact, decimal: exactColumn(raw(aggregate.name), ...digits) }),
      ...partsFiltered(partsOf(node, isIn), filter),
    },
  )
}

/** Counts and sums add up, and a mean is a sum over a count. An extreme and a percentile are made of nothing that does. */
function partsOf(node: AggregateNode, isIn: Sql): ExpressionParts | undefined {
  const count = (isIn: Sql, by: keyof typeof counts = 'count') =>
    partOfColumn(aggregateOf(counts[by](isIn)), [20, 0], by !== 'count')
  if (!node.field) return { over: count(isIn, countedBy(node)) }
  if (node.name !== 'sum' && node.name !== 'avg') return undefined
  const { value, digits } = fieldOf(node.set, node.field)
  const exact = digits ? value : sql`toDecimal128(${value}, 6)`
  const sum = aggregateOf(fieldAggregates.sum.written(exact, isIn))
  const over = partOfColumn(sum, digits ?? [26, 6], false)
  return node.name === 'sum' ? { over } : { over, under: count(sql`${isIn} and isNotNull(${value})`) }
}

/** An aggregate, and what it gives. */
interface Column {
  sql: Sql
  quantity: Quantity
  /** The digits before and after the point, if the numbers are exact. */
  digits?: [number, number]
  isExact?: boolean
}

/** A count of nothing is 0. */
const countColumn = (node: AggregateNode, isIn: Sql): Column => ({
  sql: counts[countedBy(node)](isIn),
  quantity: quantityOf('COUNT'),
  digits: [20, 0],
})

/** `count(conversations where …)` counts conversations, and so does `conversations(…)`. */
function countedBy({ name, set }: AggregateNode): keyof typeof counts {
  if (name === 'users' || name === 'conversations') return name
  return set.name === 'users' || set.name === 'conversations' ? set.name : 'count'
}

const counts = {
  count: (isIn: Sql) => sql`countIf(${isIn})`,
  users: (isIn: Sql) => sql`groupBitmapIf(user_no, ${isActive} and ${isIn})`,
  conversations: (isIn: Sql) =>
    sql`uniqExactIf(cityHash64(conversation_id), conversation_id != '' and ${isIn})`,
}

function fieldColumn({ name, set, field }: AggregateNode, isIn: Sql): Column {
  const { value, units, digits, isExact } = fieldOf(set, field!)
  const { written, keepsDigits, isTotal } = fieldAggregates[name as FieldAggregate]
  return {
    sql: written(value, isIn),
    quantity: units ? quantityOf(isTotal ? units.total : units.each) : anyQuantity,
    ...(keepsDigits && { digits, isExact }),
  }
}

/** Equal aggregates have equal names. */
const aggregateOf = (aggregate: Sql): MetricAggregate => ({
  name: `aggregate_${digestOf(compile(aggregate))}`,
  source: 'events',
  sql: aggregate,
})
