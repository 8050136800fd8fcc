import { aggregateOf } from '../../analytics/query/measure/select-metrics.ts'
import { compile } from '../../clickhouse/sql.ts'
import { type EventMetric, type Metric, metricsFrom } from '../../metrics-catalogue/catalogue.ts'
import { type Source } from '../../metrics-catalogue/metric.ts'
import { reading, type Scope } from './reading.ts'
import { weights } from './weights.ts'

/** Percentiles, and distinct counts of anything but users, are not stored as totals: they need events. */
const addsUp = (metric: Metric) =>
  !/uniqExact|quantile/.test(compile(aggregateOf(metric as EventMetric)).query)

/** The cost of measuring metrics: one statement for each source that has some of them. */
export function metricsCost(metrics: Metric[], scope: Scope, of: 'events' | 'kind'): number {
  const has = (source: Source) => metricsFrom(source, metrics).length > 0
  return (
    eventsCost(metricsFrom('events', metrics), scope, of) +
    (has('sessions') ? reading('sessions', scope) : 0) +
    (has('trailingDays') ? reading('activity', { ...scope, days: scope.days + 30 }) : 0) +
    (has('firstActivities')
      ? weights.knownUsers + scope.segment + (scope.factor > 1 ? reading(of, scope) : 0)
      : 0) +
    (has('knownUsers') ? weights.knownUsers + scope.segment : 0)
  )
}

function eventsCost(metrics: Metric[], scope: Scope, of: 'events' | 'kind'): number {
  if (!metrics.length) return 0
  if (!metrics.every(addsUp)) return reading(of, scope)
  if (of === 'kind') return reading('named', scope)
  return reading(scope.isNarrowed ? 'events' : 'totals', scope)
}
