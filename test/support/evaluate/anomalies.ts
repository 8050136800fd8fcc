/**
 * The judgement of the last bucket of a series of hours or days in UTC, a second time: every bucket is an object with its
 * own list of earlier ones, and nothing is remembered between buckets.
 */
export interface Point {
  /** Milliseconds since 1970. */
  at: number
  value: number
  /** The things behind a ratio; absent for a count. */
  sample?: number
}

export interface Outcome {
  expected: number
  low: number
  high: number
  score: number | null
  buckets: 1 | 3
  isAnomaly: boolean
  sampleSize: number
}

const day = 86_400_000
const week = 7 * day

export function lastJudged(all: Point[], width: 'HOUR' | 'DAY', sensitivity: number): Outcome | undefined {
  const series = all.slice(all.findIndex(({ value }) => value !== 0))
  return outcome(series, series.length - 1, width, sensitivity)
}

function outcome(
  series: Point[],
  i: number,
  width: 'HOUR' | 'DAY',
  sensitivity: number,
): Outcome | undefined {
  const now = series[i]!
  const forecast = forecastAt(series, i)
  if (!forecast) return undefined
  const { expected, deviation, sampleSize } = forecast
  const before = pastDeviations(series, now, width)
  const scale = spread([...before.values()])
  const least = Math.max(now.sample ? 5 / now.sample : 5, scale ? 0 : 0.2 * expected)
  const reach = sensitivity * scale
  const center = toRoot(now, expected)
  const low = Math.max(0, Math.min(fromRoot(now, center - reach), expected - least))
  const high = Math.max(fromRoot(now, center + reach), expected + least)
  const isOutside = now.value < low || now.value > high
  const alone = scale ? deviation / scale : null
  const together = isOutside || !scale ? undefined : threeTogether(series, i, before, scale, sensitivity)
  return {
    ...{ expected, low, high, sampleSize },
    score: together ?? alone,
    buckets: together === undefined ? 1 : 3,
    isAnomaly: isOutside || together !== undefined,
  }
}

function forecastAt(series: Point[], i: number) {
  const now = series[i]
  if (!now || !isUsable(series, now)) return undefined
  const baseline = alike(series, now, now.at)
  if (baseline.length < 4) return undefined
  const expected = middle(baseline.map(then => then.value * growthBetween(series, then, now)))
  return {
    now,
    expected,
    deviation: toRoot(now, now.value) - toRoot(now, expected),
    sampleSize: baseline.length,
  }
}

/** Ratios need 30 things, counts a week before them. */
const isUsable = (series: Point[], { at, sample }: Point) =>
  sample === undefined ? at - week >= series[0]!.at : sample >= 30

/** The latest eight buckets at the same time of the week as a bucket, before a moment. */
const alike = (series: Point[], { at }: Point, before: number) =>
  series
    .filter(then => (at - then.at) % week === 0 && then.at < before)
    .slice(-8)
    .filter(then => isUsable(series, then))

function growthBetween(series: Point[], then: Point, now: Point): number {
  if (then.sample !== undefined) return 1
  const [before, after] = [levelBefore(series, then), levelBefore(series, now)]
  return before && after ? Math.max(0.5, Math.min(2, after / before)) : 1
}

function levelBefore(series: Point[], { at }: Point): number {
  const days = Array.from({ length: 7 }, (_, back) =>
    series
      .filter(then => then.at >= at - (back + 1) * day && then.at < at - back * day)
      .reduce((sum, { value }) => sum + value, 0),
  ).toSorted((a, b) => a - b)
  return (days[1]! + days[2]! + days[3]! + days[4]! + days[5]!) / 5
}

/** How far each earlier bucket around the same hour was from the others at its own time of the week. */
function pastDeviations(series: Point[], now: Point, width: 'HOUR' | 'DAY'): Map<number, number> {
  const found = new Map<number, number>()
  for (const then of series) {
    const hours = ((((then.at - now.at) % day) + day) % day) / 3_600_000
    if (width === 'HOUR' && hours > 2 && hours < 22) continue
    const same = alike(series, then, now.at)
    const others = same.filter(other => other.at !== then.at)
    if (same.length < 4 || others.length === same.length) continue
    const expected = middle(others.map(other => other.value * growthBetween(series, other, then)))
    found.set(then.at, toRoot(then, then.value) - toRoot(then, expected))
  }
  return found
}

function threeTogether(
  series: Point[],
  i: number,
  before: Map<number, number>,
  scale: number,
  sensitivity: number,
): number | undefined {
  const width = series[1]!.at - series[0]!.at
  const sums = [...before.keys()].flatMap(at => {
    const three = [at, at - width, at - 2 * width].map(when => before.get(when))
    return three.includes(undefined) ? [] : [three.reduce<number>((sum, one) => sum + one!, 0)]
  })
  const three = [i - 2, i - 1, i].map(j => forecastAt(series, j))
  if (sums.length < 20 || three.includes(undefined)) return undefined
  const clipped = three.map(one =>
    Math.max(-sensitivity * scale, Math.min(sensitivity * scale, one!.deviation)),
  )
  const sum = clipped.reduce((all, one) => all + one, 0)
  const last = three[2]!.deviation * Math.sign(sum)
  const apart = Math.abs(three.reduce((all, one) => all + one!.now.value - one!.expected, 0))
  const { sample } = series[i]!
  const score = sum / spread(sums)
  const isEnough = last >= scale && Math.abs(score) >= sensitivity && apart >= (sample ? 5 / sample : 5)
  return isEnough ? score : undefined
}

function toRoot({ sample }: Point, value: number): number {
  const n = sample ?? 1
  return Math.sqrt(n * value + 0.375) - Math.sqrt(0.375)
}

function fromRoot({ sample }: Point, root: number): number {
  const n = sample ?? 1
  const size = ((Math.abs(root) + Math.sqrt(0.375)) ** 2 - 0.375) / n
  return root < 0 ? -size : size
}

const spread = (errors: number[]) => {
  const sizes = errors.map(Math.abs)
  const mean = sizes.reduce((sum, size) => sum + size, 0) / sizes.length
  return Math.max(middle(sizes) / 0.6745, 1.2533 * mean)
}

function middle(numbers: number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  return (sorted[Math.floor((sorted.length - 1) / 2)]! + sorted[Math.ceil((sorted.length - 1) / 2)]!) / 2
}
