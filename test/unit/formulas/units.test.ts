import 'reflect-metadata'
import { expect, test } from 'vitest'
import { compileMetric } from '../../../src/formulas/compile-metric.ts'
import { metrics } from '../../../src/metrics-catalogue/catalogue.ts'
import { MetricUnit } from '../../../src/schema/metrics/metric-unit.ts'

const compiled = (formula: string, unit?: MetricUnit) => compileMetric('p', { formula, unit }, new Map())

test.each([
  ['messages', 'COUNT'],
  ['messages + logins', 'COUNT'],
  ['messages + 1', 'COUNT'],
  ['messages / activeUsers', 'RATIO'],
  ['aiErrorRate', 'RATE'],
  ['aiErrorRate - 0.1', 'RATE'],
  ['aiErrorRate * 100', 'RATIO'],
  ['aiErrorRate + apiErrorRate', 'RATE'],
  ['costUsd', 'USD'],
  ['costUsd + savedCostUsd', 'USD'],
  ['costUsd - 10', 'USD'],
  ['costUsd * 1.19', 'USD'],
  ['costUsd / activeUsers', 'USD_EACH'],
  ['costUsd / activeUsers * activeUsers', 'USD'],
  ['costUsd / costUsd', 'RATIO'],
  ['costUsd / tokens', 'OTHER'],
  ['costUsd / tokens * tokens', 'USD_EACH'],
  ['tokens / aiCalls', 'TOKENS_EACH'],
  ['tokens / aiCalls + inputTokensP95', 'TOKENS_EACH'],
  ['aiP95Ms / 1000', 'MS'],
  ['sum(aiCall.durationMs) / aiCalls', 'MS'],
  ['averageSessionSeconds', 'SECONDS'],
  ['1 / averageSessionSeconds', 'PER_SECOND'],
  ['max(costUsd, 5)', 'USD'],
  ['coalesce(costUsd / activeUsers, 0)', 'USD_EACH'],
  ['if(costUsd > 100, costUsd, 0)', 'USD'],
  ['abs(costUsd)', 'USD'],
  ['round(costUsd, 2)', 'USD'],
  ['sqrt(messages)', 'RATIO'],
  ['messages ^ 2', 'RATIO'],
  ['avg(aiCall.costUsd)', 'USD_EACH'],
  ['sum(aiCall.costUsd)', 'USD'],
  ['max(aiCall.outputTokens)', 'TOKENS_EACH'],
  ['avg(events.satisfaction)', 'SCORE'],
  ['sum(event("order").value)', 'RATIO'],
  ['sum(event("order").value) - costUsd', 'USD'],
  ['1 + 2', 'RATIO'],
])('%s is of the unit %s', (formula, unit) => {
  expect(compiled(formula).unit).toBe(unit)
})

test.each([
  ['costUsd + averageSessionSeconds', 'Cannot add US dollars and seconds'],
  ['costUsd - messages', 'Cannot subtract US dollars and a plain number'],
  ['aiP95Ms + averageSessionSeconds', 'Cannot add milliseconds and seconds'],
  ['tokens + messages', 'Cannot add tokens and a plain number'],
  ['if(costUsd > messages, 1, 0)', 'Cannot compare US dollars and a plain number'],
  ['if(messages > 1, costUsd, tokens)', 'Cannot choose between US dollars and tokens'],
  ['min(costUsd, tokens)', 'Cannot choose between'],
  ['coalesce(costUsd, tokens)', 'Cannot choose between'],
  ['costUsd % messages', 'Cannot divide'],
  ['sqrt(costUsd)', 'sqrt takes a plain number'],
  ['costUsd ^ 2', 'A power takes plain numbers'],
  ['messages * 2 + costUsd', 'Cannot add a plain number and US dollars'],
  ['costUsd / tokens + costUsd', 'Cannot add US dollars per token and US dollars'],
])('%s is refused: %s', (formula, message) => {
  expect(() => compiled(formula)).toThrow(message)
})

test('a unit that is given has to fit the formula', () => {
  expect(compiled('logins / activeUsers', 'RATE').unit).toBe('RATE')
  expect(compiled('sum(event("order").value)', 'USD').unit).toBe('USD')
  expect(compiled('sum(event("order").value) / activeUsers', 'USD_EACH').unit).toBe('USD_EACH')
  expect(() => compiled('logins / activeUsers', 'USD')).toThrow('The unit USD does not fit')
  expect(() => compiled('costUsd', 'COUNT')).toThrow(
    'The unit COUNT does not fit: the formula gives US dollars',
  )
})

test.each(Object.keys(metrics))('the built-in metric %s has its own unit, and can be computed with', name => {
  const { unit } = metrics[name as keyof typeof metrics]
  expect(compiled(name).unit).toBe(unit)
  expect(compiled(`(${name} + 1) / 2`).aggregates).toMatchObject([
    { source: metrics[name as keyof typeof metrics].source },
  ])
})
