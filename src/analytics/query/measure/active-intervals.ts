import { integer, type Sql, sql } from '../../../clickhouse/sql.ts'
import { CountedUnit, type UnitInput } from '../../../schema/behavior/counted-unit.ts'
import { type CalendarUnit } from '../../../schema/date-range-input.ts'
import { begunEdges } from '../begun-edges.ts'
import { isOfUsers, unitOf, usersOfUnits } from '../counted-unit.ts'
import { bucketOf } from '../events.ts'
import { type Query } from '../query.ts'
import { activeUsersIn } from './active-users.ts'
import { eventsOfMeasured, type Measured } from './measured.ts'

/** A number of intervals, and the units that were active in exactly as many. */
export interface ActiveIntervals {
  intervals: number
  users: number
}

/** The unit that is active, and the number of events in an interval that it takes. */
export interface Habit extends UnitInput {
  /** The condition on a number of events. Default: one event is enough. */
  isEnough?: (events: Sql) => Sql
}

/** A user is active by a single event. */
const usual: Habit = { unit: CountedUnit.USER }

/** Units by the number of calendar intervals they were active in, fewest first, without the numbers no unit has. */
export const activeIntervals = (
  query: Query,
  name: string,
  measured: Measured,
  interval: CalendarUnit,
  habit: Habit = usual,
): Promise<ActiveIntervals[]> =>
  query.run(
    name,
    sql`
select intervals, count() as users
from ${intervalsOfEach(query, measured, interval, habit)}
group by intervals
order by intervals`,
  )

/** The users, or those behind the units, that were active in exactly, or at least, this many intervals: `user_no`. */
export function usersOfIntervals(
  query: Query,
  measured: Measured,
  interval: CalendarUnit,
  habit: Habit,
  { intervals, orMore }: { intervals: number; orMore: boolean },
): Sql {
  const { events } = begun(query, measured, interval)
  const counted = sql`select unit from ${intervalsOfEach(query, measured, interval, habit)}
where intervals ${orMore ? sql`>=` : sql`=`} ${integer(intervals)}`
  return usersOfUnits(habit, counted, activeEvents(events, habit))
}

/** Each unit, and the number of begun intervals it was active in. */
function intervalsOfEach(query: Query, measured: Measured, interval: CalendarUnit, habit: Habit): Sql {
  const { edges, events } = begun(query, measured, interval)
  const isUsual = isOfUsers(habit) && !habit.isEnough
  return sql`(
  select unit, count() as intervals
  from ${isUsual ? usersByInterval(events, edges) : unitsByInterval(events, edges, habit)}
  group by unit)`
}

/** The edges of the intervals that have begun, and the events before the last edge. */
function begun(query: Query, measured: Measured, interval: CalendarUnit): { edges: Date[]; events: Sql } {
  const edges = begunEdges(query, measured.range, interval)
  const { from, to } = measured.range
  const range = { from, to: new Date(Math.min(to.getTime(), edges.at(-1)!.getTime())) }
  return { edges, events: eventsOfMeasured(query, { ...measured, range }) }
}

const usersByInterval = (events: Sql, edges: Date[]): Sql =>
  sql`(select arrayJoin(bitmapToArray(users)) as unit from ${activeUsersIn(events, edges)})`

function unitsByInterval(events: Sql, edges: Date[], habit: Habit): Sql {
  const enough = habit.isEnough ? sql`\n    having ${habit.isEnough(sql`count()`)}` : sql``
  return sql`(
    select ${unitOf(habit).key} as unit, ${bucketOf(edges)} as bucket
    from ${activeEvents(events, habit)}
    group by unit, bucket${enough})`
}

function activeEvents(events: Sql, habit: Habit): Sql {
  const { isIn, isActive } = unitOf(habit)
  return sql`${events} and ${isIn} and ${isActive}`
}
