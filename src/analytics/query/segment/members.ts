import { factsOf, usersOf } from '../../../clickhouse/scope.ts'
import { instant, integer, joined, type Sql, sql } from '../../../clickhouse/sql.ts'
import { type SegmentInput, type TraitConditionInput } from '../../../schema/users/segment-input.ts'
import { checkedText, comparisonOf } from '../comparison.ts'
import { traitCondition } from '../filter.ts'
import { behaviorCondition } from './behavior-condition.ts'
import { type CountedFacts, countedFacts } from './counted-facts.ts'
import { among, type Leaf } from './leaf.ts'
import { metricCondition } from './metric-condition.ts'
import { type Moment } from './moment.ts'
import { type PlainSegment } from './plain-segment.ts'
import { textsOf } from './value.ts'

/**
 * The statement that gives `user_no` of each user of a segment. Facts are read once for all its conditions. Everybody
 * who is known is gone through only where somebody without a fact may be a member.
 * @throws INVALID_SEGMENT, INVALID_EVENT, INVALID_FILTER
 */
export function membersOf(moment: Moment, segment: PlainSegment): Sql {
  const counted = countedFacts(moment)
  const { holds, ofIdle } = conditionOf(moment, counted, segment)
  if (ofIdle === false && !counted.isEmpty()) return sql`select user_no from ${counted.rows()} where ${holds}`
  const users = counted.isEmpty()
    ? usersOf(moment.project)
    : sql`${usersOf(moment.project)} as known left join ${counted.rows()} as counted using (user_no)`
  return sql`select user_no from ${users} where ${isKnown(moment)} and ${holds}`
}

/** The statement that gives `user_no` of each user who is known at the moment. */
export const knownUsers = (moment: Moment): Sql =>
  sql`select user_no from ${usersOf(moment.project)} where ${isKnown(moment)}`

/** In the past somebody was known who had been heard of, or had done something by then. */
function isKnown({ project, asOf, isNow }: Moment): Sql {
  if (isNow) return sql`true`
  const active = sql`select user_no from ${factsOf(project)} where occurred_at < ${instant(asOf)}`
  return sql`(created_at < ${instant(asOf)} or ${among(active)})`
}

function conditionOf(moment: Moment, counted: CountedFacts, node: PlainSegment): Leaf {
  const inner = (nodes: SegmentInput[]) => nodes.map(part => conditionOf(moment, counted, part))
  if (node.and) return all(inner(node.and))
  if (node.or) return any(inner(node.or))
  if (node.not) return not(conditionOf(moment, counted, node.not))
  if (node.metric) return metricCondition(moment, counted, node.metric)
  if (node.behavior) return behaviorCondition(moment, counted, node.behavior)
  if (node.trait) return ofTrait(moment, node.trait)
  return inSnapshot(node.snapshotId!)
}

const all = (leaves: Leaf[]): Leaf => ({
  holds: sql`(${joined(
    leaves.map(({ holds }) => holds),
    ' and ',
  )})`,
  ofIdle: combined(leaves, false),
})

const any = (leaves: Leaf[]): Leaf => ({
  holds: sql`(${joined(
    leaves.map(({ holds }) => holds),
    ' or ',
  )})`,
  ofIdle: combined(leaves, true),
})

const not = ({ holds, ofIdle }: Leaf): Leaf => ({
  holds: sql`not (${holds})`,
  ofIdle: ofIdle === undefined ? undefined : !ofIdle,
})

/** One leaf that decides is enough; otherwise all must be certain. */
function combined(leaves: Leaf[], deciding: boolean): boolean | undefined {
  if (leaves.some(({ ofIdle }) => ofIdle === deciding)) return deciding
  return leaves.every(({ ofIdle }) => ofIdle === !deciding) ? !deciding : undefined
}

const ofTrait = ({ project }: Moment, { key, operator, values }: TraitConditionInput): Leaf => ({
  holds: traitCondition(project, checkedText(key), comparisonOf(operator, textsOf(values))),
  ofIdle: undefined,
})

const inSnapshot = (id: string): Leaf => ({
  holds: among(sql`select user_no from snapshot_members where snapshot_id = ${integer(id)}`),
  ofIdle: undefined,
})
