import { type AnomalyDirection } from '../schema/anomalies/anomaly-direction.ts'
import { type Severity } from '../schema/severity.ts'
import { type SeasonalUnit } from './season.ts'

/** A complete bucket of a series, the oldest first. */
export interface Bucket {
  start: Date
  /** Null where the metric has no value. */
  value: number | null
  /** The things behind the value of a ratio, such as the calls behind an error rate; absent if they are not known. */
  sample?: number | null
}

/**
 * What a number is: a count of things; a sum of amounts, such as money; or a ratio, which is anything that does not add up,
 * such as a mean, a share or a percentile.
 */
export type NumberKind = 'COUNT' | 'SUM' | 'RATIO'

export interface Rules {
  interval: SeasonalUnit
  /** The zone whose clock decides which hours and days are compared. */
  timeZone: string
  kind: NumberKind
  /** The score from which a bucket is an anomaly. */
  sensitivity: number
  /** The only side to look at; both if absent. */
  direction?: AnomalyDirection | null
  /** The first instant whose buckets are judged; those before are only history. */
  from: Date
}

/** A bucket that was compared with its baseline. */
export interface Judgement {
  start: Date
  value: number
  /** The median of the baseline, at the present level of the series. */
  expected: number
  /** The usual range of one bucket: a value outside of it is an anomaly. */
  low: number
  high: number
  /** The modified z-score, negative below `expected`; null where the baseline does not vary at all. */
  score: number | null
  /** The buckets that the score is about: 3 if this one and the two before are an anomaly only together. */
  buckets: 1 | 3
  direction: AnomalyDirection
  /** Null for a bucket that is no anomaly. */
  severity: Severity | null
  /** The number of earlier buckets in the baseline. */
  sampleSize: number
}

/** Why a bucket was not judged. */
export type Unjudged = 'NO_VALUE' | 'SMALL_SAMPLE' | 'TOO_LITTLE_HISTORY'

/** The fewest buckets of a baseline. */
export const fewestPeriods = 4

/** The fewest things behind a ratio: the value of fewer is not judged. */
export const fewestThings = 30

/** The most buckets of 0 in the baseline of a sum: with more, any amount at all would be unusual. */
export const mostEmpty = 1

/** The most buckets before the first judged one that its baseline can use. */
export const bucketsNeeded = (interval: SeasonalUnit): number =>
  ({ HOUR: 9 * 168, DAY: 9 * 7, WEEK: 8, MONTH: 8 })[interval]
