import { MetricUnit } from '../../schema/metrics/metric-unit.ts'

/** The units that numbers can be of, each with its power: dollars per token are `{ usd: 1, tokens: -1 }`. */
type Powers = Partial<Record<'usd' | 'tokens' | 'ms' | 's' | 'min', number>>

/** What a number measures. Without `powers` it fits any unit: a literal, or the values of a property. */
export interface Quantity {
  unit: MetricUnit
  powers?: Powers
  isLiteral?: boolean
}

/** The powers of each unit; none for plain numbers. */
const powersOf = {
  COUNT: {},
  RATE: {},
  RATIO: {},
  SCORE: {},
  PER_USER: {},
  PER_CONVERSATION: {},
  TOKENS: { tokens: 1 },
  TOKENS_EACH: { tokens: 1 },
  USD: { usd: 1 },
  USD_EACH: { usd: 1 },
  MS: { ms: 1 },
  SECONDS: { s: 1 },
  PER_MINUTE: { min: -1 },
  PER_SECOND: { s: -1 },
} satisfies Record<Exclude<MetricUnit, 'OTHER'>, Powers>

export const quantityOf = (unit: Exclude<MetricUnit, 'OTHER'>): Quantity => ({ unit, powers: powersOf[unit] })

/** A number in the text of a formula. It takes the unit of the number beside it. */
export const literalQuantity: Quantity = { unit: MetricUnit.RATIO, isLiteral: true }

/** The values of a property: only the sender knows their unit. */
export const anyQuantity: Quantity = { unit: MetricUnit.RATIO }

export const isPlain = ({ powers }: Quantity): boolean => !powers || key(powers) === ''

/** Whether the numbers can be added or compared. */
export const isSame = (one: Quantity, other: Quantity): boolean =>
  !one.powers || !other.powers || key(one.powers) === key(other.powers)

/** What the sum, the difference or the larger one of two numbers measures. */
export function together(one: Quantity, other: Quantity): Quantity {
  if (!one.powers) return one.isLiteral || other.powers ? other : one
  if (!other.powers || one.unit === other.unit) return one
  return unnamed(one.powers)
}

/** What a product measures, or a quotient if `sign` is -1. */
export function combined(one: Quantity, other: Quantity, sign: 1 | -1): Quantity {
  if (one.isLiteral && other.isLiteral) return literalQuantity
  if (isFree(one, other) || isFree(other, one)) return anyQuantity
  const powers = added(one.powers ?? {}, other.powers ?? {}, sign)
  if (sign === -1 && other.unit === MetricUnit.COUNT && one.unit in each)
    return quantityOf(each[one.unit as Total])
  if (sign === 1 && [one.unit, other.unit].includes(MetricUnit.COUNT)) return unnamed(powers, true)
  const kept = isPlain(other) ? one : sign === 1 && isPlain(one) ? other : undefined
  return kept && !isPlain(kept) ? kept : unnamed(powers)
}

/** Whether one is of any unit, and stays so together with the other. */
const isFree = (one: Quantity, other: Quantity) => !one.powers && !one.isLiteral && isPlain(other)

/** The unit of a total that is divided by a count. */
const each = { USD: MetricUnit.USD_EACH, TOKENS: MetricUnit.TOKENS_EACH } as const
type Total = keyof typeof each

/** The unit that a user wrote, if the number can be of it; undefined if it cannot. */
export function declared({ powers }: Quantity, unit: MetricUnit): Quantity | undefined {
  if (unit === MetricUnit.OTHER) return { unit, powers: powers ?? {} }
  const wanted = quantityOf(unit)
  return isSame({ unit, powers }, wanted) ? wanted : undefined
}

/** The plainest unit with these powers; a total one if `isTotal`. */
function unnamed(powers: Powers, isTotal = false): Quantity {
  const names: Record<string, MetricUnit> = isTotal ? totals : others
  return { unit: names[key(powers)] ?? MetricUnit.OTHER, powers }
}

const shared = {
  [key({ ms: 1 })]: MetricUnit.MS,
  [key({ s: 1 })]: MetricUnit.SECONDS,
  [key({ min: -1 })]: MetricUnit.PER_MINUTE,
  [key({ s: -1 })]: MetricUnit.PER_SECOND,
  '': MetricUnit.RATIO,
}
const totals = { ...shared, [key({ usd: 1 })]: MetricUnit.USD, [key({ tokens: 1 })]: MetricUnit.TOKENS }
const others = {
  ...shared,
  [key({ usd: 1 })]: MetricUnit.USD_EACH,
  [key({ tokens: 1 })]: MetricUnit.TOKENS_EACH,
}

function added(one: Powers, other: Powers, sign: 1 | -1): Powers {
  const sum: Record<string, number> = { ...one }
  for (const [base, power] of Object.entries(other)) sum[base] = (sum[base] ?? 0) + sign * power
  return sum
}

/** The powers as a text, equal for equal ones. */
function key(powers: Powers): string {
  return Object.entries(powers)
    .filter(([, power]) => power)
    .map(([base, power]) => `${base}^${power}`)
    .sort()
    .join(' ')
}

const words = {
  usd: 'US dollars',
  tokens: 'tokens',
  ms: 'milliseconds',
  s: 'seconds',
  min: 'minutes',
} as const

/** The unit in words for a message: "US dollars", "tokens per second", "a plain number". */
export function inWords({ powers = {} }: Quantity): string {
  const given = Object.entries(powers).filter(([, power]) => power) as [keyof typeof words, number][]
  const over = given.filter(([, power]) => power > 0).map(written)
  const under = given.filter(([, power]) => power < 0).map(written)
  if (!given.length) return 'a plain number'
  return [over.join(' × ') || 'a number', ...under.map(unit => unit.replace(/s(?=\^|$)/, ''))].join(' per ')
}

const written = ([base, power]: [keyof typeof words, number]) =>
  Math.abs(power) === 1 ? words[base] : `${words[base]}^${Math.abs(power)}`
