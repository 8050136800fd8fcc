import { factsOf, firstFactsOf } from '../clickhouse/scope.ts'
import { instant, type Sql, sql } from '../clickhouse/sql.ts'
import { type CalendarArgs } from '../schema/calendar-args.ts'
import { CalendarUnit, type DateRangeInput } from '../schema/date-range-input.ts'
import { type Summary } from '../schema/summary.ts'
import { type Asked, ask, toMeta } from './query/ask.ts'
import { type Asker } from './query/asker.ts'
import { factsIn } from './query/facts.ts'
import { type Metric, select } from './query/metrics.ts'
import { lastUnits, type Range, toRange } from './query/range.ts'

type SummaryField = Exclude<keyof Summary, 'meta'>

/**
 * The platform in a few numbers, over a range or over everything.
 * Only the fields named are computed.
 */
export async function summary(
  asker: Asker,
  input: CalendarArgs & { range?: DateRangeInput | null },
  fields: Set<string>,
): Promise<Partial<Summary>> {
  const asked = await ask(asker, input)
  const range = input.range ? toRange(input.range, asked.calendar, asked.asOf) : undefined
  const [counted, users, today] = await Promise.all([
    countInRange(asked, range, fields),
    fields.has('totalUsers') ? countUsers(asked, range) : undefined,
    fields.has('activeUsersToday') ? countActiveToday(asked) : undefined,
  ])
  return {
    ...counted,
    totalUsers: users,
    activeUsersToday: today,
    meta: toMeta(asked, range?.to ?? asked.asOf),
  }
}

const metricOfField = {
  totalEvents: 'events',
  totalConversations: 'conversations',
  totalMessages: 'messages',
  totalApiCalls: 'apiCalls',
  avgResponseTimeMs: 'apiResponseTimeMs',
  errorRate: 'apiErrorRate',
} satisfies Partial<Record<SummaryField, Metric>>

async function countInRange(
  asked: Asked,
  range: Range | undefined,
  fields: Set<string>,
): Promise<Partial<Summary>> {
  const selected = Object.entries(metricOfField).filter(([field]) => fields.has(field))
  if (!selected.length) return {}
  const names = selected.map(([, metric]) => metric)
  const [row] = await asked.run<Record<Metric, number>>('summary', summaryQuery(asked.project, range, names))
  return Object.fromEntries(selected.map(([field, metric]) => [field, row![metric]]))
}

function summaryQuery(project: string, range: Range | undefined, names: Metric[]): Sql {
  const facts = range ? factsIn(project, range) : factsOf(project)
  return sql`select ${select(names)} from ${facts}`
}

/** Users known by the end of the range: their first fact ever lies before it. */
async function countUsers(asked: Asked, range: Range | undefined): Promise<number> {
  const known = range ? sql`where occurred_at < ${instant(range.to)}` : sql``
  const [row] = await asked.run<{ users: number }>(
    'summary: users',
    sql`select count() as users from ${firstFactsOf(asked.project)} ${known}`,
  )
  return row!.users
}

async function countActiveToday(asked: Asked): Promise<number> {
  const today = lastUnits({ count: 1, unit: CalendarUnit.DAY }, asked.calendar, asked.asOf)
  const [row] = await asked.run<{ activeUsers: number }>(
    'summary: today',
    summaryQuery(asked.project, today, ['activeUsers']),
  )
  return row!.activeUsers
}
