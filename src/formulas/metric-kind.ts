import { type Metric, metrics } from '../metrics-catalogue/catalogue.ts'
import { type Unit } from '../metrics-catalogue/metric.ts'
import { MetricKind } from '../schema/metrics/metric-definition.ts'
import { parseFormula } from './grammar/parse-formula.ts'
import { type AggregateName } from './grammar/tree.ts'

const kindOfUnit: Record<Unit, MetricKind> = {
  COUNT: MetricKind.COUNT,
  TOKENS: MetricKind.SUM,
  USD: MetricKind.SUM,
  TOKENS_EACH: MetricKind.AVERAGE,
  MS: MetricKind.AVERAGE,
  SECONDS: MetricKind.AVERAGE,
  SCORE: MetricKind.AVERAGE,
  RATE: MetricKind.RATIO,
  PER_USER: MetricKind.RATIO,
  PER_CONVERSATION: MetricKind.RATIO,
  PER_MINUTE: MetricKind.RATIO,
  PER_SECOND: MetricKind.RATIO,
}

/** Percentiles end with a level, such as `aiP95Ms`, or begin with `median`. */
export const kindOfMetric = (metric: Metric): MetricKind =>
  /P\d\d(Ms)?$|^median/.test(metric) ? MetricKind.PERCENTILE : kindOfUnit[metrics[metric].unit]

const kindOfAggregate: Record<AggregateName, MetricKind> = {
  count: MetricKind.COUNT,
  users: MetricKind.COUNT,
  conversations: MetricKind.COUNT,
  sum: MetricKind.SUM,
  avg: MetricKind.AVERAGE,
  min: MetricKind.FORMULA,
  max: MetricKind.FORMULA,
  p50: MetricKind.PERCENTILE,
  p75: MetricKind.PERCENTILE,
  p90: MetricKind.PERCENTILE,
  p95: MetricKind.PERCENTILE,
  p99: MetricKind.PERCENTILE,
}

/** The kind of the outermost part of a formula. */
export function kindOfFormula(formula: string): MetricKind {
  const tree = parseFormula(formula)
  if (tree.kind === 'aggregate') return kindOfAggregate[tree.name]
  return tree.kind === 'binary' && tree.operator === '/' ? MetricKind.RATIO : MetricKind.FORMULA
}
