import { type Sql } from '../../clickhouse/sql.ts'
import { type EventMetric } from '../../metrics-catalogue/catalogue.ts'
import { type Meta } from '../../schema/meta.ts'
import { type Numbers } from '../../schema/numbers.ts'
import { type BreakdownArgs } from '../../schema/question-args.ts'
import { checkFirst, shownOf } from './first.ts'
import { measureBy } from './measure/measure.ts'
import { type Selection } from './measure/selection.ts'
import { fieldsIn, type MetricGroup, metricsOf, metricsOfCost, numbersIn } from './measure/stats.ts'
import { toMeta } from './meta.ts'
import { type Query } from './query.ts'
import { defaultRange, toRange } from './range.ts'

/** The expressions that events are grouped by, and the metric that ranks the groups. */
interface Grouping<By extends string> {
  by: Record<By, Sql>
  order: EventMetric
  /** A ranking shows its first groups on purpose, without a warning of the others. */
  isRanking?: boolean
}

/** A group: its values of the expressions, its numbers, and its share of the metric that ranks the groups. */
type Group<By extends string> = Numbers & Record<By, string> & { share: number | null }

interface Breakdown<By extends string> {
  groups: Group<By>[]
  meta: Meta
}

export type EventMetricGroup = MetricGroup<Record<string, EventMetric>>

/**
 * The metrics of a metric group for each of the largest groups of events. Only selected fields are computed.
 * @throws INVALID_RANGE, INVALID_FILTER, INVALID_FIRST outside 1 to 1,000
 */
export async function breakdown<By extends string>(
  query: Query,
  metricGroup: EventMetricGroup,
  input: BreakdownArgs,
  { by, order, isRanking = false }: Grouping<By>,
  selected: Selection | undefined,
  selectedOfMeta: Selection = {},
): Promise<Breakdown<By>> {
  const { first, filter } = input
  checkFirst(first)
  const range = toRange(input.range ?? defaultRange, query.calendar, query.asOf)
  if (!selected) return { groups: [], meta: toMeta(query, range) }
  const measured = { range, filter, kind: metricGroup.kind, only: metricGroup.only }
  const fields = fieldsIn(metricGroup, selected)
  const metrics = metricsOf(metricGroup, fields)
  const overAll = selectedOfMeta.caveats ? metricsOfCost([...metrics, order]) : []
  const rows = await measureBy(query, metricGroup.name, measured, metrics, { by, order, first, overAll })
  const groups = rows.map(row => ({
    ...numbersIn(metricGroup, fields, row),
    ...keysIn(row, by),
    share: row.share,
  }))
  const meta = toMeta(query, range, sumsOf(overAll, rows[0]))
  const shown = isRanking ? [] : shownOf(first, rows[0]?.groups ?? 0)
  return { groups: groups as Group<By>[], meta: { ...meta, caveats: [...shown, ...meta.caveats] } }
}

const sumsOf = (metrics: EventMetric[], row: { sums: number[] } | undefined) =>
  row && Object.fromEntries(metrics.map((metric, i) => [metric, row.sums[i]]))

const keysIn = <By extends string>(row: Record<By, string>, by: Record<By, Sql>) =>
  Object.fromEntries(Object.keys(by).map(key => [key, row[key as By]]))
