import { type AudienceColumn, audienceStates } from '../../../clickhouse/precomputed/audience-days-table.ts'
import { type Span, type VersionedDay } from '../../../clickhouse/precomputed/precomputed-table.ts'
import { isWithin } from '../../../clickhouse/precomputed/spans.ts'
import { instant, integers, name, type Sql, sql, text } from '../../../clickhouse/sql.ts'
import { isActive } from '../active.ts'
import { eventsIn } from '../events.ts'
import { type Query } from '../query.ts'
import { type Range } from '../range.ts'
import { type PrecomputedDays } from './precomputed-days.ts'
import { daysIn } from './precomputed-sessions.ts'

/**
 * The active users in the range by the values of a column, in groups that add up: `group_value`, the set of `users`, `user_events` and
 * `user_messages`. Days that are whole in the range are read from `audience_days`, the rest of the range from events.
 */
export function precomputedAudience(
  query: Pick<Query, 'project'>,
  range: Range,
  precomputed: PrecomputedDays,
  column: AudienceColumn,
): Sql {
  const days = daysIn(range, precomputed)
  const whole = days.filter(day => isWhole(day, range))
  const rest = [...precomputed.stale, ...days.filter(day => !isWhole(day, range))]
  const ofEvents = sql`
    select ${name(column)} as group_value, ${audienceStates}
    from ${eventsIn(query, range)} and ${isActive} and ${isWithin(within(rest, range))}
    group by group_value`
  if (!whole.length) return sql`(${ofEvents})`
  return sql`(
    select group_value, users, user_events, user_messages
    from audience_days
    where project = ${text(query.project)} and dimension = ${text(column)} and version in ${integers(whole.map(({ version }) => version))}
      and day_at >= ${instant(whole[0]!.from)} and day_at <= ${instant(whole.at(-1)!.from)}
    union all ${ofEvents})`
}

const isWhole = ({ from, to }: VersionedDay, range: Range): boolean => from >= range.from && to <= range.to

/** The parts of the spans in the range, in the order of time. */
const within = (spans: Span[], range: Range): Span[] =>
  spans
    .filter(({ from, to }) => from < range.to && to > range.from)
    .sort((one, other) => one.from.getTime() - other.from.getTime())
