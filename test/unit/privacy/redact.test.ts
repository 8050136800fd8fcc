import { expect, test } from 'vitest'
import { isNaming } from '../../../src/personal-data/redact.ts'

test.each([
  ['a distinctive name anywhere', { note: 'asked by user-ann' }, ['user-ann'], true],
  ['a distinctive name as a key', { 'user-ann': 1 }, ['user-ann'], true],
  ['a distinctive name in a text', 'asked by user-ann', ['user-ann'], true],
  ['a short id that is all of a value under a key of users', { scope: { userId: '7' } }, ['7'], true],
  ['a short id in a list under such a key', { visitorIds: ['8', '7'] }, ['7'], true],
  ['a short id within a text', 'in 7 days', ['7'], false],
  ['a short id under a key of something else', { plan: '7' }, ['7'], false],
  ['a short id within another one', { userId: '77' }, ['7'], false],
  ['a name that a longer id begins with', { note: 'user-100' }, ['user-10'], false],
  ['a name at the end of a longer word', 'a superuser-10', ['user-10'], false],
  ['a name between marks', 'see (user-10), please', ['user-10'], true],
  ['a name beside a longer one', 'user-100 or user-10', ['user-10'], true],
  ['nothing', null, ['user-ann'], false],
])('%s', (_, value, names, expected) => {
  expect(isNaming(value, names)).toBe(expected)
})
