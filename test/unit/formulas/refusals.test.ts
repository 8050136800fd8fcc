import 'reflect-metadata'
import { expect, test } from 'vitest'
import { compileMetric } from '../../../src/formulas/compile-metric.ts'
import { FormulaError, positionIn } from '../../../src/formulas/grammar/formula-error.ts'
import { type MetricContent } from '../../../src/formulas/metric-content.ts'

const known = (formulas: Record<string, string>): Map<string, MetricContent> =>
  new Map(Object.entries(formulas).map(([key, formula]) => [key, { key, formula }]))

function refusalOf(formula: string, formulas: Record<string, string> = {}, key?: string) {
  try {
    compileMetric('p', { formula, ...(key && { key }) }, known(formulas))
    return null
  } catch (error) {
    if (!(error instanceof FormulaError)) throw error
    return { at: error.at, code: error.code, message: error.message }
  }
}

test.each([
  ['', 0, 'Expected a number'],
  ['   ', 3, 'the formula ends'],
  ['1 +', 3, 'the formula ends'],
  ['1 2', 2, 'Expected an operator'],
  ['1,5', 1, 'Expected an operator'],
  ['1 − 2', 2, 'U+2212'],
  ['１ + 2', 0, 'U+FF11'],
  ['messagеs', 6, 'U+0435'],
  ['messages + "a"', 11, 'Expected a number'],
  ['count("a")', 6, 'Expected a set of events'],
  ['count(event("a)', 12, 'The text has no end'],
  ['count(event(""))', 12, '1 to 200 characters'],
  ['count(event(a))', 12, 'the name of an event in quotes'],
  ['count(aiCalls("a"))', 6, 'takes no names'],
  ['count(event("a").b)', 17, 'without a field'],
  ['sum(aiCalls)', 0, 'takes the values of a field'],
  ['sum(aiCalls.durationMS)', 12, 'Did you mean "durationMs"?'],
  ['sum(apiCalls.costUsd)', 13, 'has no field "costUsd"'],
  ['sum(event("a").costUsd)', 15, 'write aiCall.costUsd, or properties.costUsd'],
  ['mesages', 0, 'Did you mean "messages"?'],
  ['sqt(4)', 0, 'Did you mean "sqrt"?'],
  ['sqrt(1, 2)', 0, 'sqrt takes 1 arguments'],
  ['if(1 > 0, 1)', 0, 'if takes 3 arguments'],
  ['messages > 1', 9, 'A comparison is no number'],
  ['if(messages, 1, 0)', 3, 'A number is no condition'],
  ['1 < 2 < 3', 6, 'between two comparisons'],
  ['1 + not 2 > 1', 4, 'Expected a number'],
  ['round(messages, activeUsers)', 0, 'decimal places'],
  ['round(messages, 1.5)', 0, 'decimal places'],
  ['1e400', 0, 'too large'],
  ['aiCalls.durationMs', 0, 'is a set of events'],
  ['event("a")', 0, 'is a set of events'],
  ['count(costUsd)', 6, 'is no count'],
  ['count(aiCalls where modl = "a")', 20, 'Did you mean "model"?'],
  ['count(aiCalls where model)', 25, 'Expected a comparison'],
  ['count(aiCalls where model = gpt)', 28, 'Expected a value'],
  ['count(aiCalls where callType = "CHAT")', 0, 'CALL_TYPE must be one of'],
  ['count(aiCalls where statusCode > 9007199254740993)', 33, '2^53'],
  // M1
  ['constructor.constructor("return process")()', 11, 'Expected an operator'],
  ['__proto__', 0, 'There is no metric'],
  ['toString', 0, 'There is no metric'],
  ['hasOwnProperty(1)', 0, 'There is no function'],
  ['constructor(1)', 0, 'There is no function'],
  ['`1`', 0, 'U+0060'],
  ['import("fs")', 0, 'There is no function'],
  ['1; drop table events', 1, 'U+003B'],
  ["'a'", 0, 'U+0027'],
  ['1 /* a */', 3, 'Expected a number'],
  ['count(event("a\0"))', 12, 'NUL'],
])('%s is refused at %i: %s', (formula, at, message) => {
  const refusal = refusalOf(formula)
  expect(refusal).toMatchObject({ at, code: 'INVALID_FORMULA' })
  expect(refusal!.message).toContain(message)
})

test('a formula has at most 1,000 characters, 200 words and signs, and 32 levels', () => {
  expect(refusalOf(`1${' '.repeat(999)}`)).toBeNull()
  expect(refusalOf(`1${' '.repeat(1_000)}`)).toMatchObject({ at: 1_000 })
  expect(refusalOf(Array(100).fill('1').join('+'))).toBeNull()
  expect(refusalOf(`${Array(100).fill('1').join('+')}+1`)).toMatchObject({ at: 200 })
  expect(refusalOf(`${'('.repeat(31)}1${')'.repeat(31)}`)).toBeNull()
  expect(refusalOf(`${'('.repeat(32)}1${')'.repeat(32)}`)).toMatchObject({ at: 32 })
  expect(refusalOf('('.repeat(900))).toMatchObject({ code: 'INVALID_FORMULA' })
  expect(refusalOf('-'.repeat(100))).toMatchObject({ at: 32 })
})

test('metrics may name metrics, up to five levels deep, but not themselves', () => {
  const chain = { a: 'b', b: 'c', c: 'd', d: 'e', e: 'messages' }
  expect(refusalOf('a', chain)).toBeNull()
  expect(refusalOf('a', { ...chain, e: 'f', f: 'messages' })!.message).toContain('at most 5 levels')
  expect(refusalOf('a', {}, 'a')).toMatchObject({ code: 'CYCLE', message: expect.stringContaining('a → a') })
  expect(refusalOf('1 + b', { b: 'c', c: 'a' }, 'a')).toMatchObject({
    at: 4,
    code: 'CYCLE',
    message: expect.stringContaining('a → b → c → a'),
  })
  expect(refusalOf('a', { a: 'b' })).toMatchObject({
    code: 'NOT_FOUND',
    message: expect.stringContaining('"b"'),
  })
  expect(refusalOf('a', { a: '1 +' })).toMatchObject({
    at: 0,
    message: expect.stringContaining('"a" cannot'),
  })
})

test('metrics that name others many times are refused before they fill the memory', () => {
  const often = (key: string) => Array(100).fill(key).join('+')
  const formulas = { a: often('b'), b: often('c'), c: often('d'), d: often('messages') }
  expect(refusalOf('a', formulas)!.message).toContain('at most 1000 parts')
  expect(refusalOf('d + d + d + d', formulas)).toBeNull()
})

test('the position of an error is a line and a column from 1', () => {
  expect(positionIn('1 +\n  x', 6)).toEqual({ line: 2, column: 3, offset: 6 })
  expect(positionIn('', 0)).toEqual({ line: 1, column: 1, offset: 0 })
})
