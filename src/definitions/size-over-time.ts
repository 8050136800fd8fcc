import { bucketEdges } from '../analytics/query/calendar.ts'
import { isComplete } from '../analytics/query/meta.ts'
import { type QueryScope } from '../analytics/query/query-scope.ts'
import { defaultRange, toRange } from '../analytics/query/range.ts'
import { calendarOf } from '../analytics/query/resolve-query.ts'
import { badInput } from '../errors.ts'
import { type CalendarArgs } from '../schema/calendar-args.ts'
import { type CalendarUnit, type DateRangeInput } from '../schema/date-range-input.ts'
import { type SegmentSize } from '../schema/users/segment.ts'
import { countOf, segmentUsers } from './segment-users.ts'

const mostSizes = 90

interface Asking extends CalendarArgs {
  range?: DateRangeInput | null
  interval: CalendarUnit
}

/** How many users a segment had at the end of each bucket, or has by now. @throws TOO_MANY_BUCKETS above 90 */
export async function sizeOverTime(
  scope: QueryScope,
  segmentId: string,
  input: Asking,
): Promise<SegmentSize[]> {
  const calendar = await calendarOf(scope, input)
  const range = toRange(input.range ?? defaultRange, calendar, scope.asOf)
  const edges = bucketEdges(range.from, range.to, input.interval, calendar)
  const buckets = edges.slice(0, -1).filter(start => start <= scope.asOf)
  if (buckets.length > mostSizes)
    throw badInput('TOO_MANY_BUCKETS', 'interval', `At most ${mostSizes} buckets: take a longer interval.`)
  const sizes: SegmentSize[] = []
  // One after the other: together they would take every thread from other questions.
  for (const [i, start] of buckets.entries()) {
    const end = edges[i + 1]!
    const users = await segmentUsers(scope, { segmentId }, end < scope.asOf ? end : null)
    sizes.push({
      start,
      end,
      size: await countOf(users, users.found),
      isComplete: isComplete(users.query, end),
    })
  }
  return sizes
}
