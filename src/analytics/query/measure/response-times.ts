import { numbers, sql } from '../../../clickhouse/sql.ts'
import { type ResponseTimeBucket, type ResponseTimeHistogramArgs } from '../../../schema/histogram.ts'
import { type BarRow, barsOf, startsOf } from '../histogram.ts'
import { type Query } from '../query.ts'
import { eventsOfMeasured, type Measured } from './measured.ts'

/** An answer whose calls or messages can be shown by their response time. */
export interface WithResponseTimes {
  responseTimesIn(args: ResponseTimeHistogramArgs): Promise<ResponseTimeBucket[]>
}

/** From fast answers of an endpoint to slow ones of a model. */
const edgesInMs = {
  unit: 'milliseconds',
  usual: [50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000],
  longest: 31_536_000_000,
}

/**
 * The calls or messages that have a response time, by this time.
 * @throws INVALID_EDGES
 */
export async function responseTimes(
  query: Query,
  measured: Measured,
  { edges }: ResponseTimeHistogramArgs,
): Promise<ResponseTimeBucket[]> {
  const starts = startsOf(edges, edgesInMs)
  const rows = await query.run<BarRow>(
    'response times',
    sql`
select indexOf(${numbers(starts)}, roundDown(assumeNotNull(duration_ms), ${numbers(starts)})) as bar, count() as count
from ${eventsOfMeasured(query, measured)} and isNotNull(duration_ms)
group by bar`,
  )
  return barsOf(starts, rows).map(({ from, to, ...bar }) => ({ fromMs: from, toMs: to, ...bar }))
}
