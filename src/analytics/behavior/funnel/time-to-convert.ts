import { integer, raw, type Sql, sql } from '../../../clickhouse/sql.ts'
import { badInput } from '../../../errors.ts'
import { type TimeToConvert } from '../../../schema/behavior/funnel.ts'
import { type TimeToConvertArgs } from '../../../schema/behavior/time-to-convert-args.ts'
import { type AskedFunnel } from './asked-funnel.ts'
import { seconds, spread } from './numbers.ts'
import { reached } from './reached.ts'

const mostBuckets = 100

interface SpreadRow {
  users: number
  spread: [number | null, number | null, number | null]
  shortest: number
  width: number
  counts: number[]
}

/**
 * How long it took from one step to another, and how many took how long.
 * @throws INVALID_STEPS unless 1 ≤ fromStep < toStep ≤ the last, INVALID_BUCKETS outside 1 to 100
 */
export async function timeToConvert(
  { asked, question }: AskedFunnel,
  { fromStep, toStep, buckets }: TimeToConvertArgs,
): Promise<TimeToConvert> {
  const last = question.steps.length
  const to = toStep ?? last
  if (fromStep < 1 || fromStep >= to || to > last)
    throw badInput('INVALID_STEPS', 'fromStep', `Ask for 1 ≤ fromStep < toStep ≤ ${last}.`)
  if (buckets < 1 || buckets > mostBuckets)
    throw badInput('INVALID_BUCKETS', 'buckets', `buckets must be 1 to ${mostBuckets}.`)
  const rows = reached(asked, { ...question, breakdown: null }, { times: true })
  const [row] = await asked.run<SpreadRow>(
    'funnel: time to convert',
    spreadQuery(rows, fromStep, to, buckets),
  )
  return toTimeToConvert(row!, buckets)
}

/** Whole seconds wide, so that the longest time lies in the last bucket. */
const spreadQuery = (rows: Sql, from: number, to: number, buckets: number): Sql => sql`
with ${integer(buckets)} as buckets
select length(taken) as users, median, average, p90, [median, average, p90] as spread,
  floor(arrayMin(taken)) as shortest, greatest(1, ceil((arrayMax(taken) - shortest) / buckets)) as width,
  arrayMap(i -> countEqual(arrayMap(s -> least(buckets - 1, intDiv(toInt64(floor(s - shortest)), toInt64(width))), taken), i), range(buckets)) as counts
from (
  select groupArrayIf(${raw(seconds(from, to))}, depth >= ${integer(to)}) as taken, tuple(${raw(spread(from, to))}) as found,
    found.1 as median, found.2 as average, found.3 as p90
  from (${rows})
)`

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
