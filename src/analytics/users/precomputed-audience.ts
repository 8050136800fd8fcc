import { type AudienceColumn } from '../../clickhouse/precomputed/audience-days-table.ts'
import { isWithin } from '../../clickhouse/precomputed/spans.ts'
import { name, sql, text } from '../../clickhouse/sql.ts'
import { isActive } from '../query/active.ts'
import { isOfDays, isWholeIn, type PrecomputedDays, sharing } from '../query/precomputed/precomputed-days.ts'
import { type Query } from '../query/query.ts'
import { type Range } from '../query/range.ts'
import { type Groups, groupsOfEvents } from './audience-query.ts'

/**
 * The groups of all active users in the range by the values of a column. Days that are whole in the range are read from
 * `audience_days`, the rest of the range from events.
 */
export function precomputedAudience(
  { project }: Pick<Query, 'project'>,
  range: Range,
  { days, stale }: PrecomputedDays,
  column: AudienceColumn,
): Groups {
  const { whole = [], cut = [] } = Object.groupBy(sharing(range, days), day =>
    isWholeIn(range, day) ? 'whole' : 'cut',
  )
  const rest = sharing(range, [...stale, ...cut])
  const ofRest = groupsOfEvents(
    { project },
    { range, only: sql`${isActive} and ${isWithin(rest)}` },
    name(column),
  )
  return sql`(
    select group_value, users, user_events, user_messages
    from audience_days
    where ${isOfDays(project, whole)} and dimension = ${text(column)}
    union all
    select * from ${ofRest})`
}
