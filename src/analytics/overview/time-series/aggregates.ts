import { array, name, type Sql, sql } from '../../../clickhouse/sql.ts'
import { Measure } from '../../../schema/overview/time-series.ts'
import { exactNumber } from '../../query/dimensions.ts'
import { type SeriesAsked } from './series-asked.ts'

/** What the rows of `matched` say of a series. */
interface Columns {
  isIn: Sql
  /** The value of the property as a text, empty where it is missing. */
  value: Sql
  /** The value as an exact number; null where it is none. */
  number: Sql
}

/** Each measure as SQL over the rows of `matched`. */
const aggregates = {
  [Measure.EVENTS]: ({ isIn }) => sql`countIf(${isIn})`,
  [Measure.UNIQUE_USERS]: ({ isIn }) => users(isIn),
  [Measure.EVENTS_PER_USER]: ({ isIn }) => sql`countIf(${isIn} and is_active) / nullIf(${users(isIn)}, 0)`,
  [Measure.SUM]: ({ isIn, number }) => sql`ifNull(sumIf(${number}, ${isIn}), 0)`,
  [Measure.AVERAGE]: ({ isIn, number }) =>
    sql`toFloat64(sumIf(${number}, ${isIn})) / nullIf(countIf(${isIn} and isNotNull(${number})), 0)`,
  [Measure.MIN]: ({ isIn, number }) => sql`minOrNullIf(${number}, ${isIn})`,
  [Measure.MAX]: ({ isIn, number }) => sql`maxOrNullIf(${number}, ${isIn})`,
  [Measure.P50]: percentile(sql`0.5`),
  [Measure.P75]: percentile(sql`0.75`),
  [Measure.P90]: percentile(sql`0.9`),
  [Measure.P95]: percentile(sql`0.95`),
  [Measure.P99]: percentile(sql`0.99`),
  [Measure.UNIQUE]: ({ isIn, value }) => sql`uniqExactIf(${value}, ${isIn} and ${value} != '')`,
} satisfies Record<Measure, (columns: Columns) => Sql>

const users = (isIn: Sql) => sql`groupBitmapIf(user_no, ${isIn} and is_active)`

/** Interpolated between two neighbors, like every percentile. */
function percentile(level: Sql) {
  return ({ isIn, number }: Columns) =>
    sql`quantileExactInclusiveOrNullIf(${level})(toFloat64(${number}), ${isIn})`
}

/** The measures of the series as an array of texts: sums may have more digits than a JSON number. */
export const measuresOf = (series: SeriesAsked[]): Sql =>
  array(series.map(({ measure }, i) => sql`toString(${aggregates[measure](columnsOf(i))})`))

/** The number of values of each series that its measure leaves out, because they are not numbers. */
export const leftOutOf = (series: SeriesAsked[]): Sql =>
  array(
    series.map(({ measure, property }, i) => {
      const { isIn, value, number } = columnsOf(i)
      const isNumeric = property !== undefined && measure !== Measure.UNIQUE
      return isNumeric ? sql`countIf(${isIn} and ${value} != '' and isNull(${number}))` : sql`0`
    }),
  )

function columnsOf(i: number): Columns {
  const value = name('value', i + 1)
  return { isIn: name('is_in', i + 1), value, number: exactNumber(value) }
}

const zeros: Measure[] = [Measure.EVENTS, Measure.UNIQUE_USERS, Measure.SUM, Measure.UNIQUE]

/** The value of a measure without any event. */
export const emptyOf = (measure: Measure): number | null => (zeros.includes(measure) ? 0 : null)
