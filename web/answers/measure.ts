import { type Series } from '../charts/series.ts'
import { metricName } from '../format/units.ts'

/** How an answer is drawn: the kinds of widgets that fit numbers. */
export type Shown = 'METRIC' | 'LINE' | 'AREA' | 'BAR' | 'STACKED_BAR' | 'HEAT_MAP' | 'TABLE'

/** What a page reads of a `MeasureAnswer`. */
export interface Measured {
  metrics: { name: string; unit: string; isUpGood: boolean | null }[]
  breakdowns: string[]
  groupCount: number
  groups: MeasuredGroup[]
  /** The starts of the buckets; empty without an interval. */
  timestamps: string[]
  isComplete: boolean[]
}

export interface MeasuredGroup {
  /** In the order of the breakdowns; null for things without a value. */
  labels: (string | null)[]
  isOther: boolean
  /** In the order of the metrics. */
  numbers: MeasuredNumber[]
}

interface MeasuredNumber {
  value: number | null
  previousValue: number | null
  changeRate: number | null
  changePoints: number | null
  values: (number | null)[]
  previousValues: (number | null)[]
}

/** Whether an answer of `ask` is one of metrics. */
export const isMeasured = (answer: object): answer is Measured => 'groups' in answer && 'metrics' in answer

/** Lines or columns that share an axis, and so a unit. */
export interface Plot {
  name: string
  unit: string
  series: Series[]
}

export function groupName({ labels, isOther }: MeasuredGroup): string {
  if (isOther) return 'All others'
  return labels.map(label => label ?? 'without a value').join(' · ')
}

/**
 * Metrics of one unit share a plot if there are no groups; otherwise each metric has its own, with a series for each group.
 * @param compared what the earlier values are called; they are drawn beside a single series
 */
export function plotsOf(answer: Measured, compared?: string): Plot[] {
  const { metrics, groups } = answer
  const [only] = groups
  if (!only) return []
  const units = new Set(metrics.map(({ unit }) => unit))
  if (groups.length === 1 && !only.labels.length && units.size === 1) return [togetherOf(answer, compared)]
  return metrics.map(({ name, unit }, index) => ({
    name: metricName(name),
    unit,
    series: groups.flatMap((group, _, { length }) =>
      seriesOf(
        only.labels.length ? groupName(group) : metricName(name),
        group.numbers[index]!,
        length === 1 ? compared : undefined,
      ),
    ),
  }))
}

function togetherOf({ metrics, groups }: Measured, compared: string | undefined): Plot {
  const names = metrics.map(({ name }) => metricName(name))
  const shown = metrics.length === 1 ? compared : undefined
  return {
    name: names.join(', '),
    unit: metrics[0]!.unit,
    series: names.flatMap((name, index) => seriesOf(name, groups[0]!.numbers[index]!, shown)),
  }
}

/** A series, and the earlier one that it is compared with, which has at most as many values. */
function seriesOf(name: string, { values, previousValues }: MeasuredNumber, compared?: string): Series[] {
  const now = { name, values }
  if (!compared || !previousValues.length) return [now]
  const before = previousValues.slice(0, values.length)
  return [now, { name: `${name}, ${compared}`, values: before, isQuiet: true }]
}
