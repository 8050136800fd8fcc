import { builtInMetric } from '../analytics/measures/metric-expression.ts'
import { filterCondition } from '../analytics/query/filter.ts'
import { collectedInTurn } from '../checks/collect.ts'
import { eventsOf } from '../clickhouse/scope.ts'
import { joined, type Sql, sql } from '../clickhouse/sql.ts'
import { Definition } from '../entities/definition.ts'
import { badInput } from '../errors.ts'
import { compileMetric } from '../formulas/compile-metric.ts'
import { expressionOfFormula } from '../formulas/expression-of.ts'
import { FormulaError } from '../formulas/grammar/formula-error.ts'
import { isWordOfFormulas } from '../formulas/grammar/words.ts'
import { type MetricContent } from '../formulas/metric-content.ts'
import { isKey, keysOf } from '../formulas/stored-metrics.ts'
import { type RequestScope } from '../request/request-scope.ts'

/**
 * Refuses a custom metric that could not be computed now. `id` is that of the metric if it is saved already.
 * @throws INVALID_KEY, NAME_TAKEN, INVALID_FORMULA, CYCLE, NOT_FOUND, INVALID_FILTER
 */
export async function checkMetric(scope: RequestScope, metric: MetricContent, id?: string): Promise<void> {
  const checks = [
    () => checkKey(metric.key),
    () => filterCondition(scope.project, metric.filter),
    () => expressionOfFormula(scope, metric),
  ]
  await collectedInTurn<() => unknown, unknown>(checks, check => check())
  await checkInClickHouse(scope, metric)
  if (id) await checkUsers(scope, metric, id)
}

function checkKey(key: string): void {
  if (!isKey(key))
    throw badInput(
      'INVALID_KEY',
      'key',
      'The key has 1 to 63 characters a-z, 0-9 and _, and begins with a letter, such as "conversion_rate".',
    )
  if (builtInMetric(key) || isWordOfFormulas(key))
    throw badInput('NAME_TAKEN', 'key', `"${key}" already means something in formulas. Choose another key.`)
}

/** ClickHouse compiles the aggregates over events, and reads none. */
async function checkInClickHouse(scope: RequestScope, metric: MetricContent): Promise<void> {
  const { aggregates } = await expressionOfFormula(scope, metric)
  const ofEvents = aggregates.filter(({ source }) => source === 'events').map(({ sql }) => sql)
  if (ofEvents.length) await scope.run('metric: check', checkQuery(scope.project, ofEvents, metric.filter))
}

const checkQuery = (project: string, aggregates: Sql[], filter: MetricContent['filter']) => sql`
select ${joined(aggregates)}
from (select * from ${eventsOf(project)} where ${filterCondition(project, filter)} limit 0)`

/** Refuses a change after which another metric could no longer be computed. */
async function checkUsers({ em, project }: RequestScope, metric: MetricContent, id: string): Promise<void> {
  const others = await em.find(Definition, { kind: 'metric', id: { $ne: id } })
  const known = new Map(others.map(({ content }) => content as MetricContent).map(one => [one.key, one]))
  known.set(metric.key, metric)
  for (const { name, content } of others)
    if (uses(content as MetricContent, metric.key, known))
      checkUser(project, name, content as MetricContent, known)
}

/** Whether a metric names the other one, directly or through others. */
function uses(
  metric: MetricContent,
  key: string,
  known: Map<string, MetricContent>,
  seen = new Set<string>(),
): boolean {
  if (seen.has(metric.key)) return false
  seen.add(metric.key)
  const keys = keysOf(metric.formula)
  return (
    keys.includes(key) || keys.some(other => known.has(other) && uses(known.get(other)!, key, known, seen))
  )
}

function checkUser(
  project: string,
  name: string,
  metric: MetricContent,
  known: Map<string, MetricContent>,
): void {
  try {
    compileMetric(project, metric, known)
  } catch (error) {
    if (!(error instanceof FormulaError)) throw error
    throw badInput(
      error.code,
      'formula',
      `The metric "${name}" uses this one, and could not be computed: ${error.message}`,
    )
  }
}
