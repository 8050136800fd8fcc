import { factMetrics, overFacts } from '../../../clickhouse/fact-metrics.ts'
import { raw, type Sql, sql } from '../../../clickhouse/sql.ts'
import { ofStates, statesOf, type Total } from '../../../clickhouse/total.ts'
import { type Metric, metrics } from '../../../schema/metrics.ts'
import { isNullable } from '../../../schema/numbers.ts'

/** Aggregates over sessions: `sessions.ts` says what those are. */
const ofSessions = {
  sessions: 'count()',
  averageSessionSeconds: 'avgOrNull(seconds)',
  medianSessionSeconds: 'quantileExactInclusiveOrNull(0.5)(seconds)',
  sessionsPerUser: 'countIf(notEmpty(users)) / nullIf(uniqExactArray(users), 0)',
} satisfies Partial<Record<Metric, string>>

/** Aggregates over the days that trail behind another one: `trailing.ts` says how far. */
const ofTrailing = {
  dau: 'groupBitmapMergeIf(users, age = 0)',
  wau: 'groupBitmapMergeIf(users, age < 7)',
  mau: 'groupBitmapMerge(users)',
  stickiness: 'groupBitmapMergeIf(users, age = 0) / nullIf(groupBitmapMerge(users), 0)',
} satisfies Partial<Record<Metric, string>>

/** Aggregates over the first activities of users. */
const ofFirstFacts = { newUsers: 'count()' } satisfies Partial<Record<Metric, string>>

/** Counted from the first activities before a range and those in it: `measure.ts` adds them up. */
const accumulated = { totalUsers: 'count()' } satisfies Partial<Record<Metric, string>>

/** Whether something is measured from facts alone, so that it can be told apart by any of their dimensions. */
export type FactMetric = keyof typeof factMetrics

/** What is counted for everybody at once, and so for nobody alone. */
export type TrailingMetric = keyof typeof ofTrailing

/** What metrics are computed from, each defined once: every question that shows one takes it from here. */
const sources = {
  facts: factMetrics,
  sessions: ofSessions,
  trailing: ofTrailing,
  firstFacts: ofFirstFacts,
  accumulated,
}
const expressions: Record<Metric, Total | string> = {
  ...factMetrics,
  ...ofSessions,
  ...ofTrailing,
  ...ofFirstFacts,
  ...accumulated,
}

/** A metric of facts as an aggregate over them. */
export const aggregateOf = (metric: FactMetric): Sql => raw(overFacts(factMetrics[metric]))

/** The metrics that come from one source. */
export const metricsFrom = (source: keyof typeof sources, names: Metric[]) =>
  names.filter(name => name in sources[source])

/** `select`ed metrics under their names; nothing at all costs a constant. */
export const select = (names: Metric[]): Sql =>
  columns(names.map(name => `${overFacts(expressions[name])} as ${name}`))

/** Whether parts of the facts can be measured on their own, and added up. */
export const isTotal = (metric: Metric) => typeof expressions[metric] !== 'string'

/** The states that metrics which are totals are computed from, each as a column. */
export const selectStates = (names: Metric[]): Sql =>
  columns(statesFor(names).map((state, i) => `${state} as ${columnName(i)}`))

/** The metrics, computed from rows with these columns. */
export function selectFromStates(names: Metric[]): Sql {
  const states = statesFor(names)
  const columnOf = (state: string) => columnName(states.indexOf(state))
  return columns(names.map(name => `${ofStates(expressions[name] as Total, columnOf)} as ${name}`))
}

const statesFor = (names: Metric[]) => statesOf(names.map(name => expressions[name] as Total))
const columnName = (place: number) => `state_${place + 1}`

const columns = (texts: string[]): Sql => (texts.length ? raw(texts.join(', ')) : sql`1 as nothing`)

/** A selected metric as a number to rank by: money was selected as text. */
export const numeric = (metric: Metric) =>
  raw(metrics[metric].unit === 'USD' ? `toDecimal128(${metric}, 12)` : metric)

/** What a metric is where there is nothing to measure. */
export function emptyValue(metric: Metric): number | string | null {
  if (metrics[metric].unit === 'PER_MINUTE') return 0
  if (isNullable(metric)) return null
  return metrics[metric].unit === 'USD' ? '0' : 0
}
