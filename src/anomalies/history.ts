import { median } from '../statistics.ts'
import { levelsOf } from './levels.ts'
import { type Bucket, fewestPeriods, fewestThings, mostEmpty, type Rules, type Unjudged } from './rules.ts'
import { type Season } from './season.ts'

/** A series with what the judgement of its buckets needs more than once. */
export interface History {
  season: Season
  series: Bucket[]
  rules: Rules
  /** The level before each bucket: 1 everywhere if the level is not followed, NaN where it is not known yet. */
  levels: number[]
  /** The errors of the buckets of a place, by the latest of them. */
  errors: Map<number, Errors>
  /** The first bucket with a number other than 0: a project that did not exist had no quiet weeks. */
  first: number
}

/** How far buckets are from the median of the others at their place. */
type Errors = Map<number, number>

/** What a bucket was expected to be. */
export interface Forecast {
  bucket: number
  value: number
  expected: number
  error: number
  baseline: number[]
}

export function historyOf(season: Season, series: Bucket[], rules: Rules): History {
  const values = series.map(({ value }) => value)
  const found = values.findIndex(Boolean)
  const first = found < 0 ? series.length : found
  const isFollowed = rules.kind !== 'RATIO' && season.bucketsOfWeek > 0
  const levels = isFollowed ? levelsOf(values, season.bucketsOfWeek, first) : values.map(() => 1)
  return { season, series, rules, levels, errors: new Map(), first }
}

export function forecastOf(history: History, bucket: number): Forecast | Unjudged {
  const value = history.series[bucket]?.value ?? null
  if (value === null) return 'NO_VALUE'
  const baseline = usable(history, history.season.before(bucket))
  if (!hasSample(history, bucket, baseline)) return 'SMALL_SAMPLE'
  if (baseline.length < fewestPeriods || Number.isNaN(history.levels[bucket])) return 'TOO_LITTLE_HISTORY'
  const expected = expectedAt(history, bucket, baseline)
  return { bucket, value, expected, error: errorOf(history, bucket, expected), baseline }
}

/** Whether there is enough behind a value, or behind its baseline, to judge it. */
function hasSample({ series, rules }: History, bucket: number, baseline: number[]): boolean {
  if (rules.kind === 'RATIO') return (series[bucket]!.sample ?? 0) >= fewestThings
  return rules.kind === 'COUNT' || baseline.filter(earlier => !series[earlier]!.value).length <= mostEmpty
}

/** The buckets that can be part of a baseline. */
const usable = ({ series, rules, levels, first }: History, buckets: number[]): number[] =>
  buckets.filter(bucket => {
    const { value, sample } = series[bucket]!
    const isLargeEnough = rules.kind !== 'RATIO' || (sample ?? 0) >= fewestThings
    return bucket >= first && value !== null && isLargeEnough && !Number.isNaN(levels[bucket])
  })

/** The median of a baseline, each value moved to the level of the bucket, by at most a factor of 2. */
const expectedAt = ({ series, levels }: History, bucket: number, baseline: number[]): number =>
  median(baseline.map(earlier => series[earlier]!.value! * growth(levels[earlier]!, levels[bucket]!)))

function growth(before: number, now: number): number {
  if (before <= 0 || now <= 0) return 1
  return Math.min(Math.max(now / before, 0.5), 2)
}

const errorOf = (history: History, bucket: number, expected: number): number =>
  rooted(history, bucket, history.series[bucket]!.value!) - rooted(history, bucket, expected)

/**
 * A value on the scale on which equal chances have equal distances at any level: the root, since counts vary with the root
 * of their level. 3/8 of a thing is added (Anscombe 1948), which makes the root right for small counts. The root of a ratio
 * varies with the root of its sample too.
 */
export function rooted({ series, rules }: History, bucket: number, value: number): number {
  const { offset, weight } = rootOf[rules.kind](series[bucket]!.sample ?? 1)
  return weight * Math.sign(value) * (Math.sqrt(Math.abs(value) + offset) - Math.sqrt(offset))
}

/** The value with that root. */
export function unrooted({ series, rules }: History, bucket: number, root: number): number {
  const { offset, weight } = rootOf[rules.kind](series[bucket]!.sample ?? 1)
  return Math.sign(root) * ((Math.abs(root) / weight + Math.sqrt(offset)) ** 2 - offset)
}

const rootOf = {
  COUNT: () => ({ offset: 0.375, weight: 1 }),
  SUM: () => ({ offset: 0, weight: 1 }),
  RATIO: (sample: number) => ({ offset: 0.375 / sample, weight: Math.sqrt(sample) }),
}

/** The errors of the same forecast in the past, of all buckets that vary as much as this one. */
export const errorsBefore = (history: History, bucket: number): Errors =>
  new Map(history.season.beforeAlike(bucket).flatMap(buckets => [...errorsAmong(history, buckets)]))

function errorsAmong(history: History, buckets: number[]): Errors {
  const latest = buckets.at(-1) ?? -1
  const errors = history.errors.get(latest) ?? computedErrors(history, buckets)
  history.errors.set(latest, errors)
  return errors
}

function computedErrors(history: History, buckets: number[]): Errors {
  const baseline = usable(history, buckets)
  if (baseline.length < fewestPeriods) return new Map()
  return new Map(
    baseline.map(bucket => {
      const others = baseline.filter(other => other !== bucket)
      return [bucket, errorOf(history, bucket, expectedAt(history, bucket, others))]
    }),
  )
}
