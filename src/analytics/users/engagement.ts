import { badInput } from '../../errors.ts'
import { LifecycleNew } from '../../schema/behavior/lifecycle.ts'
import { CalendarUnit } from '../../schema/date-range-input.ts'
import { type StatsArgs } from '../../schema/question-args.ts'
import {
  type ActiveDays,
  type Engagement,
  type EngagementDay,
  engagementFields,
  type SessionLength,
  type SessionLengthsArgs,
} from '../../schema/users/engagement.ts'
import { begunEdges } from '../query/begun-edges.ts'
import { dateOf } from '../query/calendar.ts'
import { activeIntervals } from '../query/measure/active-intervals.ts'
import { lifecycleBuckets } from '../query/measure/lifecycle-buckets.ts'
import { measureOverTime } from '../query/measure/measure.ts'
import { type Measured } from '../query/measure/measured.ts'
import { type Selection } from '../query/measure/selection.ts'
import { fieldsIn, metricsOf, rangesOf, stats } from '../query/measure/stats.ts'
import { type Query } from '../query/query.ts'
import { type QueryScope } from '../query/query-scope.ts'
import { resolveQuery } from '../query/resolve-query.ts'
import { sessionLengths } from './session-lengths.ts'

/** The answer, and the sessions by their length. */
export type EngagementAnswer = Partial<Engagement> & {
  sessionLengthsIn(args: SessionLengthsArgs): Promise<SessionLength[]>
}

const metricGroup = { name: 'engagement', fields: engagementFields }

/**
 * How often users return: active users around each day, sessions, and the lifecycle of users. Only the selected parts are
 * computed.
 * @throws INVALID_INTERVAL, INVALID_RANGE, INVALID_FILTER, TOO_MANY_BUCKETS
 */
export async function engagement(
  scope: QueryScope,
  input: StatsArgs,
  selected: Selection,
): Promise<EngagementAnswer> {
  if (selected.buckets || selected.previousBuckets) checkInterval(input.interval)
  const query = await resolveQuery(scope, input)
  const measured = { range: rangesOf(query, input).range, filter: input.filter }
  const watched = { ...measured, newBy: LifecycleNew.FIRST_ACTIVITY }
  const [numbers, days, activeDays, lifecycle] = await Promise.all([
    stats(query, metricGroup, input, selected),
    selected.days && daysOf(query, measured, selected.days),
    selected.activeDays && activeDaysOf(query, measured),
    selected.lifecycle && lifecycleBuckets(query, 'engagement: lifecycle', watched, input.interval),
  ])
  const sessionLengthsIn = (args: SessionLengthsArgs) => sessionLengths(query, measured, args)
  return { ...numbers, days, activeDays, lifecycle, sessionLengthsIn }
}

/** In shorter buckets the days that end with the bucket would be the same ones over and over. */
function checkInterval(interval: CalendarUnit): void {
  if (interval === CalendarUnit.MINUTE || interval === CalendarUnit.HOUR)
    throw badInput('INVALID_INTERVAL', 'interval', 'buckets of engagement need an interval of DAY or longer.')
}

async function daysOf(query: Query, measured: Measured, selected: Selection): Promise<EngagementDay[]> {
  const edges = begunEdges(query, measured.range, CalendarUnit.DAY)
  const metrics = metricsOf(metricGroup, fieldsIn(metricGroup, selected))
  const days = await measureOverTime(query, 'engagement: days', measured, metrics, edges)
  return days.map((values, i) => ({ ...values, date: dateOf(edges[i]!, query.calendar) }) as EngagementDay)
}

async function activeDaysOf(query: Query, measured: Measured): Promise<ActiveDays[]> {
  const rows = await activeIntervals(query, 'engagement: active days', measured, CalendarUnit.DAY)
  return rows.map(({ intervals, users }) => ({ activeDays: intervals, users }))
}
