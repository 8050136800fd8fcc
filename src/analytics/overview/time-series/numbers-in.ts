import { isOfKindAlone } from '../../query/measure/totals.ts'
import { type Query } from '../../query/query.ts'
import { type Groups } from './groups.ts'
import { type Scanned } from './matched.ts'
import { isMetricOfAll, metricsOfAll } from './metrics-of-all.ts'
import { type Buckets, type Scan, scan } from './scan.ts'

/** The numbers of all series in a range: metrics of all events from stored totals, everything else from one scan. */
export async function numbersIn(
  query: Query,
  scanned: Scanned,
  buckets: Buckets,
  groups: Groups | null | undefined,
): Promise<Scan> {
  const ofAll = hasTotals(query, scanned) ? scanned.series.filter(isMetricOfAll) : []
  const series = scanned.series.filter(one => !ofAll.includes(one))
  const [totals, scans] = await Promise.all([
    ofAll.length ? metricsOfAll(query, ofAll, buckets, scanned.filter) : undefined,
    series.length ? scan(query, { ...scanned, series }, buckets, groups) : undefined,
  ])
  return {
    numbersOf: (of, line) => (ofAll.includes(of) ? totals!(of, line) : scans!.numbersOf(of, line)),
    leftOutOf: of => (ofAll.includes(of) ? 0 : scans!.leftOutOf(of)),
  }
}

/** Totals are stored by kind, for all users together. */
const hasTotals = ({ members }: Query, { breakdown, filter }: Scanned): boolean =>
  !members && !breakdown && isOfKindAlone(filter)
