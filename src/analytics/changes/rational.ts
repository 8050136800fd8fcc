/** An exact number `over / under`; `under` is above 0. */
export interface Rational {
  over: bigint
  under: bigint
}

export const zero: Rational = { over: 0n, under: 1n }

/** The number that a text of digits such as `-12.5` is. */
export function rational(digits: string): Rational {
  const [whole = '', places = ''] = digits.split('.')
  return { over: BigInt(whole + places), under: 10n ** BigInt(places.length) }
}

export const plus = (a: Rational, b: Rational): Rational => ({
  over: a.over * b.under + b.over * a.under,
  under: a.under * b.under,
})

export const minus = (a: Rational, b: Rational): Rational => plus(a, { ...b, over: -b.over })

export const times = (a: Rational, b: Rational): Rational => ({
  over: a.over * b.over,
  under: a.under * b.under,
})

/** Null where it would divide by 0. */
export function divided(a: Rational, b: Rational): Rational | null {
  if (!b.over) return null
  const sign = b.over < 0n ? -1n : 1n
  return { over: sign * a.over * b.under, under: sign * a.under * b.over }
}

/** The mean of two numbers. */
export const between = (a: Rational, b: Rational): Rational => times(plus(a, b), { over: 1n, under: 2n })

const places = 12
const unit = 10n ** BigInt(places)

/** The number in units of 10^-12, rounded half up. */
export const rounded = ({ over, under }: Rational): bigint => floor(2n * over * unit + under, 2n * under)

/** Units of 10^-12 as a number. */
export const ofUnits = (units: bigint): Rational => ({ over: units, under: unit })

/** Units of 10^-12 as the digits of a decimal, such as `0.25`. */
export const decimalOf = (units: bigint): string => digitsOf(units, places)

function digitsOf(units: bigint, places: number): string {
  const digits = String(units < 0n ? -units : units).padStart(places + 1, '0')
  const fraction = digits.slice(-places).replace(/0+$/, '')
  return `${units < 0n ? '-' : ''}${digits.slice(0, -places)}${fraction && `.${fraction}`}`
}

/**
 * Rounds numbers to units of 10^-12 so that they sum to `total`, which is their sum but for roundings: all of them down,
 * and then those up that lose the most by it (the largest remainder method). Each is less than a unit or two off.
 */
export function apportioned(numbers: Rational[], total: bigint): bigint[] {
  const down = numbers.map(({ over, under }) => floor(over * unit, under))
  const loss = numbers.map((number, i) => toFloat(minus(number, ofUnits(down[i]!))))
  const order = [...numbers.keys()].sort((a, b) => loss[b]! - loss[a]!)
  const missing = total - down.reduce((sum, units) => sum + units, 0n)
  const step = missing < 0n ? -1n : 1n
  if (step < 0n) order.reverse()
  for (let i = 0; i < Number(missing * step); i++) down[order[i % order.length]!]! += step
  return down
}

/** The nearest binary number. The places are enough for the dollars of a token. */
export const toFloat = ({ over, under }: Rational): number =>
  Number(digitsOf((over * 10n ** BigInt(floatPlaces)) / under, floatPlaces))

const floatPlaces = 30

/** Division of integers that rounds down; BigInt rounds towards 0. */
const floor = (over: bigint, under: bigint): bigint =>
  over / under - (over % under !== 0n && over < 0n ? 1n : 0n)
