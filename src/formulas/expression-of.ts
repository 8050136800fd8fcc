import { type EntityManager } from '@mikro-orm/postgresql'
import {
  builtInMetric,
  catalogueExpression,
  type MetricExpression,
} from '../analytics/measures/metric-expression.ts'
import { type MetricRefInput } from '../schema/questions/measure-input.ts'
import { compileMetric, type FormulaToCompile } from './compile-metric.ts'
import { parseFormula } from './grammar/parse-formula.ts'
import { type MetricContent } from './metric-content.ts'
import { refusing } from './refusing.ts'
import { metricsIn, storedMetric } from './stored-metrics.ts'

interface Scope {
  project: string
  em: EntityManager
}

/**
 * The number that a metric, or a formula, stands for.
 * @throws NOT_FOUND for a key that the project does not have, INVALID_FORMULA, CYCLE
 */
export async function expressionOf(
  scope: Scope,
  { name, key, formula }: MetricRefInput,
): Promise<MetricExpression> {
  if (formula != null) return expressionOfFormula(scope, { formula })
  const builtIn = name ?? builtInMetric(key ?? '')
  return builtIn
    ? catalogueExpression(builtIn)
    : expressionOfFormula(scope, (await storedMetric(scope.em, key ?? '')).content as MetricContent)
}

/** @throws INVALID_FORMULA with the position in the text, CYCLE, NOT_FOUND */
export const expressionOfFormula = (
  { project, em }: Scope,
  metric: FormulaToCompile,
): Promise<MetricExpression> =>
  refusing(metric.formula, async () => {
    const known = await metricsIn(em, parseFormula(metric.formula))
    return compileMetric(project, metric, known)
  })
