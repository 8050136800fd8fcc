import fc from 'fast-check'
import type { Metric } from '../../../src/metrics-catalogue/catalogue.ts'
import { Dimension, type FilterInput, FilterOperator } from '../../../src/schema/filter-input.ts'
import type { Aggregate, Condition, Formula } from '../evaluate/formula.ts'

type Unit = 'plain' | 'usd' | 'tokens' | 'ms'

/** Built-in metrics over events, by unit. */
const metrics: Record<Unit, Metric[]> = {
  plain: ['messages', 'activeUsers', 'conversations', 'aiCalls', 'logins', 'aiErrorRate', 'satisfaction'],
  usd: ['costUsd', 'savedCostUsd'],
  tokens: ['tokens', 'outputTokens', 'inputTokensP95'],
  ms: ['aiP95Ms', 'responseTimeMs', 'apiP50Ms'],
}

/** Fields of the sets, by unit. Sums of durations are binary fractions, and so left to means and extremes. */
const fields: Record<Unit, [aggregate: string, set: string, field: string][]> = {
  plain: [
    ['avg', 'events', 'satisfaction'],
    ['max', 'conversations', 'satisfaction'],
  ],
  usd: [
    ['sum', 'aiCall', 'costUsd'],
    ['max', 'messages', 'costUsd'],
    ['avg', 'aiCalls', 'costUsd'],
  ],
  tokens: [
    ['sum', 'aiCall', 'outputTokens'],
    ['min', 'events', 'inputTokens'],
    ['p50', 'aiCall', 'outputTokens'],
  ],
  ms: [
    ['p95', 'aiCall', 'durationMs'],
    ['max', 'apiCall', 'durationMs'],
    ['avg', 'messages', 'durationMs'],
    ['p75', 'aiCalls', 'firstTokenMs'],
  ],
}

const condition: fc.Arbitrary<FilterInput> = fc.letrec<{ node: FilterInput; leaf: FilterInput }>(tie => ({
  leaf: fc.oneof(
    is(Dimension.MODEL, 'small', 'large'),
    is(Dimension.CHANNEL, 'web', 'Web', 'slack'),
    is(Dimension.EVENT, 'open', 'login'),
    is(Dimension.SUCCESS, true, false),
    fc.constant<FilterInput>({ property: 'plan', operator: FilterOperator.IS, values: ['pro'] }),
    fc
      .constantFrom(FilterOperator.GREATER_THAN, FilterOperator.LESS_OR_EQUAL)
      .map(operator => ({ property: 'seats', operator, values: [2.5] })),
  ),
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    tie('leaf'),
    fc.array(tie('node'), { minLength: 2, maxLength: 3 }).map(and => ({ and, operator: FilterOperator.IS })),
    fc.array(tie('node'), { minLength: 2, maxLength: 3 }).map(or => ({ or, operator: FilterOperator.IS })),
    tie('node').map(not => ({ not, operator: FilterOperator.IS })),
  ),
})).node

function is(dimension: Dimension, ...values: (string | boolean)[]): fc.Arbitrary<FilterInput> {
  return fc.record({
    dimension: fc.constant(dimension),
    operator: fc.constantFrom(FilterOperator.IS, FilterOperator.IS_NOT),
    values: fc.subarray(values, { minLength: 1 }),
  })
}

const where = fc.option(condition, { nil: undefined, freq: 2 })

const counts: fc.Arbitrary<Aggregate> = fc.oneof(
  fc.record({
    aggregate: fc.constantFrom('count', 'users', 'conversations'),
    set: fc.constant('event'),
    names: fc.subarray(['open', 'ask', 'login'], { minLength: 1 }),
    where,
  }),
  fc.record({
    aggregate: fc.constantFrom('count', 'users'),
    set: fc.constantFrom('events', 'messages', 'aiCalls', 'conversations'),
    where: condition,
  }),
)

const properties: fc.Arbitrary<Aggregate> = fc.record({
  aggregate: fc.constantFrom('sum', 'avg', 'max', 'p90'),
  set: fc.constantFrom('event', 'events'),
  names: fc.constant(['open', 'ask']),
  property: fc.constant('seats'),
  where,
})

const number = fc.oneof(
  fc.constantFrom('0', '1', '2', '3', '10', '100', '1000', '0.5', '0.25', '1.19', '0.1', '1e3', '2.5e-1'),
  fc.integer({ min: 0, max: 50 }).map(String),
)
const literal: fc.Arbitrary<Formula> = number.map(number => ({ number }))

const leafOf = (unit: Unit): fc.Arbitrary<Formula> =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...metrics[unit]).map(metric => ({ metric })) },
    {
      weight: 3,
      arbitrary: fc
        .tuple(fc.constantFrom(...fields[unit]), where)
        .map(([[aggregate, set, field], where]) => ({ aggregate, set, field, where })),
    },
    { weight: 1, arbitrary: properties },
    ...(unit === 'plain'
      ? [
          { weight: 3, arbitrary: counts as fc.Arbitrary<Formula> },
          { weight: 3, arbitrary: literal },
        ]
      : []),
  )

/** Units fit by construction: both sides of a sum are of one unit, a product has one plain side. */
const formulaOf = (unit: Unit, depth: number): fc.Arbitrary<Formula> => {
  if (depth === 0) return leafOf(unit)
  const same = () => formulaOf(unit, depth - 1)
  const plain = () => fc.oneof(literal, formulaOf('plain', depth - 1))
  const sum = fc
    .tuple(fc.constantFrom('+' as const, '-' as const, '%' as const), same(), fc.oneof(same(), literal))
    .map(([operator, left, right]) => ({ operator, left, right }))
  const scaled = fc
    .tuple(fc.constantFrom('*' as const, '/' as const), same(), plain())
    .map(([operator, left, right]) => ({ operator, left, right }))
  const chosen = fc
    .tuple(conditionOf(unit, depth - 1), same(), same())
    .map(([condition, first, second]) => ({ if: condition, first, second }))
  const called = fc
    .tuple(fc.constantFrom('min', 'max', 'coalesce'), fc.array(same(), { minLength: 2, maxLength: 3 }))
    .map(([call, args]) => ({ call, args }))
  const single = fc
    .tuple(fc.constantFrom('abs', 'floor', 'ceil', 'round'), same())
    .map(([call, arg]) => ({ call, args: [arg] }))
  return fc.oneof(
    { weight: 3, arbitrary: leafOf(unit) },
    { weight: 4, arbitrary: sum },
    { weight: 4, arbitrary: scaled },
    { weight: 2, arbitrary: chosen },
    { weight: 2, arbitrary: called },
    { weight: 1, arbitrary: single },
    { weight: 1, arbitrary: same().map(minus => ({ minus })) },
    ...(unit === 'plain' ? [{ weight: 3, arbitrary: ratios(depth) }] : []),
  )
}

/** Plain numbers that are made of others. */
function ratios(depth: number): fc.Arbitrary<Formula> {
  const plain = formulaOf('plain', depth - 1)
  const quotient = fc
    .constantFrom<Unit>('usd', 'tokens', 'ms')
    .chain(unit => fc.tuple(formulaOf(unit, depth - 1), formulaOf(unit, depth - 1)))
    .map(([left, right]) => ({ operator: '/' as const, left, right }))
  const power = fc
    .tuple(plain, fc.constantFrom('0', '1', '2', '3', '0.5'))
    .map(([left, number]) => ({ operator: '^' as const, left, right: { number } }))
  const called = fc
    .tuple(fc.constantFrom('sqrt', 'ln', 'log10', 'exp'), plain)
    .map(([call, arg]) => ({ call, args: [arg] }))
  return fc.oneof(quotient, power, called)
}

function conditionOf(unit: Unit, depth: number): fc.Arbitrary<Condition> {
  const compare = fc
    .tuple(
      fc.constantFrom('<' as const, '<=' as const, '>' as const, '>=' as const, '=' as const, '!=' as const),
      formulaOf(unit, depth),
      fc.oneof(formulaOf(unit, depth), literal),
    )
    .map(([compare, left, right]) => ({ compare, left, right }))
  return fc.oneof(
    { weight: 4, arbitrary: compare },
    { weight: 1, arbitrary: fc.tuple(compare, compare).map(every => ({ every })) },
    { weight: 1, arbitrary: fc.tuple(compare, compare).map(some => ({ some })) },
    { weight: 1, arbitrary: compare.map(not => ({ not })) },
  )
}

/** Formulas over events, of every unit, whose units fit. */
export const randomFormula: fc.Arbitrary<Formula> = fc
  .tuple(fc.constantFrom<Unit>('plain', 'plain', 'usd', 'tokens', 'ms'), fc.integer({ min: 1, max: 3 }))
  .chain(([unit, depth]) => formulaOf(unit, depth))
  .filter(formula => isShort(written(formula)))

const isShort = (text: string) =>
  text.length <= 1_000 && (text.match(/"[^"]*"|[\w.]+|\S/g)?.length ?? 0) <= 150

/** A formula as text, with parentheses around every part. */
export function written(formula: Formula): string {
  if ('number' in formula) return formula.number
  if ('metric' in formula) return formula.metric
  if ('aggregate' in formula) return writtenAggregate(formula)
  if ('minus' in formula) return `(-${written(formula.minus)})`
  if ('operator' in formula) return `(${written(formula.left)} ${formula.operator} ${written(formula.right)})`
  if ('call' in formula) return `${formula.call}(${formula.args.map(written).join(', ')})`
  return `if(${writtenCondition(formula.if)}, ${written(formula.first)}, ${written(formula.second)})`
}

function writtenAggregate({ aggregate, set, names, field, property, where }: Aggregate): string {
  const named = names ? `(${names.map(name => JSON.stringify(name)).join(', ')})` : ''
  const value = field ? `.${field}` : property ? `.properties.${property}` : ''
  return `${aggregate}(${set}${named}${value}${where ? ` where ${writtenFilter(where)}` : ''})`
}

function writtenCondition(condition: Condition): string {
  if ('not' in condition) return `not (${writtenCondition(condition.not)})`
  if ('every' in condition) return `(${condition.every.map(writtenCondition).join(' and ')})`
  if ('some' in condition) return `(${condition.some.map(writtenCondition).join(' or ')})`
  return `${written(condition.left)} ${condition.compare} ${written(condition.right)}`
}

const names: Partial<Record<Dimension, string>> = {
  [Dimension.MODEL]: 'model',
  [Dimension.CHANNEL]: 'channel',
  [Dimension.EVENT]: 'name',
  [Dimension.SUCCESS]: 'success',
}

function writtenFilter({ dimension, property, operator, values = [], and, or, not }: FilterInput): string {
  if (and) return `(${and.map(writtenFilter).join(' and ')})`
  if (or) return `(${or.map(writtenFilter).join(' or ')})`
  if (not) return `not ${writtenFilter(not)}`
  const subject = dimension ? names[dimension] : `properties.${property}`
  const given = values!.map(value => JSON.stringify(value))
  if (operator === FilterOperator.GREATER_THAN) return `${subject} > ${given[0]}`
  if (operator === FilterOperator.LESS_OR_EQUAL) return `${subject} <= ${given[0]}`
  const isNot = operator === FilterOperator.IS_NOT
  if (given.length === 1) return `${subject} ${isNot ? '!=' : '='} ${given[0]}`
  return `${subject} ${isNot ? 'not in' : 'in'} (${given.join(', ')})`
}
