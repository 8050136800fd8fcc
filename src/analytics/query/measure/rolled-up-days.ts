import { DailyStats } from '../../../entities/daily-stats.ts'
import { type DayMetric, dayMetrics } from '../../../schema/overview/daily-stats.ts'
import { type Query } from '../query.ts'
import { type QueryScope } from '../query-scope.ts'
import { type Day, measureDays } from './days.ts'
import { type Values } from './measure-rows.ts'

/** The days as PostgreSQL has them: the rolled-up values, unless an event has changed the day since, or they are too new. */
interface RolledUpDays {
  /** The values of each day, empty for a day without events; undefined for a day that has to be measured. */
  values: (Values | undefined)[]
  /** The users who were first active before the first day; undefined when that has to be measured. */
  usersBefore: number | undefined
}

type Row = Record<string, unknown> & {
  day: string | null
  users_before: string | null
  is_backfilled: boolean
}

/**
 * The metrics of consecutive days, oldest first: rolled-up days are read from PostgreSQL, the others are measured.
 * `usersBefore` as in `RolledUpDays`.
 */
export async function readOrMeasureDays(
  scope: QueryScope,
  query: Query,
  name: string,
  days: Day[],
  metrics: DayMetric[],
): Promise<{ values: Values[]; usersBefore: number | undefined }> {
  const { batch } = await scope.caughtUp()
  const rolledUp = await rolledUpDays(scope, query.calendar.timeZone, days, batch)
  const missing = days.filter((_, i) => !rolledUp.values[i])
  const measured = await measureDays(query, name, missing, metrics)
  const values = days.map(({ date }, i) => rolledUp.values[i] ?? measured.get(date)!)
  return { values, usersBefore: rolledUp.usersBefore }
}

/**
 * Reads consecutive days, oldest first, in one statement and so from one snapshot. There are rolled-up days only in the
 * project's own time zone, and before the backfill of the project only kept ones, whose events may have expired. A day that was
 * rolled up after `batch` may have later events than the rest of the answer.
 */
async function rolledUpDays(
  { em, project }: QueryScope,
  timeZone: string,
  days: Day[],
  batch: string,
): Promise<RolledUpDays> {
  const [first, last] = [days[0]!, days.at(-1)!]
  const rows = await em.execute<Row[]>(rolledUpQuery, [
    batch,
    first.date,
    first.date,
    last.date,
    project,
    timeZone,
    timeZone,
  ])
  if (!rows.length) return { values: days.map(() => undefined), usersBefore: undefined }
  const stored = rows.filter(({ day }) => day !== null).map(row => em.map(DailyStats, row))
  const byDate = new Map(stored.map(rolledUp => [rolledUp.day, rolledUp]))
  return {
    values: days.map(day => {
      const rolledUp = byDate.get(day.date)
      if (!rolledUp) return rows[0]!.is_backfilled ? {} : undefined
      return valuesOf(day, rolledUp, Number(batch))
    }),
    usersBefore: usersBefore(rows[0]!, first, byDate.get(first.date)),
  }
}

function valuesOf({ from, to }: Day, rolledUp: DailyStats, batch: number): Values | undefined {
  const isWhole = from.getTime() === rolledUp.startsAt.getTime() && to.getTime() === rolledUp.endsAt.getTime()
  if (rolledUp.isStale || rolledUp.rolledUpBatch > batch || !isWhole) return undefined
  return Object.fromEntries(dayMetrics.map(metric => [metric, rolledUp[metric]]))
}

/** The statement counts up to the start of the first day. Undefined if the range begins later and events lie between. */
function usersBefore(
  { users_before }: Row,
  { from }: Day,
  rolledUp: DailyStats | undefined,
): number | undefined {
  if (users_before === null || (rolledUp && from > rolledUp.startsAt)) return undefined
  return Number(users_before)
}

const rolledUpQuery = `
select stored.*, roll_up.time_zone is not null as is_backfilled, (
    select case
      when roll_up.time_zone is null or coalesce(bool_or(is_stale or rolled_up_batch > ?), false) then null
      else coalesce(sum(new_users), 0) end
    from daily_stats
    where project = roll_up.project and day < ?
  ) as users_before
from roll_ups roll_up
left join daily_stats stored on stored.project = roll_up.project and stored.day between ? and ?
  and (roll_up.time_zone is not null or stored.is_kept)
where roll_up.project = ? and coalesce(roll_up.time_zone, ?) = ?`
