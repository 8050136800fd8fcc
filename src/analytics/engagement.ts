import { sql } from '../clickhouse/sql.ts'
import { CalendarUnit } from '../schema/date-range-input.ts'
import {
  type ActiveDays,
  type Engagement,
  type EngagementDay,
  engagementFields,
  type LifecycleBucket,
} from '../schema/engagement.ts'
import { type StatsArgs } from '../schema/question-args.ts'
import { type LifecycleRow, lifecycleQuery } from './lifecycle-query.ts'
import { activeUsersIn } from './query/active-users.ts'
import { type Asked, ask, isComplete } from './query/ask.ts'
import { type Asker } from './query/asker.ts'
import { bucketEdges, dateOf } from './query/calendar.ts'
import { measureOverTime } from './query/measure.ts'
import { factsOfMeasured, type Measured } from './query/measured.ts'
import { type Selection } from './query/selection.ts'
import { fieldsIn, metricsOf, numbersTogether, rangesOf } from './query/stats.ts'

const topic = { name: 'engagement', fields: engagementFields }

/**
 * How much users come back: active users around each day, sessions, and who came, stayed and left.
 * Only what is selected is computed.
 * @throws INVALID_RANGE, INVALID_COMPARE, INVALID_FILTER, TOO_MANY_BUCKETS
 */
export async function engagement(
  asker: Asker,
  input: StatsArgs,
  selected: Selection,
): Promise<Partial<Engagement>> {
  const asked = await ask(asker, input)
  const ranges = rangesOf(asked, input)
  const measured = { range: ranges.range, filter: input.filter }
  const [{ numbers, ...together }, days, activeDays, lifecycle] = await Promise.all([
    numbersTogether(asked, topic, input, ranges, selected),
    selected.days && daysOf(asked, measured, selected.days),
    selected.activeDays && activeDaysOf(asked, measured),
    selected.lifecycle && lifecycleOf(asked, measured, input.interval),
  ])
  return { ...numbers, ...together, days, activeDays, lifecycle }
}

async function daysOf(asked: Asked, measured: Measured, selected: Selection): Promise<EngagementDay[]> {
  const edges = begun(
    asked,
    bucketEdges(measured.range.from, measured.range.to, CalendarUnit.DAY, asked.calendar),
  )
  const metrics = metricsOf(topic, fieldsIn(topic, selected))
  const days = await measureOverTime(asked, 'engagement: days', measured, metrics, edges)
  return days.map((values, i) => ({ ...values, date: dateOf(edges[i]!, asked.calendar) }) as EngagementDay)
}

/** The edges of the buckets that begin by now: nobody can have been active, or have stayed away, in the others. */
const begun = ({ asOf }: Asked, edges: Date[]) => edges.filter((_, i) => i === 0 || edges[i - 1]! <= asOf)

function activeDaysOf(asked: Asked, measured: Measured): Promise<ActiveDays[]> {
  const days = bucketEdges(measured.range.from, measured.range.to, CalendarUnit.DAY, asked.calendar)
  return asked.run(
    'engagement: active days',
    sql`
select activeDays, count() as users
from (
  select arrayJoin(bitmapToArray(users)) as user_no, count() as activeDays
  from ${activeUsersIn(factsOfMeasured(asked, measured), days)}
  group by user_no
)
group by activeDays
order by activeDays`,
  )
}

async function lifecycleOf(
  asked: Asked,
  measured: Measured,
  interval: CalendarUnit,
): Promise<LifecycleBucket[]> {
  const edges = begun(asked, bucketEdges(measured.range.from, measured.range.to, interval, asked.calendar))
  const first = edges[0]!
  const before = bucketEdges(new Date(first.getTime() - 1), first, interval, asked.calendar)[0]!
  const rows = await asked.run<LifecycleRow>(
    'engagement: lifecycle',
    lifecycleQuery(asked, measured, [before, ...edges]),
  )
  const byPlace = new Map(rows.map(row => [row.place, row]))
  return edges.slice(1).map((end, i) => toBucket(asked, edges[i]!, end, byPlace.get(i + 2)))
}

function toBucket(asked: Asked, start: Date, end: Date, row: LifecycleRow = nobody): LifecycleBucket {
  const { activeUsers, activeBefore, newUsers, returning } = row
  return {
    start,
    end,
    isComplete: isComplete(asked, end),
    activeUsers,
    newUsers,
    returning,
    resurrecting: activeUsers - newUsers - returning,
    dormant: activeBefore - returning,
  }
}

const nobody = { place: 0, activeUsers: 0, activeBefore: 0, newUsers: 0, returning: 0 }
