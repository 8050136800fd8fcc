import { expect, test } from 'vitest'
import { textFinder } from '../../../src/personal-data/text-finder.ts'

test.each([
  ['a text at the begin, in the middle and at the end', 'Berlin, Berlin-Mitte', ['Berlin', 'Berlin-Mitte']],
  ['a text that is all of the other one', 'Berlin', ['Berlin']],
  ['a text that begins as one that is found', 'to Berlin-Mi', ['Berlin']],
  ['none in a text that is shorter than any', 'Berli', []],
  ['none in other texts', 'berlin, Ber lin', []],
  ['overlapping texts', 'Berlin-Mitte 10115', ['Berlin', 'Berlin-Mitte', 'in-Mitte 10115']],
])('finds %s', (_, within, expected) => {
  const find = textFinder(['Berlin', 'Berlin-Mitte', 'in-Mitte 10115', 'nowhere'])
  expect([...find(within)].toSorted()).toEqual(expected.toSorted())
})
