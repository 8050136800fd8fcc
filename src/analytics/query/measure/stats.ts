import { type Sql } from '../../../clickhouse/sql.ts'
import { type EventMetric, type Metric } from '../../../metrics-catalogue/catalogue.ts'
import { type CalendarUnit } from '../../../schema/date-range-input.ts'
import { type Bucket, type Fields, type Numbers, type Stats } from '../../../schema/numbers.ts'
import { type ComparedArgs } from '../../../schema/question-args.ts'
import { bucketEdges } from '../calendar.ts'
import { changesOf, comparedRange } from '../compare.ts'
import { isComplete, toMeta, unknownCosts } from '../meta.ts'
import { type Query } from '../query.ts'
import { defaultRange, type Range, toRange } from '../range.ts'
import { measure, measureOverTime } from './measure.ts'
import { type Values } from './measure-rows.ts'
import { type Measured, type NamedKind } from './measured.ts'
import { type Selection } from './selection.ts'

/** Metrics that are shown together, such as those of model calls. */
export interface MetricGroup<Of extends Fields = Fields> {
  /** Identifies the statements in the query log of ClickHouse. */
  name: string
  fields: Of
  /** The kind of event that is measured. Default: all. */
  kind?: NamedKind
  /** A further condition on the events. Default: none. */
  only?: Sql
}

type StatsInput = ComparedArgs & { interval: CalendarUnit }

/** The range of the question, and the range it is compared with. */
interface Ranges {
  range: Range
  compared: Range | undefined
}

/**
 * The metrics of a group over a range: in total, in buckets of time, and for the range they are compared with.
 * Only selected fields are computed.
 * @throws INVALID_RANGE, INVALID_FILTER, TOO_MANY_BUCKETS
 */
export async function stats<Of extends Fields>(
  query: Query,
  metricGroup: MetricGroup<Of>,
  input: StatsInput,
  selected: Selection,
): Promise<Stats & Numbers<Of>> {
  const ranges = rangesOf(query, input)
  const [{ numbers, ...together }, buckets, previousBuckets] = await Promise.all([
    numbersOverRange(query, metricGroup, input, ranges, selected),
    bucketsOf(query, metricGroup, input, ranges.range, selected.buckets),
    bucketsOf(query, metricGroup, input, ranges.compared, selected.previousBuckets),
  ])
  return { ...numbers, ...together, buckets, previousBuckets } as Stats & Numbers<Of>
}

/** The range of the question, by default the last 30 days, and the range to compare with. */
export function rangesOf(query: Query, input: ComparedArgs): Ranges {
  const range = toRange(input.range ?? defaultRange, query.calendar, query.asOf)
  return { range, compared: comparedRange(query, input, range) }
}

/** The numbers of the range and of the range it is compared with, and their changes. */
export async function numbersOverRange(
  query: Query,
  metricGroup: MetricGroup,
  { filter }: ComparedArgs,
  { range, compared }: Ranges,
  selected: Selection,
) {
  const { kind, only, name } = metricGroup
  const fields = fieldsIn(metricGroup, selected.changes ? { ...selected, ...selected.previous } : selected)
  const fieldsBefore = selected.changes ? fields : fieldsIn(metricGroup, selected.previous)
  const metrics = metricsOf(metricGroup, fields)
  const [values, before] = await Promise.all([
    measure(query, name, { range, filter, kind, only }, [
      ...metrics,
      ...metricsOfMeta(metrics, selected.meta),
    ]),
    compared &&
      measure(query, name, { range: compared, filter, kind, only }, metricsOf(metricGroup, fieldsBefore)),
  ])
  const numbers = numbersIn(metricGroup, fields, values)
  const previous = before ? numbersIn(metricGroup, fieldsBefore, before) : null
  return {
    numbers,
    previous,
    changes: previous && selected.changes ? changesOf(metricGroup.fields, numbers, previous) : [],
    meta: toMeta(query, range, values),
  }
}

/** The metrics of a group in each bucket of a range; none without a range or a selection. */
async function bucketsOf(
  query: Query,
  metricGroup: MetricGroup,
  { filter, interval }: StatsInput,
  range: Range | undefined,
  selected: Selection | undefined,
): Promise<Bucket[]> {
  if (!range || !selected) return []
  const edges = bucketEdges(range.from, range.to, interval, query.calendar)
  const fields = fieldsIn(metricGroup, selected)
  const measured: Measured = { range, filter, kind: metricGroup.kind, only: metricGroup.only }
  const buckets = await measureOverTime(
    query,
    metricGroup.name,
    measured,
    metricsOf(metricGroup, fields),
    edges,
  )
  return toBuckets(query, metricGroup, fields, buckets, edges)
}

/** Each bucket with its numbers, start and end. */
export const toBuckets = (
  query: Query,
  metricGroup: MetricGroup,
  fields: string[],
  buckets: Values[],
  edges: Date[],
): Bucket[] =>
  buckets.map((values, i) =>
    Object.assign(numbersIn(metricGroup, fields, values), {
      start: edges[i]!,
      end: edges[i + 1]!,
      isComplete: isComplete(query, edges[i + 1]!),
    }),
  )

/** The selected fields of a group. */
export const fieldsIn = ({ fields }: MetricGroup, selected: Selection = {}): string[] =>
  Object.keys(fields).filter(field => field in selected)

export const metricsOf = <Of extends Metric>(
  { fields }: { fields: Record<string, Of> },
  names: string[],
): Of[] => names.map(field => fields[field]!)

/** The values under the field names of the group. */
export const numbersIn = ({ fields }: MetricGroup, names: string[], values: Values): Numbers =>
  Object.fromEntries(names.map(field => [field, values[fields[field]!]]))

/** The further metrics that the selected fields of `meta` need. */
export function metricsOfMeta(metrics: Metric[], selected: Selection = {}): EventMetric[] {
  return [
    ...(selected.sampleSize ? ['events' as const] : []),
    ...(selected.caveats ? metricsOfCost(metrics) : []),
  ].filter(metric => !metrics.includes(metric))
}

/** The metrics that warn of unknown costs, if a cost is shown. */
export const metricsOfCost = (metrics: Metric[]): EventMetric[] =>
  metrics.includes('costUsd') ? unknownCosts : []
