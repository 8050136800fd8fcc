import { expect, test } from 'vitest'
import { below, moved, withoutGaps } from '../../../web/pages/dashboards/places.ts'

const one = { x: 0, y: 0, w: 6, h: 2 }
const two = { x: 6, y: 0, w: 6, h: 2 }
const three = { x: 0, y: 2, w: 12, h: 1 }

test('a widget that moves onto others pushes them down, and these push those below them', () => {
  // `one` takes columns 3 to 8 of rows 0 and 1; `two` has to go below it, and `three` below `two`.
  expect(moved([one, two, three], 0, { x: 3 })).toEqual([
    { x: 3, y: 0, w: 6, h: 2 },
    { x: 6, y: 2, w: 6, h: 2 },
    { x: 0, y: 4, w: 12, h: 1 },
  ])
})

test('nothing leaves the grid, and nothing becomes smaller than a cell', () => {
  expect(moved([one], 0, { x: -1, y: -1 })).toEqual([one])
  expect(moved([two], 0, { x: 9 })).toEqual([two])
  expect(moved([two], 0, { w: 0, h: 0 })).toEqual([{ x: 6, y: 0, w: 1, h: 1 }])
  expect(moved([one], 0, { w: 13, h: 25 })).toEqual([{ x: 0, y: 0, w: 12, h: 24 }])
})

test('gaps close upwards, in the order of the places', () => {
  expect(
    withoutGaps([
      { ...three, y: 9 },
      { ...one, y: 3 },
    ]),
  ).toEqual([{ ...three, y: 2 }, one])
})

test('one more begins below all others', () => {
  expect(below([one, three], { w: 3, h: 2 })).toEqual({ x: 0, y: 3, w: 3, h: 2 })
  expect(below([], { w: 3, h: 2 })).toEqual({ x: 0, y: 0, w: 3, h: 2 })
})
