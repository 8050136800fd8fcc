import { array, integer, joined, raw, type Sql, sql } from '../../../clickhouse/sql.ts'
import { type EventMetric, type Metric, metricsFrom } from '../../../metrics-catalogue/catalogue.ts'
import { type Query } from '../query.ts'
import { type Range } from '../range.ts'
import { type Values } from './measure-rows.ts'
import { eventsOfMeasured, type Measured, withPrecomputed } from './measured.ts'
import { perMinute } from './per-minute.ts'
import { emptyValue, numeric, select } from './select-metrics.ts'
import { statementsOf } from './statements.ts'

/** The metrics over the whole range. `name` identifies the statements in the query log of ClickHouse. */
export async function measure(
  query: Query,
  name: string,
  measured: Measured,
  metrics: Metric[],
): Promise<Values> {
  const reading = await withPrecomputed(query, measured, metrics)
  const parts = await Promise.all(
    statementsOf(reading, measured, metrics, [measured.range.from, measured.range.to]).map(
      ({ selected, together }) => query.measureRows(name, together, selected),
    ),
  )
  const values: Values = Object.assign({}, ...parts)
  return perMinute(values, metrics, measured.range, query.asOf)
}

/** The metrics of each calendar bucket, the empty ones included. */
export async function measureOverTime(
  query: Query,
  name: string,
  measured: Measured,
  metrics: Metric[],
  edges: Date[],
): Promise<Values[]> {
  const reading = await withPrecomputed(query, measured, metrics)
  const parts = await Promise.all(
    statementsOf(reading, measured, metrics, edges).map(async ({ selected, overTime }) => {
      const found = await query.run<Values & { bucket: number }>(name, overTime(selected))
      return new Map(found.map(({ bucket, ...values }) => [bucket, values]))
    }),
  )
  const empty = Object.fromEntries(metrics.map(metric => [metric, emptyValue(metric)]))
  const buckets = edges.slice(0, -1).map((start, i) => {
    const values: Values = Object.assign({ ...empty }, ...parts.map(part => part.get(start.getTime())))
    return perMinute(values, metrics, sharedTime(measured.range, start, edges[i + 1]!), query.asOf)
  })
  return accumulate(buckets, metricsFrom('knownUsers', metrics))
}

/** The part of a bucket that lies in the range. */
export const sharedTime = ({ from, to }: Range, start: Date, end: Date): Range => ({
  from: start < from ? from : start,
  to: end > to ? to : end,
})

/** Sums up over the buckets. The value of the first bucket includes everything before it. */
function accumulate(buckets: Values[], metrics: Metric[]): Values[] {
  for (const metric of metrics) {
    let total = 0
    for (const bucket of buckets) bucket[metric] = total += Number(bucket[metric])
  }
  return buckets
}

/** A group's share of `order` over all groups, 0 to 1, how many groups there are in all, and sums over all of them. */
interface Ranked {
  share: number | null
  groups: number
  /** In the order of `overAll`. */
  sums: number[]
}

interface GroupsWanted<By extends string> {
  by: Record<By, Sql>
  order: EventMetric
  first: number
  /** The counts to sum over all groups, those that are not among the first ones included. */
  overAll: EventMetric[]
}

/** The metrics of each group of events, by `order` descending, then by the group keys. */
export async function measureBy<By extends string>(
  query: Query,
  name: string,
  measured: Measured,
  metrics: EventMetric[],
  { by, order, first, overAll }: GroupsWanted<By>,
): Promise<(Values & Record<By, string> & Ranked)[]> {
  const keys = Object.keys(by) as By[]
  const columns = keys.map(key => sql`${by[key]} as ${raw(key)}`)
  const rank = numeric(order)
  const sums = overAll.map(metric => sql`sum(${numeric(metric)}) over ()`)
  const rows = await query.run<Values & Record<By, string> & Ranked>(
    name,
    sql`
select ${joined(columns, ', ')}, ${select([...new Set([...metrics, order, ...overAll])])},
  toFloat64(${rank}) / nullIf(sum(toFloat64(${rank})) over (), 0) as share, count() over () as groups,
  ${array(sums)} as sums
from ${eventsOfMeasured(query, measured)}
group by ${raw(keys.join(', '))}
order by ${rank} desc, ${raw(keys.join(', '))}
limit ${integer(first)}`,
  )
  return rows.map(row => perMinute(row, metrics, measured.range, query.asOf))
}
