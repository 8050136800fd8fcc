import { eventsIn } from '../analytics/query/events.ts'
import { type QueryScope } from '../analytics/query/query-scope.ts'
import { defaultRange, toRange } from '../analytics/query/range.ts'
import { resolveQuery } from '../analytics/query/resolve-query.ts'
import { sql } from '../clickhouse/sql.ts'
import { rejectedIn } from '../ingest/rejections/rejected-in.ts'
import { type DataProblem } from '../schema/insights/data-quality.ts'
import { type FoundInsight } from '../schema/insights/insight.ts'
import { Severity } from '../schema/severity.ts'
import { sum } from '../statistics.ts'
import { type InsightsAsked } from './insights-of.ts'

interface Row {
  events: number
  uses: number
  unpriced: number
  late: number
  ahead: number
  unpriced_users: number
  late_users: number
  ahead_users: number
  models: number
  latest_days: number
  most_ahead_seconds: number
}

/** What makes the numbers of the range less exact: in one statement over its events, and by what was rejected meanwhile. */
export async function dataQuality(scope: QueryScope, asked: InsightsAsked): Promise<FoundInsight[]> {
  const query = await resolveQuery(scope, asked)
  const range = toRange(asked.range ?? defaultRange, query.calendar, query.asOf)
  const [row] = await query.run<Row>(
    'insights: data quality',
    sql`
select count() as events,
  countIf(cost_source != '') as uses,
  countIf(is_unpriced) as unpriced, uniqExactIf(user_no, is_unpriced and user_no != 0) as unpriced_users,
  uniqExactIf((provider, model), is_unpriced) as models,
  countIf(is_late) as late, uniqExactIf(user_no, is_late and user_no != 0) as late_users,
  countIf(is_ahead) as ahead, uniqExactIf(user_no, is_ahead and user_no != 0) as ahead_users,
  floor(max(seconds_after) / 86400) as latest_days, ceil(-min(seconds_after)) as most_ahead_seconds
from (
  select user_no, provider, model, cost_source, cost_source = 'UNKNOWN' as is_unpriced,
    (toUnixTimestamp64Milli(received_at) - toUnixTimestamp64Milli(occurred_at)) / 1000 as seconds_after,
    seconds_after > 86400 as is_late, seconds_after < -60 as is_ahead
  from ${eventsIn(query, range)}
)`,
  )
  const rejected = await rejectedIn(scope.em, query.project, range)
  return [...found(row!), ...foundRejected(rejected, Number(row!.events))]
}

function found({ events, uses, unpriced, late, ahead, ...more }: Row): FoundInsight[] {
  const of = (part: number, all: number, things: string) => `${shown(part)} of ${shown(all)} ${things}`
  return [
    ...ifAny(
      'UNPRICED_CALLS',
      unpriced,
      uses,
      more.unpriced_users,
      `${of(unpriced, uses, 'uses of models')} have no price, with ${shown(more.models)} different models: the cost leaves them out.`,
    ),
    ...ifAny(
      'LATE_EVENTS',
      late,
      events,
      more.late_users,
      `${of(late, events, 'events')} arrived more than a day after they happened, up to ${shown(more.latest_days)} days.`,
    ),
    ...ifAny(
      'CLOCK_AHEAD',
      ahead,
      events,
      more.ahead_users,
      `${of(ahead, events, 'events')} have times after their arrival, up to ${shown(more.most_ahead_seconds)} seconds.`,
    ),
  ]
}

/** Rejected events have no user and no time of their own: they count by their arrival. */
function foundRejected(codes: { code: string; events: number }[], stored: number): FoundInsight[] {
  const events = sum(codes.map(code => code.events))
  const parts = codes.map(one => `${shown(one.events)} ${one.code}`).join(', ')
  const text = `${shown(events)} of ${shown(events + stored)} events were rejected: ${parts}.`
  return ifAny('REJECTED_EVENTS', events, events + stored, null, text)
}

/** From a hundredth of the events on, a problem is worth a look. */
const worthALook = 0.01

function ifAny(
  problem: DataProblem,
  events: number,
  of: number,
  users: number | null,
  text: string,
): FoundInsight[] {
  if (!Number(events)) return []
  const severity = events / of >= worthALook ? Severity.WARNING : Severity.INFO
  return [
    {
      __typename: 'DataQuality',
      severity,
      text,
      users,
      usd: null,
      problem,
      events: Number(events),
      of: Number(of),
    },
  ]
}

const shown = (number: number) => Number(number).toLocaleString('en')
