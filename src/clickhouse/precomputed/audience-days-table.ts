import { makesUserActive } from '../../entities/event-conditions.ts'
import { metrics } from '../../metrics-catalogue/catalogue.ts'
import { ofEvents } from '../../metrics-catalogue/total.ts'
import { eventsOf } from '../scope.ts'
import { integers, joined, name, raw, type Sql, sql, text } from '../sql.ts'
import { dayColumns, dayStartOf } from './day-columns.ts'
import { type DaysToPrecompute, type PrecomputedTable } from './precomputed-table.ts'
import { isWithin } from './spans.ts'

/** The columns of events by whose values active users are counted for each day. */
export const audienceColumns = ['channel', 'bot_id', 'browser', 'os', 'device'] as const
export type AudienceColumn = (typeof audienceColumns)[number]

/**
 * The active users of each day by the values of some columns: the set of their numbers, their events and their messages. The sets of days
 * can be united, so that distinct users of any days are counted without an event. An empty value is a row too, so the rows of one
 * column have all users of the day.
 */
export const audienceDays: PrecomputedTable = {
  name: 'audience_days',
  columns: {
    dimension: 'LowCardinality(String)',
    group_value: 'String',
    users: 'AggregateFunction(groupBitmap, UInt32)',
    user_events: 'UInt64',
    user_messages: 'UInt64',
  },
  orderBy: 'dimension, group_value, day_at',
  rows: given => sql`
select ${dayColumns(given)}, dimension, group_value, ${audienceStates}
from (
  select *, ${dayStartOf(given, sql`toUnixTimestamp64Milli(occurred_at)`)} as day_start,
    arrayJoin([${joined(audienceColumns.map(column => sql`(${text(column)}, ${name(column)})`))}]) as pair,
    pair.1 as dimension, pair.2 as group_value
  from ${activeEventsOf(given)})
group by day_start, dimension, group_value`,
  // The value may be one that only these users had, such as the name of a bot.
  isOf: users => sql`bitmapHasAny(users, bitmapBuild(cast(${integers(users)}, 'Array(UInt32)')))`,
}

const activeEventsOf = ({ project, spans }: DaysToPrecompute): Sql =>
  sql`${eventsOf(project)} where ${raw(makesUserActive)} and ${isWithin(spans)}`

/** The numbers of a group of events of active users, as the table keeps them. */
export const audienceStates: Sql = sql`groupBitmapState(user_no) as users, ${raw(ofEvents(metrics.events.sql))} as user_events,
  ${raw(ofEvents(metrics.messages.sql))} as user_messages`
