import { integer, integers, sql } from '../../clickhouse/sql.ts'
import { isActive } from '../query/active.ts'
import { bucketOf } from '../query/events.ts'
import { eventsOfMeasured, type Measured } from '../query/measure/measured.ts'
import { type Query } from '../query/query.ts'

/** The users who started on one day, and those of them who were active on the due day or later. */
export interface StartCohort {
  size: number
  returned: number
}

/** The start of a cohort's day, and that of its due day, in milliseconds; a due day that has not begun is infinite. */
export interface CohortDays {
  day: number
  due: number
}

/** The cohorts of some days, by the start of the day. `edges` are those of all days up to the end of `measured`. */
export async function startCohorts(
  query: Query,
  measured: Measured,
  edges: Date[],
  cohorts: CohortDays[],
): Promise<Map<number, StartCohort>> {
  if (!cohorts.length) return new Map()
  const days = integers(cohorts.map(({ day }) => day))
  const dues = integers(cohorts.map(({ due }) => Math.min(due, Number.MAX_SAFE_INTEGER)))
  const rows = await query.run<StartCohort & { day: number }>(
    'userAnalytics: cohorts',
    sql`
select ${bucketOf(edges, sql`first`)} as day, count() as size, countIf(last >= transform(day, ${days}, ${dues}, 0)) as returned
from (
  select toUnixTimestamp64Milli(min(occurred_at)) as first, toUnixTimestamp64Milli(max(occurred_at)) as last
  from ${eventsOfMeasured(query, { ...measured, only: isActive })}
  group by user_no
)
where first >= ${integer(edges[0]!.getTime())} and has(${days}, day)
group by day`,
  )
  return new Map(rows.map(({ day, ...cohort }) => [Number(day), cohort]))
}
