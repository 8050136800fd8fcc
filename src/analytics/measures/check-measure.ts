import { badInput } from '../../errors.ts'
import { largest } from '../../schema/largest.ts'
import { type MetricDimension } from '../../schema/metrics/metric-dimension.ts'
import { type MeasureBreakdownInput, type MeasureInput } from '../../schema/questions/measure-input.ts'
import { checkFirst } from '../query/first.ts'
import { type MetricExpression } from './metric-expression.ts'

/** @throws INVALID_METRICS, INVALID_BREAKDOWN, INVALID_FIRST, INVALID_ORDER */
export function checkMeasure({ metrics, by, first, orderBy }: MeasureInput): void {
  const { questionMetrics, questionBreakdowns } = largest
  if (!metrics.length || metrics.length > questionMetrics)
    throw badInput('INVALID_METRICS', 'metrics', `metrics must have 1 to ${questionMetrics} items.`)
  if (by && by.length > questionBreakdowns)
    throw badInput('INVALID_BREAKDOWN', 'by', `by may have at most ${questionBreakdowns} breakdowns.`)
  checkFirst(first)
  if (orderBy && (orderBy.metric < 1 || orderBy.metric > metrics.length))
    throw badInput('INVALID_METRICS', 'orderBy.metric', `orderBy.metric must be 1 to ${metrics.length}.`)
}

/** @throws INVALID_BREAKDOWN where a custom metric allows other breakdowns only */
export function checkRestrictions(by: MeasureBreakdownInput[], expressions: MetricExpression[]): void {
  for (const { key, dimensions } of expressions) {
    const refused = dimensions && by.map(dimensionOf).find(dimension => !dimensions.includes(dimension))
    if (refused)
      throw badInput(
        'INVALID_BREAKDOWN',
        'by',
        `The metric ${key} can be broken down by ${dimensions.join(', ') || 'nothing'} only.`,
      )
  }
}

function dimensionOf({ dimension, property, trait }: MeasureBreakdownInput): MetricDimension {
  if (dimension) return dimension
  if (property != null) return 'PROPERTY'
  return trait != null ? 'TRAIT' : 'SEGMENT'
}

/** The most values of an answer. */
export const mostCells = 50_000

/** @throws TOO_MANY_CELLS above 50,000 values */
export function checkCells(
  { metrics, by, first }: Pick<MeasureInput, 'metrics' | 'by' | 'first'>,
  buckets = 1,
): void {
  const groups = by?.length ? first + 1 : 1
  if (metrics.length * groups * buckets > mostCells)
    throw badInput(
      'TOO_MANY_CELLS',
      'first',
      `The answer may have at most ${mostCells.toLocaleString('en')} values. Use a longer interval, fewer metrics or fewer groups.`,
    )
}
