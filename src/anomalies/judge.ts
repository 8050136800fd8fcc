import { AnomalyDirection } from '../schema/anomalies/anomaly-direction.ts'
import { Severity } from '../schema/severity.ts'
import { levelsOf } from './levels.ts'
import { mean, median } from './median.ts'
import { type Season, type SeasonalUnit, seasonOf } from './season.ts'

/** A complete bucket of a series, the oldest first. */
export interface Bucket {
  start: Date
  /** Null where the metric has no value. */
  value: number | null
  /** The things behind a value of a ratio, such as the calls behind an error rate. */
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
  /** The score from which a bucket is an anomaly, such as 3.5. */
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
  /** The usual range: a value outside of it is an anomaly. */
  low: number
  high: number
  /** The modified z-score, negative below `expected`; null where the baseline does not vary at all. */
  score: number | null
  direction: AnomalyDirection
  /** Null for a bucket that is no anomaly. */
  severity: Severity | null
  /** The number of earlier buckets in the baseline. */
  sampleSize: number
}

/** Why a bucket was not judged. */
export type Unjudged = 'NO_VALUE' | 'SMALL_SAMPLE' | 'TOO_LITTLE_HISTORY'

export interface Judged {
  judgements: Judgement[]
  /** The number of buckets that were not judged, by their reason. */
  unjudged: Record<Unjudged, number>
}

/** The fewest buckets of a baseline, and the fewest things behind a value of a ratio. */
export const fewestPeriods = 4
export const fewestThings = 30

/** The buckets before the first judged one that a baseline can use at most. */
export const bucketsNeeded = (interval: SeasonalUnit): number =>
  ({ HOUR: 9 * 168, DAY: 9 * 7, WEEK: 8, MONTH: 8 })[interval]

/**
 * Compares each bucket with the median of the same hour of the week (or weekday) in up to eight weeks before, at the level
 * of the last seven days. The score is the modified z-score of Iglewicz and Hoaglin (1993), 0.6745 × deviation ÷ MAD, on square
 * roots. Only complete buckets may be in the series: a running one would look like a drop.
 */
export function judge(series: Bucket[], rules: Rules): Judged {
  const starts = series.map(({ start }) => start)
  return judgeIn(seasonOf(starts, rules.interval, rules.timeZone), series, rules)
}

/** The same for one of several series with the same buckets, which share their season. */
export function judgeIn(season: Season, series: Bucket[], rules: Rules): Judged {
  const history = historyOf(season, series, rules)
  const judged: Judged = { judgements: [], unjudged: { NO_VALUE: 0, SMALL_SAMPLE: 0, TOO_LITTLE_HISTORY: 0 } }
  series.forEach(({ start }, bucket) => {
    if (start < rules.from) return
    const outcome = outcomeOf(history, bucket)
    if (typeof outcome === 'string') judged.unjudged[outcome]++
    else judged.judgements.push(outcome)
  })
  return judged
}

/** A series with what its judgement needs more than once. */
interface History {
  season: Season
  series: Bucket[]
  rules: Rules
  /** The level before each bucket: all 1 where the level is not followed. */
  levels: number[]
  /** How far each bucket of a place is from the others, by the latest of them. */
  errors: Map<number, number[]>
  first: number
}

function historyOf(season: Season, series: Bucket[], rules: Rules): History {
  // A series begins with its first number other than 0: a project that did not exist had no quiet weeks.
  const first = series.findIndex(({ value }) => value)
  const values = series.map(({ value }) => value)
  const isFollowed = rules.kind !== 'RATIO' && season.bucketsOfWeek > 0
  const levels = isFollowed ? levelsOf(values, season.bucketsOfWeek, first) : values.map(() => 1)
  return { season, series, rules, levels, errors: new Map(), first: first < 0 ? series.length : first }
}

function outcomeOf(history: History, bucket: number): Judgement | Unjudged {
  const { series, rules, season } = history
  const { start, value, sample } = series[bucket]!
  if (value === null) return 'NO_VALUE'
  if (rules.kind === 'RATIO' && (sample ?? 0) < fewestThings) return 'SMALL_SAMPLE'
  const baseline = usable(history, season.before(bucket))
  if (baseline.length < fewestPeriods || Number.isNaN(history.levels[bucket])) return 'TOO_LITTLE_HISTORY'
  const expected = expectedAt(history, bucket, baseline)
  const scale = scaleOf(season.beforeAlike(bucket).flatMap(buckets => errorsOf(history, buckets)))
  const range = usualRange(history, bucket, expected, scale)
  const score = scale > 0 ? errorOf(history, bucket, expected) / scale : null
  return {
    ...{ start, value, expected, ...range, score, sampleSize: baseline.length },
    direction: value < expected ? AnomalyDirection.DOWN : AnomalyDirection.UP,
    severity: severityOf(rules, value, range, score),
  }
}

/** The buckets that can be part of a baseline. */
const usable = ({ series, rules, levels, first }: History, buckets: number[]): number[] =>
  buckets.filter(bucket => {
    const { value, sample } = series[bucket]!
    const hasSample = rules.kind !== 'RATIO' || (sample ?? 0) >= fewestThings
    return bucket >= first && value !== null && hasSample && !Number.isNaN(levels[bucket])
  })

/** The median of a baseline, each value moved to the level of the bucket, by at most a factor of 2. */
const expectedAt = ({ series, levels }: History, bucket: number, baseline: number[]): number =>
  median(baseline.map(earlier => series[earlier]!.value! * growth(levels[earlier]!, levels[bucket]!)))

function growth(before: number, now: number): number {
  if (before <= 0 || now <= 0) return 1
  return Math.min(Math.max(now / before, 0.5), 2)
}

/**
 * The deviation of a bucket on square roots, which vary equally at any level, as counts do by chance. The root of a ratio
 * varies with its sample.
 */
function errorOf(history: History, bucket: number, expected: number): number {
  return (root(history.series[bucket]!.value!) - root(expected)) * weightOf(history, bucket)
}

const weightOf = ({ series, rules }: History, bucket: number): number =>
  rules.kind === 'RATIO' ? Math.sqrt(series[bucket]!.sample!) : 1

const root = (value: number) => Math.sign(value) * Math.sqrt(Math.abs(value))
const squared = (value: number) => Math.sign(value) * value ** 2

/** The deviation of each bucket from the median of the others at its place: the errors of the same forecast in the past. */
function errorsOf(history: History, buckets: number[]): number[] {
  const latest = buckets.at(-1)
  if (latest === undefined) return []
  const known = history.errors.get(latest)
  if (known) return known
  const baseline = usable(history, buckets)
  const errors =
    baseline.length < fewestPeriods
      ? []
      : baseline.map(bucket => {
          const others = baseline.filter(other => other !== bucket)
          return errorOf(history, bucket, expectedAt(history, bucket, others))
        })
  history.errors.set(latest, errors)
  return errors
}

/** MAD ÷ 0.6745; where half of the errors are 0, 1.2533 × their mean: both are the standard deviation of normal errors. */
function scaleOf(errors: number[]): number {
  const sizes = errors.map(Math.abs)
  const mad = median(sizes)
  return mad > 0 ? mad / 0.6745 : 1.2533 * mean(sizes)
}

/** The values that are no anomaly: within `sensitivity` scales, and too close to the expected value to matter. */
function usualRange(history: History, bucket: number, expected: number, scale: number) {
  const { rules } = history
  const reach = (rules.sensitivity * scale) / weightOf(history, bucket)
  const least = leastDifference(history, bucket, expected, scale)
  const low = Math.min(squared(root(expected) - reach), expected - least)
  const high = Math.max(squared(root(expected) + reach), expected + least)
  return { low: expected >= 0 ? Math.max(low, 0) : low, high }
}

/** At least 5 things; without any variation, 20 % as well. */
function leastDifference(
  { series, rules }: History,
  bucket: number,
  expected: number,
  scale: number,
): number {
  const things = { COUNT: 5, SUM: 0, RATIO: 5 / (series[bucket]!.sample ?? 1) }[rules.kind]
  return Math.max(things, scale > 0 ? 0 : 0.2 * Math.abs(expected))
}

function severityOf(
  { direction, sensitivity }: Rules,
  value: number,
  { low, high }: { low: number; high: number },
  score: number | null,
): Severity | null {
  const side = value > high ? AnomalyDirection.UP : value < low ? AnomalyDirection.DOWN : null
  if (!side || (direction && direction !== side)) return null
  return Math.abs(score ?? 0) >= 2 * sensitivity ? Severity.CRITICAL : Severity.WARNING
}
