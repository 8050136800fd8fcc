import { expect, test } from 'vitest'
import { compile, int, name } from '../../../src/clickhouse/sql.ts'

const textOf = (sql: Parameters<typeof compile>[0]) => compile(sql).query

test('a name joins its words and numbers with underscores', () => {
  expect(textOf(name('start'))).toBe('start')
  expect(textOf(name('next', 1, 2))).toBe('next_1_2')
})

test('a name that is not a plain identifier is refused', () => {
  for (const word of ['', '1st', 'a b', 'a;', "a'", 'a.b', 'é', 'a\n'])
    expect(() => name(word)).toThrow('is not a plain identifier.')
})

test('a whole number stands in the text', () => {
  expect(textOf(int(-3))).toBe('-3')
  expect(textOf(int(2 ** 51))).toBe('2251799813685248')
})

test('any other number is refused', () => {
  for (const number of [0.5, NaN, Infinity, 2 ** 53]) expect(() => int(number)).toThrow('safe whole number.')
})
