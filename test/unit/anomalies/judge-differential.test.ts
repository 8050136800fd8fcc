import { expect, test } from 'vitest'
import { judge } from '../../../src/anomalies/judge.ts'
import { type NumberKind } from '../../../src/anomalies/rules.ts'
import { type Random, seededRandom, wholeBetween } from '../../../src/cli/demo/random.ts'
import { lastJudged, type Point } from '../../support/evaluate/anomalies.ts'
import { rounds, seed } from '../../support/rounds.ts'

const widths = { HOUR: 3_600_000, DAY: 86_400_000 }
const monday = Date.parse('2026-01-05T00:00:00Z')

/** A series with a season, chance, some empty buckets, and at times three last buckets of another level. */
function randomSeries(random: Random, interval: keyof typeof widths, kind: NumberKind): Point[] {
  const buckets = wholeBetween(random, 5, 10) * (interval === 'HOUR' ? 168 : 7) + wholeBetween(random, 0, 6)
  const level = [2, 20, 200][wholeBetween(random, 0, 2)]!
  const change = [1, 0.3, 1.4, 3][wholeBetween(random, 0, 3)]!
  return Array.from({ length: buckets }, (_, i) => {
    const times = i >= buckets - 3 ? change : 1
    const chance = 0.7 + 0.6 * random()
    const at = monday + i * widths[interval]
    if (kind === 'RATIO') return { at, value: 0.1 * times * chance, sample: wholeBetween(random, 25, 200) }
    const isEmpty = random() < 0.03
    return { at, value: isEmpty ? 0 : Math.round(level * (1 + (i % 7) / 7) * chance * times) }
  })
}

test('judgements of random series are those of the evaluator', () => {
  const random = seededRandom(seed)
  for (let round = 0; round < rounds(100, 4); round++)
    for (const interval of ['HOUR', 'DAY'] as const)
      for (const kind of ['COUNT', 'RATIO'] as const) {
        const points = randomSeries(random, interval, kind)
        const series = points.map(({ at, ...point }) => ({ start: new Date(at), ...point }))
        const rules = { interval, kind, timeZone: 'UTC', sensitivity: 3, from: series.at(-1)!.start }
        const [judgement] = judge(series, rules).judgements
        expect(
          judgement && {
            ...numbersIn(judgement),
            ...{ buckets: judgement.buckets, sampleSize: judgement.sampleSize },
            isAnomaly: judgement.severity !== null,
          },
          `${interval} ${kind} ${round}`,
        ).toEqual(rounded(lastJudged(points, interval, 3)))
      }
})

const numbersIn = ({
  expected,
  low,
  high,
  score,
}: Record<'expected' | 'low' | 'high', number> & { score: number | null }) => ({
  ...{ expected: digits(expected), low: digits(low), high: digits(high) },
  score: score === null ? null : digits(score),
})

const rounded = (outcome: ReturnType<typeof lastJudged>) => outcome && { ...outcome, ...numbersIn(outcome) }

/** Sums in another order differ in their last digits. */
const digits = (number: number) => Number(number.toPrecision(8)) + 0
