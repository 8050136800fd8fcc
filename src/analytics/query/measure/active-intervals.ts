import { integer, type Sql, sql } from '../../../clickhouse/sql.ts'
import { type CalendarUnit } from '../../../schema/date-range-input.ts'
import { begunEdges } from '../begun-edges.ts'
import { type Query } from '../query.ts'
import { activeUsersIn } from './active-users.ts'
import { eventsOfMeasured, type Measured } from './measured.ts'

/** A number of intervals, and the users who were active in exactly as many. */
export interface ActiveIntervals {
  intervals: number
  users: number
}

/** Users by the number of calendar intervals they were active in, fewest first, without the numbers no user has. */
export const activeIntervals = (
  query: Query,
  name: string,
  measured: Measured,
  interval: CalendarUnit,
): Promise<ActiveIntervals[]> =>
  query.run(
    name,
    sql`
select intervals, count() as users
from ${intervalsOfEach(query, measured, interval)}
group by intervals
order by intervals`,
  )

/** The users who were active in exactly, or at least, this many intervals, as rows with `user_no`. */
export const usersOfIntervals = (
  query: Query,
  measured: Measured,
  interval: CalendarUnit,
  { intervals, orMore }: { intervals: number; orMore: boolean },
): Sql =>
  sql`select user_no from ${intervalsOfEach(query, measured, interval)}
where intervals ${orMore ? sql`>=` : sql`=`} ${integer(intervals)}`

/** Each user, and the number of begun intervals they were active in. */
function intervalsOfEach(query: Query, measured: Measured, interval: CalendarUnit): Sql {
  const edges = begunEdges(query, measured.range, interval)
  const { from, to } = measured.range
  const range = { from, to: new Date(Math.min(to.getTime(), edges.at(-1)!.getTime())) }
  return sql`(
  select arrayJoin(bitmapToArray(users)) as user_no, count() as intervals
  from ${activeUsersIn(eventsOfMeasured(query, { ...measured, range }), edges)}
  group by user_no)`
}
