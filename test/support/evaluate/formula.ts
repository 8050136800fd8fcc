import Big from 'big.js'
import type { Metric } from '../../../src/metrics-catalogue/catalogue.ts'
import type { FilterInput } from '../../../src/schema/filter-input.ts'
import { activeUsersOf } from './activity.ts'
import { passes, subjectOf, textOf } from './filter.ts'
import type { LogEvent } from './log-event.ts'
import type { MetricValues } from './metrics.ts'
import { quantile } from './quantile.ts'

/** A formula as data, which `random-formula.ts` writes as text. */
export type Formula =
  | { number: string }
  | { metric: Metric }
  | Aggregate
  | { minus: Formula }
  | { operator: '+' | '-' | '*' | '/' | '%' | '^'; left: Formula; right: Formula }
  | { call: string; args: Formula[] }
  | { if: Condition; first: Formula; second: Formula }

export type Condition =
  | { compare: '<' | '<=' | '>' | '>=' | '=' | '!='; left: Formula; right: Formula }
  | { every: Condition[] }
  | { some: Condition[] }
  | { not: Condition }

export interface Aggregate {
  aggregate: string
  set: string
  names?: string[]
  field?: string
  property?: string
  where?: FilterInput
}

/** The events of a range that pass the filter, and the built-in metrics over them. */
export interface Facts {
  events: LogEvent[]
  metrics: MetricValues
}

/**
 * A number and how far that of another computer may be from it, because sums of binary fractions depend on their order.
 * Amounts of money, and values of properties, are exact until they are divided; so are counts and literals beside them.
 */
interface Value {
  number: number
  error: number
  exact?: Big
  isMoney?: boolean
}

/** Thrown where the rounding of binary fractions decides a result, such as which of two almost equal numbers is larger. */
export class Undecided extends Error {}

/** The number that a formula stands for, null if it has none. @throws Undecided */
export function evaluateFormula(formula: Formula, facts: Facts): { number: number | null; error: number } {
  return evaluated(formula, facts) ?? { number: null, error: 0 }
}

function evaluated(formula: Formula, facts: Facts): Value | null {
  if ('number' in formula) return literal(formula.number)
  if ('metric' in formula) return metric(facts.metrics[formula.metric])
  if ('aggregate' in formula) return aggregate(formula, facts.events)
  if ('minus' in formula) return lifted([evaluated(formula.minus, facts)], ([a]) => negative(a!))
  if ('operator' in formula) return operate(formula, facts)
  if ('if' in formula) return choose(formula, facts)
  return call(formula, facts)
}

const rounding = 1e-14

const real = (number: number, error = Math.abs(number) * rounding): Value | null =>
  Number.isFinite(number) ? { number, error } : null

/** Whole numbers, and halves of them, are exact as binary fractions too. */
function exactly(exact: Big, isMoney = false): Value {
  const number = exact.toNumber()
  const error = isMoney || Number.isSafeInteger(number * 1024) ? 0 : Math.abs(number) * rounding
  return { number, error, exact, isMoney }
}

const literal = (text: string): Value | null =>
  /^\d{1,12}(\.\d{1,12})?$/.test(text) ? exactly(Big(text)) : real(Number(text))

function metric(value: number | string | null): Value | null {
  if (value === null) return null
  if (typeof value === 'string') return exactly(Big(value), true)
  return Number.isInteger(value) ? exactly(Big(value)) : real(value, Math.abs(value) * 1e-12)
}

/** Null where one of the values is. */
function lifted(values: (Value | null)[], of: (values: Value[]) => Value | null): Value | null {
  const known = values.filter(value => value !== null)
  return known.length === values.length ? of(known) : null
}

const negative = ({ exact, ...value }: Value): Value => ({
  ...value,
  number: -value.number,
  ...(exact && { exact: exact.neg() }),
})

function operate(
  { operator, left, right }: Extract<Formula, { operator: string }>,
  facts: Facts,
): Value | null {
  return lifted([evaluated(left, facts), evaluated(right, facts)], ([a, b]) => operators[operator](a!, b!))
}

/** The result and its error, which grows with those of the operands. */
const operators = {
  '+': (a: Value, b: Value) =>
    exactOr(a, b, (x, y) => x.plus(y)) ?? wide(a.number + b.number, a.error + b.error),
  '-': (a: Value, b: Value) =>
    exactOr(a, b, (x, y) => x.minus(y)) ?? wide(a.number - b.number, a.error + b.error),
  '*': (a: Value, b: Value) =>
    exactOr(a, b, (x, y) => x.times(y)) ??
    wide(a.number * b.number, Math.abs(a.number) * b.error + Math.abs(b.number) * a.error),
  '/': (a: Value, b: Value) => {
    if (isZero(b)) return null
    const quotient = a.number / b.number
    return wide(quotient, (a.error + Math.abs(quotient) * b.error) / (Math.abs(b.number) - b.error))
  },
  '%': (a: Value, b: Value) => {
    if (isZero(b)) return null
    const parts = a.number / b.number
    const rest = errorOf(a) + Math.abs(parts) * errorOf(b)
    const error = rest / Math.abs(b.number) + Math.abs(parts) * rounding
    if (!isWhole(a) || !isWhole(b)) checkFarFrom(parts, error)
    return wide(a.number % b.number, rest)
  },
  '^': (a: Value, b: Value) => {
    if (a.error && !isWhole(b)) throw new Undecided()
    const power = a.number ** b.number
    return wide(power, Math.abs(power) * (1e-12 + Math.abs(b.number) * relative(a)))
  },
}

/** The error of a binary fraction, which an amount of money becomes when it is divided. */
const errorOf = ({ number, error, isMoney }: Value) => (isMoney ? Math.abs(number) * rounding : error)
const relative = ({ number, error }: Value) => (number === 0 ? (error ? 1 : 0) : error / Math.abs(number))
const isWhole = ({ number, error }: Value) => error === 0 && Number.isSafeInteger(number)

/** The exact result, where both operands are. */
function exactOr(a: Value, b: Value, of: (a: Big, b: Big) => Big): Value | null {
  if (!a.exact || !b.exact) return null
  const result = exactly(of(a.exact, b.exact), a.isMoney || b.isMoney)
  return result.isMoney ? result : { ...result, error: result.error + a.error + b.error }
}

const wide = (number: number, error: number) => real(number, error + Math.abs(number) * rounding)

function isZero(value: Value): boolean {
  if (value.exact && value.isMoney) return value.exact.eq(0)
  if (Math.abs(value.number) <= value.error && value.number !== 0) throw new Undecided()
  if (value.number === 0 && value.error > 0) throw new Undecided()
  return value.number === 0
}

function checkFarFrom(number: number, error: number): void {
  if (Math.abs(number - Math.round(number)) <= error) throw new Undecided()
}

function choose(
  { if: condition, first, second }: Extract<Formula, { if: Condition }>,
  facts: Facts,
): Value | null {
  const holds = truthOf(condition, facts)
  const [a, b] = [evaluated(first, facts), evaluated(second, facts)]
  if (holds === null) return null
  return holds ? a : b
}

/** Null where it is not known, as in SQL. */
function truthOf(condition: Condition, facts: Facts): boolean | null {
  if ('not' in condition) {
    const holds = truthOf(condition.not, facts)
    return holds === null ? null : !holds
  }
  if ('every' in condition) return all(condition.every.map(one => truthOf(one, facts)))
  if ('some' in condition) {
    const none = all(condition.some.map(one => truthOf({ not: one }, facts)))
    return none === null ? null : !none
  }
  const [a, b] = [evaluated(condition.left, facts), evaluated(condition.right, facts)]
  return a && b ? comparisons[condition.compare](order(a, b)) : null
}

function all(truths: (boolean | null)[]): boolean | null {
  if (truths.includes(false)) return false
  return truths.includes(null) ? null : true
}

const comparisons = {
  '<': (order: number) => order < 0,
  '<=': (order: number) => order <= 0,
  '>': (order: number) => order > 0,
  '>=': (order: number) => order >= 0,
  '=': (order: number) => order === 0,
  '!=': (order: number) => order !== 0,
}

/** Below 0 if the first one is smaller. */
function order(a: Value, b: Value): number {
  if (a.exact && b.exact && (a.isMoney || b.isMoney)) return a.exact.cmp(b.exact)
  const error = a.error + b.error
  if (error && Math.abs(a.number - b.number) <= error) throw new Undecided()
  return a.number - b.number
}

function call({ call, args }: Extract<Formula, { call: string }>, facts: Facts): Value | null {
  const values = args.map(arg => evaluated(arg, facts))
  if (call === 'coalesce') return values.find(value => value !== null) ?? null
  return lifted(values, given => functions[call]!(given))
}

const functions: Record<string, (values: Value[]) => Value | null> = {
  min: values => values.reduce((a, b) => (order(b, a) < 0 ? b : a)),
  max: values => values.reduce((a, b) => (order(b, a) > 0 ? b : a)),
  abs: ([a]) => (a!.number < 0 ? negative(a!) : a!),
  floor: ([a]) => stepped(a!, Math.floor),
  ceil: ([a]) => stepped(a!, Math.ceil),
  round: ([a, places]) => {
    const scale = 10 ** (places?.number ?? 0)
    const shifted = a!.number * scale + 0.5
    const error = a!.error * scale + Math.abs(shifted) * rounding
    if (!Number.isSafeInteger(a!.number * scale * 2) || error > 1e-3) checkFarFrom(shifted, error)
    return real(Math.floor(shifted) / scale, Math.abs(a!.number) * rounding)
  },
  sqrt: ([a]) => smooth(a!, Math.sqrt, 0.5),
  ln: ([a]) => real(Math.log(positive(a!)), relative(a!) + Math.abs(Math.log(a!.number)) * 1e-12),
  log10: ([a]) => real(Math.log10(positive(a!)), relative(a!) + Math.abs(Math.log10(a!.number)) * 1e-12),
  exp: ([a]) => real(Math.exp(a!.number), Math.exp(a!.number) * (a!.error + 1e-12)),
}

/** A step is somewhere else where the number is not sure. */
function stepped(value: Value, step: (number: number) => number): Value | null {
  if (value.error || !Number.isSafeInteger(value.number)) checkFarFrom(value.number, value.error || rounding)
  return real(step(value.number), 0)
}

const positive = (value: Value): number => {
  if (value.error && Math.abs(value.number) <= value.error) throw new Undecided()
  return value.number
}

const smooth = (value: Value, of: (number: number) => number, power: number) =>
  real(of(positive(value)), Math.abs(of(value.number)) * (power * relative(value) + rounding))

/** Events by the word for their set. */
const sets: Record<string, (event: LogEvent) => boolean> = {
  events: () => true,
  event: () => true,
  messages: ({ kind }) => kind === 'message',
  aiCall: ({ kind }) => kind === 'ai_call',
  aiCalls: ({ kind }) => kind === 'ai_call',
  apiCall: ({ kind }) => kind === 'api_call',
  activity: ({ kind }) => kind === 'activity',
  conversations: ({ conversationId }) => conversationId !== undefined,
}

function aggregate({ aggregate, set, names, field, property, where }: Aggregate, all: LogEvent[]) {
  const events = all.filter(
    event => sets[set]!(event) && (!names || names.includes(event.name)) && (!where || passes(event, where)),
  )
  const values = property ? numbersOf(events, property) : field ? fieldsOf(events, field) : []
  const by = set === 'conversations' && aggregate === 'count' ? 'conversations' : aggregate
  const isMoney = property !== undefined || field === 'costUsd'
  return aggregates[by]!(values, events, isMoney)
}

const numbersOf = (events: LogEvent[], property: string): Big[] =>
  events
    .map(event => textOf(subjectOf(event, { property }, {})))
    .filter(text => /^-?\d+(\.\d+)?$/.test(text))
    .map(text => Big(text))

const fieldsOf = (events: LogEvent[], field: string): Big[] =>
  events
    .map(event => event[field as keyof LogEvent] as number | string | undefined)
    .filter(value => value !== undefined)
    .map(value => Big(value))

type Fold = (values: Big[], events: LogEvent[], isMoney: boolean) => Value | null

const total = (values: Big[]) => values.reduce((sum, value) => sum.plus(value), Big(0))

const percentile =
  (level: number): Fold =>
  values => {
    const found = quantile(
      values.map(value => value.toNumber()),
      level,
    )
    return found === null ? null : real(found, Math.abs(found) * 1e-12)
  }

const aggregates: Record<string, Fold> = {
  count: (_, events) => exactly(Big(events.length)),
  users: (_, events) => exactly(Big(activeUsersOf(events).size)),
  conversations: (_, events) =>
    exactly(Big(new Set(events.flatMap(({ conversationId }) => conversationId ?? [])).size)),
  sum: (values, _, isMoney) => exactly(total(values), isMoney),
  avg: values =>
    values.length
      ? real(total(values).toNumber() / values.length, total(values).abs().toNumber() * 1e-12)
      : null,
  min: (values, _, isMoney) =>
    values.length
      ? exactly(
          values.reduce((a, b) => (b.lt(a) ? b : a)),
          isMoney,
        )
      : null,
  max: (values, _, isMoney) =>
    values.length
      ? exactly(
          values.reduce((a, b) => (b.gt(a) ? b : a)),
          isMoney,
        )
      : null,
  p50: percentile(0.5),
  p75: percentile(0.75),
  p90: percentile(0.9),
  p95: percentile(0.95),
  p99: percentile(0.99),
}
