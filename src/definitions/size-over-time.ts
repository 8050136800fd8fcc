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

const mostBuckets = 90

interface SizeOverTimeInput extends CalendarArgs {
  range?: DateRangeInput | null
  interval: CalendarUnit
}

/**
 * The number of users of a segment at the end of each bucket; of the current bucket, the number now.
 * @throws TOO_MANY_BUCKETS above 90
 */
export async function sizeOverTime(
  scope: QueryScope,
  segmentId: string,
  input: SizeOverTimeInput,
): Promise<SegmentSize[]> {
  const sizes: SegmentSize[] = []
  // Sequential, because 90 statements at once would leave no thread for other questions.
  for (const bucket of await bucketsOf(scope, input)) sizes.push(await sizeAtEnd(scope, segmentId, bucket))
  return sizes
}

type Bucket = Pick<SegmentSize, 'start' | 'end'>

async function bucketsOf(
  scope: QueryScope,
  { range, interval, ...args }: SizeOverTimeInput,
): Promise<Bucket[]> {
  const calendar = await calendarOf(scope, args)
  const { from, to } = toRange(range ?? defaultRange, calendar, scope.asOf)
  const edges = bucketEdges(from, to, interval, calendar)
  const buckets = edges.slice(1).map((end, i) => ({ start: edges[i]!, end }))
  const begun = buckets.filter(({ start }) => start <= scope.asOf)
  if (begun.length > mostBuckets)
    throw badInput(
      'TOO_MANY_BUCKETS',
      'interval',
      `The answer may have at most ${mostBuckets} buckets. Use a longer interval.`,
    )
  return begun
}

async function sizeAtEnd(scope: QueryScope, segmentId: string, { start, end }: Bucket): Promise<SegmentSize> {
  const users = await segmentUsers(scope, { segmentId }, end < scope.asOf ? end : null)
  return { start, end, size: await countOf(users, users.found), isComplete: isComplete(users.query, end) }
}
