import { exactNumber, propertyOf } from '../../analytics/query/dimensions.ts'
import { raw, type Sql } from '../../clickhouse/sql.ts'
import { snakeCase } from '../../entities/column.ts'
import { type EventColumn, eventColumns } from '../../entities/event-columns.ts'
import { MetricUnit } from '../../schema/metrics/metric-unit.ts'
import { FormulaError } from '../grammar/formula-error.ts'
import { nearest } from '../grammar/nearest.ts'
import { type EventSet, type FieldRef, type SetName } from '../grammar/tree.ts'

/** The values of a field of events: a column over events that is null where an event has none. */
export interface Field {
  value: Sql
  /** The unit of a sum, and that of one value; absent for a property. */
  units?: { total: Unit; each: Unit }
  /** The digits before and after the point that a sum may have, if the values are exact numbers. */
  digits?: [number, number]
  /** Whether formulas compute with all digits. */
  isExact?: boolean
}

type Unit = Exclude<MetricUnit, 'OTHER'>

const { MS, TOKENS, TOKENS_EACH, USD, USD_EACH, SCORE, RATIO } = MetricUnit
const ms = { total: MS, each: MS }
const tokens = { total: TOKENS, each: TOKENS_EACH }
const usd = { total: USD, each: USD_EACH }

/** The columns with numbers, and their units. */
const columns: Record<string, { total: Unit; each: Unit }> = {
  durationMs: ms,
  firstTokenMs: ms,
  inputTokens: tokens,
  cachedTokens: tokens,
  cacheWriteTokens: tokens,
  audioInputTokens: tokens,
  outputTokens: tokens,
  reasoningTokens: tokens,
  audioOutputTokens: tokens,
  costUsd: usd,
  savedCostUsd: usd,
  satisfaction: { total: RATIO, each: SCORE },
}

const usage = Object.keys(columns).filter(name => name !== 'durationMs' && name !== 'satisfaction')

/** The fields that the events of a set can have. */
const fieldsOfSets: Record<SetName, string[]> = {
  events: Object.keys(columns),
  conversations: Object.keys(columns),
  users: Object.keys(columns),
  messages: ['durationMs', ...usage],
  aiCalls: ['durationMs', ...usage],
  apiCalls: ['durationMs'],
  activities: [],
  systemMetrics: ['value'],
}

/** @throws FormulaError for a field that the set does not have */
export function fieldOf(set: EventSet, ref: FieldRef): Field {
  if ('property' in ref) return propertyField(ref.property)
  const known = fieldsOfSets[set.name]
  const isCustom = set.name === 'events' && set.names
  if (isCustom) return propertyOfNamed(ref)
  if (!known.includes(ref.name)) throw unknownField(set.name, ref, known)
  return columnField(ref.name)
}

/** `event("order").value` is a property, because custom events have nothing else. */
function propertyOfNamed({ name, at }: { name: string; at: number }): Field {
  if (name in columns)
    throw new FormulaError(
      at,
      `"${name}" may be a field or a property here: write aiCall.${name}, or properties.${name}.`,
    )
  return propertyField(name)
}

const propertyField = (path: string): Field => ({ value: exactNumber(propertyOf(path)), ...decimals })

const decimals = { digits: [26, 12], isExact: true } satisfies Partial<Field>

function columnField(name: string): Field {
  const column = snakeCase(name) as EventColumn
  const { clickhouse } = eventColumns[column]
  return {
    value: raw(column),
    units: columns[name],
    ...(clickhouse.includes('Decimal') && decimals),
    ...(clickhouse.includes('Int') && { digits: [20, 0] }),
  }
}

function unknownField(
  set: string,
  { name, at }: { name: string; at: number },
  known: string[],
): FormulaError {
  const choices = known.length ? ` It has ${known.join(', ')}.` : ''
  return new FormulaError(
    at,
    `${set} has no field "${name}".${nearest(name, known)}${choices} A property is ${set}.properties.${name}.`,
  )
}
