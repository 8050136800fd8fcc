import { integers, sql } from '../../clickhouse/sql.ts'
import { badInput } from '../../errors.ts'
import { type SessionLength, type SessionLengthsArgs } from '../../schema/users/engagement.ts'
import { type Measured, sessionsOfMeasured } from '../query/measure/measured.ts'
import { type Query } from '../query/query.ts'

/** The lengths in seconds at which a new bucket begins, as Google Analytics shows the length of sessions. */
const usualEdges = [10, 30, 60, 180, 600, 1_800]

const most = { edges: 100, seconds: 31_536_000 }

/**
 * The sessions that start in the range by their length, from the first event to the last, in seconds.
 * @throws INVALID_EDGES
 */
export async function sessionLengths(
  query: Query,
  measured: Measured,
  { edges }: SessionLengthsArgs,
): Promise<SessionLength[]> {
  const starts = [0, ...checkedEdges(edges ?? usualEdges)]
  const rows = await query.run<{ start: number; sessions: number }>(
    'engagement: session lengths',
    sql`
select roundDown(toInt64(floor(seconds)), ${integers(starts)}) as start, count() as sessions
from ${sessionsOfMeasured(query, measured)}
group by start`,
  )
  const sessionsFrom = new Map(rows.map(row => [Number(row.start), Number(row.sessions)]))
  const all = rows.reduce((sum, row) => sum + Number(row.sessions), 0)
  return starts.map((fromSeconds, i) => {
    const sessions = sessionsFrom.get(fromSeconds) ?? 0
    return { fromSeconds, toSeconds: starts[i + 1] ?? null, sessions, share: all ? sessions / all : null }
  })
}

function checkedEdges(edges: number[]): number[] {
  const isAscending = edges.every((edge, i) => edge > (edges[i - 1] ?? 0))
  if (!edges.length || edges.length > most.edges || !isAscending || edges.at(-1)! > most.seconds)
    throw badInput(
      'INVALID_EDGES',
      'edges',
      `edges must be 1 to ${most.edges} ascending whole seconds from 1 to ${most.seconds.toLocaleString('en')}.`,
    )
  return edges
}
