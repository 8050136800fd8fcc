import { judgeIn } from '../../src/anomalies/judge.ts'
import { type Judgement, type Rules, usualSensitivity } from '../../src/anomalies/rules.ts'
import { seasonOf } from '../../src/anomalies/season.ts'
import { type Random, seededRandom, wholeBetween } from '../../src/cli/demo/random.ts'
import { judgedBuckets, judgedFrom, type SeriesKind, series, starts, timeZone } from './series.ts'

/** How well the anomalies of one kind of series at one level are found. */
export interface Detection {
  /** The anomalous stretches of buckets for each 100 quiet series and week. */
  falseAlarms: number
  /** The shares of injected stretches of three buckets with at least one anomaly of their side, 0 to 1. */
  doubled: number
  halved: number
  /** The share of quiet buckets that were judged at all, 0 to 1. */
  judged: number
}

const season = seasonOf(starts, 'HOUR', timeZone)

/** Judges the last week of `count` quiet series, and of as many with a doubled or halved stretch of three hours. */
export function detection(kind: SeriesKind, level: number, count: number): Detection {
  const random = seededRandom(level)
  const quiet = Array.from({ length: count }, () => judgedIn(random, kind, level, 1, []))
  return {
    falseAlarms: (100 * sum(quiet.map(stretchesOf))) / count,
    judged: sum(quiet.map(judgements => judgements.length)) / (count * judgedBuckets.length),
    doubled: found(random, kind, level, 2, count),
    halved: found(random, kind, level, 0.5, count),
  }
}

function found(random: Random, kind: SeriesKind, level: number, change: number, count: number): number {
  const side = change > 1 ? 'UP' : 'DOWN'
  const hits = Array.from({ length: count }, () => {
    const first = judgedBuckets[wholeBetween(random, 0, judgedBuckets.length - 3)]!
    const stretch = [first, first + 1, first + 2]
    const times = new Set(stretch.map(bucket => starts[bucket]!.getTime()))
    return judgedIn(random, kind, level, change, stretch).some(
      ({ start, severity, direction }) => severity && direction === side && times.has(start.getTime()),
    )
  })
  return hits.filter(Boolean).length / count
}

function judgedIn(
  random: Random,
  kind: SeriesKind,
  level: number,
  change: number,
  at: number[],
): Judgement[] {
  const rules: Rules = {
    ...{ interval: 'HOUR', timeZone, kind: kind.kind, from: judgedFrom },
    sensitivity: Number(process.argv[3] ?? usualSensitivity),
  }
  return judgeIn(season, series(random, kind, level, change, at), rules).judgements
}

/** The number of anomalies, those in a row as one. */
const stretchesOf = (judgements: Judgement[]): number =>
  judgements.filter(({ severity }, i) => severity && !judgements[i - 1]?.severity).length

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0)
