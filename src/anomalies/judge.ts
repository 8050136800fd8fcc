import { AnomalyDirection } from '../schema/anomalies/anomaly-direction.ts'
import { Severity } from '../schema/severity.ts'
import { mean, median, sum } from '../statistics.ts'
import {
  errorsBefore,
  type Forecast,
  forecastOf,
  type History,
  historyOf,
  rooted,
  unrooted,
} from './history.ts'
import { type Bucket, type Judgement, type Rules, type Unjudged } from './rules.ts'
import { type Season, seasonOf } from './season.ts'

export interface Judged {
  judgements: Judgement[]
  /** The number of buckets that were not judged, by their reason. */
  unjudged: Record<Unjudged, number>
  /** The number of judged buckets in which half of the expected value, over three buckets, would often be missed. */
  coarse: number
}

/**
 * Compares each bucket with the median of the same hour of the week (or weekday) in up to eight weeks before, at the level
 * of the last seven days. The score is the modified z-score of Iglewicz and Hoaglin (1993), 0.6745 × deviation ÷ MAD, on
 * square roots. Only complete buckets may be in the series: a running one would look like a drop.
 */
export function judge(series: Bucket[], rules: Rules): Judged {
  const starts = series.map(({ start }) => start)
  return judgeIn(seasonOf(starts, rules.interval, rules.timeZone), series, rules)
}

/** The same for one of several series with the same buckets, which share their season. */
export function judgeIn(season: Season, series: Bucket[], rules: Rules): Judged {
  const history = historyOf(season, series, rules)
  const judged: Judged = {
    judgements: [],
    unjudged: { NO_VALUE: 0, SMALL_SAMPLE: 0, TOO_LITTLE_HISTORY: 0 },
    coarse: 0,
  }
  const first = series.findIndex(({ start }) => start >= rules.from)
  let stretch = first < 0 ? [] : [first - 2, first - 1].map(bucket => forecastOf(history, bucket))
  for (let bucket = first; bucket >= 0 && bucket < series.length; bucket++) {
    const forecast = forecastOf(history, bucket)
    stretch = [...stretch.slice(-2), forecast]
    if (typeof forecast === 'string') judged.unjudged[forecast]++
    else addJudgement(judged, history, forecast, stretch)
  }
  return judged
}

type Stretch = (Forecast | Unjudged)[]

function addJudgement(judged: Judged, history: History, forecast: Forecast, stretch: Stretch): void {
  const errors = errorsBefore(history, forecast.bucket)
  const scale = scaleOf([...errors.values()])
  judged.judgements.push(judgementOf(history, forecast, stretch, { errors, scale }))
  if (isCoarse(history, forecast, scale)) judged.coarse++
}

/** The errors of the past, and the scale of those of one bucket. */
interface Spread {
  errors: Map<number, number>
  scale: number
}

function judgementOf(history: History, forecast: Forecast, stretch: Stretch, spread: Spread): Judgement {
  const { sensitivity, direction } = history.rules
  const { bucket, value, expected, error, baseline } = forecast
  const { errors, scale } = spread
  const range = usualRange(history, forecast, scale)
  const alone = scale > 0 ? error / scale : null
  const isOutside = value < range.low || value > range.high
  const together = isOutside || alone === null ? null : scoreOfThree(history, stretch, { errors, scale })
  const side = value < expected ? AnomalyDirection.DOWN : AnomalyDirection.UP
  const isAnomaly = (isOutside || together !== null) && (!direction || direction === side)
  const score = together ?? alone
  return {
    ...{ start: history.series[bucket]!.start, value, expected, ...range, score },
    buckets: together === null ? 1 : 3,
    direction: side,
    severity: isAnomaly ? severityOf(score, sensitivity) : null,
    sampleSize: baseline.length,
  }
}

/**
 * The standard deviation of normal errors with the same MAD (0.6745 of it) or with the same mean, whichever is larger: the
 * MAD alone is close to 0 where half of the values are equal.
 */
function scaleOf(errors: number[]): number {
  const sizes = errors.map(Math.abs)
  return Math.max(median(sizes) / 0.6745, 1.2533 * mean(sizes))
}

/** The values that are no anomaly: within `sensitivity` scales, or too close to the expected value to matter. */
function usualRange(history: History, { bucket, expected }: Forecast, scale: number) {
  const root = rooted(history, bucket, expected)
  const reach = history.rules.sensitivity * scale
  const least = Math.max(leastDifference(history, bucket), scale > 0 ? 0 : 0.2 * Math.abs(expected))
  const low = Math.min(unrooted(history, bucket, root - reach), expected - least)
  const high = Math.max(unrooted(history, bucket, root + reach), expected + least)
  return { low: expected >= 0 ? Math.max(low, 0) : low, high }
}

/** Five things, whatever the score is. */
const leastDifference = ({ series, rules }: History, bucket: number): number =>
  ({ COUNT: 5, SUM: 0, RATIO: 5 / (series[bucket]!.sample ?? 1) })[rules.kind]

/** The fewest stretches of the past that say how much three buckets vary together. */
const fewestStretches = 20

/**
 * The score of three buckets whose errors add up, if they are an anomaly only together; otherwise null. No bucket counts
 * for more than the range of one, and the last one has to deviate by its scale: a spike ends with its last bucket.
 */
function scoreOfThree(history: History, stretch: Stretch, { errors, scale }: Spread): number | null {
  const forecasts = stretch.filter(forecast => typeof forecast !== 'string')
  const before = sumsOfThree(errors)
  if (!history.season.bucketsOfWeek || forecasts.length < 3 || before.length < fewestStretches) return null
  const { sensitivity } = history.rules
  const most = sensitivity * scale
  const together = sum(forecasts.map(({ error }) => Math.min(Math.max(error, -most), most)))
  const score = together / scaleOf(before)
  const { bucket, error } = forecasts[2]!
  const difference = Math.abs(sum(forecasts.map(({ value, expected }) => value - expected)))
  const isSteady = Math.sign(together) * error >= scale
  const isAnomaly =
    isSteady && Math.abs(score) >= sensitivity && difference >= leastDifference(history, bucket)
  return isAnomaly ? score : null
}

/** The sums of the errors of each three buckets in a row. */
const sumsOfThree = (errors: Map<number, number>): number[] =>
  [...errors].flatMap(([bucket, error]) => {
    const [second, third] = [errors.get(bucket - 1), errors.get(bucket - 2)]
    return second === undefined || third === undefined ? [] : [error + second + third]
  })

/** 95 % of normal errors are below 1.65: with that much more than the sensitivity, 95 % of such drops are found. */
function isCoarse(history: History, forecast: Forecast, scale: number): boolean {
  const { bucket, expected } = forecast
  if (!scale) return usualRange(history, forecast, scale).low <= expected / 2
  const drop = rooted(history, bucket, expected) - rooted(history, bucket, expected / 2)
  return Math.sqrt(3) * drop < (history.rules.sensitivity + 1.65) * scale
}

const severityOf = (score: number | null, sensitivity: number): Severity =>
  Math.abs(score ?? 0) >= 2 * sensitivity ? Severity.CRITICAL : Severity.WARNING
