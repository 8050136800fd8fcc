import { type Sql, sql } from '../../clickhouse/sql.ts'
import { type CalendarArgs } from '../../schema/calendar-args.ts'
import { type Meta } from '../../schema/meta.ts'
import { type SegmentedArgs } from '../../schema/users/segmented-args.ts'
import { type Asked } from './asked.ts'
import { type Asker } from './asker.ts'
import { type Calendar, checkedTimeZone } from './calendar.ts'
import { invalidSegment } from './segment/invalid-segment.ts'
import { membersOf } from './segment/members.ts'
import { plainSegment } from './segment/plain-segment.ts'

/**
 * Resolves the calendar and the segment of a question, and waits until every event received before can be counted.
 * @throws INVALID_TIME_ZONE, INVALID_SEGMENT, SEGMENT_CYCLE, NOT_FOUND
 */
export async function ask(asker: Asker, args: SegmentedArgs): Promise<Asked> {
  const [calendar, watermark, members] = await Promise.all([
    calendarOf(asker, args),
    asker.caughtUp(),
    membersAsked(asker, args),
  ])
  return {
    project: asker.project,
    calendar,
    asOf: asker.asOf,
    watermark,
    ...(members && { members }),
    run: (name, question) => asker.clickhouse.query(name, question, asker.signal),
    measureRows: asker.measureRows,
  }
}

/** The users who are in the segment now, whatever the range of the question is. */
async function membersAsked(asker: Asker, { segmentId, segment }: SegmentedArgs): Promise<Sql | undefined> {
  if (segmentId == null && segment == null) return undefined
  if (segmentId != null && segment != null) throw invalidSegment('Give segmentId or segment, not both.')
  const plain = await plainSegment(asker, segment ?? { segmentId })
  return sql`user_no in (${membersOf({ project: asker.project, asOf: asker.asOf, isNow: true }, plain)})`
}

/** The calendar of the arguments; the default time zone is the project's. */
export async function calendarOf(asker: Asker, { timeZone, weekStart }: CalendarArgs): Promise<Calendar> {
  const zone = timeZone == null ? await asker.timeZone() : checkedTimeZone(timeZone)
  return { timeZone: zone, weekStart }
}

/** Whether a bucket or range that ends at `end` is final, apart from late events. */
export const isComplete = (asked: Asked, end: Date) => end <= asked.watermark

/** The `meta` of an answer about a range that ends at `to`, from the metrics that were measured for it. */
export const toMeta = (asked: Asked, to: Date, { events, unpricedCalls }: Measured = {}): Meta => ({
  asOf: asked.asOf,
  watermark: asked.watermark,
  isComplete: isComplete(asked, to),
  sampleSize: events === undefined ? null : Number(events),
  warnings: unpricedCalls
    ? [`${unpricedCalls} uses of a model have no price: the cost leaves them out. See unpricedModels.`]
    : [],
})

interface Measured {
  events?: number | string | null
  unpricedCalls?: number | string | null
}
