import { expect, test } from 'vitest'
import { sankeyLayout } from '../../../web/charts/sankey-layout.ts'
import { columnNames, flowsOf } from '../../../web/pages/paths/flows.ts'

const size = { width: 210, height: 100, boxWidth: 10, gap: 10 }

test('a box is as high as what flows through it, and the largest is at the top', () => {
  // 90 of 100 pixels are left beside the gap of the second column, for 30 occurrences: 3 pixels each.
  const { boxes, ribbons } = sankeyLayout(
    [
      { column: 0, from: 'signup', to: 'leave', amount: 10 },
      { column: 0, from: 'signup', to: 'message', amount: 20 },
    ],
    size,
  )
  expect(boxes).toEqual([
    { column: 0, name: 'signup', amount: 30, x: 0, y: 0, height: 90 },
    { column: 1, name: 'message', amount: 20, x: 200, y: 0, height: 60 },
    { column: 1, name: 'leave', amount: 10, x: 200, y: 70, height: 30 },
  ])
  // The ribbon to the upper box leaves above the other one, whatever the order of the list.
  expect(ribbons.map(({ to, y0, y1, thickness }) => ({ to, y0, y1, thickness }))).toEqual([
    { to: 'leave', y0: 75, y1: 85, thickness: 30 },
    { to: 'message', y0: 30, y1: 30, thickness: 60 },
  ])
})

test('one event in two columns is two boxes', () => {
  const { boxes } = sankeyLayout(
    [
      { column: 0, from: 'message', to: 'message', amount: 4 },
      { column: 1, from: 'message', to: 'leave', amount: 3 },
    ],
    size,
  )
  expect(boxes.map(({ column, name, amount }) => ({ column, name, amount }))).toEqual([
    { column: 0, name: 'message', amount: 4 },
    { column: 1, name: 'message', amount: 4 },
    { column: 2, name: 'leave', amount: 3 },
  ])
})

test('paths before and after the event stand on both sides of it', () => {
  const before = [
    { depth: 1, links: [{ from: 'visit', to: 'signup', occurrences: 5 }] },
    { depth: 2, links: [{ from: 'ad', to: 'visit', occurrences: 2 }] },
    { depth: 3, links: [] },
  ]
  const after = [{ depth: 1, links: [{ from: 'signup', to: 'message', occurrences: 4 }] }]
  expect(flowsOf(before, after).map(({ column, from, to }) => `${column} ${from} ${to}`)).toEqual([
    '1 visit signup',
    '0 ad visit',
    '2 signup message',
  ])
  expect(columnNames(before, after, 'signup')).toEqual(['2 before', '1 before', 'signup', '1 after'])
})
