import { type Query } from '../analytics/query/query.ts'
import { type QueryScope } from '../analytics/query/query-scope.ts'
import { defaultRange, type Range, toRange } from '../analytics/query/range.ts'
import { resolveQuery } from '../analytics/query/resolve-query.ts'
import { eventsOf, firstEventsOf } from '../clickhouse/scope.ts'
import { instant, int, type Sql, sql } from '../clickhouse/sql.ts'
import { type FoundInsight } from '../schema/insights/insight.ts'
import { MilestoneTotal } from '../schema/insights/milestone.ts'
import { type InsightsAsked } from './insights-of.ts'

/** The times of the things that each total counts, as rows with `occurred_at`. */
const totals: Record<MilestoneTotal, { words: string; rowsOf: (project: string) => Sql }> = {
  USERS: { words: 'users', rowsOf: firstEventsOf },
  CONVERSATIONS: { words: 'conversations', rowsOf: conversationsOf },
  EVENTS: { words: 'events', rowsOf: eventsOf },
}

function conversationsOf(project: string): Sql {
  return sql`(
    select min(occurred_at) as occurred_at from ${eventsOf(project)}
    where conversation_id != '' group by conversation_id)`
}

/** The most milestones of one total: the highest ones. */
const mostOfEach = 2

/** The round numbers that totals since the beginning passed in the range, with the moment. */
export async function milestones(scope: QueryScope, asked: InsightsAsked): Promise<FoundInsight[]> {
  const query = await resolveQuery(scope, asked)
  const range = toRange(asked.range ?? defaultRange, query.calendar, query.asOf)
  const of = (Object.keys(totals) as MilestoneTotal[]).map(total => passedBy(query, range, total))
  return (await Promise.all(of)).flat()
}

interface Hour {
  /** The hour since 1970, 0 for everything before the range. */
  hour: number
  things: number
}

/** Finds the hour in which a number is passed first, so that only the things of an hour are sorted. */
async function passedBy(query: Query, range: Range, of: MilestoneTotal): Promise<FoundInsight[]> {
  const rows = totals[of].rowsOf(query.project)
  const hours = await query.run<Hour>('milestones: hours', hoursQuery(rows, range))
  const before = Number(hours.find(({ hour }) => !Number(hour))?.things ?? 0)
  const after = hours.reduce((sum, { things }) => sum + Number(things), 0)
  const passed = roundNumbers(before, after).slice(-mostOfEach)
  return Promise.all(
    passed.map(async reached => toMilestone(of, reached, await momentOf(query, rows, range, hours, reached))),
  )
}

const hoursQuery = (rows: Sql, { from, to }: Range): Sql => sql`
select if(occurred_at < ${instant(from)}, 0, intDiv(toUnixTimestamp64Milli(occurred_at), 3600000)) as hour, count() as things
from ${rows}
where occurred_at < ${instant(to)}
group by hour
order by hour`

/** 1, 2 and 5 times powers of ten, from 100 on, above `before` and up to `after`. */
export function roundNumbers(before: number, after: number): number[] {
  const numbers: number[] = []
  for (let power = 100; power <= after; power *= 10)
    numbers.push(...[power, 2 * power, 5 * power].filter(number => number > before && number <= after))
  return numbers
}

async function momentOf(
  query: Query,
  rows: Sql,
  { from, to }: Range,
  hours: Hour[],
  reached: number,
): Promise<Date> {
  const { hour, before } = hourOf(hours, reached)
  const [found] = await query.run<{ at: string }>(
    'milestones: moment',
    sql`
select toUnixTimestamp64Milli(occurred_at) as at
from ${rows}
where occurred_at >= ${instant(from)} and occurred_at < ${instant(to)}
  and intDiv(toUnixTimestamp64Milli(occurred_at), 3600000) = ${int(hour)}
order by occurred_at
limit 1 offset ${int(reached - before - 1)}`,
  )
  return new Date(Number(found!.at))
}

/** The hour in which a total reaches a number, and the total before it. */
function hourOf(hours: Hour[], reached: number): { hour: number; before: number } {
  let before = 0
  for (const { hour, things } of hours) {
    if (before + Number(things) >= reached) return { hour: Number(hour), before }
    before += Number(things)
  }
  throw new Error(`${reached} is not reached.`)
}

const toMilestone = (of: MilestoneTotal, reached: number, at: Date): FoundInsight => ({
  __typename: 'Milestone',
  severity: 'INFO',
  text: `The number of ${totals[of].words} reached ${reached.toLocaleString('en')} at ${at.toISOString()}.`,
  users: of === 'USERS' ? reached : null,
  usd: null,
  ...{ total: of, reached, at },
})
