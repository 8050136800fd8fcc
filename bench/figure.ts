import { type Spread } from './spread.ts'

/** One row of the table. A figure may have no bare counterpart or no target. */
export interface Figure {
  name: string
  convograph: string
  bare?: string
  ratio?: string
  /** The points of the question. */
  cost?: string
  target?: string
  isMet?: boolean
}

export const rate = ({ median, low, high }: Spread) => `${round(median)}/s (${round(low)}–${round(high)})`
export const milliseconds = ({ median, p99 }: Spread) =>
  `p50 ${median.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`
export const megabytes = (bytes: number) => `${round(bytes / 1e6)} MB`

/** A rate beside the bare engine's: the target is met from `least` times the bare rate on. */
export function rateFigure(name: string, ours: Spread, bare: Spread, least: number): Figure {
  const ratio = ours.median / bare.median
  return {
    name,
    convograph: rate(ours),
    bare: rate(bare),
    ratio: ratio.toFixed(2),
    target: `≥ ${least}`,
    isMet: ratio >= least,
  }
}

/** The time of an answer beside that of bare SQL; `sql` names the SQL. */
export function timeFigure(
  name: string,
  ours: Spread,
  bare: Spread,
  most: { ratio: number; plusMs: number },
  sql: string,
): Figure {
  return {
    name,
    convograph: milliseconds(ours),
    bare: `${milliseconds(bare)} (${sql})`,
    ratio: (ours.median / bare.median).toFixed(2),
    target: `≤ ${most.ratio} × + ${most.plusMs} ms`,
    isMet: ours.median <= bare.median * most.ratio + most.plusMs,
  }
}

/** The time of an answer by itself. */
export const atMostFigure = (name: string, ours: Spread, mostMs: number): Figure => ({
  name,
  convograph: milliseconds(ours),
  target: `< ${mostMs} ms`,
  isMet: ours.median < mostMs,
})

const round = (value: number) => Math.round(value).toLocaleString('en')
