import { expect, test } from 'vitest'
import { cutTo } from '../../../web/api/cut.ts'

const page = `query Page($range: DateRangeInput!, $id: ID!) {
  stats(range: $range) { ...numbers }
  user(id: $id) { id }
}

fragment numbers on Stats { events }`

test('a card asks its answers alone, with the variables and fragments that they need', () => {
  const user = cutTo(page, ['user'])
  expect(user.replaceAll(/\s+/g, ' ')).toBe('query Page($id: ID!) { user(id: $id) { id } }')
  expect(cutTo(page, ['stats'])).toMatch(/\$range[^$]*\$range[^$]*fragment numbers on Stats/)
})

test('an operation of these answers only stays as it is, as lists of trusted documents have it', () => {
  expect(cutTo(page, ['user', 'stats'])).toBe(page)
})
