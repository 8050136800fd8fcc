import { expect, test } from 'vitest'
import { heldNext, startOf } from '../../../web/pages/live/held.ts'

test('a held list stands still and counts only what arrives after it was held', () => {
  const [first, second, third] = [{ arrived: 5 }, { arrived: 2 }, { arrived: 3 }]
  const start = startOf(first!)
  // The pointer comes: the five on the screen have not arrived since.
  const held = heldNext(start, first!, true)
  expect(held).toBe(start)
  const two = heldNext(held, second!, true)
  expect(two).toMatchObject({ shown: first, arrivedSince: 2 })
  // The same batch drawn once more counts once.
  expect(heldNext(two, second!, true)).toBe(two)
  expect(heldNext(two, third!, true)).toMatchObject({ shown: first, arrivedSince: 5 })
  // The pointer leaves.
  expect(heldNext(two, second!, false)).toMatchObject({ shown: second, arrivedSince: 0 })
})
