import {
  type ChangeBreakdown,
  type ChangedValue,
  type ChangeExplanation,
} from '../../schema/changes/explain-change.ts'
import { type Groups } from '../measures/largest-groups.ts'
import { type Both, type Contribution, contributionsOf, numberOf, sumOf } from './contributions.ts'
import { apportioned, decimalOf, minus, ofUnits, type Rational, rounded, toFloat } from './rational.ts'

type Change = Pick<
  ChangeExplanation,
  keyof ReturnType<typeof numbersOf> | 'change' | 'exactChange' | 'changeRate'
>

/** The numbers of both ranges, and the change as the difference of the two decimals that are shown. */
export function changeOf(whole: Both): Change {
  const change = unitsOfChange(whole)
  const numbers = numbersOf(whole)
  const before = numbers.previousValue
  return {
    ...numbers,
    change: change === null ? null : toFloat(ofUnits(change)),
    exactChange: change === null ? null : decimalOf(change),
    changeRate: change === null || !before ? null : toFloat(ofUnits(change)) / Math.abs(before),
  }
}

function numbersOf({ now, before }: Both) {
  const [value, previousValue] = [numberOf(now), numberOf(before)]
  return {
    value: value && toFloat(value),
    exactValue: value && decimalOf(rounded(value)),
    previousValue: previousValue && toFloat(previousValue),
    exactPreviousValue: previousValue && decimalOf(rounded(previousValue)),
  }
}

/** In units of 10^-12; null if there is no change, because one of both numbers is missing. */
function unitsOfChange({ now, before }: Both): bigint | null {
  const [value, previousValue] = [numberOf(now), numberOf(before)]
  return value && previousValue && rounded(value) - rounded(previousValue)
}

/** The contributions as decimals that sum to the change, with the rest for a metric that does not add up. */
export function toBreakdown(
  breakdown: string,
  whole: Both,
  { shown, count }: Groups,
  lines: Both[],
): ChangeBreakdown {
  const contributions = contributionsOf(whole, lines)
  const published = contributions && publishedOf(whole, contributions)
  const toValue = (line: Both, i: number): ChangedValue => ({
    label: shown[i]?.labels[0] ?? null,
    isOther: i === shown.length,
    ...numbersOf(line),
    ...contributionOf(whole, contributions?.[i], published?.values[i]),
  })
  return {
    breakdown,
    values: lines.map(toValue),
    valueCount: count,
    mixEffect: effectOf(published, 'mix'),
    rateEffect: effectOf(published, 'rate'),
    notAdditive: published && toFloat(ofUnits(published.rest)),
    exactNotAdditive: published && decimalOf(published.rest),
  }
}

/** A contribution and its two effects in units of 10^-12. */
interface Units {
  contribution: bigint
  mix: bigint | null
  rate: bigint | null
}

/** The contributions, and the rest of the change, rounded so that they sum to it. */
function publishedOf(whole: Both, contributions: Contribution[]): { values: Units[]; rest: bigint } {
  const exact = contributions.map(({ contribution }) => contribution)
  const rest = minus(minus(numberOf(whole.now)!, numberOf(whole.before)!), sumOf(exact))
  const units = apportioned([...exact, rest], unitsOfChange(whole)!)
  return {
    values: contributions.map(({ mix, contribution }, i) => unitsOf(units[i]!, mix, contribution)),
    rest: units.at(-1)!,
  }
}

/** A contribution that is all mix stays so when both are rounded. */
function unitsOf(units: bigint, mix: Rational | null, contribution: Rational): Units {
  if (!mix) return { contribution: units, mix: null, rate: null }
  const mixUnits = mix === contribution ? units : rounded(mix)
  return { contribution: units, mix: mixUnits, rate: units - mixUnits }
}

function effectOf(published: { values: Units[] } | null, effect: 'mix' | 'rate'): string | null {
  const units = published?.values.map(value => value[effect]) ?? [null]
  if (units.some(unit => unit === null)) return null
  return decimalOf(units.reduce<bigint>((sum, unit) => sum + unit!, 0n))
}

type Contributed = Pick<
  ChangedValue,
  | 'contribution'
  | 'exactContribution'
  | 'shareOfChange'
  | 'mixEffect'
  | 'rateEffect'
  | 'weight'
  | 'previousWeight'
>

function contributionOf(whole: Both, exact: Contribution | undefined, units: Units | undefined): Contributed {
  const change = unitsOfChange(whole)
  const number = exact ? toFloat(exact.contribution) : null
  return {
    contribution: number,
    exactContribution: decimal(units?.contribution),
    shareOfChange: number === null || !change ? null : number / toFloat(ofUnits(change)),
    mixEffect: decimal(units?.mix),
    rateEffect: decimal(units?.rate),
    weight: exact?.weight ? toFloat(exact.weight) : null,
    previousWeight: exact?.previousWeight ? toFloat(exact.previousWeight) : null,
  }
}

const decimal = (units: bigint | null | undefined): string | null => (units == null ? null : decimalOf(units))
