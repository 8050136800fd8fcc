import { integer, raw, type Sql, sql } from '../../clickhouse/sql.ts'
import { CalendarUnit } from '../../schema/date-range-input.ts'
import { type FilterInput } from '../../schema/filter-input.ts'
import { type Asked } from './ask.ts'
import { bucketEdges } from './calendar.ts'
import { bucketOf, factsIn } from './facts.ts'
import { filterCondition } from './filter.ts'
import { emptyValue, type Metric, select } from './metrics.ts'
import { lastUnits, type Range, toRange } from './range.ts'

/** Which facts are measured. */
export interface Measured {
  range: Range
  filter?: FilterInput | null
  /** What the question itself narrows the facts to. */
  only?: Sql
}

export type Values = Partial<Record<Metric, number | string | null>>

/** The range asked for, or the last 30 days. */
export const rangeOf = (asked: Asked, input: { range?: Parameters<typeof toRange>[0] | null }): Range =>
  input.range
    ? toRange(input.range, asked.calendar, asked.asOf)
    : lastUnits({ count: 30, unit: CalendarUnit.DAY }, asked.calendar, asked.asOf)

/** The metrics over all facts together. */
export async function measure(
  asked: Asked,
  name: string,
  measured: Measured,
  metrics: Metric[],
): Promise<Values> {
  const [row] = await asked.run<Values>(
    name,
    sql`select ${select(metrics)} from ${measuredFacts(asked, measured)}`,
  )
  return row!
}

/** The metrics of each calendar bucket of the range, the empty ones included. */
export async function measureOverTime(
  asked: Asked,
  name: string,
  measured: Measured,
  metrics: Metric[],
  interval: CalendarUnit,
): Promise<{ start: Date; end: Date; values: Values }[]> {
  const edges = bucketEdges(measured.range.from, measured.range.to, interval, asked.calendar)
  const rows = await asked.run<Values & { bucket: number }>(
    name,
    sql`select ${bucketOf(edges)} as bucket, ${select(metrics)} from ${measuredFacts(asked, measured)} group by bucket`,
  )
  const found = new Map(rows.map(({ bucket, ...values }) => [bucket, values]))
  const empty = Object.fromEntries(metrics.map(metric => [metric, emptyValue(metric)]))
  return edges.slice(0, -1).map((start, i) => ({
    start,
    end: edges[i + 1]!,
    values: found.get(start.getTime()) ?? empty,
  }))
}

/** The metrics of each value of one expression, most of `order` first, at most `first` of them. */
export function measureBy(
  asked: Asked,
  name: string,
  measured: Measured,
  metrics: Metric[],
  { by, order, first }: { by: Sql; order: Metric; first: number },
): Promise<(Values & { group: string })[]> {
  const selected = [...new Set([...metrics, order])]
  return asked.run(
    name,
    sql`
select ${by} as group, ${select(selected)}
from ${measuredFacts(asked, measured)}
group by group
order by ${raw(order)} desc, group
limit ${integer(first)}`,
  )
}

const measuredFacts = ({ project }: Asked, { range, filter, only }: Measured): Sql =>
  sql`${factsIn(project, range)} and ${filterCondition(filter)}${only ? sql` and ${only}` : sql``}`
