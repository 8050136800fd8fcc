import { expect, test } from 'vitest'
import { isUniqueId } from '../../../packages/sdk/src/model-calls/is-unique-id.ts'
import { isUniqueId as isUniqueIdOfSpan } from '../../../src/otlp/is-unique-id.ts'

test.each([
  ['chatcmpl-B9MBs8CjcvOU2jLn4n570S5qMJKcT', true],
  ['resp_67ccd2bed1ec8190b14f964abc0542670bb6a6b452d3795b', true],
  ['msg_013Zva2CMHLNnjNjJJKqJ2EF', true],
  ['cmpl-e5cc70bb28c444948073e77776eb30ef', true],
  ['gen-1742840000-ZfKcXq3mYw9tR2bN5aLd', true],
  ['8fd3c1a2-5b0e-4a58-9c1d-2e7f6a4b3c90', true],
  ['chatcmpl-1738291823456789123', true],
  // 16 letters and digits behind the prefix, and 15.
  ['chatcmpl-0123456789abcdef', true],
  ['chatcmpl-0123456789abcde', false],
  ['chatcmpl-0', false],
  ['chatcmpl-998', false],
  ['chatcmpl-1738291823', false],
  ['cmpl_7', false],
  ['42', false],
  ['placeholder', false],
  ['', false],
])('the id %j of an answer is that of one call: %s', (id, isUnique) => {
  expect([isUniqueId(id), isUniqueIdOfSpan(id)]).toEqual([isUnique, isUnique])
})
