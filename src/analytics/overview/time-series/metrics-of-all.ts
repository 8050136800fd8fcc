import { type Metric } from '../../../metrics-catalogue/catalogue.ts'
import { type FilterInput } from '../../../schema/filter-input.ts'
import { Measure } from '../../../schema/overview/time-series.ts'
import { measure, measureOverTime } from '../../query/measure/measure.ts'
import { type Query } from '../../query/query.ts'
import { type Buckets, type NumbersOf } from './scan.ts'
import { type SeriesAsked } from './series-asked.ts'

/** The measures of all events that are metrics, which are stored as totals. */
const metrics: Partial<Record<Measure, Metric>> = {
  [Measure.EVENTS]: 'events',
  [Measure.UNIQUE_USERS]: 'activeUsers',
  [Measure.EVENTS_PER_USER]: 'eventsPerUser',
}

/** Whether the series is a metric of all events. */
export const isMetricOfAll = ({ isOfAll, measure }: SeriesAsked): boolean => isOfAll && measure in metrics

/** The numbers of series that are metrics of all events, which take fewer rows to read. */
export async function metricsOfAll(
  query: Query,
  series: SeriesAsked[],
  { range, edges, hasTotal }: Buckets,
  filter: FilterInput | null | undefined,
): Promise<NumbersOf> {
  const names = [...new Set(series.map(({ measure }) => metrics[measure]!))]
  const [buckets, totals] = await Promise.all([
    measureOverTime(query, 'timeSeries', { range, filter }, names, edges),
    hasTotal ? measure(query, 'timeSeries', { range, filter }, names) : undefined,
  ])
  return ({ measure }) => {
    const metric = metrics[measure]!
    return {
      values: buckets.map(values => values[metric] as number | null),
      total: (totals?.[metric] ?? null) as number | null,
    }
  }
}
