import 'reflect-metadata'
import { expect, test } from 'vitest'
import { compile } from '../../../src/clickhouse/sql.ts'
import { compileMetric } from '../../../src/formulas/compile-metric.ts'

/** The SQL of a formula: its value, why the value is null, and the aggregates under their names. */
function sqlOf(formula: string) {
  const { value, nullReason, aggregates } = compileMetric('default', { formula }, new Map())
  return {
    value: compile(value),
    nullReason: compile(nullReason),
    aggregates: Object.fromEntries(aggregates.map(({ name, sql }) => [name, compile(sql)])),
  }
}

test.each([
  'count(event("purchase_completed")) / count(conversations)',
  'sum(event("order").value) / activeUsers',
  'p95(aiCall.durationMs where model = "gpt-4o")',
  'costUsd * 1.19 - savedCostUsd',
  'min(messages, 3) ^ 2',
  'if(messages > 1 and not logins = 0, fallbackRate, coalesce(aiErrorRate, 0))',
  'aiCallsPerMinute * 2',
  'users(event("signup", "login") where channel in ("web", "app") or properties.plan != "free")',
])('%s is this SQL', formula => {
  expect(sqlOf(formula)).toMatchSnapshot()
})

test('an aggregate that stands in a formula twice is computed once', () => {
  const { aggregates } = sqlOf('count(event("a")) / (count(event("a")) + count(event("b")))')
  expect(Object.keys(aggregates)).toHaveLength(2)
})
