import { integer, type Sql, sql } from '../../../clickhouse/sql.ts'
import { type FunnelTrendBucket } from '../../../schema/behavior/funnel.ts'
import { FunnelRangeMode } from '../../../schema/behavior/funnel-input.ts'
import { type CalendarUnit } from '../../../schema/date-range-input.ts'
import { bucketEdges } from '../../query/calendar.ts'
import { type Selection } from '../../query/measure/selection.ts'
import { isComplete } from '../../query/meta.ts'
import { type FunnelQuestion } from './funnel-question.ts'
import { type NumbersRow, needsTimes, numbersOf, toNumbers } from './numbers.ts'
import { reached } from './reached.ts'
import { type ResolvedFunnel } from './resolve-funnel.ts'
import { listed } from './users-of-step.ts'

/**
 * The funnel of each bucket, as if the bucket were the range: of the users who entered in it.
 * @throws TOO_MANY_BUCKETS above 5,000
 */
export async function trend(
  resolved: ResolvedFunnel,
  interval: CalendarUnit,
  selected: Selection,
): Promise<FunnelTrendBucket[]> {
  const { query, question, names } = resolved
  const { from, to } = question.range
  const edges = bucketEdges(from, to, interval, query.calendar)
  const times = needsTimes(selected)
  const entered = reached(query, { ...question, breakdown: null }, { times, edges })
  const rows = await query.run<NumbersRow & { bucket: number }>(
    'funnel: trend',
    sql`select bucket, ${numbersOf(question, times)}
from (${entered})
group by bucket`,
  )
  const byBucket = new Map(rows.map(row => [Number(row.bucket), row]))
  return edges.slice(0, -1).map((start, i) => {
    const row = byBucket.get(start.getTime()) ?? noUsers(names)
    return toBucket(resolved, entered, { start, end: edges[i + 1]! }, row)
  })
}

/** A bucket, whose users are among those who `entered`. */
function toBucket(
  resolved: ResolvedFunnel,
  entered: Sql,
  { start, end }: { start: Date; end: Date },
  row: NumbersRow,
): FunnelTrendBucket {
  const { query, question, names } = resolved
  const { steps, ...numbers } = toNumbers(names, row)
  const own = () => sql`select * from (${entered}) where bucket = ${integer(start.getTime())}`
  return {
    start,
    end,
    isComplete: isComplete(query, lastDeadline(question, end)),
    ...numbers,
    steps: listed(resolved, own, steps),
  }
}

/** When the last window ends of the attempts that started before `end`. */
function lastDeadline({ range, windowMs, rangeMode }: FunnelQuestion, end: Date): Date {
  const entered = Math.min(end.getTime(), range.to.getTime()) + windowMs
  return new Date(rangeMode === FunnelRangeMode.CLIP ? Math.min(entered, range.to.getTime()) : entered)
}

const noUsers = (names: string[]): NumbersRow => ({
  users: names.map(() => 0),
  openAttempts: 0,
  medians: [],
  averages: [],
  p90s: [],
  total: [],
})
