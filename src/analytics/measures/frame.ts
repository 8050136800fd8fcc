import { int, integers, joined, name, numbers, type Sql, sql, texts } from '../../clickhouse/sql.ts'
import { type Metric } from '../../metrics-catalogue/catalogue.ts'
import { bucketOf } from '../query/events.ts'
import { sharedTime } from '../query/measure/measure.ts'
import { elapsedMinutes } from '../query/measure/per-minute.ts'
import { keyOf } from './labels.ts'
import { type MetricExpression } from './metric-expression.ts'
import {
  columnsOf,
  columnsOfTotals,
  labelledRows,
  type RowSet,
  type Rows,
  rowSetsOf,
  storedTotals,
} from './row-sets.ts'

/** The lines and times that numbers are asked for: every line has a number at every time. */
export interface Frame extends Rows {
  /** The keys of the groups with a line of their own, from 1. */
  keys: string[]
  /** The numbers of the lines; 0 stands for all other rows, and for all rows without a breakdown. */
  lines: number[]
  /** The edges of the buckets, if numbers over time are asked for. */
  edges: Date[] | undefined
  /** Whether the number of the whole range is asked for. */
  hasTotal: boolean
}

/** The time of the number of the whole range. No bucket starts then. */
export const wholeRange = Number.MIN_SAFE_INTEGER

/** A row for each line and time: `line`, `at`, and the value and null reason of each expression. */
export const valuesQuery = (frame: Frame, expressions: MetricExpression[]): Sql => sql`
select line, at, ${joined(expressions.map(valueColumns))}
from (
  select times.line as line, times.at as at, times.elapsed_minutes as elapsed_minutes${joined(rowSetsOf(expressions).map(columnsInFrame(frame)), '')}
  from ${timesOf(frame)} as times${joined(
    rowSetsOf(expressions).map((set, i) => joinOf(frame, set, i)),
    '',
  )}
)`

/** A value as JSON takes it: an exact one as text, any other as a finite number. */
function valueColumns({ value, isExact, nullReason }: MetricExpression, i: number): Sql {
  const shown = isExact ? sql`toString(${value})` : finite(value)
  return sql`${shown} as ${name('value', i + 1)}, ${nullReason} as ${name('reason', i + 1)}`
}

export const finite = (value: Sql): Sql => {
  const asNumber = sql`toFloat64(${value})`
  return sql`if(isFinite(${asNumber}), ${asNumber}, null)`
}

/** Every line at every time, with the minutes that have passed of it. */
function timesOf({ query, measured, lines, edges, hasTotal }: Frame): Sql {
  const buckets =
    edges?.slice(0, -1).map((start, i) => sharedTime(measured.range, start, edges[i + 1]!)) ?? []
  const ranges = hasTotal ? [measured.range, ...buckets] : buckets
  const starts = edges?.slice(0, -1).map(start => start.getTime()) ?? []
  const at = integers(hasTotal ? [wholeRange, ...starts] : starts)
  const minutes = numbers(ranges.map(range => Math.max(elapsedMinutes(range, query.asOf), 0)))
  return sql`(
    select line, time.1 as at, time.2 as elapsed_minutes
    from (select arrayJoin(${integers(lines)}) as line) array join arrayZip(${at}, ${minutes}) as time)`
}

const setName = (i: number) => name('set', i + 1)

/** The number of known users grows from bucket to bucket: the first one includes everybody before. */
const columnsInFrame =
  ({ edges }: Frame) =>
  ({ source, aggregates }: RowSet, i: number): Sql =>
    joined(
      aggregates.map(aggregate => {
        const column = sql`${setName(i)}.${name(aggregate.name)}`
        const value =
          source === 'knownUsers' && edges
            ? sql`sum(${column}) over (partition by times.line, times.at = ${int(wholeRange)} order by times.at)`
            : column
        return sql`, ${value} as ${name(aggregate.name)}`
      }),
      '',
    )

const joinOf = (frame: Frame, set: RowSet, i: number): Sql => sql`
  left join (${linesOf(frame, set)}) as ${setName(i)} on times.line = ${setName(i)}.line and times.at = ${setName(i)}.at`

/** The aggregates of a set by line and time, where it has rows. */
function linesOf(frame: Frame, set: RowSet): Sql {
  const { measured, edges, hasTotal } = frame
  const ends = [measured.range.from, measured.range.to]
  const totals = storedTotals(frame, set, edges ?? ends)
  if (totals) return ofTotals(frame, set, totals)
  if (set.source === 'trailingDays')
    return united([
      ...(hasTotal ? [grouped(frame, set, ends, { total: true, buckets: false })] : []),
      ...(edges ? [grouped(frame, set, edges, { total: false, buckets: true })] : []),
    ])
  return grouped(frame, set, edges ?? ends, { total: hasTotal, buckets: Boolean(edges) })
}

const united = (parts: Sql[]) => joined(parts, '\n  union all')

/** One scan for the whole range and the buckets. */
function grouped(
  frame: Frame,
  set: RowSet,
  edges: Date[],
  { total, buckets }: { total: boolean; buckets: boolean },
): Sql {
  const { from, labels } = labelledRows(frame, set, edges)
  const line = frame.labels.length ? sql`indexOf(${texts(frame.keys)}, ${keyOf(labels)})` : sql`0`
  const at = buckets ? bucketOf(edges) : sql`toInt64(0)`
  const shown = total
    ? buckets
      ? sql`if(grouping(bucket) = 1, ${int(wholeRange)}, bucket)`
      : sql`toInt64(${int(wholeRange)})`
    : sql`bucket`
  const by = total && buckets ? sql`grouping sets ((row_line, bucket), (row_line))` : sql`row_line, bucket`
  return sql`
    select toInt64(${line}) as row_line, row_line as line, ${at} as bucket, ${shown} as at, ${columnsOf(set.aggregates)}
    from ${from}
    group by ${by}`
}

function ofTotals(
  { edges, hasTotal }: Frame,
  { aggregates }: RowSet,
  { together, overTime }: NonNullable<ReturnType<typeof storedTotals>>,
): Sql {
  const metrics = aggregates.map(({ name }) => name as Metric)
  const columns = columnsOfTotals(aggregates)
  return united([
    ...(hasTotal
      ? [
          sql`
    select toInt64(0) as line, toInt64(${int(wholeRange)}) as at, ${columns} from (${together(metrics)})`,
        ]
      : []),
    ...(edges
      ? [
          sql`
    select toInt64(0) as line, bucket as at, ${columns} from (${overTime(metrics)})`,
        ]
      : []),
  ])
}
