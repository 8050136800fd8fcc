import { expect, test } from 'vitest'
import { chosenEncoding } from '../../../src/http/web/chosen-encoding.ts'

const both = ['gzip', 'br']

test.each([
  ['gzip, deflate, br', 'br'],
  ['gzip, deflate, br, zstd', 'br'],
  ['br', 'br'],
  ['gzip', 'gzip'],
  ['gzip, br;q=0', 'gzip'],
  ['*', 'br'],
  ['deflate', 'identity'],
  ['', 'identity'],
  [undefined, 'identity'],
])('a browser that accepts “%s” gets %s', (accepted, encoding) => {
  expect(chosenEncoding({ headers: { 'accept-encoding': accepted } }, both)).toBe(encoding)
})

test('a file that is not compressed is sent as it is', () => {
  expect(chosenEncoding({ headers: { 'accept-encoding': 'gzip, br' } }, [])).toBe('identity')
})
