import { type RateBounds } from '../../../schema/behavior/funnel.ts'

/** The normal quantile that leaves 2.5 % on either side. */
const z = 1.959963984540054

/**
 * Wilson's score interval at 95 % for `hits` of `trials`; null without trials.
 * Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927).
 */
export function wilsonBounds(hits: number, trials: number): RateBounds | null {
  if (trials === 0) return null
  const rate = hits / trials
  const middle = rate + z ** 2 / (2 * trials)
  const margin = z * Math.sqrt((rate * (1 - rate)) / trials + z ** 2 / (4 * trials ** 2))
  const scale = 1 + z ** 2 / trials
  return { low: Math.max(0, (middle - margin) / scale), high: Math.min(1, (middle + margin) / scale) }
}
