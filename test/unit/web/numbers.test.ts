import { expect, test } from 'vitest'
import { compact, exact } from '../../../web/format/numbers.ts'

test.each([
  [0.004, '0.004'],
  [0.0123456, '0.0123'],
  [-0.05, '-0.05'],
  [0.000012345, '0.0000123'],
  [0.1234, '0.12'],
  [0, '0'],
  [1_234.5, '1,234.5'],
  [12_345, '12,345'],
])('%d is written as %s: small numbers are not 0', (value, text) => {
  expect(exact(value)).toBe(text)
})

test('short forms do not make small numbers 0 either', () => {
  expect([0.004, 12.345, 12_345].map(compact)).toEqual(['0.004', '12.35', '12.3K'])
})
