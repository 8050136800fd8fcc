import { judgeIn } from '../../src/anomalies/judge.ts'
import { type Judgement } from '../../src/anomalies/rules.ts'
import { seasonOf } from '../../src/anomalies/season.ts'
import { type Random, wholeBetween } from '../../src/cli/demo/random.ts'
import { usualSensitivity } from '../../src/schema/anomalies/usual-sensitivity.ts'
import {
  type DrawnBucket,
  judgedBuckets,
  judgedFrom,
  type SeriesKind,
  series,
  starts,
  timeZone,
} from './series.ts'

/** A stretch of three buckets that was doubled or halved, and whether it was found. */
export interface Injected {
  change: number
  /** The things to be expected in each of its buckets without the change, on average. */
  things: number
  isFound: boolean
}

const season = seasonOf(starts, 'HOUR', timeZone)

/** The anomalous stretches in the last week of each of `count` quiet series. */
export function falseAlarms(random: Random, kind: SeriesKind, level: number, count: number): number {
  const alarms = Array.from({ length: count }, () =>
    stretchesIn(judged(kind, series(random, kind, level, 1, []))),
  )
  return alarms.reduce((sum, one) => sum + one, 0)
}

/** Anomalies in a row are one. */
const stretchesIn = (judgements: Judgement[]): number =>
  judgements.filter(({ severity }, i) => severity && !judgements[i - 1]?.severity).length

/** Changes one stretch of the last week of each of `count` series, at a random time of the day and the week. */
export const injected = (
  random: Random,
  kind: SeriesKind,
  level: number,
  change: number,
  count: number,
): Injected[] =>
  Array.from({ length: count }, () => {
    const first = judgedBuckets[wholeBetween(random, 0, judgedBuckets.length - 3)]!
    const at = [first, first + 1, first + 2]
    const buckets = series(random, kind, level, change, at)
    const things = at.reduce((sum, bucket) => sum + buckets[bucket]!.things / 3, 0)
    return { change, things, isFound: isFound(judged(kind, buckets), at, change) }
  })

function isFound(judgements: Judgement[], at: number[], change: number): boolean {
  const times = new Set(at.map(bucket => starts[bucket]!.getTime()))
  return judgements.some(
    ({ start, severity, direction }) =>
      severity && direction === (change > 1 ? 'UP' : 'DOWN') && times.has(start.getTime()),
  )
}

const judged = ({ kind }: SeriesKind, buckets: DrawnBucket[]): Judgement[] =>
  judgeIn(season, buckets, {
    ...{ interval: 'HOUR', timeZone, kind },
    sensitivity: usualSensitivity,
    from: judgedFrom,
  }).judgements
