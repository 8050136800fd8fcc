import { usersOf } from '../../clickhouse/scope.ts'
import { array, joined, name, type Sql, sql, text } from '../../clickhouse/sql.ts'
import { badInput } from '../../errors.ts'
import { type Source } from '../../metrics-catalogue/metric.ts'
import { type MeasureBreakdownInput } from '../../schema/questions/measure-input.ts'
import { checkBreakdown } from '../query/check-breakdown.ts'
import { definition } from '../query/definition.ts'
import { dimensionOf, propertyOf, traitOf } from '../query/dimensions.ts'
import { type QueryScope } from '../query/query-scope.ts'
import { membersOf } from '../query/segment/members.ts'
import { momentOf } from '../query/segment/moment-of.ts'
import { plainSegment } from '../query/segment/plain-segment.ts'

/** A breakdown as SQL: the text that a row is grouped by, empty without one. */
export interface Label {
  /** Whether it is a text of the event. Otherwise it follows from the user. */
  isOfEvent: boolean
  /** Over the rows of a source, joined with the traits of their users if `trait` is given. */
  value: Sql
  /** A trait of the user, which `value` reads. */
  trait?: { column: Sql; value: Sql }
}

const mostSegments = 20

/** @throws INVALID_BREAKDOWN, NOT_FOUND for a segment, INVALID_SEGMENT */
export const labelsOf = (scope: QueryScope, by: MeasureBreakdownInput[]): Promise<Label[]> =>
  Promise.all(by.map((one, i) => labelOf(scope, one, i + 1)))

async function labelOf(scope: QueryScope, by: MeasureBreakdownInput, position: number): Promise<Label> {
  if (by.segmentIds) return { isOfEvent: false, value: await segmentsLabel(scope, by.segmentIds) }
  checkBreakdown(by, 'by')
  if (by.dimension) return { isOfEvent: true, value: dimensionOf(by.dimension) }
  if (by.property != null) return { isOfEvent: true, value: propertyOf(by.property) }
  const column = name('trait', position)
  return { isOfEvent: false, value: column, trait: { column, value: traitOf(by.trait!) } }
}

/** The name of each segment that the user of a row is in: the row counts once for each, and once if there is none. */
async function segmentsLabel(scope: QueryScope, ids: string[]): Promise<Sql> {
  if (!ids.length || ids.length > mostSegments)
    throw badInput('INVALID_BREAKDOWN', 'by', `segmentIds must have 1 to ${mostSegments} segments.`)
  const names = await Promise.all([...new Set(ids)].map(id => nameIfMember(scope, id)))
  return sql`arrayJoin(emptyArrayToSingle(arrayFilter(segment -> segment != '', ${array(names)})))`
}

async function nameIfMember(scope: QueryScope, id: string): Promise<Sql> {
  const { name } = await definition(scope.em, 'segment', id, 'segmentIds')
  const plain = await plainSegment(scope, { segmentId: id })
  const members = membersOf(await momentOf(scope, plain), plain)
  return sql`if(user_no in (${members}), ${text(name)}, '')`
}

/** Rows of these sources are about a user, and no longer about an event. */
const withoutEvents: Partial<Record<Source, string>> = {
  sessions: 'Sessions',
  firstActivities: 'New users',
  knownUsers: 'Known users',
}

/** @throws INVALID_BREAKDOWN for rows that do not have the label */
export function checkLabels(labels: Label[], sources: Source[]): void {
  const source = sources.find(source => source in withoutEvents)
  if (source && labels.some(({ isOfEvent }) => isOfEvent))
    throw badInput(
      'INVALID_BREAKDOWN',
      'by',
      `${withoutEvents[source]} can be broken down by traits and segments, not by a dimension or a property of events.`,
    )
}

/** The rows of a source, to stand after `from`, with the traits that labels read. */
export function withTraits(project: string, rows: Sql, labels: Label[]): Sql {
  const traits = labels.flatMap(({ trait }) => (trait ? [sql`${trait.value} as ${trait.column}`] : []))
  if (!traits.length) return rows
  return sql`(
    select of_source.*, known.* except (user_no)
    from (select * from ${rows}) as of_source
    left join (select user_no, ${joined(traits)} from ${usersOf(project)}) as known using (user_no)
  ) as with_traits where true`
}

/** Stands for the labels of a group in statements: a label may be long. */
export const keyOf = (labels: Sql[]): Sql => sql`hex(sipHash128(${joined(labels)}))`
