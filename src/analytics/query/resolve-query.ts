import { at } from '../../checks/collect.ts'
import { type Sql, sql } from '../../clickhouse/sql.ts'
import { type CalendarArgs } from '../../schema/calendar-args.ts'
import { type SegmentedArgs } from '../../schema/users/segmented-args.ts'
import { type Calendar, checkedTimeZone } from './calendar.ts'
import { type Query } from './query.ts'
import { type QueryScope } from './query-scope.ts'
import { invalidSegment } from './segment/invalid-segment.ts'
import { membersOf } from './segment/members.ts'
import { momentOf } from './segment/moment-of.ts'
import { type PlainSegment, plainSegment } from './segment/plain-segment.ts'

/**
 * Resolves the calendar and the segment of a question, and waits until every event received before can be counted.
 * @throws INVALID_TIME_ZONE, INVALID_SEGMENT, SEGMENT_CYCLE, NOT_FOUND
 */
export async function resolveQuery(scope: QueryScope, args: SegmentedArgs): Promise<Query> {
  const [calendar, { watermark, missing }, members] = await Promise.all([
    calendarOf(scope, args),
    scope.caughtUp(),
    segmentCondition(scope, args),
  ])
  return {
    project: scope.project,
    calendar,
    asOf: scope.asOf,
    watermark,
    ...(missing && { missing }),
    ...(scope.keptUntil && { keptUntil: scope.keptUntil }),
    precomputedDays: scope.precomputedDays,
    ...(members && { members }),
    run: scope.run,
    measureRows: scope.measureRows,
  }
}

/**
 * Refuses the segment of a question that is saved, before it is asked.
 * @throws INVALID_SEGMENT, INVALID_FILTER, SEGMENT_CYCLE, NOT_FOUND
 */
export async function checkSegment(scope: QueryScope, args: SegmentedArgs): Promise<void> {
  const { project, asOf } = scope
  await at(args.segment ? ['segment'] : [], async () => {
    const plain = await segmentOf(scope, args)
    if (plain) membersOf({ project, asOf, isNow: true }, plain)
  })
}

/** The condition that a user is in the segment now, whatever the range of the question is. */
async function segmentCondition(scope: QueryScope, args: SegmentedArgs): Promise<Sql | undefined> {
  const plain = await segmentOf(scope, args)
  return plain && sql`user_no in (${membersOf(await momentOf(scope, plain), plain)})`
}

/** Undefined for a question about all users. */
async function segmentOf(
  scope: QueryScope,
  { segmentId, segment }: SegmentedArgs,
): Promise<PlainSegment | undefined> {
  if (segmentId == null && segment == null) return undefined
  if (segmentId != null && segment != null) throw invalidSegment('Set segmentId or segment, not both.')
  return plainSegment(scope, segment ?? { segmentId })
}

/** The calendar of the arguments; the default time zone is the project's. */
export async function calendarOf(
  scope: QueryScope,
  { timeZone, weekStart }: CalendarArgs,
): Promise<Calendar> {
  const zone = timeZone == null ? await scope.timeZone() : checkedTimeZone(timeZone)
  return { timeZone: zone, weekStart }
}
