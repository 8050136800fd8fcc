import { expect, test } from 'vitest'
import { membersOf } from '../../../src/analytics/query/segment/members.ts'
import { compile } from '../../../src/clickhouse/sql.ts'
import { FilterOperator } from '../../../src/schema/filter-input.ts'
import { BehaviorPeriod, type SegmentInput } from '../../../src/schema/users/segment-input.ts'

const asOf = new Date('2024-03-01T00:00:00Z')
const { GREATER_THAN, GREATER_OR_EQUAL, IS } = FilterOperator

const shapes: Record<string, SegmentInput> = {
  'three behaviors are one pass over the events of their names': {
    and: [
      { behavior: { did: { event: 'buy', operator: GREATER_OR_EQUAL, count: 3, withinDays: 30 } } },
      { behavior: { stopped: { event: 'open', withinDays: 7 } } },
      { behavior: { regularly: { event: 'open', period: BehaviorPeriod.WEEK, atLeast: 3, ofLast: 4 } } },
    ],
  },
  'power users': {
    and: [
      { metric: { metric: 'TOTAL_SESSIONS', operator: GREATER_THAN, value: 10 } },
      { metric: { metric: 'LAST_ACTIVE', operator: GREATER_THAN, value: '-7d' } },
    ],
  },
  'at risk': {
    and: [
      { metric: { metric: 'DAYS_SINCE_LAST_ACTIVE', operator: GREATER_THAN, value: 30 } },
      { metric: { metric: 'PREVIOUS_ACTIVITY', operator: IS, value: 'high' } },
    ],
  },
  'a negation goes through every known user': {
    not: { behavior: { firstTime: { event: 'buy', withinDays: 7 } } },
  },
  'a sequence of events that may be the same': {
    behavior: { sequence: { first: { event: 'open' }, second: { event: 'open' }, withinDays: 7 } },
  },
  'a trait': { trait: { key: 'plan', operator: IS, values: ['pro'] } },
  'a snapshot': { snapshotId: '7' },
}

test.each(Object.entries(shapes))('%s', (_, segment) => {
  expect(compile(membersOf({ project: 'p', asOf, isNow: true }, segment))).toMatchSnapshot()
})

test('a segment of the past is among the users known by then', () => {
  const { trait } = shapes['a trait']!
  expect(compile(membersOf({ project: 'p', asOf, isNow: false }, { trait }))).toMatchSnapshot()
})
