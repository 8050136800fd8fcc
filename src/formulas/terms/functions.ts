import { int, joined, type Sql, sql } from '../../clickhouse/sql.ts'
import { FormulaError } from '../grammar/formula-error.ts'
import { type FunctionName } from '../grammar/tree.ts'
import { checkSame, ratioOf } from './operators.ts'
import { inWords, isPlain, type Quantity, together } from './quantity.ts'
import { type Condition, type Decimal, exactColumn, finite, once, type Term, termOf } from './term.ts'

/** The functions over numbers. @throws FormulaError for units that do not fit */
export const numberFunctions = {
  coalesce: (args, at) => choice(args, at, values => sql`coalesce(${joined(values)})`),
  min: (args, at) => choice(args, at, values => ofAll(values, names => sql`least(${joined(names)})`)),
  max: (args, at) => choice(args, at, values => ofAll(values, names => sql`greatest(${joined(names)})`)),
  abs: (args, at) => choice(args, at, ([value]) => sql`abs(${value!})`),
  round,
  floor: ([term]) => sameUnit(term!, value => sql`floor(${value})`),
  ceil: ([term]) => sameUnit(term!, value => sql`ceil(${value})`),
  sqrt: plain('sqrt', value => sql`sqrt(${value})`),
  ln: plain('ln', value => sql`log(${value})`),
  log10: plain('log10', value => sql`log10(${value})`),
  exp: plain('exp', value => sql`exp(${value})`),
} satisfies Record<Exclude<FunctionName, 'if'>, (args: Term[], at: number) => Term>

/** The first number where the condition holds, the second where it does not; null where it is not known. */
export function either(condition: Condition, first: Term, second: Term, at: number): Term {
  const chosen = choice([first, second], at, values =>
    once([condition.sql, ...values], (c, a, b) => sql`multiIf(isNull(${c!}), null, ${c!}, ${a!}, ${b!})`),
  )
  return termOf([condition, chosen], chosen.quantity, chosen.float, chosen)
}

/** A number that is one of several ones, or made of each alike, such as the largest. */
function choice(terms: Term[], at: number, written: (values: Sql[]) => Sql): Term {
  for (const { quantity } of terms) checkSame(terms[0]!.quantity, quantity, at, 'choose between')
  const decimals = terms.map(({ decimal }) => decimal)
  const isExact = terms.some(({ isExact }) => isExact) && decimals.every(decimal => decimal)
  const quantity = terms.map(({ quantity }) => quantity).reduce(together)
  return termOf(terms, quantity, written(terms.map(finite)), {
    isExact,
    ...(decimals.every(decimal => decimal) && { decimal: largest(decimals as Decimal[], written) }),
  })
}

/** ClickHouse fails some choices between decimals that have not as many places, so all get as many. */
function largest(decimals: Decimal[], written: (values: Sql[]) => Sql): Decimal {
  const digits = Math.max(...decimals.map(({ digits }) => digits))
  const scale = Math.max(...decimals.map(({ scale }) => scale))
  const values = decimals.map(each =>
    each.scale === scale ? each.sql : exactColumn(each.sql, digits, scale).sql,
  )
  return { sql: written(values), digits, scale }
}

/** Null where one of the values is null. */
const ofAll = (values: Sql[], written: (names: Sql[]) => Sql): Sql =>
  once(values, (...names) => {
    const nulls = names.map(value => sql`isNull(${value})`)
    return sql`if(${joined(nulls, ' or ')}, null, ${written(names)})`
  })

const mostDecimals = 12

/** Rounds halves up: 2.5 is 3, and -2.5 is -2. */
function round([term, places]: Term[], at: number): Term {
  const digits = places ? placesOf(places, at) : 0
  const scale = int(10 ** digits)
  return sameUnit(term!, value => sql`(floor(${value} * ${scale} + 0.5) / ${scale})`)
}

function placesOf({ literal }: Term, at: number): number {
  const places = Number(literal)
  if (literal === undefined || !Number.isInteger(places) || places > mostDecimals)
    throw new FormulaError(
      at,
      `round takes the number of decimal places as a number from 0 to ${mostDecimals}.`,
    )
  return places
}

const sameUnit = (term: Term, written: (value: Sql) => Sql): Term =>
  termOf([term], term.quantity, written(finite(term)), { mayOverflow: true })

/** A function of a number without a unit. */
function plain(name: string, written: (value: Sql) => Sql) {
  return ([term]: Term[], at: number): Term => {
    checkPlain(name, term!.quantity, at)
    return termOf([term!], ratioOf(term!.quantity), written(finite(term!)), { mayOverflow: true })
  }
}

function checkPlain(name: string, quantity: Quantity, at: number): void {
  if (!isPlain(quantity))
    throw new FormulaError(at, `${name} takes a plain number, and this one is of ${inWords(quantity)}.`)
}
