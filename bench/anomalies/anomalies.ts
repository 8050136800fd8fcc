import { seededRandom } from '../../src/cli/demo/random.ts'
import { type Figure } from '../figure.ts'
import { falseAlarms, type Injected, injected } from './detection.ts'
import { costs, counts, errorRates, responseTimes, type SeriesKind } from './series.ts'

/** The kinds of series, each at several numbers of things an hour, and the things from which the target is to be met. */
const measured: { kind: SeriesKind; levels: number[]; from: number }[] = [
  { kind: counts, levels: [3, 10, 30, 100, 300, 1_000], from: 100 },
  { kind: costs, levels: [10, 100, 300], from: 100 },
  { kind: errorRates, levels: [100, 1_000, 3_000], from: 100 },
  { kind: responseTimes, levels: [30, 100], from: 60 },
]

const seriesOfEach = 100
/** The lower ends of the classes of stretches, by the things to be expected in a bucket. */
const classes = [0, 10, 30, 60, 100, 300]

/** How many false alarms quiet series have, and how many doubled and halved stretches of three hours are found. */
export function anomalyFigures(show: (progress: string) => void): Figure[] {
  return measured.flatMap(({ kind, levels, from }, i) => {
    const stretches: Injected[] = []
    const alarms = levels.map(level => {
      show(`Judging ${kind.name} of ${level} an hour`)
      const random = seededRandom(1_000 * i + level)
      for (const change of [2, 0.5]) stretches.push(...injected(random, kind, level, change, seriesOfEach))
      return alarmFigure(kind, level, falseAlarms(random, kind, level, seriesOfEach))
    })
    return [...alarms, ...classes.flatMap((_, one) => foundFigures(kind, one, stretches, from))]
  })
}

const mostFalseAlarms = 5

const alarmFigure = ({ name }: SeriesKind, level: number, alarms: number): Figure => ({
  name: `${name}, ${level} things an hour: false alarms`,
  convograph: `${((100 * alarms) / seriesOfEach).toFixed(0)} in 100 series a week`,
  target: `≤ ${mostFalseAlarms}`,
  isMet: (100 * alarms) / seriesOfEach <= mostFalseAlarms,
})

function foundFigures({ name }: SeriesKind, one: number, stretches: Injected[], from: number): Figure[] {
  const [least, most] = [classes[one]!, classes[one + 1] ?? Number.POSITIVE_INFINITY]
  const within = stretches.filter(({ things }) => things >= least && things < most)
  if (!within.length) return []
  const isTarget = least >= from
  return [
    {
      name: `${name}, ${Number.isFinite(most) ? `${least} to ${most}` : `from ${least}`} expected in an hour: found`,
      convograph: [2, 0.5]
        .map(change => `${share(within, change)} of ${change === 2 ? 'doubled' : 'halved'}`)
        .join(', '),
      ...(isTarget && { target: '≥ 95 %', isMet: [2, 0.5].every(change => rateOf(within, change) >= 0.95) }),
    },
  ]
}

function rateOf(stretches: Injected[], of: number): number {
  const all = stretches.filter(({ change }) => change === of)
  return all.filter(({ isFound }) => isFound).length / all.length
}

const share = (stretches: Injected[], change: number) => `${(100 * rateOf(stretches, change)).toFixed(0)} %`
