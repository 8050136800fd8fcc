import { parseValue } from 'graphql'
import { describe, expect, test } from 'vitest'
import { Decimal } from '../../src/schema/scalars.ts'
import { Unreadable } from '../../src/schema/unreadable.ts'

const variable = (value: unknown) => Decimal.parseValue(value)
const literal = (text: string) => Decimal.parseLiteral(parseValue(text))

describe('a Decimal in a variable', () => {
  test.each([
    ['0.0125', '0.0125'],
    ['-3', '-3'],
    [0.25, '0.25'],
    [0, '0'],
    // JavaScript writes these as 1e-7, 1.5e-9 and 1e+21.
    [0.0000001, '0.0000001'],
    [0.0000000015, '0.0000000015'],
    [0.000000000001, '0.000000000001'],
    [1e21, '1000000000000000000000'],
  ])('%s is %s', (value, decimal) => {
    expect(variable(value)).toBe(decimal)
  })

  test.each([
    1e-13,
    1e25,
    1e300,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    '1e-7',
    '',
    '1.',
    '.5',
    '1,5',
    true,
    null,
  ])('%s cannot be read', value => {
    expect(variable(value)).toBeInstanceOf(Unreadable)
  })
})

describe('a Decimal in a document', () => {
  test.each([
    ['"0.0125"', '0.0125'],
    ['12', '12'],
    ['1e-7', '0.0000001'],
    ['2.5E+2', '250'],
    // No digit is lost, though no binary fraction has all of these.
    ['0.123456789012', '0.123456789012'],
    ['123456789012345678901234', '123456789012345678901234'],
  ])('%s is %s', (text, decimal) => {
    expect(literal(text)).toBe(decimal)
  })

  test.each(['1e-13', '1e25', '1e999999999', '1e-999999999', '"1e-7"', 'true'])('%s is refused', text => {
    expect(() => literal(text)).toThrow(TypeError)
  })
})
