import { type EntityManager } from '@mikro-orm/postgresql'
import {
  builtInMetric,
  catalogueExpression,
  type MetricExpression,
} from '../analytics/measures/metric-expression.ts'
import { type Metric } from '../metrics-catalogue/catalogue.ts'
import { compileMetric, type FormulaToCompile } from './compile-metric.ts'
import { parseFormula } from './grammar/parse-formula.ts'
import { type MetricContent } from './metric-content.ts'
import { refusing } from './refusing.ts'
import { metricsIn, storedMetric } from './stored-metrics.ts'

/** Exactly one of a built-in metric, the key of any metric, and the text of a formula. */
export interface MetricRef {
  name?: Metric | null
  key?: string | null
  formula?: string | null
}

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
  { name, key, formula }: MetricRef,
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
