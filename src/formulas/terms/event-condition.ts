import { isActive } from '../../analytics/query/active.ts'
import { filterCondition } from '../../analytics/query/filter.ts'
import { isInputError } from '../../checks/collect.ts'
import { joined, type Sql, sql, text } from '../../clickhouse/sql.ts'
import { FormulaError } from '../grammar/formula-error.ts'
import { type AggregateNode, type EventSet, type SetName } from '../grammar/tree.ts'

/** The condition on the events of an aggregate. @throws FormulaError for a value that a dimension cannot have */
export const eventCondition = (project: string, { set, where, at }: AggregateNode): Sql =>
  sql`(${setCondition(set)}${where ? sql` and ${whereCondition(project, where, at)}` : sql``})`

const sets: Record<SetName, Sql> = {
  events: sql`true`,
  messages: sql`kind = 'message'`,
  aiCalls: sql`kind = 'ai_call'`,
  apiCalls: sql`kind = 'api_call'`,
  activities: sql`kind = 'activity'`,
  systemMetrics: sql`kind = 'system_metric'`,
  conversations: sql`conversation_id != ''`,
  users: isActive,
}

function setCondition({ name, names }: EventSet): Sql {
  if (!names) return sets[name]
  const isNamed = sql`name in (${joined(names.map(text))})`
  return name === 'events' ? isNamed : sql`${sets[name]} and ${isNamed}`
}

function whereCondition(project: string, where: NonNullable<AggregateNode['where']>, at: number): Sql {
  try {
    return filterCondition(project, where)
  } catch (error) {
    if (!isInputError(error)) throw error
    throw new FormulaError(at, error.message)
  }
}
