import { describe, expect, test } from 'vitest'
import { commonMistakes, mistakenIds } from '../../src/checks/mistaken-id.ts'

const isMistakenId = mistakenIds(commonMistakes)

describe('an id is a mistake', () => {
  test.each([
    'null',
    'NULL',
    ' Null\t',
    '"null"',
    "'undefined'",
    '[object Object]',
    'NaN',
    'None',
    'nil',
    'N/A',
    '(null)',
    '0',
    '-1',
    '00000000-0000-0000-0000-000000000000',
    'Anonymous',
    'guest',
    'unknown',
    'true',
    'distinct_id',
  ])('if it stands for a missing one: %j', id => expect(isMistakenId(id)).toBe(true))

  test.each([' ', '\t\n', '\u00a0', '\u200b', '""', "' '"])('if it is blank: %j', id =>
    expect(isMistakenId(id)).toBe(true),
  )
})

test.each([
  'ann',
  'nullable',
  'null-island',
  '00',
  '10',
  '-10',
  'guest-7',
  'anonymous:5',
  '00000000-0000-0000-0000-000000000001',
  'nan.kim',
])('a real id is none: %j', id => expect(isMistakenId(id)).toBe(false))

test('without a list, only a blank id is a mistake', () => {
  const isBlank = mistakenIds([])
  expect(['null', '0', ' '].map(isBlank)).toEqual([false, false, true])
})
