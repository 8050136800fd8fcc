import { expect, test } from 'vitest'
import { askedBy } from '../../../web/explorer/asked.ts'

test('a link names a query and its variables', () => {
  const query = '{\n  stats(range: $range) { events } # & = + %\n}'
  const variables = '{ "range": { "preset": "TODAY" } }'
  expect(askedBy(`#${new URLSearchParams({ query, variables })}`)).toEqual({ query, variables })
  expect(askedBy(`#${new URLSearchParams({ query })}`)).toEqual({ query })
})

test.each(['', '#', '#query=', '#variables={}', '#users'])('%s asks for nothing', hash => {
  expect(askedBy(hash)).toBeUndefined()
})
