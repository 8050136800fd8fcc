import { integers, sql } from '../../clickhouse/sql.ts'
import { type SessionLength, type SessionLengthsArgs } from '../../schema/users/engagement.ts'
import { type BarRow, barsOf, startsOf } from '../query/histogram.ts'
import { type Measured, sessionsOfMeasured, withPrecomputed } from '../query/measure/measured.ts'
import { type Query } from '../query/query.ts'

/** The lengths in seconds at which a new bucket begins, as Google Analytics shows the length of sessions. */
const edgesInSeconds = {
  unit: 'whole seconds',
  usual: [10, 30, 60, 180, 600, 1_800],
  longest: 31_536_000,
}

/**
 * The sessions that start in the range by their length, from the first event to the last, in seconds.
 * @throws INVALID_EDGES
 */
export async function sessionLengths(
  query: Query,
  measured: Measured,
  { edges }: SessionLengthsArgs,
): Promise<SessionLength[]> {
  const starts = startsOf(edges, edgesInSeconds)
  const rows = await query.run<BarRow>(
    'engagement: session lengths',
    sql`
select indexOf(${integers(starts)}, roundDown(toInt64(floor(seconds)), ${integers(starts)})) as bar, count() as count
from ${sessionsOfMeasured(await withPrecomputed(query, measured, ['sessions']), measured)}
group by bar`,
  )
  return barsOf(starts, rows).map(({ from, to, count, share }) => ({
    fromSeconds: from,
    toSeconds: to,
    sessions: count,
    share,
  }))
}
