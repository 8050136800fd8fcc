import { dailyQuery, newUsersQuery } from '../src/analytics/daily-stats.ts'
import { type FunnelRow, funnelQuery } from '../src/analytics/funnel-query.ts'
import { bucketEdges } from '../src/analytics/query/calendar.ts'
import { type Range } from '../src/analytics/query/range.ts'
import { timeSeriesQuery } from '../src/analytics/time-series.ts'
import { type ClickHouse } from '../src/clickhouse/client.ts'
import { CalendarUnit, WeekStart } from '../src/schema/date-range-input.ts'
import { FunnelAttempt, FunnelRangeMode } from '../src/schema/funnel.ts'
import { Measure } from '../src/schema/time-series.ts'
import { dailyFields, funnelSteps, funnelWindowSeconds, type QuestionName, sum } from './asked.ts'

const project = 'default'
const funnelInput = {
  steps: funnelSteps,
  windowSeconds: funnelWindowSeconds,
  attempt: FunnelAttempt.BEST,
  rangeMode: FunnelRangeMode.ENTRY,
}

/** The very SQL that Convograph runs for each question, sent straight to the engine. */
export const compiledSql: Record<QuestionName, (engine: ClickHouse, range: Range) => Promise<number[]>> = {
  funnel: async (engine, range) => {
    const [row] = await engine.query<FunnelRow>('bare', funnelQuery(project, funnelInput, range, new Date()))
    return row!.users
  },
  dailyStats: async (engine, range) => {
    const edges = daysOf(range)
    const counted = dailyFields.filter(field => field !== 'newUsers')
    const [days, users] = await Promise.all([
      engine.query<Record<string, number>>('bare', dailyQuery(project, edges, counted)),
      engine.query<{ day: number; users: number }>('bare', newUsersQuery(project, edges)),
    ])
    const newUsers = users.filter(({ day }) => day !== 0).map(row => row.users)
    return [...counted.map(field => sum(days.map(day => day[field]!))), sum(newUsers)]
  },
  timeSeries: async (engine, range) => {
    const input = { event: 'docs', measure: Measure.UNIQUE_USERS }
    const rows = await engine.query<{ activeUsers: number }>(
      'bare',
      timeSeriesQuery(project, input, range, daysOf(range)),
    )
    return [sum(rows.map(({ activeUsers }) => activeUsers))]
  },
}

const daysOf = ({ from, to }: Range) =>
  bucketEdges(from, to, CalendarUnit.DAY, { timeZone: 'UTC', weekStart: WeekStart.MONDAY })
