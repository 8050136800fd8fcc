import {
  catalogueExpression,
  expressionOfPart,
  type MetricExpression,
} from '../analytics/measures/metric-expression.ts'
import { type Metric } from '../metrics-catalogue/catalogue.ts'
import { type NumberKind } from './rules.ts'

/** Whether a metric counts, adds up amounts, or is a ratio of any kind. */
export function numberKindOf({ unit, parts }: MetricExpression): NumberKind {
  if (unit === 'COUNT') return 'COUNT'
  return parts && !parts.under ? 'SUM' : 'RATIO'
}

/** The number of things behind a ratio, such as the calls behind an error rate; undefined if it is not known. */
export function sampleOf(expression: MetricExpression): MetricExpression | undefined {
  const under = expression.parts?.under
  if (!under) return ofPercentile(expression.key ?? '')
  return expressionOfPart(under)
}

/** A percentile is made of the values that the mean is made of. */
function ofPercentile(key: string): MetricExpression | undefined {
  const mean = means.find(([percentile]) => percentile.test(key))?.[1]
  return mean && sampleOf(catalogueExpression(mean))
}

const means: [RegExp, Metric][] = [
  [/^aiP\d\dMs$/, 'aiResponseTimeMs'],
  [/^apiP\d\dMs$/, 'apiResponseTimeMs'],
  [/^responseTimeP\d\dMs$/, 'responseTimeMs'],
  [/^timeToFirstTokenP95Ms$/, 'timeToFirstTokenMs'],
  [/^medianSessionSeconds$/, 'averageSessionSeconds'],
]
