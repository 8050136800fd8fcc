import fc from 'fast-check'
import { FilterOperator } from '../../../src/schema/filter-input.ts'
import type { SegmentInput } from '../../../src/schema/users/segment-input.ts'
import { randomFilter } from './random-filter.ts'

const { IS, IS_NOT, GREATER_THAN, GREATER_OR_EQUAL, LESS_THAN, LESS_OR_EQUAL, IS_SET, IS_NOT_SET } =
  FilterOperator
const size = fc.constantFrom(GREATER_THAN, GREATER_OR_EQUAL, LESS_THAN, LESS_OR_EQUAL)
const number = fc.oneof(size, fc.constantFrom(IS, IS_NOT))

const ofNumber = fc.record({
  metric: fc.constantFrom(
    'TOTAL_EVENTS',
    'TOTAL_SESSIONS',
    'TOTAL_MESSAGES',
    'TOTAL_CONVERSATIONS',
    'TOTAL_AI_CALLS',
    'TOTAL_API_CALLS',
    'TOTAL_LOGINS',
    'TOTAL_TOKENS',
    'TOTAL_COST_USD',
    'ACTIVE_DAYS',
    'DAYS_SINCE_FIRST_ACTIVE',
    'DAYS_SINCE_LAST_ACTIVE',
  ),
  operator: number,
  value: fc.oneof(fc.integer({ min: 0, max: 12 }), fc.constantFrom('3', 2.5, 5_000)),
})
const ofTime = fc.record({
  metric: fc.constantFrom('FIRST_ACTIVE', 'LAST_ACTIVE'),
  operator: fc.oneof(
    { weight: 4, arbitrary: size },
    { weight: 1, arbitrary: fc.constantFrom(IS_SET, IS_NOT_SET) },
  ),
  value: fc.constantFrom('-1h', '-6h', '-1d', '-7d', '-2w'),
})
const ofLevel = fc.record({
  metric: fc.constant('PREVIOUS_ACTIVITY'),
  operator: fc.constantFrom(IS, IS_NOT),
  value: fc.constantFrom('high', 'Medium', 'low', 'NONE'),
})

const single = fc.record({
  event: fc.constantFrom('open', 'ask', 'login', 'message', 'unheard', undefined),
  filter: fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: randomFilter }),
})
const match = fc.oneof(
  { weight: 4, arbitrary: single },
  { weight: 1, arbitrary: fc.array(single, { minLength: 1, maxLength: 3 }).map(anyOf => ({ anyOf })) },
)
const withinDays = fc.constantFrom(1, 1, 2, 7, 200)
const matched = (more: object) =>
  fc.tuple(match, fc.record(more)).map(([what, when]) => ({ ...what, ...when }))

const behavior = fc.oneof(
  fc.record({
    did: matched({
      operator: number,
      count: fc.integer({ min: 0, max: 4 }),
      withinDays: fc.oneof(withinDays, fc.constant(undefined)),
    }),
  }),
  fc.record({ didNot: matched({ withinDays: fc.oneof(withinDays, fc.constant(undefined)) }) }),
  fc.record({ firstTime: matched({ withinDays }) }),
  fc.record({ sequence: fc.record({ first: match, second: match, withinDays }) }),
  fc.record({
    regularly: fc
      .tuple(
        match,
        fc.constantFrom('DAY', 'WEEK'),
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 3, max: 9 }),
      )
      .map(([what, period, atLeast, ofLast]) => ({ ...what, period, atLeast, ofLast })),
  }),
  fc.record({ stopped: matched({ withinDays }) }),
  fc.record({ restarted: matched({ withinDays: fc.constantFrom(1, 2) }) }),
)

const trait = fc.constantFrom(
  { key: 'plan', operator: IS, values: ['pro'] },
  { key: 'plan', operator: IS_NOT, values: ['pro', 'free'] },
  { key: 'plan', operator: FilterOperator.MATCHES, values: ['^(p|$)'] },
  { key: 'seats', operator: GREATER_THAN, values: [2] },
  { key: 'trial', operator: IS, values: [true] },
  { key: 'address.city', operator: IS_NOT_SET },
)

/** A tree of conditions, each of which holds for some of the users. */
export const randomSegment = fc.letrec<{ segment: SegmentInput }>(tie => {
  const parts = fc.array(tie('segment'), { minLength: 1, maxLength: 3 })
  return {
    segment: fc.oneof(
      { maxDepth: 3 },
      { weight: 4, arbitrary: fc.record({ behavior }) },
      { weight: 3, arbitrary: fc.record({ metric: fc.oneof(ofNumber, ofTime, ofLevel) }) },
      { weight: 2, arbitrary: fc.record({ trait }) },
      { weight: 2, arbitrary: fc.record({ and: parts }) },
      { weight: 2, arbitrary: fc.record({ or: parts }) },
      { weight: 2, arbitrary: fc.record({ not: tie('segment') }) },
    ) as fc.Arbitrary<SegmentInput>,
  }
}).segment
