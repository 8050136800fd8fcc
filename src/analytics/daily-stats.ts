import { firstFactsOf } from '../clickhouse/scope.ts'
import { instant, type Sql, sql } from '../clickhouse/sql.ts'
import { badInput } from '../errors.ts'
import { type CalendarArgs } from '../schema/calendar-args.ts'
import { type DailyStats } from '../schema/daily-stats.ts'
import { CalendarUnit } from '../schema/date-range-input.ts'
import { type Asked, ask, isComplete } from './query/ask.ts'
import { type Asker } from './query/asker.ts'
import { bucketEdges, dateOf } from './query/calendar.ts'
import { bucketOf, factsIn } from './query/facts.ts'
import { type Metric, select } from './query/metrics.ts'
import { lastUnits } from './query/range.ts'

const mostDays = 365

/**
 * One row a calendar day, oldest first, the running day last; days without facts are there with zeros.
 * Only the fields named are computed.
 * @throws INVALID_DAYS outside 1 to 365
 */
export async function dailyStats(
  asker: Asker,
  input: CalendarArgs & { days: number },
  fields: Set<string>,
): Promise<Partial<DailyStats>[]> {
  if (input.days < 1 || input.days > mostDays)
    throw badInput('INVALID_DAYS', 'days', `days must be 1 to ${mostDays}.`)
  const asked = await ask(asker, input)
  const { from, to } = lastUnits({ count: input.days, unit: CalendarUnit.DAY }, asked.calendar, asked.asOf)
  const edges = bucketEdges(from, to, CalendarUnit.DAY, asked.calendar)
  const [counts, users] = await Promise.all([
    countsByDay(asked, edges, fields),
    usersByDay(asked, edges, fields),
  ])
  return toDays(asked, edges, counts, users)
}

const counted: Metric[] = ['events', 'activeUsers', 'conversations', 'messages', 'tokens', 'apiCalls']

type Counts = Partial<Record<Metric, number>>

async function countsByDay(asked: Asked, edges: Date[], fields: Set<string>): Promise<Map<number, Counts>> {
  const names = counted.filter(name => fields.has(name))
  if (!names.length) return new Map()
  const rows = await asked.run<Counts & { day: number }>(
    'dailyStats',
    dailyQuery(asked.project, edges, names),
  )
  return new Map(rows.map(({ day, ...counts }) => [day, counts]))
}

export const dailyQuery = (project: string, edges: Date[], names: Metric[]): Sql => sql`
select ${bucketOf(edges)} as day, ${select(names)}
from ${factsIn(project, { from: edges[0]!, to: edges.at(-1)! })}
group by day`

/** How many users were new on each day, and how many there were before the first. */
async function usersByDay(asked: Asked, edges: Date[], fields: Set<string>): Promise<Map<number, number>> {
  if (!fields.has('totalUsers') && !fields.has('newUsers')) return new Map()
  const rows = await asked.run<{ day: number; users: number }>(
    'dailyStats: users',
    newUsersQuery(asked.project, edges),
  )
  return new Map(rows.map(({ day, users }) => [day, users]))
}

/** Day 0 stands for everything before the first day. */
export const newUsersQuery = (project: string, edges: Date[]): Sql => sql`
select if(occurred_at < ${instant(edges[0]!)}, 0, ${bucketOf(edges)}) as day, count() as users
from ${firstFactsOf(project)}
where occurred_at < ${instant(edges.at(-1)!)}
group by day`

function toDays(
  asked: Asked,
  edges: Date[],
  counts: Map<number, Counts>,
  users: Map<number, number>,
): Partial<DailyStats>[] {
  let totalUsers = users.get(0) ?? 0
  return edges.slice(0, -1).map((start, i) => {
    const newUsers = users.get(start.getTime()) ?? 0
    totalUsers += newUsers
    return {
      ...Object.fromEntries(counted.map(name => [name, 0])),
      ...counts.get(start.getTime()),
      date: dateOf(start, asked.calendar),
      newUsers,
      totalUsers,
      isComplete: isComplete(asked, edges[i + 1]!),
    }
  })
}
