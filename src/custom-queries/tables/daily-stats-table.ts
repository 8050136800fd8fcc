import { aggregateOf } from '../../analytics/query/measure/select-metrics.ts'
import { eventsOf, firstEventsOf } from '../../clickhouse/scope.ts'
import { joined, name, sql, text } from '../../clickhouse/sql.ts'
import { snakeCase } from '../../entities/column.ts'
import { metrics } from '../../metrics-catalogue/catalogue.ts'
import { type DayMetric, dayMetrics } from '../../schema/overview/daily-stats.ts'
import { type QueryTable } from './query-table.ts'

const ofEvents = dayMetrics.filter(
  (metric): metric is Exclude<DayMetric, 'newUsers'> => metric !== 'newUsers',
)

/** The numbers of each day, as `dailyStats` has them, for the days with events. */
export const dailyStats: QueryTable = {
  description: 'The numbers of a day with events. Reading them computes all days from the events.',
  columns: {
    date: 'The day in the time zone of the query.',
    ...Object.fromEntries(dayMetrics.map(metric => [snakeCase(metric), metrics[metric].description])),
  },
  rows: ({ project, timeZone }) => {
    const day = sql`toDate(occurred_at, ${text(timeZone)})`
    const numbers = ofEvents.map(metric => sql`${numberOf(metric)} as ${name(snakeCase(metric))}`)
    return sql`
select day as date, ${joined(dayMetrics.map(metric => name(snakeCase(metric))))}
from (select ${day} as day, ${joined(numbers)} from ${eventsOf(project)} group by day) as measured
left any join (select ${day} as day, count() as new_users from ${firstEventsOf(project)} group by day) as begun using (day)`
  },
}

/** The catalogue has money as text. */
const numberOf = (metric: (typeof ofEvents)[number]) =>
  metrics[metric].unit === 'USD' ? sql`toDecimal128(${aggregateOf(metric)}, 12)` : aggregateOf(metric)
