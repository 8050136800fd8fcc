import 'reflect-metadata'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compile } from '../../../src/clickhouse/sql.ts'
import { compileMetric } from '../../../src/formulas/compile-metric.ts'
import { FormulaError } from '../../../src/formulas/grammar/formula-error.ts'
import { randomFormula, written } from '../../support/random/random-formula.ts'
import { rounds, seed } from '../../support/rounds.ts'

const words = [
  ...[
    '+',
    '-',
    '*',
    '/',
    '%',
    '^',
    '(',
    ')',
    ',',
    '.',
    '<',
    '<=',
    '=',
    '!=',
    '1',
    '0.5',
    '1e308',
    '"a"',
    '""',
  ],
  ...[
    'and',
    'or',
    'not',
    'where',
    'in',
    'contains',
    'if(',
    'coalesce(',
    'min(',
    'round(',
    'sqrt(',
    'count(',
    'sum(',
  ],
  ...[
    'p95(',
    'users(',
    'event("a")',
    'aiCall',
    'aiCalls.durationMs',
    'properties.x',
    'messages',
    'costUsd',
    'tokens',
  ],
  ...['model', 'conversion_rate', 'loop', '__proto__', 'constructor', '\n', '−', '`', ';', '--', '/*'],
]

const known = new Map(
  Object.entries({ conversion_rate: 'messages / activeUsers', loop: 'loop + 1' }).map(([key, formula]) => [
    key,
    { key, formula },
  ]),
)

/** Compiles a text; refusals have a place within it. */
function tried(formula: string): boolean {
  try {
    const { aggregates, value } = compileMetric('p', { formula }, known)
    expect(aggregates.length).toBeGreaterThan(0)
    compile(value)
    return true
  } catch (error) {
    if (!(error instanceof FormulaError)) throw error
    expect(error.at).toBeGreaterThanOrEqual(0)
    expect(error.at).toBeLessThanOrEqual(formula.length)
    return false
  }
}

const runs = { numRuns: rounds(5_000, 1_000), seed }

test('any text is a formula or refused with a place in it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), formula => void tried(formula)),
    runs,
  )
})

test('so is any row of words', () => {
  let formulas = 0
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...words), { maxLength: 12 }), row => {
      if (tried(row.join(' '))) formulas++
    }),
    runs,
  )
  expect(formulas).toBeGreaterThan(10)
})

test('so is a formula with one character changed, and none of its values is in the statement', () => {
  fc.assert(
    fc.property(
      randomFormula,
      fc.nat(),
      fc.constantFrom('', '(', ')', '"', '\\', '.', '0', 'x', '\0', '-'),
      (formula, place, character) => {
        const text = written(formula)
        const at = place % (text.length + 1)
        tried(text.slice(0, at) + character + text.slice(at + 1))
      },
    ),
    { ...runs, numRuns: rounds(400) },
  )
})

test('texts of a formula are bound, never part of the statement', () => {
  const { aggregates } = compileMetric(
    'p',
    { formula: `sum(event("planted-name").properties."planted key" where model = "planted-model")` },
    new Map(),
  )
  const { query, query_params } = compile(aggregates[0]!.sql)
  expect(query).not.toContain('planted')
  expect(Object.values(query_params).flat()).toEqual(
    expect.arrayContaining(['planted-name', 'planted key', 'planted-model']),
  )
})
