import { at, collected } from '../../../checks/collect.ts'
import { eventsOf, membersOfSnapshot, usersOf } from '../../../clickhouse/scope.ts'
import { instant, joined, type Sql, sql } from '../../../clickhouse/sql.ts'
import { type SegmentInput, type TraitConditionInput } from '../../../schema/users/segment-input.ts'
import { checkedText, comparisonOf } from '../comparison.ts'
import { traitCondition } from '../filter.ts'
import { behaviorCondition } from './behavior-condition.ts'
import { type CountedEvents, countedEvents } from './counted-events.ts'
import { metricCondition } from './metric-condition.ts'
import { type Moment } from './moment.ts'
import { type PlainSegment } from './plain-segment.ts'
import { among, type UserCondition } from './user-condition.ts'

/**
 * The statement that gives `user_no` of each user of a segment. Events are read once for all conditions. All known users
 * are read only if a user without events may be a member.
 * @throws INVALID_SEGMENT, INVALID_EVENT, INVALID_FILTER
 */
export function membersOf(moment: Moment, segment: PlainSegment): Sql {
  const counted = countedEvents(moment)
  const condition = conditionOf(moment, counted, segment)
  if (condition.valueWithoutEvents === false && !counted.isEmpty())
    return sql`select user_no from ${counted.rows()} where ${condition.sql}`
  const users = counted.isEmpty()
    ? usersOf(moment.project)
    : sql`${usersOf(moment.project)} as known left join ${counted.rows()} as counted using (user_no)`
  return sql`select user_no from ${users} where ${isKnown(moment)} and ${condition.sql}`
}

/** The statement that gives `user_no` of each user known at the moment. */
export const knownUsers = (moment: Moment): Sql =>
  sql`select user_no from ${usersOf(moment.project)} where ${isKnown(moment)}`

/** At an earlier moment, a user was known if created or seen in an event before it. */
function isKnown({ project, asOf, isNow }: Moment): Sql {
  if (isNow) return sql`true`
  const active = sql`select user_no from ${eventsOf(project)} where occurred_at < ${instant(asOf)}`
  return sql`(created_at < ${instant(asOf)} or ${among(active)})`
}

function conditionOf(moment: Moment, counted: CountedEvents, node: PlainSegment): UserCondition {
  const inner = (key: 'and' | 'or', nodes: SegmentInput[]) =>
    collected(nodes, (part, i) => at([key, i], () => conditionOf(moment, counted, part)))
  if (node.and) return all(inner('and', node.and))
  if (node.or) return any(inner('or', node.or))
  if (node.not) return not(at(['not'], () => conditionOf(moment, counted, node.not!)))
  if (node.metric) return metricCondition(moment, counted, node.metric)
  if (node.behavior) return behaviorCondition(moment, counted, node.behavior)
  if (node.trait) return ofTrait(moment, node.trait)
  return inSnapshot(node.snapshotId!)
}

const all = (conditions: UserCondition[]): UserCondition => ({
  sql: sql`(${joined(sqlOf(conditions), ' and ')})`,
  valueWithoutEvents: combined(conditions, false),
})

const any = (conditions: UserCondition[]): UserCondition => ({
  sql: sql`(${joined(sqlOf(conditions), ' or ')})`,
  valueWithoutEvents: combined(conditions, true),
})

const not = (condition: UserCondition): UserCondition => ({
  sql: sql`not (${condition.sql})`,
  valueWithoutEvents: condition.valueWithoutEvents === undefined ? undefined : !condition.valueWithoutEvents,
})

const sqlOf = (conditions: UserCondition[]) => conditions.map(condition => condition.sql)

/** One condition with the deciding value decides; otherwise the value is known if all are. */
function combined(conditions: UserCondition[], deciding: boolean): boolean | undefined {
  const values = conditions.map(condition => condition.valueWithoutEvents)
  if (values.includes(deciding)) return deciding
  return values.includes(undefined) ? undefined : !deciding
}

const ofTrait = ({ project }: Moment, { key, operator, values }: TraitConditionInput): UserCondition => ({
  sql: traitCondition(project, checkedText(key), comparisonOf(operator, values)),
  valueWithoutEvents: undefined,
})

const inSnapshot = (id: string): UserCondition => ({
  sql: among(sql`select user_no from ${membersOfSnapshot(id)}`),
  valueWithoutEvents: undefined,
})
