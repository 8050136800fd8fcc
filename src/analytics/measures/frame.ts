import { int, integers, joined, name, numbers, type Sql, sql, texts } from '../../clickhouse/sql.ts'
import { type Metric } from '../../metrics-catalogue/catalogue.ts'
import { bucketOf } from '../query/events.ts'
import { sharedTime } from '../query/measure/measure.ts'
import { elapsedMinutes } from '../query/measure/per-minute.ts'
import { type Statement } from '../query/measure/statement.ts'
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

/** The value of an expression as JSON takes it, an exact one as text, any other as a finite number, and the reason why it is null. */
export function valueColumns({ value, isExact, nullReason }: MetricExpression, i: number): Sql {
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
  if (!edges) return grouped(frame, set, ends, 'whole')
  if (!hasTotal) return grouped(frame, set, edges, 'buckets')
  if (set.source !== 'trailingDays') return grouped(frame, set, edges, 'both')
  // The days before the end of the range are others than those before the end of each bucket.
  return united([grouped(frame, set, ends, 'whole'), grouped(frame, set, edges, 'buckets')])
}

const united = (parts: Sql[]) => joined(parts, '\n  union all')

const whole = sql`toInt64(${int(wholeRange)})`

/** The times that one scan computes: the bucket of a row, the time that is shown, and the grouping. */
const times = {
  whole: { bucketOf: () => whole, at: sql`bucket`, by: sql`row_line, bucket` },
  buckets: { bucketOf, at: sql`bucket`, by: sql`row_line, bucket` },
  both: {
    bucketOf,
    at: sql`if(grouping(bucket) = 1, ${whole}, bucket)`,
    by: sql`grouping sets ((row_line, bucket), (row_line))`,
  },
}

function grouped(frame: Frame, set: RowSet, edges: Date[], of: keyof typeof times): Sql {
  const { from, labels } = labelledRows(frame, set, edges)
  const line = frame.labels.length ? sql`indexOf(${texts(frame.keys)}, ${keyOf(labels)})` : sql`0`
  const { bucketOf, at, by } = times[of]
  return sql`
    select toInt64(${line}) as row_line, row_line as line, ${bucketOf(edges)} as bucket, ${at} as at, ${columnsOf(set.aggregates)}
    from ${from}
    group by ${by}`
}

function ofTotals(
  { edges, hasTotal }: Frame,
  { aggregates }: RowSet,
  { together, overTime }: Statement,
): Sql {
  const metrics = aggregates.map(({ name }) => name as Metric)
  const columns = columnsOfTotals(aggregates)
  const part = (at: Sql, rows: Sql) => sql`
    select toInt64(0) as line, ${at} as at, ${columns} from (${rows})`
  return united([
    ...(hasTotal ? [part(whole, together(metrics))] : []),
    ...(edges ? [part(sql`bucket`, overTime(metrics))] : []),
  ])
}
