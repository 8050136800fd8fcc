import { usersOf } from '../../../clickhouse/scope.ts'
import { joined, name, type Sql, sql } from '../../../clickhouse/sql.ts'
import { type TimeSeriesInput } from '../../../schema/overview/time-series.ts'
import { type BreakdownInput } from '../../../schema/users/audience.ts'
import { isActive } from '../../query/active.ts'
import { dimensionOf, propertyOf, traitOf } from '../../query/dimensions.ts'
import { anyCondition } from '../../query/event-match.ts'
import { eventsIn } from '../../query/events.ts'
import { filterCondition } from '../../query/filter.ts'
import { type Query } from '../../query/query.ts'
import { type Range } from '../../query/range.ts'
import { type SeriesAsked } from './series-asked.ts'

/** The series that one statement reads, and what their events have in common. */
export interface Scanned extends Pick<TimeSeriesInput, 'filter' | 'breakdown'> {
  series: SeriesAsked[]
}

/**
 * The events that are in any of the series, each once: `occurred_at`, `user_no`, `is_active`, the text `group_value` that
 * it is broken down by, and for each series, counted from 1, `is_in_1` and the text `value_1` of its property.
 */
export function matched(query: Query, range: Range, { series, filter, breakdown }: Scanned): Sql {
  const ofSeries = series.flatMap(({ isIn, property }, i) => [
    sql`${isIn} as ${name('is_in', i + 1)}`,
    ...(property === undefined ? [] : [sql`${propertyOf(property)} as ${name('value', i + 1)}`]),
  ])
  const events = sql`
  select occurred_at, user_no, ${isActive} as is_active, ${valueOfEvent(breakdown)} as group_value, ${joined(ofSeries)}
  from ${eventsIn(query, range)}
    and ${filterCondition(query.project, filter)} and ${anyCondition(series.map(({ isIn }) => isIn))}`
  return breakdown?.trait == null ? events : withTrait(query, events, breakdown.trait)
}

/** The value of an event; a trait belongs to its user. */
function valueOfEvent(breakdown: BreakdownInput | null | undefined): Sql {
  if (breakdown?.dimension) return dimensionOf(breakdown.dimension)
  return breakdown?.property == null ? sql`''` : propertyOf(breakdown.property)
}

const withTrait = ({ project }: Query, events: Sql, trait: string): Sql => sql`
  select event.* except (group_value), known.group_value as group_value
  from (${events}) as event
  left join (select user_no, ${traitOf(trait)} as group_value from ${usersOf(project)}) as known using (user_no)`
