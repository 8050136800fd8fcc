import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isNestedDeeper } from '../../src/http/is-nested-deeper.ts'

const bytes = (text: string) => Buffer.from(text)

test.each([
  ['7', 0],
  ['"[[[[{{{{"', 0],
  ['[]', 1],
  ['{"a":[]}', 2],
  ['[[],[[]],[]]', 3],
  ['["\\"[", ["\\\\"]]', 2],
  ['["é😀[", {"[":"]"}]', 2],
])('%s is %i deep', (text, depth) => {
  expect(isNestedDeeper(bytes(text), depth)).toBe(false)
  if (depth) expect(isNestedDeeper(bytes(text), depth - 1)).toBe(true)
})

test('unclosed brackets count as well, and text that is not JSON does no harm', () => {
  expect(isNestedDeeper(bytes('['.repeat(1_000_000)), 64)).toBe(true)
  expect(isNestedDeeper(bytes(']'.repeat(1_000)), 64)).toBe(false)
  expect(isNestedDeeper(bytes('"\\'), 64)).toBe(false)
})

test('the depth of any JSON text is the depth of its value', () => {
  const depthOf = (value: unknown): number =>
    typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 8 }), value => {
      const [json, depth] = [bytes(JSON.stringify(value)), depthOf(value)]
      expect(isNestedDeeper(json, depth)).toBe(false)
      if (depth) expect(isNestedDeeper(json, depth - 1)).toBe(true)
    }),
    { numRuns: 500 },
  )
})
