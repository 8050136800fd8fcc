import { DailyStats } from '../../../entities/daily-stats.ts'
import { type DayMetric, dayMetrics } from '../../../schema/overview/daily-stats.ts'
import { type Asked } from '../asked.ts'
import { type Asker } from '../asker.ts'
import { type Day, measureDays } from './days.ts'
import { type Values } from './measure-rows.ts'

/** What PostgreSQL has of some days: their numbers as they were rolled up, where no fact has changed them since. */
interface KeptDays {
  /** For each day its numbers, none where nothing happened; undefined where they have to be measured. */
  values: (Values | undefined)[]
  /** How many users were first active before the first day; undefined where that has to be measured. */
  usersBefore: number | undefined
}

type Row = Record<string, unknown> & { day: string | null; users_before: string | null }

/**
 * The metrics of days that follow each other, oldest first: read from PostgreSQL where they are rolled up, measured
 * where not. `usersBefore` as in `KeptDays`.
 */
export async function keptOrMeasured(
  asker: Asker,
  asked: Asked,
  name: string,
  days: Day[],
  metrics: DayMetric[],
): Promise<{ values: Values[]; usersBefore: number | undefined }> {
  const kept = await keptDays(asker, asked.calendar.timeZone, days)
  const missing = days.filter((_, i) => !kept.values[i])
  const measured = await measureDays(asked, name, missing, metrics)
  const values = days.map(({ date }, i) => kept.values[i] ?? measured.get(date)!)
  return { values, usersBefore: kept.usersBefore }
}

/**
 * Reads days that follow each other, oldest first. All in one statement, so that it fits together. Nothing is kept
 * unless the days of the project are listed, and in the zone that is asked for.
 */
async function keptDays({ em, project }: Asker, timeZone: string, days: Day[]): Promise<KeptDays> {
  const [first, last] = [days[0]!, days.at(-1)!]
  const rows = await em.execute<Row[]>(keptQuery, [first.date, first.date, last.date, project, timeZone])
  if (!rows.length) return { values: days.map(() => undefined), usersBefore: undefined }
  const listed = rows.filter(({ day }) => day !== null).map(row => em.map(DailyStats, row))
  const byDate = new Map(listed.map(kept => [kept.day, kept]))
  return {
    values: days.map(day => valuesOf(day, byDate.get(day.date))),
    usersBefore: usersBefore(rows[0]!, first, byDate.get(first.date)),
  }
}

function valuesOf({ from, to }: Day, kept: DailyStats | undefined): Values | undefined {
  if (!kept) return {}
  const isWhole = from.getTime() === kept.startsAt.getTime() && to.getTime() === kept.endsAt.getTime()
  if (kept.isStale || !isWhole) return undefined
  return Object.fromEntries(dayMetrics.map(metric => [metric, kept[metric]]))
}

/** The statement knows it for the start of the day, which is enough unless something happened between. */
function usersBefore({ users_before }: Row, { from }: Day, kept: DailyStats | undefined): number | undefined {
  if (users_before === null || (kept && from > kept.startsAt)) return undefined
  return Number(users_before)
}

const keptQuery = `
select kept.*, (
    select case when coalesce(bool_or(is_stale), false) then null else coalesce(sum(new_users), 0) end
    from daily_stats
    where project = listed.project and day < ?
  ) as users_before
from roll_ups listed
left join daily_stats kept on kept.project = listed.project and kept.day between ? and ?
where listed.project = ? and listed.time_zone = ?`
