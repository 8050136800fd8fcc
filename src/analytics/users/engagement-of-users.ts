import { firstEventsOf } from '../../clickhouse/scope.ts'
import { instant, integers, sql } from '../../clickhouse/sql.ts'
import { CalendarUnit } from '../../schema/date-range-input.ts'
import { type UserEngagement } from '../../schema/users/user-analytics.ts'
import { isActive } from '../query/active.ts'
import { bucketEdges, local, shifted, startOf } from '../query/calendar.ts'
import { bucketOf } from '../query/events.ts'
import { eventsOfMeasured, type Measured } from '../query/measure/measured.ts'
import { type Selection } from '../query/measure/selection.ts'
import { type Query } from '../query/query.ts'
import { type Range } from '../query/range.ts'
import { churnRisk } from './churn-risk.ts'
import { type CohortDays, type StartCohort, startCohorts } from './start-cohorts.ts'

/** The history that is read, in calendar days: more than 13 years. Earlier activity is ignored. */
const mostDays = 4_900

const retentionDays = 30

/** The active days of a user, each by its start in milliseconds, and the number of them in the range. */
interface DaysRow {
  user: number
  days: number[]
  inRange: number
}

/**
 * The engagement of each user at the end of the range, or now while the range is running. Takes two statements, and one
 * more for the cohorts of the users.
 */
export async function engagementOfUsers(
  query: Query,
  measured: Measured & { users: readonly number[] },
  selected: Selection,
): Promise<(user: number) => UserEngagement> {
  const { from, to } = measured.range
  const until = new Date(Math.min(to.getTime(), query.asOf.getTime() + 1))
  const edges = await edgesUntil(query, measured.users, until)
  const dayOf = new Map(edges.map((edge, i) => [edge.getTime(), i]))
  const today = edges.length - 2
  const rows = await daysOfEach(query, measured, { from: edges[0]!, to: until }, edges)
  const byUser = new Map(rows.map(row => [row.user, row]))
  const ofEverybody = { ...measured, users: undefined, range: { from: new Date(0), to: until } }
  const days = needsCohorts(selected) ? cohortDaysOf(rows, edges, dayOf) : []
  const cohorts = await startCohorts(query, ofEverybody, edges, days)
  const daysInRange = from < until ? bucketEdges(from, until, CalendarUnit.DAY, query.calendar).length - 1 : 0
  return user => {
    const { days, inRange } = byUser.get(user) ?? { days: [], inRange: 0 }
    const numbers = days.map(day => dayOf.get(day)!)
    return {
      ...toEngagement(numbers, today, { activeDays: inRange, days: daysInRange }),
      ...ofCohort(cohorts.get(days[0]!), numbers[0]! + retentionDays < today),
    }
  }
}

const needsCohorts = ({ cohortSize, cohortRetention30d }: Selection) => cohortSize || cohortRetention30d

/** The days on which the users started, each once. */
function cohortDaysOf(rows: DaysRow[], edges: Date[], dayOf: Map<number, number>): CohortDays[] {
  const days = new Set(rows.map(({ days: [first] }) => first!))
  return [...days].map(day => ({
    day,
    due: edges[dayOf.get(day)! + retentionDays]?.getTime() ?? Number.POSITIVE_INFINITY,
  }))
}

const ofCohort = (cohort: StartCohort | undefined, isOver: boolean) => ({
  cohortSize: cohort?.size ?? null,
  cohortRetention30d: cohort && isOver ? cohort.returned / cohort.size : null,
})

/** The edges of all days from the first activity of any of the users to the day of `until`. */
async function edgesUntil({ project, calendar, run }: Query, users: readonly number[], until: Date) {
  const [row] = await run<{ first: number | null }>(
    'userAnalytics: first day',
    sql`select toUnixTimestamp64Milli(minOrNull(occurred_at)) as first from ${firstEventsOf(project)}
where user_no in ${integers([...users])} and occurred_at < ${instant(until)}`,
  )
  const today = startOf(CalendarUnit.DAY, local(new Date(until.getTime() - 1), calendar), calendar)
  const earliest = shifted(today, CalendarUnit.DAY, -mostDays).toMillis()
  const first = Math.max(row!.first ?? today.toMillis(), earliest)
  return bucketEdges(new Date(first), until, CalendarUnit.DAY, calendar)
}

const daysOfEach = (query: Query, measured: Measured, range: Range, edges: Date[]) =>
  query.run<DaysRow>(
    'userAnalytics: active days',
    sql`
select user_no as user, arraySort(groupUniqArray(bucket)) as days, uniqExactIf(bucket, is_in_range) as inRange
from (
  select user_no, ${bucketOf(edges)} as bucket, occurred_at >= ${instant(measured.range.from)} as is_in_range
  from ${eventsOfMeasured(query, { ...measured, range, only: isActive })}
)
group by user`,
  )

/** `days` and `today` are day numbers with the same origin. */
function toEngagement(
  days: number[],
  today: number,
  inRange: { activeDays: number; days: number },
): Omit<UserEngagement, 'cohortSize' | 'cohortRetention30d'> {
  return {
    activeDays: inRange.activeDays,
    dailyActive: inRange.days ? inRange.activeDays / inRange.days : null,
    retention30d: retention(days, today),
    churnRisk: churnRisk(days, today),
  }
}

/** Whether the user was active 30 days after the first active day or later; null until that day is over. */
function retention(days: number[], today: number): boolean | null {
  if (!days.length) return null
  const due = days[0]! + retentionDays
  if (days.at(-1)! >= due) return true
  return today > due ? false : null
}
