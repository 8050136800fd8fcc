import { integer, integers, type Sql, sql } from '../../../clickhouse/sql.ts'
import { CalendarUnit } from '../../../schema/date-range-input.ts'
import { bucketEdges, local, shifted, startOf } from '../calendar.ts'
import { type Query } from '../query.ts'
import { type Range } from '../range.ts'
import { activeUsersIn } from './active-users.ts'

const trailingDays = 30

/**
 * The active users of each of the 30 days that end with the last day of a bucket: `occurred_at` is the start of the
 * bucket, `age` the age of the day, 0 for the last one, and `users` a bitmap. The last day of a running bucket is today;
 * a bucket that has not begun has no rows. Events after the end of the range do not count. Labels of the events are columns
 * beside these, as `activeUsersIn` names them.
 */
export function trailingIn(
  query: Query,
  range: Range,
  edges: Date[],
  eventsIn: (range: Range) => Sql,
  labels: Sql[] = [],
): Sql {
  const { days, lastDays } = daysOf(query, range, edges)
  const read = { from: days[0]!, to: new Date(Math.min(days.at(-1)!.getTime(), range.to.getTime())) }
  return sql`(
  with ${milliseconds(edges)} as starts, ${integers(lastDays)} as last_days
  select fromUnixTimestamp64Milli(starts[bucket_no], 'UTC') as occurred_at, last_days[bucket_no] - day as age, * except (day)
  from (select indexOf(${milliseconds(days)}, bucket) as day, * except (bucket)
    from ${activeUsersIn(eventsIn(read), days, labels)})
  array join arrayFilter((bucket_no, last) -> last between day and day + ${integer(trailingDays - 1)},
    arrayEnumerate(last_days), last_days) as bucket_no)`
}

/** The days to read, and the position of each bucket's last day among them, from 1; 0 for none. */
function daysOf({ calendar, asOf }: Query, { to }: Range, edges: Date[]) {
  const dayOf = (at: number) => startOf(CalendarUnit.DAY, local(new Date(at), calendar), calendar)
  const ends = edges.slice(1).filter((_, i) => edges[i]! <= asOf)
  const lasts = ends.map(end => dayOf(Math.min(end.getTime(), to.getTime(), asOf.getTime() + 1) - 1))
  const first = shifted(lasts[0] ?? dayOf(asOf.getTime()), CalendarUnit.DAY, 1 - trailingDays).toJSDate()
  const days = bucketEdges(first, new Date((lasts.at(-1) ?? first).valueOf() + 1), CalendarUnit.DAY, calendar)
  const positions = new Map(days.map((day, i) => [day.getTime(), i + 1]))
  const lastDays = edges.slice(1).map((_, i) => positions.get(lasts[i]?.toMillis() ?? 0) ?? 0)
  return { days, lastDays }
}

const milliseconds = (instants: Date[]) => integers(instants.map(at => at.getTime()))
