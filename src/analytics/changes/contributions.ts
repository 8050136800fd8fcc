import { between, divided, minus, plus, type Rational, times, zero } from './rational.ts'

/** A number, or the numbers above and below the line of a quotient. */
export interface Counted {
  over: Rational
  under: Rational | undefined
}

/** What was counted in both ranges: of everything, or of one value of a breakdown. */
export interface Both {
  now: Counted
  before: Counted
}

/** The part of one value in a change. */
export interface Contribution {
  contribution: Rational
  /** The part of it that comes from the value's share, and the rest from its own number; null unless of a quotient. */
  mix: Rational | null
  /** Its share of what is below the line in both ranges; null unless of a quotient. */
  weight: Rational | null
  previousWeight: Rational | null
}

/** The number itself; null for a quotient of nothing. */
export const numberOf = ({ over, under }: Counted): Rational | null => (under ? divided(over, under) : over)

/**
 * The contributions of values to the change of the whole. Null if the whole has no number in one of both ranges.
 *
 * A number that adds up: contribution = number now − number before.
 *
 * A quotient R = Σ wᵢ·rᵢ of the values' shares wᵢ below the line and their own quotients rᵢ, by the decomposition of
 * E. M. Kitagawa ("Components of a Difference Between Two Rates", 1955) with the means of both ranges as weights:
 *   mix  = (wᵢ now − wᵢ before) · (mean of rᵢ − mean of R)
 *   rate = (rᵢ now − rᵢ before) · mean of wᵢ
 * Kitagawa has no `− mean of R`. Since the shares sum to 1, the sum is the same; but a value that grows without being
 * better or worse than the whole contributes 0. The sum of both is (overᵢ ÷ under now) − (the same before) −
 * (change of wᵢ) · (mean of R), also for a value without a quotient in one of the ranges, of which all is mix.
 */
export function contributionsOf(whole: Both, values: Both[]): Contribution[] | null {
  const [now, before] = [numberOf(whole.now), numberOf(whole.before)]
  if (!now || !before) return null
  return values.map(value => (whole.now.under ? ofQuotient(whole, value) : ofSum(value)))
}

const ofSum = ({ now, before }: Both): Contribution => ({
  contribution: minus(now.over, before.over),
  mix: null,
  weight: null,
  previousWeight: null,
})

function ofQuotient(whole: Both, { now, before }: Both): Contribution {
  const weight = shareOf(now.under, whole.now)
  const previousWeight = shareOf(before.under, whole.before)
  const moved = minus(weight, previousWeight)
  const mean = between(numberOf(whole.now)!, numberOf(whole.before)!)
  const grown = minus(shareOf(now.over, whole.now), shareOf(before.over, whole.before))
  const contribution = minus(grown, times(moved, mean))
  const [rate, rateBefore] = [numberOf(now), numberOf(before)]
  const mix = rate && rateBefore ? times(moved, minus(between(rate, rateBefore), mean)) : contribution
  return { contribution, mix, weight, previousWeight }
}

const shareOf = (part: Rational | undefined, whole: Counted): Rational => divided(part!, whole.under!)!

export const sumOf = (numbers: Rational[]): Rational => numbers.reduce(plus, zero)
