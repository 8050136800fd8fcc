import { type EventMetricRecord } from './metric.ts'
import { adds, distinct, partsOfMean } from './metric-parts.ts'
import { countIf, madeOf, meanIf, sum, total, usersIf } from './total.ts'

export const countOf = (condition: string) => total`${countIf(condition)}`
/** The events of `whole` that are also `part`, as a share of `whole`; null without any. */
export const shareOf = (part: string, whole: string) =>
  madeOf(
    { over: adds(`countIf(${whole} and ${part})`), under: adds(`countIf(${whole})`) },
    total`${countIf(`${whole} and ${part}`)} / nullIf(${countIf(whole)}, 0)`,
  )
export const perUserOf = (condition: string) =>
  madeOf(
    { over: adds(`countIf(${condition})`), under: distinct(`groupBitmapIf(user_no, ${condition})`) },
    total`${countIf(condition)} / nullIf(${usersIf(condition)}, 0)`,
  )
export const sumOf = (column: string) => total`${sum(`ifNull(${column}, 0)`)}`
/** As text, since JSON numbers are binary fractions. */
export const exactSumOf = (column: string) => total`toString(${sum(`ifNull(${column}, 0)`)})`
export const meanOf = (column: string, condition: string) =>
  madeOf(partsOfMean(column, condition), total`${meanIf(column, condition)}`)

const levels = [50, 75, 90, 95, 99] as const
type Level = (typeof levels)[number]

/**
 * A percentile of the raw values, interpolated between two neighbors. The text is the same for each level but for the
 * index, so that ClickHouse collects and sorts the values once.
 */
export const percentileOf = (level: Level, value: string, condition: string) =>
  `arrayElement(quantilesExactInclusiveIf(${levels.map(level => level / 100).join(', ')})(assumeNotNull(${value}),
    ${condition} and isNotNull(${value})), ${levels.indexOf(level) + 1})`

/** A metric for each level, named by `nameOf`. */
export const percentiles = <L extends Level, Name extends string>(
  levels: readonly L[],
  nameOf: (level: L) => Name,
  recordOf: (level: L) => EventMetricRecord,
) =>
  Object.fromEntries(levels.map(level => [nameOf(level), recordOf(level)])) as Record<Name, EventMetricRecord>

/** Five percentiles of a duration, under names such as `aiP95Ms`. A filter by SUCCESS or CACHE_HIT narrows them. */
export const durationPercentiles = <Prefix extends string>(prefix: Prefix, what: string, condition: string) =>
  percentiles(
    levels,
    level => `${prefix}P${level}Ms` as const,
    level => ({
      unit: 'MS',
      isUpGood: false,
      description: `${level}th percentile of the ${what}, in milliseconds; null if none has one.`,
      source: 'events',
      sql: percentileOf(level, 'duration_ms', condition),
    }),
  )
