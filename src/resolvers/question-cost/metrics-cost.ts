import { aggregateOf, type FactMetric, metricsFrom } from '../../analytics/query/measure/metrics.ts'
import { compile } from '../../clickhouse/sql.ts'
import { type Metric } from '../../schema/metrics.ts'
import { reading, type Scope } from './reading.ts'
import { weights } from './weights.ts'

/** Percentiles, and distinct counts of anything but users, are not kept as totals: they need facts. */
const addsUp = (metric: Metric) =>
  !/uniqExact|quantile/.test(compile(aggregateOf(metric as FactMetric)).query)

/** The cost of measuring metrics: one statement for each source that has some of them. */
export function metricsCost(metrics: Metric[], scope: Scope, of: 'facts' | 'kind'): number {
  const has = (source: Parameters<typeof metricsFrom>[0]) => metricsFrom(source, metrics).length > 0
  return (
    factsCost(metricsFrom('facts', metrics), scope, of) +
    (has('sessions') ? reading('sessions', scope) : 0) +
    (has('trailing') ? reading('activity', { ...scope, days: scope.days + 30 }) : 0) +
    (has('firstFacts')
      ? weights.knownUsers + scope.segment + (scope.factor > 1 ? reading(of, scope) : 0)
      : 0) +
    (has('accumulated') ? weights.knownUsers + scope.segment : 0)
  )
}

function factsCost(metrics: Metric[], scope: Scope, of: 'facts' | 'kind'): number {
  if (!metrics.length) return 0
  if (!metrics.every(addsUp)) return reading(of, scope)
  if (of === 'kind') return reading('named', scope)
  return reading(scope.isNarrowed ? 'facts' : 'totals', scope)
}
