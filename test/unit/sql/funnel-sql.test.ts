import { describe, expect, test } from 'vitest'
import type { FunnelQuestion } from '../../../src/analytics/behavior/funnel/funnel-question.ts'
import { reached } from '../../../src/analytics/behavior/funnel/reached.ts'
import type { Query } from '../../../src/analytics/query/query.ts'
import { compile } from '../../../src/clickhouse/sql.ts'
import {
  ExclusionAction,
  FirstTimeOf,
  FunnelAttempt,
  FunnelAttribution,
  FunnelOrder,
  FunnelRangeMode,
  FunnelTies,
  FunnelUnit,
} from '../../../src/schema/behavior/funnel-input.ts'
import { Dimension, FilterOperator } from '../../../src/schema/filter-input.ts'
import type { BreakdownInput } from '../../../src/schema/users/audience.ts'

const resolved = { project: 'p', asOf: new Date('2024-06-01T00:00:00Z') } as Query
const step = (event: string, firstTime: FirstTimeOf | null = null) => ({
  alternatives: [{ event }],
  firstTime,
})

const plain: FunnelQuestion = {
  steps: [step('a'), step('b')],
  exclusions: [],
  range: { from: new Date('2024-03-01T00:00:00Z'), to: new Date('2024-04-01T00:00:00Z') },
  windowMs: 60_000,
  order: FunnelOrder.ORDERED,
  unit: FunnelUnit.USER,
  attempt: FunnelAttempt.BEST,
  rangeMode: FunnelRangeMode.ENTRY,
  ties: FunnelTies.STEP_ORDER,
}
const by = (attribution: FunnelAttribution, ...by: BreakdownInput[]) => ({ by, attribution, first: 25 })
const exclusion = { event: 'x', fromStep: 1, toStep: 2, action: ExclusionAction.DROP_USER }

/** The shapes of the statement, and a question for each. */
const shapes: Record<string, { question: Partial<FunnelQuestion>; times?: boolean; edges?: Date[] }> = {
  'counts of plain steps, by windowFunnel': { question: {} },
  'plain steps with times': { question: {}, times: true },
  'the same step twice, clipped, first attempt': {
    question: {
      steps: [step('a'), step('a')],
      rangeMode: FunnelRangeMode.CLIP,
      attempt: FunnelAttempt.FIRST,
    },
  },
  'a first time, broken down by a property at the first step': {
    question: {
      steps: [step('a', FirstTimeOf.NAME), step('b')],
      breakdown: by(FunnelAttribution.FIRST_STEP, { property: 'plan' }),
    },
  },
  'an exclusion': { question: { exclusions: [exclusion] } },
  'strict steps': { question: { order: FunnelOrder.STRICT } },
  'any order': { question: { order: FunnelOrder.UNORDERED } },
  'any order of steps that share an event': {
    question: {
      order: FunnelOrder.UNORDERED,
      steps: [step('a'), { alternatives: [{ event: 'a' }, { event: 'b' }], firstTime: null }],
    },
  },
  sessions: { question: { unit: FunnelUnit.SESSION } },
  conversations: { question: { unit: FunnelUnit.CONVERSATION } },
  'once for each value': {
    question: { breakdown: by(FunnelAttribution.EACH_VALUE, { property: 'plan' }) },
  },
  'ties in any order, where events compete for steps': {
    question: { steps: [step('a'), step('b'), step('a')], ties: FunnelTies.ANY_ORDER },
  },
  'ties in any order, where they do not': { question: { ties: FunnelTies.ANY_ORDER } },
  'attempts dropped by an exclusion': {
    question: { exclusions: [{ ...exclusion, action: ExclusionAction.DROP_ATTEMPT }] },
  },
  'the first time of a match': {
    question: {
      steps: [
        {
          alternatives: [
            { event: 'a', filter: { property: 'plan', operator: FilterOperator.IS, values: ['p'] } },
          ],
          firstTime: FirstTimeOf.MATCH,
        },
      ],
      filter: { dimension: Dimension.CHANNEL, operator: FilterOperator.IS, values: ['x'] },
    },
  },
  'a combination of values': {
    question: {
      breakdown: by(FunnelAttribution.LAST_TOUCH, { property: 'plan' }, { dimension: Dimension.CHANNEL }),
    },
  },
  'a trend': { question: {}, edges: [new Date('2024-03-01T00:00:00Z'), new Date('2024-04-01T00:00:00Z')] },
}

describe('the statement for', () => {
  test.each(Object.entries(shapes))(
    '%s holds values apart from its text',
    (_, { question, times = false, edges }) => {
      const { query, query_params } = compile(reached(resolved, { ...plain, ...question }, { times, edges }))
      expect(query).not.toMatch(/'plan'|'a'|'x'/)
      expect(`${query}\n${JSON.stringify(query_params, null, 1)}`).toMatchSnapshot()
    },
  )
})
