import { int, type Sql, sql } from '../../../clickhouse/sql.ts'
import { badInput } from '../../../errors.ts'
import { type TimeToConvert } from '../../../schema/behavior/funnel.ts'
import { type TimeToConvertArgs } from '../../../schema/behavior/time-to-convert-args.ts'
import { seconds, spread } from './numbers.ts'
import { reached } from './reached.ts'
import { type ResolvedFunnel } from './resolve-funnel.ts'

const mostBuckets = 100

interface SpreadRow {
  users: number
  spread: [number | null, number | null, number | null]
  shortest: number
  width: number
  counts: number[]
}

/**
 * The time from one step to another: its spread, and the number of users in each bucket of times.
 * @throws INVALID_STEPS unless 1 ≤ fromStep < toStep ≤ the last, INVALID_BUCKETS outside 1 to 100
 */
export async function timeToConvert(
  { query, question }: ResolvedFunnel,
  { fromStep, toStep, buckets }: TimeToConvertArgs,
): Promise<TimeToConvert> {
  const last = question.steps.length
  const to = toStep ?? last
  if (last === 1) throw badInput('INVALID_STEPS', 'fromStep', 'A funnel of one step has no time to convert.')
  if (fromStep < 1 || fromStep >= to || to > last)
    throw badInput('INVALID_STEPS', 'fromStep', `The steps must be 1 ≤ fromStep < toStep ≤ ${last}.`)
  if (buckets < 1 || buckets > mostBuckets)
    throw badInput('INVALID_BUCKETS', 'buckets', `buckets must be 1 to ${mostBuckets}.`)
  const rows = reached(query, { ...question, breakdown: null }, { times: true })
  const [row] = await query.run<SpreadRow>(
    'funnel: time to convert',
    spreadQuery(rows, fromStep, to, buckets),
  )
  return toTimeToConvert(row!, buckets)
}

/** Buckets are whole seconds wide, so that the longest time lies in the last bucket. */
const spreadQuery = (rows: Sql, from: number, to: number, buckets: number): Sql => sql`
with taken as (
  select groupArrayIf(${seconds(from, to)}, depth >= ${int(to)}) as times, [${spread(from, to)}] as spread
  from (${rows})
),
framed as (
  select *,
    floor(arrayMin(times)) as shortest,
    greatest(1, ceil((arrayMax(times) - shortest) / ${int(buckets)})) as width
  from taken
),
in_buckets as (
  select *,
    arrayMap(time -> least(${int(buckets - 1)}, intDiv(toInt64(floor(time - shortest)), toInt64(width))), times) as buckets
  from framed
)
select length(times) as users, spread, shortest, width,
  arrayMap(bucket -> countEqual(buckets, bucket), range(${int(buckets)})) as counts
from in_buckets`

function toTimeToConvert(
  { users, spread, shortest, width, counts }: SpreadRow,
  buckets: number,
): TimeToConvert {
  const [medianSeconds, averageSeconds, p90Seconds] = spread
  const starts = Number(users) ? Array.from({ length: buckets }, (_, i) => shortest + i * width) : []
  return {
    users: Number(users),
    medianSeconds,
    averageSeconds,
    p90Seconds,
    buckets: starts.map((fromSeconds, i) => ({
      fromSeconds,
      toSeconds: fromSeconds + width,
      users: Number(counts[i]),
    })),
  }
}
