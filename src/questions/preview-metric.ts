import { metricAnswer } from '../analytics/measures/metric-answer.ts'
import { type Selection } from '../analytics/query/measure/selection.ts'
import { type QueryScope } from '../analytics/query/query-scope.ts'
import { compileMetric } from '../formulas/compile-metric.ts'
import { FormulaError, positionIn } from '../formulas/grammar/formula-error.ts'
import { parseFormula } from '../formulas/grammar/parse-formula.ts'
import { definitionOfFormula } from '../formulas/metric-definitions.ts'
import { metricsIn } from '../formulas/stored-metrics.ts'
import { type MetricDefinition } from '../schema/metrics/metric-definition.ts'
import { type MetricPreview } from '../schema/metrics/metric-preview.ts'
import { type ComparedArgs } from '../schema/question-args.ts'

/** A formula that is not saved: its errors with their places, or its numbers. @throws as `measures` does, but for the formula */
export async function previewMetric(
  scope: QueryScope,
  formula: string,
  args: ComparedArgs,
  selected: Selection | undefined,
): Promise<MetricPreview> {
  try {
    const metric = await definitionOf(scope, formula)
    const answer = selected ? await metricAnswer({ scope, ref: { formula }, args, metric }, selected) : null
    return { errors: [], answer }
  } catch (error) {
    if (!(error instanceof FormulaError)) throw error
    const { code, message, at } = error
    return { errors: [{ code, message, position: positionIn(formula, at) }], answer: null }
  }
}

async function definitionOf({ project, em }: QueryScope, formula: string): Promise<MetricDefinition> {
  const known = await metricsIn(em, parseFormula(formula))
  return definitionOfFormula(formula, compileMetric(project, { formula }, known))
}
