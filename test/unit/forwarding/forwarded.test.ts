import { expect, test } from 'vitest'
import { forwardedOf } from '../../fault/forward/forwarded.ts'
import type { Batch } from '../../fault/load/batch.ts'

const batch = (project: string, ...ids: string[]): Batch => ({
  id: ids.join(),
  project,
  events: ids.map(eventId => ({
    eventId,
    name: 'signup',
    userId: 'ann',
    anonymousId: null,
    conversationId: null,
    timestamp: '2026-03-01T10:00:00.000Z',
    properties: {},
  })),
})
const sent = [batch('north', 'a', 'b'), batch('north', 'c'), batch('south', 'd')]
const row = (id: string, uuid = `uuid of ${id}`) => ({ messageId: `event:${id}`, uuid })

test('events that arrive at least once under one id are no problem', () => {
  expect(forwardedOf('north', sent, [row('a'), row('b'), row('a'), row('c'), row('a')])).toEqual({
    delivered: 3,
    again: 2,
    missing: 0,
    foreign: 0,
    problems: [],
  })
})

test.each([
  ['is missing', [row('a'), row('c')], { missing: 1, problems: ['north: 1 not forwarded: event:b'] }],
  [
    'belongs to another project',
    [row('a'), row('b'), row('c'), row('d')],
    { foreign: 1, delivered: 3, problems: ['north: 1 forwarded and never sent there: event:d'] },
  ],
  [
    'has another id when it is sent again',
    [row('a'), row('b'), row('c'), row('a', 'another')],
    { again: 1, problems: ['north: 4 ids of 3 rows'] },
  ],
])('an event that %s is a problem', (_, rows, found) => {
  expect(forwardedOf('north', sent, rows)).toMatchObject(found)
})
